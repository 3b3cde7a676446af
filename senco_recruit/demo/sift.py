"""The demo's panels at work: plans, sheets and scores."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from django.utils import timezone

from accounts.models import User
from accounts.services.calendar import working_day
from senco_recruit.demo.candidates import PEOPLE, Candidate
from shortlisting.models import Panel, PanelMember, ScoreSheet, Stage
from shortlisting.scoring import DEFAULT_WORDS
from shortlisting.services import conflicts, panel, plan, scores
from vacancies.models import Criterion, Scoring, Vacancy

PASS_MARK, PLACES = 2, 3
DOUBLE = ("2.1", "2.2")  # count twice by the plan that is agreed
NOTES = ("Says little about it.", "A fair example, no effect shown.", "Clear example with its effect.")
# Where the chair has to decide: what chair, second and third member give on the scored criteria, as printed. Third and
# fourth lie close together, and on some criteria the members lie two points apart.
SCORED: Mapping[str, tuple[str, str, str]] = {
    "Okafor": ("44443", "43344", "44434"),
    "Fairbairn": ("33433", "34333", "33343"),
    "Haverill": ("32323", "33423", "31323"),
    "Holloway": ("23323", "31333", "33333"),
    "Siddall": ("22322", "23222", "32232"),
    "Wren": ("21222", "23122", "22222"),
    "Pym": ("11111", "20111", "11211"),
}


def agree_plan(post: Vacancy, *, by: User, chair: User) -> None:
    """HR sets three places and what counts twice; the chair agrees it."""
    board = panel.panel_of(post)
    weights = {each.pk: 2 if each.number in DOUBLE else 1 for each in post.criteria.assessed_by("application")}
    plan.set_plan(board, words=DEFAULT_WORDS, pass_mark=PASS_MARK, places=PLACES, weights=weights, by=by)
    plan.agree_plan(board, by=chair)


def opened(post: Vacancy, *, by: User) -> Panel:
    """Open the sift, due in three working days."""
    board = panel.panel_of(post)
    panel.set_due(board, due_on=working_day(post.school, timezone.localdate(), 3), by=by)
    panel.open_sift(board, by=by)
    return board


def score(board: Panel, email: str, *, seed: int, sheets: int | None = None) -> None:
    """Score all of a member's sheets by the strength of the candidates and send them in, or only the first `sheets`."""
    member, mine, criteria = _work_of(board, email)
    for sheet in mine[:sheets]:
        person = _person(sheet)
        for criterion in criteria:
            # Drawn from what is scored, not in turn: members meet candidates under numbers drawn anew each time.
            drawn = zlib.crc32(f"{seed} {email} {person.email} {criterion.number}".encode())
            value = min(4, person.strength + 1 + (drawn % 3 == 0))
            _record(sheet, criterion, value, NOTES[person.strength], member)
    if sheets is None:
        scores.submit_sheets(member, by=member.user)


def knows(board: Panel, email: str, surname: str, *, how: str) -> None:
    """A member says that they know one candidate; HR has to decide."""
    member = PanelMember.objects.select_related("user").get(panel=board, user__email=email, removed_at=None)
    member.panel = board
    them = board.vacancy.applications.get(details__last_name=surname)
    conflicts.declare(member, known={them.pk: how}, by=member.user)


def score_as_written(board: Panel, email: str, *, place: int) -> None:
    """Give the scores written above for the member at `place`, and send them in."""
    member, mine, criteria = _work_of(board, email)
    for sheet in mine:
        written = iter(SCORED[_person(sheet).last_name][place])
        for criterion in criteria:
            value = 0 if criterion.scoring == Scoring.PASS_FAIL else int(next(written))
            _record(sheet, criterion, value, NOTES[value // 2], member)
    scores.submit_sheets(member, by=member.user)


def _work_of(board: Panel, email: str) -> tuple[PanelMember, list[ScoreSheet], list[Criterion]]:
    member = PanelMember.objects.select_related("user").get(panel=board, user__email=email, removed_at=None)
    member.panel = board
    conflicts.declare(member, known={}, by=member.user)
    sheets = ScoreSheet.objects.filter(member=member, stage=Stage.SIFT)
    mine = sheets.select_related("application__details", "member__panel__vacancy")
    criteria = board.vacancy.criteria.assessed_by("application").in_order()
    return member, list(mine.order_by("application__candidate__email")), list(criteria)


def _person(sheet: ScoreSheet) -> Candidate:
    return PEOPLE[sheet.application.details.last_name]


def _record(sheet: ScoreSheet, criterion: Criterion, value: int, note: str, member: PanelMember) -> None:
    if criterion.scoring == Scoring.PASS_FAIL:
        scores.record_score(sheet, criterion=criterion, judgement="met", note="On the form.", by=member.user)
    else:
        scores.record_score(sheet, criterion=criterion, value=value, note=note, by=member.user)
