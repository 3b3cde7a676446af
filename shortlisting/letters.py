"""The letters of shortlisting. Before the release none of them holds anything of a candidate or of a score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from accounts.models import User
from applications.models import Application
from core.conflicts import has_interest
from core.emails import Letter, register
from core.links import absolute
from shortlisting import calibration, conflicts, sift
from shortlisting.models import Decision, PanelMember, Stage
from shortlisting.telling import Told, told_of
from vacancies.letters import hr_address

State = Application.State


def _member(ids: Mapping[str, Any]) -> PanelMember | None:
    """The member, while they are on the panel and may see it."""
    rows = PanelMember.objects.current().select_related("user", "panel__vacancy__school")
    member = rows.filter(pk=ids["member"], user__is_active=True).first()
    if member is None or has_interest(member.user, member.panel.vacancy):
        return None
    return member


def _to_member(member: PanelMember, page: str, **more: Any) -> Letter:
    vacancy = member.panel.vacancy
    context = {
        "member": member,
        "panel": member.panel,
        "vacancy": vacancy,
        "link": absolute(reverse(f"shortlisting:{page}", args=[vacancy.ref])),
        **more,
    }
    return Letter(member.user.email, context, vacancy.school.name, reply_to=hr_address(vacancy))


def _invitation(ids: Mapping[str, Any]) -> Letter | None:
    member = _member(ids)
    return _to_member(member, "sift") if member else None


def _still_to_score(ids: Mapping[str, Any]) -> Letter | None:
    """To somebody who has not submitted; not sent when they have in the meantime."""
    member = _member(ids)
    if member is None or not sift.has_open_sheet(member.user, member.panel):
        return None
    return _to_member(member, "sift")


def _scores_in(ids: Mapping[str, Any]) -> Letter | None:
    """To the chair; not sent when a sheet is out again (somebody joined), all is decided, or another is the chair."""
    member = _member(ids)
    if (
        member is None
        or member.role != PanelMember.Role.CHAIR
        or sift.phase_of(member.panel) is not sift.Phase.DECIDING
    ):
        return None
    return _to_member(member, "grid")


def _late(ids: Mapping[str, Any]) -> Letter | None:
    """To HR: somebody's scores are late. Not to one who has come to score here themselves, and not handed in."""
    member = _member(ids)
    person = User.objects.filter(pk=ids["user"], is_active=True).first()
    if member is None or person is None or not sift.has_open_sheet(member.user, member.panel):
        return None
    if not person.has_perm("shortlisting.manage", member.panel.vacancy) or sift.has_open_sheet(person, member.panel):
        return None
    letter = _to_member(member, "panel", person=person)
    return Letter(person.email, letter.context, letter.school)


def outcome_context(decision: Decision, told: Told, *, name: str) -> dict[str, Any]:
    """Return what the letter about an outcome says: for sending, and for whoever checks it before."""
    application = decision.application
    page = "applications:task_list" if decision.outcome == Decision.Outcome.SHORTLIST else "shortlisting:feedback"
    return {
        "application": application,
        "vacancy": application.vacancy,
        "decision": decision,
        "told": told,
        "name": name,
        "link": absolute(reverse(page, args=[application.ref])),
    }


def _outcome(stage: str, *states: str) -> Callable[[Mapping[str, Any]], Letter | None]:
    """The letter about an outcome, for a candidate who is still in one of `states` when it leaves."""

    def build(ids: Mapping[str, Any]) -> Letter | None:
        rows = Application.objects.select_related("candidate", "vacancy__school", "details")
        application = rows.get(pk=ids["application"])
        if application.state not in states:
            return None
        decision = Decision.objects.get(application=application, stage=stage)
        decision.application, vacancy = application, application.vacancy
        context = outcome_context(decision, told_of(decision), name=sift.first_name(application))
        return Letter(application.candidate.email, context, vacancy.school.name, reply_to=hr_address(vacancy))

    return build


def _conflicts_declared(ids: Mapping[str, Any]) -> Letter | None:
    """To HR, without a name: somebody said whom they know. Not sent when all of it is decided."""
    member = _member(ids)
    person = User.objects.filter(pk=ids["user"], is_active=True).first()
    if member is None or person is None or conflicts.is_decided(member):
        return None
    if not person.has_perm("shortlisting.manage", member.panel.vacancy):
        return None
    letter = _to_member(member, "conflicts", person=person)
    return Letter(person.email, letter.context, letter.school)


def _conflicts_decided(ids: Mapping[str, Any]) -> Letter | None:
    """To the member, whatever was decided in the same words: candidates may have waited for it."""
    member = _member(ids)
    return _to_member(member, "sift") if member and conflicts.is_decided(member) else None


def _round_in(ids: Mapping[str, Any]) -> Letter | None:
    """To each who scores: the first two can be compared. Not sent once the rest is open, nor to an observer."""
    member = _member(ids)
    if (
        member is None
        or member.role == PanelMember.Role.OBSERVER
        or member.panel.rest_opened_at is not None
        or not calibration.may_see(member)
    ):
        return None
    return _to_member(member, "calibration")


register("conflicts_declared", _conflicts_declared)
register("conflicts_decided", _conflicts_decided)
register("round_in", _round_in)
register("rest_opened", _still_to_score)
register("panel_invitation", _invitation)
register("sift_opened", _still_to_score)
register("sift_reminder", _still_to_score)
register("sift_late", _late)
register("scores_in", _scores_in)
register("shortlisted_invitation", _outcome(Stage.SIFT, State.SHORTLISTED, State.INTERVIEWED))
register("not_shortlisted", _outcome(Stage.SIFT, State.NOT_SHORTLISTED))
register("interview_reserve", _outcome(Stage.INTERVIEW, State.RESERVE))
register("interview_not_appointed", _outcome(Stage.INTERVIEW, State.NOT_APPOINTED))
