"""The outcome of an interview: recommended, reserve, not appointed."""

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
from core import emails, gates
from core.conflicts import has_interest
from core.states import StateError
from shortlisting import sift
from shortlisting.models import Decision, Stage
from shortlisting.services.keeping import DecisionError, keep
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
# From the first four an outcome may be given or changed; an offer has its own steps back.
OPEN_STATES = frozenset({State.SHORTLISTED, State.INTERVIEWED, *BECOMES.values()})


def record_interview(
    application: Application,
    *,
    outcome: str,
    reason: str,
    criteria: Sequence[Criterion] = (),
    interviewed_on: date | None,
    by: User,
) -> Decision:
    """Record what the panel concluded after the interview. It counts at once, and may be changed until an offer.

    Without `interviewed_on` a candidate can only be not appointed (they did not come, or a check ruled it out).
    The same outcome twice keeps the later reason and tells nobody again.
    Raises DecisionError, and GateShutError when the interview gate is shut for somebody who was interviewed and is
    to be recommended or kept in reserve.
    """
    panel = panel_of(application.vacancy)
    _refuse_wrong(outcome, reason, interviewed_on)
    if any(each.vacancy_id != panel.vacancy_id for each in criteria):
        raise DecisionError("Choose only criteria of this vacancy", "criteria")
    with transaction.atomic():
        hold(panel)
        chair = sift.chair_of(panel)
        may = (chair is not None and chair.user_id == by.pk) or is_hr(by, panel.vacancy.school)
        if not may or has_interest(by, panel.vacancy):
            raise DecisionError("Only the chair of the panel or HR records the outcome")
        application.refresh_from_db(fields=["state"])
        if application.state not in OPEN_STATES:
            label = application.get_state_display().lower()
            raise DecisionError(f"The outcome of the interview cannot be changed now: the candidate is {label}")
        if outcome != Outcome.DO_NOT_APPOINT:
            gates.require(gates.GateName.INTERVIEW, application)
        decision = keep(
            application,
            stage=Stage.INTERVIEW,
            outcome=outcome,
            reason=reason,
            criteria=criteria,
            by=by,
            interviewed_on=interviewed_on,
            released=True,
        )
        if application.state != BECOMES[Outcome(outcome)]:
            _move(application, Outcome(outcome), reason.strip(), by)
            _tell(application, decision, by)
    return decision


def _refuse_wrong(outcome: str, reason: str, interviewed_on: date | None) -> None:
    if outcome not in BECOMES:
        raise DecisionError("Choose recommend, reserve or do not appoint", "outcome")
    if not reason.strip():
        raise DecisionError("Give the reason for this decision", "reason")
    if interviewed_on is None and outcome != Outcome.DO_NOT_APPOINT:
        raise DecisionError("Enter the date of the interview", "interviewed_on")
    if interviewed_on is not None and interviewed_on > timezone.localdate():
        raise DecisionError("The date of the interview must be today or in the past", "interviewed_on")


def _move(application: Application, outcome: Outcome, reason: str, by: User) -> None:
    """Through "interviewed", where the table asks for it."""
    try:
        if not APPLICATION.allows(application.state, BECOMES[outcome]):
            lifecycle.move(application, State.INTERVIEWED, by=by, reason=reason)
        lifecycle.move(application, BECOMES[outcome], by=by, reason=reason)
    except StateError as error:
        raise DecisionError(str(error)) from error


def _tell(application: Application, decision: Decision, by: User) -> None:
    outcome = Outcome(decision.outcome)
    if outcome in LETTERS:
        emails.queue(
            LETTERS[outcome],
            {"application": application.pk},
            subject=application,
            school_id=application.vacancy.school_id,
            once=f"interview:{decision.pk}:{outcome}:{decision.decided_at.isoformat()}",
        )
    if outcome == Outcome.RECOMMEND:
        candidate_recommended.send(Application, application=application, by=by)
