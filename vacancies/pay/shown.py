"""What a job pays, worked out once for every page, file and feed. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from vacancies.pay.editions import POINTS, Edition, Figure, Scale, edition_named
from vacancies.pay.hours import FULL_TIME, Hours
from vacancies.pay.money import Span, added_up, pounds

MOST_IN_API = 256  # characters that the Department's service takes for a salary
RANGES = {
    Scale.LEADERSHIP: "Leadership pay range",
    Scale.LEADING: "Leading practitioner pay range",
    Scale.UNQUALIFIED: "Unqualified teacher pay range",
}


@dataclass(frozen=True)
class Allowance:
    """What is paid beside the salary, pounds a year at full time. `whole`: in full to part-time staff too."""

    name: str
    amount: Decimal
    reason: str = ""
    whole: bool = False


@dataclass(frozen=True)
class PayTerms:
    """The terms that pay is worked out from. `low` and `high`: full-time salary without allowances."""

    scale: str
    low: Decimal
    high: Decimal
    point_from: str = ""
    point_to: str = ""
    name: str = ""  # of a scale of the school's own
    edition: str = ""
    area: str = ""
    allowances: tuple[Allowance, ...] = ()
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True)
class AllowanceShown:
    """An allowance as it is told."""

    name: str
    amount: Decimal
    words: str


@dataclass(frozen=True)
class OptionShown:
    """What is paid for one of the hours on offer."""

    words: str
    share: Fraction
    salary: Span
    allowances: Decimal
    total: Span

    @property
    def is_full_time(self) -> bool:
        """Whether it is the whole week."""
        return self.share == 1


@dataclass(frozen=True)
class PayShown:
    """What a job pays. With the pack's own words alone, `label` and `line` hold them and there are no figures."""

    label: str
    line: str
    salary: Span | None = None
    allowances: tuple[AllowanceShown, ...] = ()
    full_time: Span | None = None
    options: tuple[OptionShown, ...] = ()
    edition_note: str = ""

    @property
    def base_min(self) -> Decimal | None:
        """The least salary of the hours on offer, without allowances."""
        return min((option.salary.low for option in self.options), default=None)

    @property
    def base_max(self) -> Decimal | None:
        """The most."""
        return max((option.salary.high for option in self.options), default=None)

    @property
    def api_text(self) -> str:
        """The salary as the Department's service takes it."""
        return self.line if len(self.line) <= MOST_IN_API else self.line[: MOST_IN_API - 1].rstrip() + "…"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Label and words of each row of a summary."""
        rows = [("Pay", self.label)]
        if self.salary:
            rows.append(("Full-time salary", f"{self.salary.words} a year"))
        rows += [(allowance.name, allowance.words) for allowance in self.allowances]
        rows += [
            (
                "Paid full time" if option.is_full_time else f"Paid for {option.words}",
                f"{option.total.words} a year{_with(option)}",
            )
            for option in self.options
            if option.allowances or not option.is_full_time
        ]
        return rows


def _with(option: OptionShown) -> str:
    return ", allowances included" if option.allowances else ""


@lru_cache(maxsize=2048)  # a list of jobs asks for the same few terms at every visit
def show(terms: PayTerms) -> PayShown:
    """Return what the terms pay: full time, and for each of the hours on offer (full time when none is given)."""
    salary = Span(terms.low, terms.high)
    options = tuple(_option(terms, hours) for hours in terms.hours or (FULL_TIME,))
    part_time = any(not option.is_full_time for option in options)
    return PayShown(
        label=label_of(terms),
        line=_line(terms, salary, options),
        salary=salary,
        allowances=tuple(_allowance(each, part_time=part_time) for each in terms.allowances),
        full_time=_option(terms, FULL_TIME).total,
        options=options,
        edition_note=edition_note(terms),
    )


def _option(terms: PayTerms, hours: Hours) -> OptionShown:
    share = hours.share
    extra = [(each.amount, Fraction(1) if each.whole else share) for each in terms.allowances]
    return OptionShown(
        words=hours.words,
        share=share,
        salary=Span(added_up([(terms.low, share)]), added_up([(terms.high, share)])),
        allowances=added_up(extra),
        total=Span(added_up([(terms.low, share), *extra]), added_up([(terms.high, share), *extra])),
    )


@dataclass(frozen=True)
class Worked:
    """What one person is paid a year, rounded once, and how it comes about."""

    total: Decimal
    how: str  # "£42,000 × 0.6 + £3,214 (TLR 2c) × 0.6 = £27,128.40"


def worked_out(terms: PayTerms, *, full_time: Decimal, hours: Hours = FULL_TIME) -> Worked:
    """Return what a person on `full_time` pounds a year, without allowances, is paid for `hours` under `terms`."""
    parts = [(full_time, hours.share, pounds(full_time))]
    parts += [
        (each.amount, Fraction(1) if each.whole else hours.share, f"{pounds(each.amount)} ({each.name})")
        for each in terms.allowances
    ]
    total = added_up([(amount, share) for amount, share, _ in parts])
    sums = [words if share == 1 else f"{words} × {_share(hours)}" for _, share, words in parts]
    how = " + ".join(sums)
    return Worked(total, how if how == pounds(total) else f"{how} = {pounds(total)}")


def _share(hours: Hours) -> str:
    """A share as people write it: 0.6, or 13/32.5 of the hours."""
    return f"{float(hours.share):g}" if 100 % hours.share.denominator == 0 else hours.words


def label_of(terms: PayTerms) -> str:
    """ "Main to upper pay range, M1 to U3, plus TLR 2c and SEN allowance"."""
    if terms.scale == Scale.MAIN_UPPER:
        kinds = {terms.point_from[:1], terms.point_to[:1]}
        words = "Main to upper pay range" if len(kinds) > 1 else "Main pay range" if "M" in kinds else "Upper pay range"
    else:
        words = RANGES[Scale(terms.scale)] if terms.scale in RANGES else terms.name or "The school’s own pay"
    if terms.point_from:
        same = terms.point_from == terms.point_to or not terms.point_to
        words += f", {terms.point_from}" if same else f", {terms.point_from} to {terms.point_to}"
    return words + _plus([each.name for each in terms.allowances])


def _plus(names: list[str]) -> str:
    return f", plus {' and '.join(names)}" if names else ""


def _line(terms: PayTerms, salary: Span, options: tuple[OptionShown, ...]) -> str:
    extra = _plus([f"{pounds(each.amount)} ({each.name})" for each in terms.allowances])
    if any(option.is_full_time for option in options):
        part_time = ", or part of it for part-time hours" if len(options) > 1 else ""
        return f"{salary.words} a year{part_time}{extra}"
    parts = "; ".join(f"{o.total.words} a year{_with(o)} for {o.words}" for o in options)
    return f"{parts} (full time: {salary.words}{extra})"


def _allowance(allowance: Allowance, *, part_time: bool) -> AllowanceShown:
    words = f"{pounds(allowance.amount)} a year"
    if part_time:
        words += ", in full for part-time hours too" if allowance.whole else " at full time"
    if allowance.reason:
        words += f". {allowance.reason[:1].upper()}{allowance.reason[1:]}"
    return AllowanceShown(allowance.name, allowance.amount, words)


def figures_of(edition: Edition, terms: PayTerms) -> tuple[Figure, ...]:
    """The figures of the edition that the terms rest on: the points named, or the ends of the range."""
    if terms.scale == Scale.MAIN_UPPER:
        found = [edition.point(terms.area, point) for point in (terms.point_from, terms.point_to)]
        return tuple(figure for figure in found if figure)
    ends = edition.range_of(terms.scale, terms.area)
    return ends.figures if ends else ()


def edition_note(terms: PayTerms) -> str:
    """Which edition the figures are from; "" for the school's own pay."""
    edition = edition_named(terms.edition)
    return f"Teachers’ pay {edition.name}." if edition and terms.scale != Scale.OWN else ""


def confirmed(terms: PayTerms) -> bool:
    """Whether each point it names was read in the pay document itself.

    Between the ends of a range the sums are the school's own, so only points are the document's figures.
    """
    edition = edition_named(terms.edition)
    if edition is None or terms.scale != Scale.MAIN_UPPER:
        return True
    return all(figure.confirmed for figure in figures_of(edition, terms))


def point_order(point: str) -> int:
    """The place of a point of the main and upper ranges; raises ValueError for any other."""
    return POINTS.index(point)
