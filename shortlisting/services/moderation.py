"""Agreeing a score where members scored differently. The originals stay locked beside it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from core.conflicts import has_interest
from shortlisting import sift
from shortlisting.models import AgreedScore, Panel, PanelMember, ScoreSheet, Stage
from shortlisting.scoring import JUDGEMENTS
from shortlisting.services.panel import FEWEST, hold, panel_of
from vacancies.models import Criterion, Scoring

REASON_LENGTH = 4000  # characters


class ModerationError(Exception):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def agree(
    application: Application,
    criterion: Criterion,
    *,
    score: str,
    reason: str,
    present: Sequence[PanelMember],
    by: User,
) -> AgreedScore:
    """Keep what the panel agreed on one candidate and criterion; an earlier agreement stays to be read.

    `score` is a value of the scale, a judgement (met, partly, not_met), or "" where the panel cannot agree and the
    mean stands. The chair records it, with at least two who scored in the room, once every sheet is in and until the
    outcomes are released. Raises ModerationError.
    """
    panel = panel_of(application.vacancy)
    value, judgement = _read(score, criterion, panel)
    if not (reason := reason.strip()):
        raise ModerationError("Say why, and point to the candidate’s words", "reason")
    with transaction.atomic():
        hold(panel)
        _refuse_unready(panel, application, criterion, by)
        there = _refuse_strangers(panel, application, present)
        current = AgreedScore.objects.of_sift(panel).current().filter(application=application, criterion=criterion)
        replaced = current.update(replaced_at=timezone.now())
        made = AgreedScore.objects.create(
            application=application, criterion=criterion, stage=Stage.SIFT, value=value, judgement=judgement,
            reason=reason, agreed_by=by,
        )  # fmt: skip
        made.present.set(there)
        codes = {"criterion": criterion.pk, "application": application.pk, "again": bool(replaced)}
        school_id = panel.vacancy.school_id
        audit.record("score.agreed", by=by, subject=made, school_id=school_id, codes=codes, reason=reason)
    return made


def _read(score: str, criterion: Criterion, panel: Panel) -> tuple[int | None, str]:
    if criterion.vacancy_id != panel.vacancy_id or sift.METHOD not in criterion.assessed_by:
        raise ModerationError("This criterion is not scored from the application")
    if not score:
        return None, ""
    if criterion.scoring == Scoring.PASS_FAIL:
        if score not in JUDGEMENTS:
            raise ModerationError("Choose met, partly met or not met", "score")
        return None, score
    scale = sift.scale_of(panel)
    if score not in {str(value) for value in scale.values}:
        raise ModerationError(f"Choose a score from {scale.lowest} to {scale.highest}", "score")
    return int(score), ""


def _refuse_unready(panel: Panel, application: Application, criterion: Criterion, by: User) -> None:
    """Facts as they are now, with the panel held."""
    chair = sift.chair_of(panel)
    if chair is None or chair.user_id != by.pk or has_interest(by, panel.vacancy):
        raise ModerationError("Only the chair of the panel records what was agreed")
    if panel.outcomes_released_at is not None:
        raise ModerationError("The outcomes are released, so scores can no longer be agreed")
    if not sift.all_in(panel):
        raise ModerationError("Wait until every member has submitted their scores")
    application.refresh_from_db(fields=["state"])
    if application.state != Application.State.SUBMITTED:
        raise ModerationError("This candidate is no longer in the sift")


def _refuse_strangers(panel: Panel, application: Application, present: Sequence[PanelMember]) -> list[PanelMember]:
    """Return those present, once each. A score is agreed by people who scored this candidate themselves."""
    scored = set(ScoreSheet.objects.of_sift(panel).filter(application=application).values_list("member", flat=True))
    there = {member.pk: member for member in present}
    if not set(there) <= scored:
        raise ModerationError("Choose only members who scored this candidate", "present")
    if len(there) < FEWEST:
        raise ModerationError("At least two members who scored this candidate must be there", "present")
    return list(there.values())
