"""What HR's page of pay says beside the form: sources, what another edition changes, what the pack says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.components import Cell, Column, Line, Table
from vacancies.models import PayScale, Vacancy, VacancyPay
from vacancies.pay import POINTS, Edition, PayFinding, check_text
from vacancies.pay.money import pounds


@dataclass(frozen=True)
class Source:
    """Where figures come from, and whether that is the pay document or the Department itself."""

    what: str
    words: str
    confirmed: bool


@dataclass(frozen=True)
class PackSays:
    """The pack's own words about pay, and what is to be looked at in them."""

    words: str
    findings: Sequence[PayFinding]


def sources_of(edition: Edition, pay: VacancyPay | None, area: str) -> list[Source]:
    """The source of each figure that the stored pay rests on; of the whole range before there is any."""
    rows = []
    if pay is not None and pay.scale == PayScale.MAIN_UPPER:
        names = dict.fromkeys((pay.point_from, pay.point_to))
    else:
        names = dict.fromkeys((POINTS[0], POINTS[-1]))
    if pay is None or pay.scale == PayScale.MAIN_UPPER:
        rows = [(f"{name}, {pounds(f.pounds)}", f) for name in names if (f := edition.point(area, name))]
    elif ends := edition.range_of(pay.scale, area):
        rows = [(f"{end} of the range, {pounds(f.pounds)}", f) for end, f in (("Least", ends.low), ("Most", ends.high))]
    if pay is not None:
        for kind, name in ((pay.tlr, pay.tlr), ("SEN" if pay.sen_amount else "", "SEN allowance")):
            if kind:
                ends = edition.allowances[kind]
                rows += [
                    (f"{name} from {pounds(ends.low.pounds)}", ends.low),
                    (f"{name} to {pounds(ends.high.pounds)}", ends.high),
                ]
    return [Source(what, figure.source, figure.confirmed) for what, figure in rows]


def comparison_of(pay: VacancyPay | None, edition: Edition) -> Table | None:
    """What changes when the stored figures are taken over into `edition`; None when they are its own."""
    if pay is None or pay.scale != PayScale.MAIN_UPPER:
        return None
    rows = []
    for point, stored in dict.fromkeys(((pay.point_from, pay.salary_from), (pay.point_to, pay.salary_to))):
        figure = edition.point(pay.area, point)
        if figure and figure.pounds != stored:
            change = figure.pounds - stored
            words = f"{pounds(abs(change))} {'more' if change > 0 else 'less'}"
            rows.append(Line([Cell(point), Cell(pounds(stored)), Cell(pounds(figure.pounds)), Cell(words)]))
    if not rows:
        return None
    columns = [Column("Point"), Column(f"Now, {pay.edition}", numeric=True), Column(edition.name, numeric=True)]
    return Table(f"What {edition.name} changes", [*columns, Column("Difference", numeric=True)], rows)


def pack_says(vacancy: Vacancy, *, at: date) -> PackSays | None:
    """The words of the pack about pay with what to look at; None without either."""
    pack = vacancy.packs.first()
    source = (pack.source_text if pack else "") or vacancy.pay_text
    findings = check_text(source, area=vacancy.school.pay_area, at=at) if source else []
    if not vacancy.pay_text and not findings:
        return None
    return PackSays(vacancy.pay_text, findings)
