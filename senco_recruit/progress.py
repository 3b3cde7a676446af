"""Where each vacancy stands and whose turn it is, for the home pages and the workbench.

Everything is counted in SQL, a constant number of queries whatever the number of vacancies. While the sift is
blind this holds counts only: no applicant's name goes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.services.post import letters_to_post
from appointments.models import Check, Offer, ReferenceRequest
from appointments.services.references.chasing import REFEREE
from senco_recruit.progress_rows import MemberProgress, PersonProgress, Progress, RefereeProgress
from senco_recruit.reminding import last_sent
from shortlisting.ladders import KIND as SIFT
from shortlisting.models import Booking, Decision, InterviewDay, Panel, PanelMember, ScoreSheet, Stage
from shortlisting.services.finals import LETTERS, OPEN_STATES
from vacancies.models import Approval, Vacancy

State = Application.State


def progress_of(vacancies: Iterable[Vacancy]) -> list[Progress]:
    """Return the progress of each vacancy, in the same order, in eight queries.

    Six where none is released; one more where one is a draft.
    """
    rows = {vacancy.pk: Progress(vacancy) for vacancy in vacancies}
    if not rows:
        return []
    _read_approvals(rows)
    _count_applications(rows)
    _read_panels(rows)
    _count_sheets(rows)
    _count_decisions(rows)
    released = [pk for pk, row in rows.items() if row.released_at]
    if released:
        _read_people(rows, released)
        _read_referees(rows, released)
    return list(rows.values())


def for_reader(rows: list[Progress], user: User) -> list[Progress]:
    """Take out how far the members of a panel are where `user` has still to score on it."""
    for row in rows:
        if any(member.user_id == user.pk and member.total and not member.submitted for member in row.members):
            row.hidden = True
            row.members = [replace(member, done=0, submitted=False) for member in row.members]
    return rows


def _read_approvals(rows: dict[int, Progress]) -> None:
    """What heads are asked to approve: one query, and none where nothing is a draft."""
    drafts = [pk for pk, row in rows.items() if row.vacancy.state == Vacancy.State.DRAFT]
    if drafts:
        for approval in Approval.objects.waiting().filter(vacancy__in=drafts).select_related("asked_by"):
            rows[approval.vacancy_id].approval = approval


def _count_applications(rows: dict[int, Progress]) -> None:
    """One query, and two or so more where somebody who has no e-mail address applied on paper."""
    posted: list[int] = []
    counts = (
        Application.objects.filter(vacancy__in=rows)
        .values("vacancy")
        .annotate(
            drafts=Count("pk", filter=Q(state=State.DRAFT)),
            sent=Count("pk", filter=~Q(state__in=[State.DRAFT, State.WITHDRAWN])),
            waiting=Count("pk", filter=Q(thread__waits_since__isnull=False)),
            waits_since=Min("thread__waits_since"),
            by_post=Count("pk", filter=Q(paper__by_post=True)),
        )
        .order_by()
    )
    for count in counts:
        row = rows[count["vacancy"]]
        row.drafts, row.sent, row.messages_waiting = count["drafts"], count["sent"], count["waiting"]
        row.waits_since = count["waits_since"]
        if count["by_post"]:
            posted.append(count["vacancy"])
    for pk, letters in letters_to_post(posted).items() if posted else ():
        rows[pk].to_post = len(letters)


def _read_panels(rows: dict[int, Progress]) -> None:
    said = Q(members__removed_at=None, members__conflicts__knows=True, members__conflicts__decision="")
    said &= ~Q(members__conflicts__application__state=State.WITHDRAWN)
    days = InterviewDay.objects.filter(panel=OuterRef("pk"), cancelled_at=None).order_by("on")
    waits = Booking.objects.filter(day__panel=OuterRef("pk"), asked_at__isnull=False, answered_at=None)
    panels = Panel.objects.filter(vacancy__in=rows).annotate(
        said=Count("members__conflicts", filter=said),
        day=Subquery(days.values("pk")[:1]),
        day_sent=Subquery(days.values("sent_at")[:1]),
        asked=Exists(waits.filter(day__cancelled_at=None).coming()),
    )
    for panel in panels:
        row = rows[panel.vacancy_id]
        row.day, row.day_sent, row.day_asked = panel.day, panel.day_sent is not None, panel.asked
        row.conflicts = panel.said if panel.outcomes_released_at is None else 0
        row.sift_opened_at = panel.sift_opened_at
        row.sift_due_on = panel.sift_due_on
        row.released_at = panel.outcomes_released_at


def _count_sheets(rows: dict[int, Progress]) -> None:
    live = Q(sheets__stage=Stage.SIFT, sheets__set_aside_at=None) & ~Q(sheets__application__state=State.WITHDRAWN)
    members = (
        PanelMember.objects.current()
        .filter(panel__vacancy__in=rows)
        .select_related("user")
        .annotate(
            vacancy_id=F("panel__vacancy"),
            total=Count("sheets", filter=live, distinct=True),
            sent_in=Count("sheets", filter=live & Q(sheets__submitted_at__isnull=False), distinct=True),
            reminded_at=last_sent(SIFT, PanelMember._meta.label_lower),
        )
        .order_by("role", "pk")
    )
    scored = _scored_sheets(rows)
    for member in members:
        rows[member.vacancy_id].members.append(
            MemberProgress(
                pk=member.pk,
                name=str(member.user),
                role=member.get_role_display(),
                trained_on=member.trained_on,
                done=member.sent_in or scored.get(member.pk, 0),
                total=member.total,
                submitted=bool(member.total) and member.sent_in == member.total,
                gives_none=member.role == PanelMember.Role.OBSERVER,
                user_id=member.user_id,
                reminded_on=timezone.localdate(member.reminded_at) if member.reminded_at else None,
            )
        )


def _scored_sheets(rows: dict[int, Progress]) -> dict[int, int]:
    """How many sheets each member has written at least one score on (a count, never a score)."""
    counts = (
        ScoreSheet.objects.filter(
            member__panel__vacancy__in=rows,
            stage=Stage.SIFT,
            submitted_at=None,
            set_aside_at=None,
            scores__isnull=False,
        )
        .exclude(application__state=State.WITHDRAWN)
        .values("member")
        .annotate(n=Count("pk", distinct=True))
        .order_by()
    )
    return {count["member"]: count["n"] for count in counts}


def _count_decisions(rows: dict[int, Progress]) -> None:
    held = Q(stage=Stage.INTERVIEW, released_at=None, outcome__in=LETTERS, application__state__in=OPEN_STATES)
    counts = (
        Decision.objects.filter(application__vacancy__in=rows)
        .exclude(application__state=State.WITHDRAWN)
        .values("application__vacancy")
        .annotate(sift=Count("pk", filter=Q(stage=Stage.SIFT)), held=Count("pk", filter=held))
        .order_by()
    )
    for count in counts:
        row = rows[count["application__vacancy"]]
        row.decided, row.held_finals = count["sift"], count["held"]


def _read_people(rows: dict[int, Progress], released: list[int]) -> None:
    named = (
        Application.objects.filter(vacancy__in=released, purged_at=None)
        .exclude(state__in=[State.DRAFT, State.SUBMITTED, State.NOT_SHORTLISTED, State.WITHDRAWN])
        .select_related("details")
        .annotate(
            declaration_state=F("self_declaration__state"),
            declaration_read_at=F("self_declaration__read_at"),
            searched_on=F("online_search__done_on"),
        )
        .order_by("details__last_name", "pk")
    )
    people = list(named)
    checks = _count_checks(people)
    offers: dict[int, Offer] = {}
    for offer in Offer.objects.filter(application__in=people).order_by("made_at"):
        offers[offer.application_id] = offer
    for person in people:
        count: dict[str, Any] = checks.get(person.pk, {})
        rows[person.vacancy_id].people.append(
            PersonProgress(
                ref=person.ref,
                name=person.details.full_name,
                state=person.state,
                declaration=person.declaration_state or "",
                declaration_read=person.declaration_read_at is not None,
                searched=person.searched_on is not None,
                checks_open=count.get("open", 0),
                checks_late=count.get("late", 0),
                next_check_on=count.get("next_on"),
                offer=offers.get(person.pk),
            )
        )


def _count_checks(people: Sequence[Application]) -> dict[int, dict[str, Any]]:
    undone = ~Q(status__in=[Check.Status.CLEAR, Check.Status.NOT_REQUIRED])
    counts = (
        Check.objects.filter(application__in=people)
        .values("application")
        .annotate(
            open=Count("pk", filter=undone),
            late=Count("pk", filter=undone & Q(due_on__lt=timezone.localdate())),
            next_on=Min("due_on", filter=undone),
        )
        .order_by()
    )
    return {count["application"]: dict(count) for count in counts}


def _read_referees(rows: dict[int, Progress], released: list[int]) -> None:
    requests = (
        ReferenceRequest.objects.filter(application__vacancy__in=released)
        .annotate(
            to_settle=Count("reference__discrepancies", filter=Q(reference__discrepancies__settled_at=None)),
            reminded_at=last_sent(REFEREE, ReferenceRequest._meta.label_lower),
        )
        .exclude(state=ReferenceRequest.State.STOPPED)
        .exclude(state=ReferenceRequest.State.VERIFIED, to_settle=0)
        .select_related("application__details", "referee")
        .order_by("requested_at", "pk")
    )
    for request in requests:
        rows[request.application.vacancy_id].referees.append(
            RefereeProgress(
                application_ref=request.application.ref,
                candidate=request.application.details.full_name,
                referee=request.referee.name,
                state=request.state,
                asked_on=timezone.localdate(request.requested_at) if request.requested_at else None,
                with_hr=request.with_hr_at is not None,
                refused=request.consent_refused_at is not None,
                another_asked=request.another_asked_at is not None,
                to_settle=request.to_settle,
                reminded_on=timezone.localdate(request.reminded_at) if request.reminded_at else None,
            )
        )
