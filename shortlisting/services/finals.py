"""After the interview: recommended, in reserve (in order), not appointed; and telling those who are not chosen.

A recommendation counts at once, because the offer follows from it. Reserve and not appointed are held like the
outcomes of the sift: changed or taken back until they are told, and told together, most often once the post is
accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import is_hr
from applications.models import Application
from applications.services import lifecycle
from applications.states import APPLICATION
from core import audit, emails, gates
from core.conflicts import has_interest
from core.display import plain_date
from core.states import StateError
from shortlisting import sift
from shortlisting.models import Decision, Panel, Stage
from shortlisting.services.attendance import stayed_away
from shortlisting.services.keeping import DecisionError, keep, refuse_while_waiting
from shortlisting.services.keeping import take_back as take_decision_back
from shortlisting.services.panel import hold, panel_of
from shortlisting.signals import candidate_recommended
from vacancies.models import Criterion

State = Application.State
Outcome = Decision.Outcome
BECOMES = {
    Outcome.RECOMMEND: State.RECOMMENDED,
    Outcome.RESERVE: State.RESERVE,
    Outcome.DO_NOT_APPOINT: State.NOT_APPOINTED,
}
LETTERS = {Outcome.RESERVE: "interview_reserve", Outcome.DO_NOT_APPOINT: "interview_not_appointed"}
# From the first two an outcome is given, from the others changed; an offer has its own steps back.
OPEN_STATES = frozenset({State.SHORTLISTED, State.INTERVIEWED, *BECOMES.values()})


def decide_final(
    application: Application,
    *,
    outcome: str,
    reason: str,
    criteria: Sequence[Criterion] = (),
    interviewed_on: date | None,
    reserve_place: int | None = None,
    by: User,
) -> Decision:
    """Keep what the panel concluded after the interview; it may be changed until an offer.

    A recommendation moves the application and is announced. The others are held until release(). Without
    `interviewed_on` a candidate can only be not appointed (they did not come, or a check ruled it out).
    `reserve_place`: 1 is asked first; without one they come last.
    Raises DecisionError, and GateShutError when the interview gate is shut for somebody who was interviewed and is
    to be recommended or kept in reserve.
    """
    panel = panel_of(application.vacancy)
    _refuse_wrong(panel, outcome, reason, criteria, interviewed_on)
    with transaction.atomic():
        hold(panel)
        _refuse_who(panel, application, by)
        _refuse_absent(application, interviewed_on)
        if outcome != Outcome.DO_NOT_APPOINT:
            gates.require(gates.GateName.INTERVIEW, application)
        told = application.state == BECOMES[Outcome(outcome)]  # told before, and told the same
        last = len(_reserves(panel)) + 1 if outcome == Outcome.RESERVE else None
        decision = keep(
            application, stage=Stage.INTERVIEW, outcome=outcome, reason=reason, criteria=criteria, by=by,
            interviewed_on=interviewed_on, reserve_place=last, released=told or outcome == Outcome.RECOMMEND,
        )  # fmt: skip
        _order_reserves(panel, decision, reserve_place)
        if not told:
            _move(application, Outcome(outcome), reason.strip(), by, came=interviewed_on is not None)
    return decision


def _refuse_wrong(
    panel: Panel, outcome: str, reason: str, criteria: Sequence[Criterion], interviewed_on: date | None
) -> None:
    if outcome not in BECOMES:
        raise DecisionError("Choose recommend, reserve or do not appoint", "outcome")
    if not reason.strip():
        raise DecisionError("Give the reason for this decision", "reason")
    if interviewed_on is None and outcome != Outcome.DO_NOT_APPOINT:
        raise DecisionError("Enter the date of the interview", "interviewed_on")
    if interviewed_on is not None and interviewed_on > timezone.localdate():
        raise DecisionError("The date of the interview must be today or in the past", "interviewed_on")
    if any(each.vacancy_id != panel.vacancy_id for each in criteria):
        raise DecisionError("Choose only criteria of this vacancy", "criteria")


def _refuse_absent(application: Application, interviewed_on: date | None) -> None:
    if interviewed_on is not None and (days := stayed_away(application)):
        when = plain_date(days[-1].day.on)
        raise DecisionError(f"It is recorded that they did not come on {when}. Take that back first", "interviewed_on")


def _refuse_who(panel: Panel, application: Application, by: User) -> None:
    """Facts as they are now, with the panel held."""
    chair = sift.chair_of(panel)
    may = (chair is not None and chair.user_id == by.pk) or is_hr(by, panel.vacancy.school)
    if not may or has_interest(by, panel.vacancy):
        raise DecisionError("Only the chair of the panel or HR records the outcome")
    refuse_while_waiting(panel, Stage.INTERVIEW)
    application.refresh_from_db(fields=["state"])
    if application.state not in OPEN_STATES:
        label = application.get_state_display().lower()
        raise DecisionError(f"The outcome of the interview cannot be changed now: the candidate is {label}")


def _move(application: Application, outcome: Outcome, reason: str, by: User, *, came: bool) -> None:
    """A recommendation moves at once; the others leave the candidate as interviewed until they are told."""
    try:
        if outcome == Outcome.RECOMMEND:
            _reach(application, State.RECOMMENDED, reason, by)
            candidate_recommended.send(Application, application=application, by=by)
        elif application.state == State.RECOMMENDED or (came and application.state == State.SHORTLISTED):
            lifecycle.move(application, State.INTERVIEWED, by=by, reason=reason)
    except StateError as error:
        raise DecisionError(str(error)) from error


def _reach(application: Application, to: str, reason: str, by: User) -> None:
    """Through "interviewed", where the table asks for it."""
    if not APPLICATION.allows(application.state, to):
        lifecycle.move(application, State.INTERVIEWED, by=by, reason=reason)
    lifecycle.move(application, to, by=by, reason=reason)


def _reserves(panel: Panel) -> list[Decision]:
    rows = Decision.objects.filter(
        application__vacancy=panel.vacancy_id, stage=Stage.INTERVIEW, outcome=Outcome.RESERVE
    ).exclude(application__state=State.WITHDRAWN)
    return list(rows.order_by("reserve_place", "pk"))


def _order_reserves(panel: Panel, moved: Decision, place: int | None) -> None:
    """Number the reserves from 1, with `moved` at `place` where one was asked for."""
    rows = _reserves(panel)
    if place is not None and moved.outcome == Outcome.RESERVE:
        rows = [row for row in rows if row.pk != moved.pk]
        rows.insert(max(0, place - 1), moved)
    for number, row in enumerate(rows, start=1):
        if row.reserve_place != number:
            Decision.objects.filter(pk=row.pk).update(reserve_place=number)
        if row.pk == moved.pk:
            moved.reserve_place = number


def take_back(application: Application, *, reason: str, by: User) -> bool:
    """Undo what was concluded on one candidate before they were told; False where nothing is held.

    Raises DecisionError as decide_final() does, and without a reason.
    """
    panel = panel_of(application.vacancy)
    with transaction.atomic():
        hold(panel)
        _refuse_who(panel, application, by)
        return take_decision_back(application, stage=Stage.INTERVIEW, reason=reason, by=by)


def undecided(panel: Panel) -> list[Application]:
    """Return who was shortlisted, did not withdraw, and has no outcome of the interview yet."""
    decided = Decision.objects.filter(application__vacancy=panel.vacancy_id, stage=Stage.INTERVIEW)
    rows = Application.objects.filter(vacancy=panel.vacancy_id, state__in=[State.SHORTLISTED, State.INTERVIEWED])
    return list(rows.exclude(pk__in=decided.values("application")).order_by("pk"))


def held_of(panel: Panel) -> list[Decision]:
    """Return what was concluded after the interview and nobody was told of, without those who withdrew."""
    rows = Decision.objects.filter(
        application__vacancy=panel.vacancy_id, stage=Stage.INTERVIEW, outcome__in=LETTERS, released_at=None
    ).filter(application__state__in=OPEN_STATES)
    return list(rows.select_related("application__vacancy__school", "application__candidate").order_by("pk"))


def release(panel: Panel, *, by: User) -> int:
    """Tell everybody whose outcome is held, together; return how many. Telling twice tells once.

    Raises DecisionError while somebody who was shortlisted has no outcome.
    """
    with transaction.atomic():
        hold(panel)
        if undecided(panel):
            raise DecisionError("Somebody has no outcome yet. All are told together")
        rows = held_of(panel)
        for decision in rows:
            _tell(decision, by)
        if rows:
            codes: dict[str, str | int | bool | None] = {"told": len(rows), "stage": str(Stage.INTERVIEW)}
            school_id = panel.vacancy.school_id
            audit.record("outcomes.released", by=by, subject=panel, school_id=school_id, codes=codes)
    return len(rows)


def _tell(decision: Decision, by: User) -> None:
    application, outcome = decision.application, Outcome(decision.outcome)
    if application.state != BECOMES[outcome]:
        _reach(application, BECOMES[outcome], decision.reason, by)
    now = timezone.now()
    Decision.objects.filter(pk=decision.pk).update(released_at=now)
    emails.queue(
        LETTERS[outcome],
        {"application": application.pk},
        subject=application,
        school_id=application.vacancy.school_id,
        once=f"interview:{decision.pk}:{outcome}:{now.isoformat()}",
    )
