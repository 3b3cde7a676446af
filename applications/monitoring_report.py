"""Yearly totals of equality monitoring for a trust and its schools, with small numbers hidden. Reads only.

Never live: only school years that are over. Never one vacancy: of a school with fewer than two that ended in the year
nothing is shown. What is hidden is settled for the whole trust at once, so that a school's page, the trust's page and
every question hide the same figures, and one cannot be taken from another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.models import School
from applications.models import MonitoringAnswer, MonitoringStage
from applications.monitoring.questions import NOT_SAID, PREFER_NOT, QUESTIONS, Question
from applications.monitoring.suppression import TOTAL, TRUST, Cell, Table, hidden
from applications.services.monitoring import ENDED, YEAR_STARTS, school_year
from vacancies.models import Vacancy

FEWEST_VACANCIES = 2
STAGES = (MonitoringStage.APPLIED, MonitoringStage.SHORTLISTED, MonitoringStage.APPOINTED)
HIDDEN = "Hidden"


@dataclass(frozen=True)
class Row:
    """One answer, with how many applied, were shortlisted, were appointed: a number, or "Hidden"."""

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One question with its rows; the last one is the total."""

    question: Question
    rows: list[Row]


@dataclass(frozen=True)
class Report:
    """A school's or a trust's year. `too_few`: nothing can be shown at all."""

    year: int
    vacancies: int
    questions: list[Asked]

    @property
    def too_few(self) -> bool:
        """Whether every figure is hidden."""
        return all(figure == HIDDEN for asked in self.questions for row in asked.rows for figure in row.figures)


def years(schools: Sequence[School], today: date) -> list[int]:
    """Return the years that are over and have figures, the latest first."""
    found = MonitoringAnswer.objects.filter(school__in=schools, year__lt=school_year(today))
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def report_of(schools: Sequence[School], year: int, *, column: School | None) -> Report:
    """Return the figures of one school (`column`) or of all `schools` together, which must be the whole trust's.

    In two queries and one for each question, whatever the number of schools.
    """
    vacancies = _vacancies(schools, year)
    never = frozenset(str(each.pk) for each in schools if vacancies[each.pk] < FEWEST_VACANCIES)
    tables = {each.code: _table(each, schools, year) for each in QUESTIONS}
    hide = settled(tables, never=never)
    place = str(column.pk) if column else TRUST if len(schools) > 1 else str(schools[0].pk)
    shown = [_asked(each, tables[each.code], hide[each.code], place) for each in QUESTIONS]
    count = vacancies[column.pk] if column else sum(vacancies.values())
    return Report(year, count, shown)


def settled(tables: Mapping[str, Table], *, never: frozenset[str]) -> dict[str, set[Cell]]:
    """Return what is hidden in each question. Totals are the same in all of them, so they are settled first."""
    first = next(iter(tables.values()))
    only_totals = Table(["all"], first.schools, first.stages, _totals(first))
    gone = hidden(only_totals, never=never)
    totals = frozenset((TOTAL, school, stage) for _, school, stage in gone)
    return {code: hidden(table, never=never, totals=totals) for code, table in tables.items()}


def _totals(table: Table) -> dict[Cell, int]:
    return {
        ("all", school, stage): table.value((TOTAL, school, stage))
        for school in table.schools
        for stage in range(table.stages)
    }


def _vacancies(schools: Sequence[School], year: int) -> Counter[int]:
    """How many vacancies with applicants ended in the year, by school."""
    start, end = date(year, YEAR_STARTS, 1), date(year + 1, YEAR_STARTS, 1)
    rows = (
        Vacancy.objects.filter(school__in=schools, state__in=ENDED, ended_at__date__gte=start, ended_at__date__lt=end)
        .annotate(sent=Count("applications", filter=Q(applications__submitted_at__isnull=False)))
        .filter(sent__gt=0)
        .values_list("school", flat=True)
    )
    return Counter(rows)


def _table(question: Question, schools: Sequence[School], year: int) -> Table:
    """Cumulative: who was appointed was shortlisted, and who was shortlisted applied."""
    rows = MonitoringAnswer.objects.filter(school__in=schools, year=year).order_by()
    counts: Counter[Cell] = Counter()
    for answer, school, stage, n in rows.values_list(question.code, "school", "stage").annotate(n=Count("pk")):
        for reached in range(STAGES.index(MonitoringStage(stage)) + 1):
            counts[answer, str(school), reached] += n
    return Table([*question.answers, NOT_SAID], [str(each.pk) for each in schools], len(STAGES), counts)


def _asked(question: Question, table: Table, gone: set[Cell], place: str) -> Asked:
    def row(label: str, category: str) -> Row:
        cells = [(category, place, stage) for stage in range(len(STAGES))]
        return Row(label, tuple(HIDDEN if cell in gone else str(table.value(cell)) for cell in cells))

    labels = [*question.answers.items(), (NOT_SAID, f"{PREFER_NOT}, or not answered"), (TOTAL, "All")]
    return Asked(question, [row(label, code) for code, label in labels])
