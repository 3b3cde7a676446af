"""The panel of a vacancy: who is on it, and the opening of the sift."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.services.calendar import working_day
from applications.services.messages import why_not_sift
from core import audit, emails, gates
from core.conflicts import has_interest
from shortlisting import sift
from shortlisting.models import ConflictDeclaration, Panel, PanelMember, ScoringScale
from shortlisting.services import seen
from shortlisting.services.chair import tell_chair
from shortlisting.services.interview_scores import follow_panel
from shortlisting.services.sheets import give_sheets
from vacancies.models import Vacancy

FEWEST = 2  # people who score (KCSIE Part 3: at least two people shortlist)
FIRST_ROUND = 2  # candidates whom everybody scores first, where the plan says so
DAYS_TO_SCORE = 2  # working days after closing, unless HR says otherwise
Role = PanelMember.Role


class PanelError(Exception):
    """What stands in the way, as a sentence for the person who asked. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def panel_of(vacancy: Vacancy) -> Panel:
    """Return the vacancy's panel, made with the scale of 0 to 4 where there is none yet."""
    panel = Panel.objects.filter(vacancy=vacancy).first()
    if panel is None:
        with transaction.atomic():
            panel, _ = Panel.objects.get_or_create(vacancy=vacancy)
            ScoringScale.objects.get_or_create(panel=panel)
    panel.vacancy = vacancy
    return panel


def hold(panel: Panel) -> None:
    """Take the panel's row until the transaction ends, so that changes of the panel go one after the other.

    An UPDATE holds the row on PostgreSQL and the whole database on SQLite, where select_for_update is ignored.
    """
    Panel.objects.filter(pk=panel.pk).update(vacancy=F("vacancy"))
    vacancy = panel.vacancy
    panel.refresh_from_db()
    panel.vacancy = vacancy


def add_member(
    panel: Panel,
    *,
    user: User,
    role: str = Role.MEMBER,
    trained_on: date | None = None,
    training_provider: str = "",
    by: User,
) -> PanelMember:
    """Put a person on the panel and write to them. Somebody who joins an open sift gets sheets of their own.

    After the release they join for the interviews alone, and say first whom of the shortlist they know. Raises
    PanelError when they are on it already, have an interest in the vacancy or have seen scores, or there is a chair.
    """
    with transaction.atomic():
        hold(panel)
        if has_interest(user, panel.vacancy):
            raise PanelError("This person has an interest in the vacancy, so they cannot be on its panel", "email")
        if panel.outcomes_released_at is None and (why := why_not_sift(user, panel.vacancy)):
            raise PanelError(why, "email")
        _refuse_second_chair(panel, role)
        _refuse_who_has_seen(panel, user, role)
        values = {"role": role, "trained_on": trained_on, "training_provider": training_provider.strip()}
        try:
            with transaction.atomic():
                member = PanelMember.objects.create(panel=panel, user=user, **values)
        except IntegrityError as error:
            raise PanelError(f"{user} is on the panel already", "email") from error
        _record("panel.member_added", member, by=by, codes={"role": role, "user": user.pk})
        _write("panel_invitation", member)
        _follow(panel, member)
    return member


def change_member(
    member: PanelMember, *, role: str, trained_on: date | None, training_provider: str = "", by: User
) -> None:
    """Change a member's role or training. Raises PanelError where the role cannot be changed."""
    with transaction.atomic():
        panel = member.panel
        hold(panel)
        member.refresh_from_db(fields=["role", "removed_at"])
        if member.removed_at is not None:
            raise PanelError("This person is no longer on the panel")
        if role != member.role:
            _refuse_second_chair(panel, role)
            _refuse_role(panel, member, role)
        wanted = {"role": role, "trained_on": trained_on, "training_provider": training_provider.strip()}
        changed = {name: value for name, value in wanted.items() if getattr(member, name) != value}
        if not changed:
            return
        PanelMember.objects.filter(pk=member.pk).update(**changed)
        for name, value in changed.items():
            setattr(member, name, value)
        _record("panel.member_changed", member, by=by, fields=changed, codes={"role": role})
        _follow(panel, member)
        if role == Role.OBSERVER:
            _tell_chair_without(member, by=by)


def remove_member(member: PanelMember, *, by: User, reason: str = "") -> None:
    """Take a person off the panel. What they had submitted stays and counts; what they had not, drops out.

    Removing twice changes nothing. Raises PanelError when fewer than two would be left to score an open sift.
    """
    with transaction.atomic():
        panel = member.panel
        hold(panel)
        member.refresh_from_db(fields=["role", "removed_at"])
        if member.removed_at is not None:
            return
        if member.role != Role.OBSERVER:
            _refuse_too_few(panel, member)
        member.removed_at = timezone.now()
        PanelMember.objects.filter(pk=member.pk).update(removed_at=member.removed_at)
        _record("panel.member_removed", member, by=by, codes={"user": member.user_id}, reason=reason.strip())
        _follow(panel, member)
        _tell_chair_without(member, by=by)


def set_due(panel: Panel, *, due_on: date, by: User) -> None:
    """Set the day by which scores are due. Raises PanelError for a day that has passed."""
    if due_on < timezone.localdate():
        raise PanelError("The day must be today or later", "due_on")
    with transaction.atomic():
        hold(panel)
        if panel.outcomes_released_at:
            raise PanelError("The outcomes are released, so no more scores are due", "due_on")
        if panel.sift_due_on == due_on:
            return
        Panel.objects.filter(pk=panel.pk).update(sift_due_on=due_on)
        panel.sift_due_on = due_on
        school_id = panel.vacancy.school_id
        audit.record("sift.due_changed", by=by, subject=panel, school_id=school_id, fields=["sift_due_on"])


def open_sift(panel: Panel, *, by: User) -> None:
    """Open the sift: each scoring member gets a sheet for each candidate, under numbers of their own, and a letter.

    Opening twice changes nothing. Raises GateShutError while the gate is shut.
    """
    with transaction.atomic():
        hold(panel)
        if panel.sift_opened_at is not None:
            return
        gates.require(gates.GateName.OPEN_SIFT, panel)
        now = timezone.now()
        due_on = panel.sift_due_on or default_due(panel)
        Panel.objects.filter(pk=panel.pk).update(sift_opened_at=now, sift_due_on=due_on)
        panel.sift_opened_at, panel.sift_due_on = now, due_on
        members = sift.scoring_members(panel)
        made = give_sheets(panel, members, first_round=_pick_first_round(panel, by))
        codes = {"members": len(members), "sheets": made}
        audit.record("sift.opened", by=by, subject=panel, school_id=panel.vacancy.school_id, codes=codes)
        for member in members:
            _write("sift_opened", member)


def _pick_first_round(panel: Panel, by: User) -> list[int]:
    """Return the two candidates whom everybody scores first, drawn once; where there are too few, the rest is open."""
    if not panel.calibrates:
        return []
    candidates = [application.pk for application in sift.candidates_of(panel)]
    if len(candidates) <= FIRST_ROUND:
        panel.rest_opened_at, panel.rest_opened_by = timezone.now(), by
        panel.save(update_fields=["rest_opened_at", "rest_opened_by"])
        return []
    return random.SystemRandom().sample(candidates, FIRST_ROUND)


def default_due(panel: Panel) -> date:
    """Return the day by which scores are due unless HR says otherwise: two working days from closing, or from today."""
    today = timezone.localdate()
    closed = timezone.localdate(panel.vacancy.closes_at) if panel.vacancy.closes_at else today
    return working_day(panel.vacancy.school, max(closed, today), DAYS_TO_SCORE)


def take_in(panel: Panel) -> None:
    """Give sheets for an application that came after the sift opened (a later time allowed to one person)."""
    with transaction.atomic():
        hold(panel)
        if panel.sift_opened_at and not panel.outcomes_released_at:
            give_sheets(panel, sift.scoring_members(panel))


def _follow(panel: Panel, member: PanelMember) -> None:
    """The member gets the sheets they lack: of the sift while it is open, of the interview days after the release."""
    if panel.outcomes_released_at:
        follow_panel(panel)
    elif panel.sift_opened_at and member.role != Role.OBSERVER and member.removed_at is None:
        give_sheets(panel, [member])


def _refuse_second_chair(panel: Panel, role: str) -> None:
    if role == Role.CHAIR and (chair := sift.chair_of(panel)) is not None:
        raise PanelError(f"{chair.user} is the chair. Give them another role first", "role")


def _refuse_role(panel: Panel, member: PanelMember, role: str) -> None:
    if role == Role.OBSERVER:
        _refuse_too_few(panel, member)
    elif role == Role.CHAIR and member.conflicts.recused().exists():
        raise PanelError(f"{member.user} does not score one of the candidates, and the chair decides on all", "role")
    elif member.role == Role.OBSERVER and panel.outcomes_released_at:
        raise PanelError("Remove them, and add them again for the interviews: then they say whom they know", "role")
    elif member.role == Role.OBSERVER:
        _refuse_who_has_seen(panel, member.user, role)


def _refuse_who_has_seen(panel: Panel, user: User, role: str) -> None:
    """Who has seen others' scores, or decisions, cannot start to score."""
    if role == Role.OBSERVER or panel.sift_opened_at is None or panel.outcomes_released_at:
        return
    if why := seen.why_not_score(panel, user):
        raise PanelError(why, "role")


def _refuse_too_few(panel: Panel, leaving: PanelMember) -> None:
    """Before the sift opens the gate asks for two; while it is open no candidate falls below them."""
    if panel.sift_opened_at is None:
        return
    left = [member for member in sift.scoring_members(panel) if member.pk != leaving.pk]
    if len(left) < FEWEST:
        raise PanelError("At least two people must score. Add somebody else first", "role")
    out = Counter(
        panel.vacancy.applications.submitted()
        .filter(conflicts__decision=ConflictDeclaration.Decided.RECUSE, conflicts__member__in=left)
        .values_list("pk", flat=True)
    )
    if out and len(left) - max(out.values()) < FEWEST:
        raise PanelError("At least two people must score each candidate. Add somebody else first", "role")


def _tell_chair_without(member: PanelMember, *, by: User) -> None:
    """Theirs may have been the last sheets that were out."""
    if member.panel.outcomes_released_at is None and member.sheets.filter(submitted_at=None).exists():
        tell_chair(member.panel, by=by)


def _record(verb: str, member: PanelMember, **details: Any) -> None:
    audit.record(verb, subject=member, school_id=member.panel.vacancy.school_id, **details)


def _write(letter: str, member: PanelMember) -> None:
    school_id = member.panel.vacancy.school_id
    emails.queue(letter, {"member": member.pk}, subject=member, school_id=school_id, once=f"{letter}:{member.pk}")
