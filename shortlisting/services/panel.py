"""The panel of a vacancy: who is on it, and the opening of the sift."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Min
from django.utils import timezone

from accounts.models import User
from accounts.services.calendar import working_day
from applications.services.messages import why_not_sift
from core import audit, emails, gates
from core.conflicts import has_interest
from shortlisting import sift
from shortlisting.models import ConflictDeclaration, Panel, PanelMember, Score, ScoreSheet, ScoringScale, Stage
from vacancies.models import Vacancy

FEWEST = 2  # people who score (KCSIE Part 3: at least two people shortlist)
FIRST_ROUND = 2  # candidates whom everybody scores first, where the plan says so
SPREAD = 3  # numbers to draw from, for each candidate
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

    Raises PanelError when they are on it already, have an interest in the vacancy or have seen scores, there is a chair
    already, or the outcomes are released.
    """
    with transaction.atomic():
        hold(panel)
        _refuse_after_release(panel)
        if has_interest(user, panel.vacancy):
            raise PanelError("This person has an interest in the vacancy, so they cannot be on its panel", "email")
        if why := why_not_sift(user, panel.vacancy):
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
        if panel.sift_opened_at and role != Role.OBSERVER:
            give_sheets(panel, [member])
    return member


def change_member(
    member: PanelMember, *, role: str, trained_on: date | None, training_provider: str = "", by: User
) -> None:
    """Change a member's role or training. Raises PanelError where the role cannot be changed."""
    with transaction.atomic():
        panel = member.panel
        hold(panel)
        member.refresh_from_db(fields=["role", "removed_at"])
        _refuse_after_release(panel, unless=role == member.role)
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
        if panel.sift_opened_at and role != Role.OBSERVER:
            give_sheets(panel, [member])


def remove_member(member: PanelMember, *, by: User, reason: str = "") -> None:
    """Take a person off the panel. What they had submitted stays and counts; what they had not, drops out.

    Removing twice changes nothing. Raises PanelError when fewer than two would be left to score an open sift.
    """
    with transaction.atomic():
        panel = member.panel
        hold(panel)
        _refuse_after_release(panel)
        member.refresh_from_db(fields=["role", "removed_at"])
        if member.removed_at is not None:
            return
        if member.role != Role.OBSERVER:
            _refuse_too_few(panel, member)
        member.removed_at = timezone.now()
        PanelMember.objects.filter(pk=member.pk).update(removed_at=member.removed_at)
        _record("panel.member_removed", member, by=by, codes={"user": member.user_id}, reason=reason.strip())


def set_due(panel: Panel, *, due_on: date, by: User) -> None:
    """Set the day by which scores are due. Raises PanelError for a day that has passed."""
    if due_on < timezone.localdate():
        raise PanelError("The day must be today or later", "due_on")
    with transaction.atomic():
        hold(panel)
        _refuse_after_release(panel)
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


def give_sheets(panel: Panel, members: Iterable[PanelMember], *, first_round: Collection[int] = ()) -> int:
    """Give each of `members` the sheets they lack; return how many were made. The caller holds the panel.

    `first_round`: the applications that everybody scores first; who joins later gets the same.
    """
    candidates = [application.pk for application in sift.candidates_of(panel)]
    sheets = ScoreSheet.objects.filter(member__panel=panel, stage=Stage.SIFT)
    first = set(first_round) or set(sheets.filter(first_round=True).values_list("application", flat=True))
    made: list[ScoreSheet] = []
    for member in members:
        mine = dict(sheets.filter(member=member).values_list("application", "number"))
        new = [pk for pk in candidates if pk not in mine]
        made += [
            ScoreSheet(member=member, application_id=pk, stage=Stage.SIFT, number=number, first_round=pk in first)
            for pk, number in zip(new, _draw(len(new), mine.values()), strict=True)
        ]
    ScoreSheet.objects.bulk_create(made)
    return len(made)


def _draw(count: int, taken: Collection[int]) -> list[int]:
    """Return numbers for `count` candidates, as many digits as those there are, else as few as leave wide gaps.

    Random, so that two members cannot tell that they speak of one person; with gaps, so that nobody can tell which
    number belonged to a candidate who is no longer there, or came last.
    """
    digits = len(str(max(taken))) if taken else 2
    while 10**digits - 10 ** (digits - 1) < SPREAD * (count + len(taken)):
        digits += 1
    free = sorted(set(range(10 ** (digits - 1), 10**digits)) - set(taken))
    return random.SystemRandom().sample(free, count)


def take_in(panel: Panel) -> None:
    """Give sheets for an application that came after the sift opened (a later time allowed to one person)."""
    with transaction.atomic():
        hold(panel)
        if panel.sift_opened_at and not panel.outcomes_released_at:
            give_sheets(panel, sift.scoring_members(panel))


def _refuse_after_release(panel: Panel, *, unless: bool = False) -> None:
    if panel.outcomes_released_at and not unless:
        raise PanelError("The outcomes are released, so the panel of this sift stays as it was")


def _refuse_second_chair(panel: Panel, role: str) -> None:
    if role == Role.CHAIR and (chair := sift.chair_of(panel)) is not None:
        raise PanelError(f"{chair.user} is the chair. Give them another role first", "role")


def _refuse_role(panel: Panel, member: PanelMember, role: str) -> None:
    if role == Role.OBSERVER:
        _refuse_too_few(panel, member)
    elif role == Role.CHAIR and member.conflicts.recused().exists():
        raise PanelError(f"{member.user} does not score one of the candidates, and the chair decides on all", "role")
    elif member.role == Role.OBSERVER:
        _refuse_who_has_seen(panel, member.user, role)


def _refuse_who_has_seen(panel: Panel, user: User, role: str) -> None:
    """Who has read others' scores cannot score any more: from paper, as an observer, or before they left the panel."""
    if role == Role.OBSERVER or panel.sift_opened_at is None:
        return
    if Score.objects.filter(sheet__member__panel=panel, entered_by=user).exists():
        raise PanelError(f"{user} has typed scores from paper, and so has seen them. Ask somebody else", "role")
    places = PanelMember.objects.filter(panel=panel, user=user)
    if places.filter(role=Role.OBSERVER).exists() and _was_all_in(panel):
        raise PanelError(f"Every score was in, and {user} could see them. Ask somebody else to score", "role")
    if places.filter(removed_at__isnull=False, sheets__submitted_at__isnull=False).exists():
        raise PanelError(f"{user} has submitted scores on this panel already. They still count", "email")


def _was_all_in(panel: Panel) -> bool:
    """Whether everybody who scored at some moment had submitted at that moment: then observers saw the scores.

    A member or a candidate who comes later opens sheets again, and nobody forgets what they have read.
    """
    scored = panel.members.exclude(role=Role.OBSERVER).filter(sheets__stage=Stage.SIFT)
    rows = scored.annotate(first_in=Min("sheets__submitted_at"))
    members = list(rows.order_by().values_list("added_at", "removed_at", "first_in"))

    def all_in(at: datetime) -> bool:
        there = [first_in for added, removed, first_in in members if added <= at and (removed is None or removed > at)]
        return all(first_in is not None and first_in <= at for first_in in there)

    return any(first_in is not None and all_in(first_in) for _, _, first_in in members)


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


def _record(verb: str, member: PanelMember, **details: Any) -> None:
    audit.record(verb, subject=member, school_id=member.panel.vacancy.school_id, **details)


def _write(letter: str, member: PanelMember) -> None:
    school_id = member.panel.vacancy.school_id
    emails.queue(letter, {"member": member.pk}, subject=member, school_id=school_id, once=f"{letter}:{member.pk}")
