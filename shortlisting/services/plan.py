"""The sift plan: set and agreed before the sift opens, and locked from then on."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from shortlisting import sift
from shortlisting.models import Panel, ScoringScale, Ties
from shortlisting.plan import PlanError, check_pass_mark
from shortlisting.services.panel import hold
from vacancies.models import Criterion, Scoring

LOCKED = "The sift is open, so its plan is locked"
WEIGHTS = (1, 2, 3)
MOST_PLACES = 50


def set_plan(
    panel: Panel,
    *,
    words: Mapping[int, str],
    pass_mark: int,
    places: int,
    weights: Mapping[int, int],
    ties: str = Ties.DESIRABLES,
    tie_criterion: int | None = None,
    calibrates: bool = False,
    by: User,
) -> None:
    """Set scale, pass mark, places on the shortlist and the weight of each scored criterion of the sift (1 to 3).

    `ties`: what parts candidates whose essentials come to the same, with the id of a scored criterion where one comes
    first. `calibrates`: everybody scores the same two first. What was agreed before has to be agreed again where
    anything changed. Raises PlanError.
    """
    check_pass_mark(words, pass_mark)
    if not 1 <= places <= MOST_PLACES:
        raise PlanError(f"The number of places must be from 1 to {MOST_PLACES}", "places")
    if not set(weights.values()) <= set(WEIGHTS):
        raise PlanError("Choose a weight of 1, 2 or 3", "")
    tie_criterion = _named(panel, ties, tie_criterion)
    with transaction.atomic():
        _hold_unlocked(panel)
        kept = {str(value): word for value, word in sorted(words.items())}
        scale, _ = ScoringScale.objects.get_or_create(panel=panel)
        rules = {"places": places, "ties": ties, "tie_criterion_id": tie_criterion, "calibrates": calibrates}
        changed = (scale.words, scale.pass_mark) != (kept, pass_mark)
        changed = changed or any(getattr(panel, name) != value for name, value in rules.items())
        ScoringScale.objects.filter(pk=scale.pk).update(words=kept, pass_mark=pass_mark)
        changed = bool(_set_weights(panel, weights)) or changed
        if not changed:
            return
        Panel.objects.filter(pk=panel.pk).update(**rules, plan_agreed_at=None, plan_agreed_by=None)
        panel.refresh_from_db(fields=[*rules, "plan_agreed_at", "plan_agreed_by"])
        _record("plan.set", panel, by)


def _named(panel: Panel, ties: str, criterion: int | None) -> int | None:
    """The criterion that parts who is level, where the rule asks for one: one with points, of this sift."""
    if ties not in Ties.values:
        raise PlanError("Choose how ties are broken", "ties")
    if ties != Ties.CRITERION:
        return None
    scored = {each.pk for each in sift.criteria_of(panel) if each.scoring != Scoring.PASS_FAIL}
    if criterion not in scored:
        raise PlanError("Choose the criterion that comes first", "tie_criterion")
    return criterion


def _set_weights(panel: Panel, weights: Mapping[int, int]) -> int:
    """Write the weights that differ; return how many. What is met or not met stands outside the points."""
    changed = 0
    for criterion in sift.criteria_of(panel):
        weight = weights.get(criterion.pk, criterion.weight)
        if criterion.scoring != Scoring.PASS_FAIL and weight != criterion.weight:
            changed += Criterion.objects.filter(pk=criterion.pk).update(weight=weight)
    return changed


def agree_plan(panel: Panel, *, by: User) -> None:
    """Agree the plan as it stands. Agreeing twice changes nothing. Raises PlanError once the sift is open."""
    with transaction.atomic():
        _hold_unlocked(panel)
        if panel.plan_agreed_at is not None:
            return
        Panel.objects.filter(pk=panel.pk).update(plan_agreed_at=timezone.now(), plan_agreed_by=by)
        panel.refresh_from_db(fields=["plan_agreed_at", "plan_agreed_by"])
        _record("plan.agreed", panel, by)


def _hold_unlocked(panel: Panel) -> None:
    hold(panel)
    if panel.sift_opened_at is not None:
        raise PlanError(LOCKED)


def _record(verb: str, panel: Panel, by: User) -> None:
    audit.record(verb, by=by, subject=panel, school_id=panel.vacancy.school_id, codes={"places": panel.places})
