"""The rows of the ranking grid. Functions write them: 4,000 cells in a template's loop take half a second."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from shortlisting.grid import Grid, GridCell, GridRow, Verdict
from shortlisting.models import Decision
from vacancies.models import Vacancy

register = template.Library()
CELL = '<td class="govuk-table__cell'
LINK = '<a class="govuk-link govuk-link--no-visited-state" href='
TAG = '<strong class="govuk-tag govuk-tag--{} app-tag-fit app-tag-s">{}</strong>'
REF = "REF"  # stands for a candidate's reference in an address


@register.simple_tag
def grid_rows(grid: Grid, vacancy: Vacancy, line: str, *, decides: bool) -> SafeString:
    """Every candidate's row, and the shortlist line below its row. `decides`: the reader may decide on each."""
    scores = reverse("shortlisting:scores", args=[vacancy.ref, REF])
    decide = reverse("shortlisting:decide", args=[vacancy.ref, REF]) if decides else ""
    rows = []
    for row in grid.rows:
        rows.append(_row(row, grid, scores.replace(REF, row.ref), decide.replace(REF, row.ref)))
        if row.line_after and line:
            across = f'<th scope="rowgroup" colspan="{grid.columns}"><span>{escape(line)}</span></th>'
            rows.append(f'<tr class="app-grid__line">{across}</tr>')
    return mark_safe("".join(rows))  # noqa: S308 - every word of people is escaped where it is put in


def _row(row: GridRow, grid: Grid, scores: str, decide: str) -> str:
    link = escape(scores)
    cells = "".join([_cell(cell).replace("URL", link, 1) for cell in row.cells])
    verdicts = "".join(_verdict(each) for each in row.verdicts)
    return (
        f'<tr class="govuk-table__row">{_who(row, link)}{_totals(row, grid)}{verdicts}{cells}'
        f'{CELL} app-grid__dec">{_decision(row.decision)}</td>{CELL} app-grid__act">{_act(row, decide)}</td></tr>'
    )


def _who(row: GridRow, link: str) -> str:
    hints = [f"level with {', '.join(map(str, row.level_with))}"] if row.level_with else []
    hints += [f"{row.missing} not scored"] if row.missing else []
    said = "".join(f'<span class="app-row-hint">{hint}</span>' for hint in hints)
    name = escape(row.name) if row.name else f"Candidate {row.number}"
    return (
        '<th scope="row" class="govuk-table__header app-grid__who"><span class="app-grid__rank app-num">'
        f'<span class="govuk-visually-hidden">Rank </span><b>{row.rank}</b></span>'
        f'<span class="app-grid__name">{LINK}"{link}">{name}</a>{said}</span></th>'
    )


def _totals(row: GridRow, grid: Grid) -> str:
    below = f'<span class="app-row-hint">{len(row.below)} below</span>' if row.below else ""
    essentials = f'{CELL} app-grid__total app-num"><b>{row.essentials}</b>{below}</td>' if grid.essentials else ""
    return essentials + (f'{CELL} app-grid__total app-num">{row.desirables}</td>' if grid.desirables else "")


def _verdict(verdict: Verdict) -> str:
    mark = f'<span aria-hidden="true">{verdict.mark} </span>' if verdict.mark else ""
    said = mark + verdict.text
    return f'{CELL} app-nowrap">{said if verdict.met else f"<b>{said}</b>"}</td>'


def _decision(decision: Decision | None) -> str:
    if decision is None:
        return '<span class="app-quiet">Not decided</span>'
    yes = decision.outcome == Decision.Outcome.SHORTLIST
    if decision.added_by_id:
        return f'{TAG.format("green", "Shortlist")}<span class="app-row-hint">{escape(decision.why)}</span>'
    return TAG.format("green", "Shortlist") if yes else TAG.format("grey", "Not shortlisted")


def _act(row: GridRow, decide: str) -> str:
    if not decide:
        return ""
    about = f'<span class="govuk-visually-hidden"> candidate {row.number}</span>'
    return f'{LINK}"{escape(decide)}">{"Change" if row.decision else "Decide"}{about}</a>'


@lru_cache(maxsize=4096)
def _cell(cell: GridCell) -> str:
    """A link to the scores behind it. The number is in each; hatching and box are also in words."""
    marks = (("first", cell.first), (cell.heat, cell.heat), ("low", cell.low), ("agreed", cell.agreed))
    kinds = "".join(f" app-heat--{kind}" for kind, wanted in marks if wanted)
    words = (", below the pass mark", cell.low), (", agreed", cell.agreed)
    said = "".join(f'<span class="govuk-visually-hidden">{word}</span>' for word, wanted in words if wanted)
    return f'{CELL} app-heat{kinds}"><a href="URL#judged-{cell.criterion}"><span>{cell.text}</span>{said}</a></td>'
