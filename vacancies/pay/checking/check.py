"""Everything a text says of pay, looked at together. No Django."""

from __future__ import annotations

from datetime import date

from vacancies.pay.checking.allowances import check_allowances
from vacancies.pay.checking.figures import check_figures, check_points
from vacancies.pay.checking.finding import PayFinding
from vacancies.pay.checking.reading import PayText, read
from vacancies.pay.checking.rows import check_rows
from vacancies.pay.editions import POINTS, edition_at
from vacancies.pay.money import pounds


def check_text(text: str, *, area: str | None = None, at: date) -> list[PayFinding]:
    """Return what is wrong or missing in what `text` says of pay, in its order.

    area: a key of AREAS; without one the figures may be those of any. at: the day the job starts, or today.
    """
    pay = read(text)
    found = [
        *check_points(pay),
        *check_rows(pay),
        *check_figures(pay, area=area, at=at),
        *check_allowances(text, now=edition_at(at)),
        *_no_figure(pay, area=area, at=at),
    ]
    return sorted(found, key=lambda finding: (finding.start, finding.code))


def _no_figure(pay: PayText, *, area: str | None, at: date) -> list[PayFinding]:
    if pay.first_mention is None or pay.rows:
        return []
    edition = edition_at(at)
    advice = f"Give the range in pounds a year, from the pay of {edition.name}."
    ends = [edition.point(area, point) for point in (POINTS[0], POINTS[-1])] if area else []
    if ends and ends[0] and ends[1]:
        advice = f"In {edition.name}, M1 to U3 is {pounds(ends[0].pounds)} to {pounds(ends[1].pounds)}."
    message = "The text names a pay range but no pounds. People from other kinds of school cannot tell what it pays."
    return [PayFinding("no_figure", *pay.first_mention, message, advice)]
