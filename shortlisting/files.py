"""The sift as files: a spreadsheet of the ranking with every score behind it, and the grid on A3.

Only for use once every sheet is in (sift.all_in): these are other people's scores. Candidates go by number until the
outcomes are released.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.pdf import render_pdf
from core.spreadsheets import Sheet, Value, to_xlsx
from shortlisting.grid import Grid
from shortlisting.line_page import line_shown
from shortlisting.models import AgreedScore, Panel, PassFail
from shortlisting.standing import scores_of, ties_words

SCORE_HEADINGS = ["Candidate", "Criterion", "Member", "Score", "Note", "On paper"]
CRITERION_LENGTH = 80  # characters of a criterion in a heading


def sift_xlsx(panel: Panel, grid: Grid) -> bytes:
    """Return the ranking, every member's score and note, and what was agreed, as three sheets."""
    return to_xlsx(
        Sheet("Ranking", _headings(grid), _ranking(grid), kept=2),
        Sheet("Scores", SCORE_HEADINGS, _scores(panel, grid), kept=2),
        Sheet("Agreed", ["Candidate", "Criterion", "Agreed", "Why", "Who was there", "When", "Replaced"],
              _agreed(panel, grid), kept=2),
    )  # fmt: skip


def _headings(grid: Grid) -> list[str]:
    fixed = ["Rank", "Candidate", f"Essentials, of {grid.essentials_of}", f"Desirables, of {grid.desirables_of}"]
    criteria = [f"{each.number} {each.text}".strip()[:CRITERION_LENGTH] for each in (*grid.pass_fail, *grid.scored)]
    return [*fixed, "Essentials below the pass mark", *criteria, "Decision", "Reason", "Decided by", "Decided on"]


def _ranking(grid: Grid) -> Iterator[list[Value]]:
    names = _names(grid)
    for row in grid.rows:
        found, made = row.ranked, row.decision
        decision: list[Value] = [None] * 4
        if made:
            decision = [made.get_outcome_display(), made.why, made.who, made.decided_at.date()]
        means = found.means
        verdicts = [verdict.text for verdict in row.verdicts]
        yield [row.rank, names[row.application_id], found.essentials, found.desirables, len(row.below),
               *verdicts, *(means.get(each.pk) for each in grid.scored), *decision]  # fmt: skip


def _names(grid: Grid) -> dict[int, str]:
    """The candidates' names once they may be known, else their numbers."""
    return {row.application_id: row.name or f"Candidate {row.number}" for row in grid.rows}


def _scores(panel: Panel, grid: Grid) -> Iterator[list[Value]]:
    rows = scores_of(panel).select_related("sheet__member__user", "criterion", "entered_by")
    names = _names(grid)
    places = {row.application_id: place for place, row in enumerate(grid.rows)}
    order = {each.pk: place for place, each in enumerate(grid.standing.criteria)}
    known = [score for score in rows if score.sheet.application_id in places and score.criterion_id in order]
    for score in sorted(known, key=lambda each: (places[each.sheet.application_id], order[each.criterion_id], each.pk)):
        given = score.value if score.value is not None else PassFail(score.judgement).label
        yield [names[score.sheet.application_id], f"{score.criterion.number} {score.criterion.text}".strip(),
               str(score.sheet.member.user), given, score.note, score.on_behalf or None]  # fmt: skip


def _agreed(panel: Panel, grid: Grid) -> Iterator[list[Value]]:
    names = _names(grid)
    rows = AgreedScore.objects.of_sift(panel).filter(application__in=names).select_related("criterion")
    for row in rows.prefetch_related("present__user"):
        said: Value = row.value if row.value is not None else "The scores stand"
        there = ", ".join(str(member.user) for member in row.present.all())
        yield [names[row.application_id], f"{row.criterion.number} {row.criterion.text}".strip(),
               row.get_judgement_display() or said, row.reason, there, row.agreed_at.date(),
               row.replaced_at.date() if row.replaced_at else None]  # fmt: skip


def grid_pdf(panel: Panel, grid: Grid) -> bytes:
    """Return the grid on A3, sideways, as PDF/UA-1."""
    vacancy = panel.vacancy
    context = {"panel": panel, "vacancy": vacancy, "school": vacancy.school, "grid": grid,
               "ties": ties_words(panel), "line": line_shown(grid.standing)}  # fmt: skip
    return render_pdf("pdf/sift_grid.html", context, accent=vacancy.school.accent)
