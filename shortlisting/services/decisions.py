"""Deciding and telling: two acts. The chair decides on each candidate; then all outcomes are released together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.services import lifecycle
from core import audit, emails, gates
from core.conflicts import has_interest
from core.states import StateError
from shortlisting import sift
from shortlisting.models import Decision, Panel, ScoreSheet, Stage
from shortlisting.services import probe_points
from shortlisting.services.finals import decide_final
from shortlisting.services.keeping import DecisionError, keep, refuse_while_waiting
from shortlisting.services.keeping import take_back as take_decision_back
from shortlisting.services.panel import hold, panel_of
from shortlisting.signals import application_shortlisted, outcomes_released
from vacancies.models import Criterion

State = Application.State
Outcome = Decision.Outcome
BECOMES = {Outcome.SHORTLIST: State.SHORTLISTED, Outcome.DO_NOT_SHORTLIST: State.NOT_SHORTLISTED}
LETTERS = {Outcome.SHORTLIST: "shortlisted_invitation", Outcome.DO_NOT_SHORTLIST: "not_shortlisted"}


def decide(
    application: Application,
    *,
    stage: str,
    outcome: str,
    reason: str,
    criteria: Iterable[Criterion] = (),
    by: User,
    interviewed_on: date | None = None,
    reserve_place: int | None = None,
) -> Decision:
    """Decide on one candidate, with a reason and the criteria it rests on. May be changed until it is released.

    At the sift only the chair decides, once every sheet of this candidate is in; it is held, and nobody is told.
    After the interview the chair or HR records the outcome (see decide_final).
    Raises DecisionError (words for people), and GateShutError after the interview.
    """
    chosen = list(criteria)
    if stage == Stage.INTERVIEW:
        return decide_final(
            application,
            outcome=outcome,
            reason=reason,
            criteria=chosen,
            interviewed_on=interviewed_on,
            reserve_place=reserve_place,
            by=by,
        )
    panel = panel_of(application.vacancy)
    _refuse_wrong(panel, outcome, reason, chosen)
    with transaction.atomic():
        hold(panel)
        _refuse_unready(panel, application, by)
        _refuse_added(application)
        return keep(application, stage=Stage.SIFT, outcome=outcome, reason=reason, criteria=chosen, by=by)


def take_back(application: Application, *, reason: str, by: User) -> bool:
    """Undo the sift's decision on one candidate before it is released; False where there is none.

    The chair alone; scores stay. Raises DecisionError without a reason, while a release waits, or once it is done.
    """
    panel = panel_of(application.vacancy)
    with transaction.atomic():
        hold(panel)
        _refuse_unready(panel, application, by)
        _refuse_added(application)
        return take_decision_back(application, stage=Stage.SIFT, reason=reason, by=by)


def _refuse_added(application: Application) -> None:
    if Decision.objects.filter(application=application, stage=Stage.SIFT, added_by__isnull=False).exists():
        raise DecisionError("HR has added this candidate to the shortlist, so this stands")


def _refuse_wrong(panel: Panel, outcome: str, reason: str, criteria: Sequence[Criterion]) -> None:
    if outcome not in BECOMES:
        raise DecisionError("Choose shortlist or do not shortlist", "outcome")
    if not reason.strip():
        raise DecisionError("Give the reason for this decision", "reason")
    if outcome == Outcome.DO_NOT_SHORTLIST and not criteria:
        raise DecisionError("Choose the criteria that this rests on", "criteria")
    if any(each.vacancy_id != panel.vacancy_id or sift.METHOD not in each.assessed_by for each in criteria):
        raise DecisionError("Choose only criteria that the panel scored", "criteria")


def _refuse_unready(panel: Panel, application: Application, by: User) -> None:
    """Facts as they are now, with the panel held."""
    chair = sift.chair_of(panel)
    if chair is None or chair.user_id != by.pk or has_interest(by, panel.vacancy):
        raise DecisionError("Only the chair of the panel decides")
    if panel.outcomes_released_at is not None:
        raise DecisionError("The outcomes are released, so this decision can no longer be changed here")
    refuse_while_waiting(panel, Stage.SIFT)
    application.refresh_from_db(fields=["state"])
    if application.state != State.SUBMITTED:
        raise DecisionError("This candidate is no longer in the sift")
    sheets = ScoreSheet.objects.of_sift(panel).filter(application=application)
    if panel.sift_opened_at is None or not sheets.exists() or sheets.open().exists():
        raise DecisionError("Wait until every member has submitted their scores")


def release(panel: Panel, *, by: User) -> int:
    """Tell everybody at once: move the applications, queue the letters, announce. Return how many were told.

    Releasing twice, or at the same moment as somebody else, releases once: the second call returns 0.
    Raises GateShutError while the gate is shut, DecisionError when the sift was never opened.
    """
    with transaction.atomic():
        hold(panel)  # from here no decision can change
        if panel.outcomes_released_at is not None:
            return 0
        if panel.sift_opened_at is None:
            raise DecisionError("The sift is not open yet")
        gates.require(gates.GateName.RELEASE, panel)
        now = timezone.now()
        Panel.objects.filter(pk=panel.pk).update(outcomes_released_at=now)
        panel.outcomes_released_at = now
        told = [decision for decision in held_of(panel) if _tell(decision, by)]
        school_id = panel.vacancy.school_id
        audit.record("outcomes.released", by=by, subject=panel, school_id=school_id, codes={"told": len(told)})
        outcomes_released.send(Panel, panel=panel, by=by)
    return len(told)


def held_of(panel: Panel) -> list[Decision]:
    """Return the decisions of the sift that nobody was told of, without those who withdrew."""
    rows = Decision.objects.filter(
        application__vacancy=panel.vacancy_id, application__state=State.SUBMITTED, stage=Stage.SIFT, released_at=None
    )
    return list(rows.select_related("application__vacancy__school", "application__candidate").order_by("pk"))


def _tell(decision: Decision, by: User) -> bool:
    """Move one application and queue its letter; False when the candidate withdrew at this moment."""
    application, outcome = decision.application, Outcome(decision.outcome)
    try:
        lifecycle.move(application, BECOMES[outcome], by=by)
    except StateError:
        if Application.objects.filter(pk=application.pk, state=State.WITHDRAWN).exists():
            return False
        raise
    Decision.objects.filter(pk=decision.pk).update(released_at=timezone.now())
    emails.queue(
        LETTERS[outcome],
        {"application": application.pk},
        subject=application,
        school_id=application.vacancy.school_id,
        once=f"outcome:{decision.pk}",
    )
    if outcome == Outcome.SHORTLIST:
        probe_points.add_gaps(application, by=by)
        application_shortlisted.send(Application, application=application, by=by)
    return True
