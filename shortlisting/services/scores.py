"""A member's own scores: recorded while their sheet is open, locked when it is submitted."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from shortlisting import conflicts, scoring, sift
from shortlisting.models import ConflictDeclaration, PanelMember, Score, ScoreMark, ScoreSheet, Stage
from shortlisting.scoring import ScoreError
from shortlisting.services.chair import tell_chair
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
    `by` is the member, or who types what came back on paper (sift.may_enter), which is kept with the score. Raises
    ScoreError (words for people) for a sheet that is not `by`'s own or not open, a candidate who withdrew, a criterion
    that is not in this sift, a score off the scale, or a note that is missing.
    """
    entered_by = _refuse_strange(sheet, criterion, by)
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
        if entered_by:
            _refuse_given_online(sheet, criterion)
        given = {"value": value, "judgement": judgement, "note": note, "entered_by": entered_by}
        kept = _write(Score(sheet=sheet, criterion=criterion, **given))
        codes = {"criterion": criterion.pk, "application": sheet.application_id}
        audit.record("score.recorded", by=by, subject=sheet, school_id=panel.vacancy.school_id, codes=codes)
    return kept


def _write(score: Score) -> Score:
    """In one statement, so that the same score from two tabs is one row and the later one stands."""
    [kept] = Score.objects.bulk_create(
        [score],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["value", "judgement", "note", "scored_at", "entered_by"],
    )
    return kept


def _refuse_strange(sheet: ScoreSheet, criterion: Criterion, by: User) -> User | None:
    """Somebody else's sheet, or a criterion that this sift does not score. Returns who types it for the member."""
    own = sheet.member.user_id == by.pk
    if not own and not sift.may_enter(by, sheet.member.panel):
        raise ScoreError("These are not your scores")
    if criterion.vacancy_id != sheet.member.panel.vacancy_id or sift.METHOD not in criterion.assessed_by:
        raise ScoreError("This criterion is not scored from the application")
    return None if own else by


def _refuse_given_online(sheet: ScoreSheet, criterion: Criterion) -> None:
    """What a member gave themselves is theirs alone: nobody reads it, or writes over it, from paper."""
    if Score.objects.filter(sheet=sheet, criterion=criterion, entered_by=None).exists():
        raise ScoreError(f"{sheet.member.user} has scored this online themselves", "score")


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
    if _refuse_strange(sheet, criterion, by):
        raise ScoreError("These are not your scores")
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
    # The row is taken by a statement on itself alone; only then is the rest asked, as it is at that moment.
    if ScoreSheet.objects.filter(pk=sheet.pk).update(number=F("number")) and _may_be_scored(sheet).exists():
        return
    now = ScoreSheet.objects.select_related("application", "member__panel").get(pk=sheet.pk)
    if now.submitted_at is not None:
        raise ScoreError(LOCKED)
    if now.application.state == Application.State.WITHDRAWN or now.set_aside_at or now.waits:
        raise ScoreError("This candidate is no longer in the sift. Go on with the next one")
    member = now.member
    if member.removed_at is None and not member.conflicts.filter(application=now.application_id).exists():
        raise ScoreError("Say first whether you know any of the candidates")
    if now.calibrated_at is not None and member.panel.rest_opened_at is None:
        raise ScoreError("These two are handed in. You can change them once the chair has opened the rest")
    if member.panel.calibrates and not now.first_round:
        raise ScoreError("Everybody scores the same two candidates first. The rest comes after that")
    raise ScoreError("The sift is not open for you")


def _may_be_scored(sheet: ScoreSheet) -> QuerySet[ScoreSheet]:
    """The sheet, as a query that finds it only while a score may be kept on it."""
    first = ScoreSheet.objects.first_to_do().filter(member=OuterRef("member"), stage=Stage.SIFT)
    asked = ConflictDeclaration.objects.filter(member=OuterRef("member"), application=OuterRef("application"))
    rest = Q(member__panel__rest_opened_at__isnull=False) & ~Exists(first)
    return ScoreSheet.objects.filter(
        Q(member__panel__calibrates=False) | Q(first_round=True, calibrated_at=None) | rest,
        Exists(asked),
        pk=sheet.pk,
        submitted_at=None,
        set_aside_at=None,
        waits=False,
        application__state=Application.State.SUBMITTED,
        member__removed_at=None,
        member__panel__sift_opened_at__isnull=False,
        member__panel__outcomes_released_at=None,
    ).exclude(member__role=PanelMember.Role.OBSERVER)


def missing_scores(member: PanelMember, **only: bool) -> list[tuple[ScoreSheet, int]]:
    """Return the member's open sheets that lack scores, each with how many. `only`: of sheets like these."""
    panel = member.panel
    criteria = [criterion.pk for criterion in sift.criteria_of(panel)]
    given = Count("scores", filter=Q(scores__criterion__in=criteria))
    mine = ScoreSheet.objects.of_sift(panel).open().filter(member=member, **only)
    sheets = mine.annotate(given=given).order_by("number")
    return [(sheet, len(criteria) - sheet.given) for sheet in sheets if sheet.given < len(criteria)]


def refuse_missing(member: PanelMember, **only: bool) -> None:
    """Raise ScoreError when a score is missing, naming where to start. `only`: on sheets like these."""
    if missing := missing_scores(member, **only):
        sheet, lacking = missing[0]
        total = sum(number for _, number in missing)
        raise ScoreError(
            f"{total} score{'' if total == 1 else 's'} {'is' if total == 1 else 'are'} missing. "
            f"Start with candidate {sheet.number}, where {lacking} {'is' if lacking == 1 else 'are'} missing"
        )


def submit_sheets(member: PanelMember, *, by: User) -> int:
    """Submit and lock all of a member's sheets; return how many. From then on the member may see the others' scores.

    `by` is the member, or who typed what came back on paper. Submitting again returns 0 and changes nothing. Raises
    ScoreError when a score is missing, naming where, or while candidates wait for HR or for the rest to be opened.
    """
    panel = member.panel
    with transaction.atomic():
        hold(panel)  # of two members who submit at once the second sees that the first is in
        refuse_stranger(member, by)
        mine = ScoreSheet.objects.of_sift(panel).open().filter(member=member)
        # Held first: a score that is being saved at this moment is either in, or finds the sheet locked.
        if not ScoreSheet.objects.filter(pk__in=mine.values("pk")).update(number=F("number")):
            return 0
        _refuse_waiting(member)
        refuse_missing(member)
        count = ScoreSheet.objects.filter(pk__in=list(mine.values_list("pk", flat=True))).update(
            submitted_at=timezone.now()
        )
        codes: dict[str, str | int | bool | None] = {"sheets": count, "on_behalf": by.pk != member.user_id}
        audit.record("sheets.submitted", by=by, subject=member, school_id=panel.vacancy.school_id, codes=codes)
        tell_chair(panel, by=by)
    return count


def refuse_stranger(member: PanelMember, by: User) -> None:
    """Raise ScoreError unless the sift is open and these are `by`'s own scores, or came back to them on paper."""
    panel = member.panel
    member.refresh_from_db(fields=["role", "removed_at"])
    if member.role == PanelMember.Role.OBSERVER or member.removed_at is not None:
        raise ScoreError("These are not your scores")
    if member.user_id != by.pk and not sift.may_enter(by, panel):
        raise ScoreError("These are not your scores")
    if panel.sift_opened_at is None or panel.outcomes_released_at is not None:
        raise ScoreError("The sift is not open")


def _refuse_waiting(member: PanelMember) -> None:
    """Candidates that the member has still to meet: they are named to HR, asked about, or come after the first two."""
    if conflicts.has_to_declare(member):
        raise ScoreError("A candidate came late. Say first whether you know any of the candidates")
    if not conflicts.is_decided(member):
        raise ScoreError("HR has still to decide about what you said. You can submit after that")
    if member.panel.calibrates and (
        member.panel.rest_opened_at is None or ScoreSheet.objects.first_to_do().filter(member=member).exists()
    ):
        raise ScoreError("Everybody scores the same two candidates first. You submit when you have scored the rest")
