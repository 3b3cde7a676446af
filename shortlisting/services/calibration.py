"""The calibration round: handing in the first two, and opening the rest."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit, emails
from core.conflicts import has_interest
from shortlisting import calibration, conflicts, sift
from shortlisting.models import CalibrationScore, Panel, PanelMember, Score, ScoreSheet
from shortlisting.scoring import ScoreError
from shortlisting.services.panel import hold
from shortlisting.services.scores import refuse_missing, refuse_stranger

LONGEST_TALK = 2000  # characters


def hand_in_round(member: PanelMember, *, by: User) -> int:
    """Hand in a member's scores of the first two, and keep them as they are now; return of how many candidates.

    From then on they are locked until the chair opens the rest. `by` is the member, or who typed what came back on
    paper. Handing in again returns 0. Raises ScoreError when a score is missing, or HR has still to decide.
    """
    panel = member.panel
    with transaction.atomic():
        hold(panel)
        refuse_stranger(member, by)
        mine = ScoreSheet.objects.of_sift(panel).open().first_to_do().filter(member=member)
        sheets = list(mine.values_list("pk", flat=True))
        if not sheets:
            return 0
        if conflicts.has_to_declare(member):
            raise ScoreError("Say first whether you know any of the candidates")
        if mine.filter(waits=True).exists():
            raise ScoreError("HR has still to decide about what you said. You can hand these in after that")
        now = timezone.now()
        ScoreSheet.objects.filter(pk__in=sheets).update(calibrated_at=now)  # held first: no score slips in behind
        refuse_missing(member, first_round=True)
        CalibrationScore.objects.bulk_create(_original(score) for score in Score.objects.filter(sheet__in=sheets))
        codes: dict[str, str | int | bool | None] = {"sheets": len(sheets), "on_behalf": by.pk != member.user_id}
        audit.record("round.handed_in", by=by, subject=member, school_id=panel.vacancy.school_id, codes=codes)
        if panel.rest_opened_at is None and calibration.all_handed_in(panel):
            _write_to_all(panel, "round_in")
    return len(sheets)


def _original(score: Score) -> CalibrationScore:
    return CalibrationScore(
        sheet_id=score.sheet_id, criterion_id=score.criterion_id, value=score.value, judgement=score.judgement,
        note=score.note, entered_by_id=score.entered_by_id, scored_at=score.scored_at,
    )  # fmt: skip


def open_rest(panel: Panel, *, talked: str = "", by: User) -> bool:
    """The chair opens the rest, after the talk; False when it is open already. Raises ScoreError while one is out.

    `talked`: what the panel agreed that scores mean, kept with the record.
    """
    talked = talked.strip()
    if len(talked) > LONGEST_TALK:
        raise ScoreError(f"It must be {LONGEST_TALK:,} characters or fewer", "talked")
    with transaction.atomic():
        hold(panel)
        chair = sift.chair_of(panel)
        if chair is None or chair.user_id != by.pk or has_interest(by, panel.vacancy):
            raise ScoreError("Only the chair opens the rest")
        if not panel.calibrates or panel.sift_opened_at is None or panel.outcomes_released_at is not None:
            raise ScoreError("There is no calibration round to end")
        if panel.rest_opened_at is not None:
            return False
        if not calibration.all_handed_in(panel):
            raise ScoreError("Wait until every member has handed in the first two")
        now = timezone.now()
        Panel.objects.filter(pk=panel.pk).update(rest_opened_at=now, rest_opened_by=by, talked=talked)
        panel.rest_opened_at, panel.rest_opened_by, panel.talked = now, by, talked
        fields = ["talked"] if talked else []
        audit.record("rest.opened", by=by, subject=panel, school_id=panel.vacancy.school_id, fields=fields)
        _write_to_all(panel, "rest_opened", but=by)
    return True


def _write_to_all(panel: Panel, letter: str, *, but: User | None = None) -> None:
    for member in sift.scoring_members(panel):
        if but is None or member.user_id != but.pk:
            ids = {"member": member.pk}
            school_id = panel.vacancy.school_id
            emails.queue(letter, ids, subject=member, school_id=school_id, once=f"{letter}:{member.pk}")
