"""A member's own scores: recorded while their sheet is open, locked when it is submitted."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit, emails
from shortlisting import scoring, sift
from shortlisting.models import Panel, PanelMember, Score, ScoreMark, ScoreSheet, Stage
from shortlisting.scoring import ScoreError
from shortlisting.services.panel import hold
from vacancies.models import Criterion, Importance, Scoring

LOCKED = "Your scores are submitted, so they can no longer be changed"


def record_score(
    sheet: ScoreSheet,
    *,
    criterion: Criterion,
    value: int | None = None,
    judgement: str = "",
    note: str = "",
    by: User,
) -> Score:
    """Keep a member's score of one criterion, over an earlier one of theirs.

    `value` is on the panel's scale for a scored criterion; `judgement` (met, partly, not_met) for a pass or fail one.
    Raises ScoreError (words for people) for a sheet that is not `by`'s own or not open, a candidate who withdrew, a
    criterion that is not in this sift, a score off the scale, or a note that is missing.
    """
    _refuse_strange(sheet, criterion, by)
    panel, note = sheet.member.panel, note.strip()
    scoring.check(
        value=value,
        judgement=judgement,
        note=note,
        pass_fail=criterion.scoring == Scoring.PASS_FAIL,
        essential=criterion.importance == Importance.ESSENTIAL,
        scale=sift.scale_of(panel),
    )
    with transaction.atomic():
        _hold_open(sheet)
        # One statement, so that the same score from two tabs is one row and the later one stands.
        Score.objects.bulk_create(
            [Score(sheet=sheet, criterion=criterion, value=value, judgement=judgement, note=note)],
            update_conflicts=True,
            unique_fields=["sheet", "criterion"],
            update_fields=["value", "judgement", "note", "scored_at"],
        )
        codes = {"criterion": criterion.pk, "application": sheet.application_id}
        audit.record("score.recorded", by=by, subject=sheet, school_id=panel.vacancy.school_id, codes=codes)
        return Score.objects.get(sheet=sheet, criterion=criterion)


def _refuse_strange(sheet: ScoreSheet, criterion: Criterion, by: User) -> None:
    """Somebody else's sheet, or a criterion that this sift does not score."""
    if sheet.member.user_id != by.pk:
        raise ScoreError("These are not your scores")
    if criterion.vacancy_id != sheet.member.panel.vacancy_id or sift.METHOD not in criterion.assessed_by:
        raise ScoreError("This criterion is not scored from the application")


def mark(
    sheet: ScoreSheet,
    *,
    criterion: Criterion,
    by: User,
    skipped: bool | None = None,
    flagged: bool | None = None,
    draft: str | None = None,
) -> ScoreMark:
    """Keep what is not a score yet: skipped for now, flagged to look at again, a note half written. None: as it was.

    The member's own, on an open sheet of theirs. Raises ScoreError as record_score does; a draft may lack a score.
    """
    _refuse_strange(sheet, criterion, by)
    if draft is not None and len(draft) > scoring.NOTE_LENGTH:
        raise ScoreError(f"Your note must be {scoring.NOTE_LENGTH:,} characters or fewer", "note")
    given = {"skipped": skipped, "flagged": flagged, "draft": draft}
    changed = {name: value for name, value in given.items() if value is not None}
    with transaction.atomic():
        _hold_open(sheet)
        made, _ = ScoreMark.objects.update_or_create(
            sheet=sheet, criterion=criterion, defaults={**changed, "kept_at": timezone.now()}
        )
    return made


def _hold_open(sheet: ScoreSheet) -> None:
    """Take the sheet's row while it may be scored; raise ScoreError otherwise."""
    mine = ScoreSheet.objects.filter(
        pk=sheet.pk,
        submitted_at=None,
        application__state=Application.State.SUBMITTED,
        member__removed_at=None,
        member__panel__sift_opened_at__isnull=False,
        member__panel__outcomes_released_at=None,
    )
    if mine.exclude(member__role=PanelMember.Role.OBSERVER).update(number=F("number")):
        return
    now = ScoreSheet.objects.select_related("application", "member__panel").get(pk=sheet.pk)
    if now.submitted_at is not None:
        raise ScoreError(LOCKED)
    if now.application.state == Application.State.WITHDRAWN:
        raise ScoreError("This candidate is no longer in the sift. Go on with the next one")
    raise ScoreError("The sift is not open for you")


def missing_scores(member: PanelMember) -> list[tuple[ScoreSheet, int]]:
    """Return the member's open sheets that lack scores, each with how many."""
    panel = member.panel
    criteria = [criterion.pk for criterion in sift.criteria_of(panel)]
    given = Count("scores", filter=Q(scores__criterion__in=criteria))
    sheets = ScoreSheet.objects.of_sift(panel).open().filter(member=member).annotate(given=given).order_by("number")
    return [(sheet, len(criteria) - sheet.given) for sheet in sheets if sheet.given < len(criteria)]


def submit_sheets(member: PanelMember, *, by: User) -> int:
    """Submit and lock all of a member's sheets; return how many. From then on the member may see the others' scores.

    Submitting again returns 0 and changes nothing. Raises ScoreError when a score is missing, naming where.
    """
    panel = member.panel
    if member.user_id != by.pk or member.role == PanelMember.Role.OBSERVER or member.removed_at is not None:
        raise ScoreError("These are not your scores")
    with transaction.atomic():
        hold(panel)  # of two members who submit at once the second sees that the first is in
        if panel.sift_opened_at is None or panel.outcomes_released_at is not None:
            raise ScoreError("The sift is not open")
        mine = ScoreSheet.objects.of_sift(panel).open().filter(member=member)
        # Held first: a score that is being saved at this moment is either in, or finds the sheet locked.
        if not ScoreSheet.objects.filter(pk__in=mine.values("pk")).update(number=F("number")):
            return 0
        if missing := missing_scores(member):
            sheet, lacking = missing[0]
            total = sum(number for _, number in missing)
            raise ScoreError(
                f"{total} score{'' if total == 1 else 's'} {'is' if total == 1 else 'are'} missing. "
                f"Start with candidate {sheet.number}, where {lacking} {'is' if lacking == 1 else 'are'} missing"
            )
        count = ScoreSheet.objects.filter(pk__in=list(mine.values_list("pk", flat=True))).update(
            submitted_at=timezone.now()
        )
        school_id = panel.vacancy.school_id
        audit.record("sheets.submitted", by=by, subject=member, school_id=school_id, codes={"sheets": count})
        if sift.all_in(panel):
            _tell_chair(panel, by)
    return count


def _tell_chair(panel: Panel, by: User) -> None:
    """Every sheet is in: it is the chair's turn."""
    chair = sift.chair_of(panel)
    if chair is None or chair.user_id == by.pk:
        return
    last = ScoreSheet.objects.filter(member__panel=panel, stage=Stage.SIFT).order_by("-submitted_at").first()
    emails.queue(
        "scores_in",
        {"member": chair.pk},
        subject=chair,
        school_id=panel.vacancy.school_id,
        once=f"scores_in:{panel.pk}:{last.pk if last else 0}",
    )
