"""The fairness report as a spreadsheet. It holds what the page shows and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from core.spreadsheets import Sheet, Value, to_xlsx
from shortlisting.fairness_report import FairnessReport

HIDDEN = "Hidden"
THROUGH = ("School or trust", "Year", "Question", "Answer", "Applied", "Shortlisted", "Appointed",
           "Shortlisted, % of applied", "Appointed, % of applied")  # fmt: skip


def fairness_xlsx(report: FairnessReport, name: str) -> bytes:
    """Return who got through, how the groups compare, the funnel and time to hire, as four sheets."""
    year = f"{report.year} to {report.year + 1}"
    return to_xlsx(
        Sheet("Who got through", THROUGH, _through(report, name, year), kept=4),
        Sheet("Groups compared", ["Question", "Group", "Compared with", "Ratio of the shares shortlisted",
                                  "What may be said of it"], _compared(report), kept=2),
        Sheet("Funnel", ["Step", "Candidates"], ([step.label, _shown(step.count)] for step in report.funnel)),
        Sheet("Time to hire", ["Part", "Median days", "Shortest", "Longest", "Vacancies"], _spans(report)),
    )  # fmt: skip


def _shown(count: int | None) -> Value:
    return HIDDEN if count is None else count


def _percent(rate: Fraction | None) -> Value:
    return None if rate is None else round(rate * 100)


def _through(report: FairnessReport, name: str, year: str) -> Iterator[list[Value]]:
    for asked in report.through:
        for row in asked.rows:
            figures = [_shown(each) for each in row.figures]
            yield [name, year, asked.title, row.label, *figures, _percent(row.rate(1)), _percent(row.rate(2))]


def _compared(report: FairnessReport) -> Iterator[list[Value]]:
    for asked in report.through:
        for each in asked.compared:
            yield [asked.title, each.group.label, each.highest.label, each.two_digits, each.caution.words]


def _spans(report: FairnessReport) -> Iterator[list[Value]]:
    for span in report.all_spans:
        yield [span.label, span.days, span.shortest, span.longest, span.vacancies]
