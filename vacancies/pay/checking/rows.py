"""Rows of part-time pay against the full-time row: right, swapped, or wrong, and why. No Django."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vacancies.pay.checking.finding import PayFinding
from vacancies.pay.checking.reading import PayText, Row
from vacancies.pay.money import pounds, to_the_penny

NEAR = Decimal(1)  # a printed sum may be cut or rounded to the pound
LIKE = Decimal(10)  # so near is still the same sum with a slip of the pen, for telling what was swapped
USUAL_WEEK = Fraction(65, 2)  # hours; tried first where the text names no week
WEEKS = (USUAL_WEEK, *(Fraction(quarter, 4) for quarter in range(80, 161)))

Sums = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class _Reading:
    """What the rows should say for a week, and in which order they do: straight, columns for rows, rows for rows."""

    week: Fraction
    should: tuple[Sums, ...]
    printed: tuple[Sums, ...]

    def matches(self, should: tuple[Sums, ...], within: Decimal) -> int:
        """How many sums agree."""
        pairs = zip(self.printed, should, strict=True)
        return sum(abs(a - b) <= within for row, want in pairs for a, b in zip(row, want, strict=True))

    @property
    def crosswise(self) -> tuple[Sums, ...] | None:
        """The sums with rows and columns exchanged: of two rows alone."""
        if len(self.should) != 2:
            return None
        (a, b), (c, d) = self.should
        return ((a, c), (b, d))

    @property
    def upside_down(self) -> tuple[Sums, ...]:
        """The sums with the rows in the other order."""
        return self.should[::-1]


def check_rows(read: PayText) -> Iterator[PayFinding]:
    """Compare each part-time row with the full-time row. Silent where the text does not give enough to compare."""
    full = next((row for row in read.rows if row.is_full_time), None)
    parts = [row for row in read.rows if not row.is_full_time]
    for row in read.rows:
        if row.low.pounds > row.high.pounds:
            yield _reversed(row)
    if full is None or not parts or any(row.low.pounds > row.high.pounds for row in (full, *parts)):
        return
    reading = _best(full, parts, read.week)
    straight = reading.matches(reading.should, NEAR)
    total = 2 * len(parts)
    if straight == total:
        return
    swapped = _swapped(reading, total)
    if swapped:
        yield _explain(reading, full, parts, swapped)
    # Hours of a week nobody named can be told wrong only when most of the rows agree on one.
    elif straight * 2 >= total or read.week or all(row.share for row in parts):
        yield from _wrong(reading, full, parts)


def _best(full: Row, parts: list[Row], week: Fraction | None) -> _Reading:
    """The reading with the week that explains most sums, in any order."""
    weeks = (week,) if week else WEEKS
    readings = [_reading(full, parts, each) for each in weeks]
    return max(readings, key=lambda r: (_score(r, NEAR), _score(r, LIKE)))


def _score(reading: _Reading, within: Decimal) -> int:
    orders = (reading.should, reading.crosswise, reading.upside_down)
    return max(reading.matches(order, within) for order in orders if order)


def _reading(full: Row, parts: list[Row], week: Fraction) -> _Reading:
    shares = [row.share if row.share is not None else (row.hours or Fraction()) / week for row in parts]
    ends = (Fraction(full.low.pounds), Fraction(full.high.pounds))
    should = tuple((to_the_penny(ends[0] * share), to_the_penny(ends[1] * share)) for share in shares)
    return _Reading(week, should, tuple((row.low.pounds, row.high.pounds) for row in parts))


def _swapped(reading: _Reading, total: int) -> str:
    """ "crosswise" or "upside_down" when every sum fits so, and not as it stands; "" otherwise."""
    if len(reading.should) < 2 or reading.matches(reading.should, LIKE) == total:
        return ""
    for order in ("crosswise", "upside_down"):
        sums = getattr(reading, order)
        if sums and reading.matches(sums, LIKE) == total:
            return order
    return ""


def _explain(reading: _Reading, full: Row, parts: list[Row], order: str) -> PayFinding:
    first, second = parts[0], parts[-1]
    low, high = full.sums
    if order == "crosswise":
        message = (
            f"The figures of two rows are swapped. The row for {first.words} gives the pay of {pounds(low.pounds)} at "
            f"{first.words} and at {second.words}; the row for {second.words} gives the pay of {pounds(high.pounds)} "
            "at both. "
            "Each row should go from the lowest to the highest pay for its own hours."
        )
    else:
        message = (
            f"The figures of the rows are swapped: the row for {first.words} has the pay for {second.words}, "
            "and the other way round."
        )
    slips = _slips(reading, order)
    if slips:
        message += f" Also, {slips}."
    return PayFinding("rows_swapped", first.low.start, second.high.end, message, _right(reading, parts))


def _slips(reading: _Reading, order: str) -> str:
    """Sums that are off by more than a pound even in their right place."""
    sums: tuple[Sums, ...] = getattr(reading, order)
    wrong = [
        f"{pounds(printed)} should be {pounds(want)}"
        for row, wanted in zip(reading.printed, sums, strict=True)
        for printed, want in zip(row, wanted, strict=True)
        if abs(printed - want) > NEAR
    ]
    return " and ".join(wrong)


def _right(reading: _Reading, parts: list[Row]) -> str:
    rows = [
        f"{row.words}: {pounds(low)} to {pounds(high)}" if low != high else f"{row.words}: {pounds(low)}"
        for row, (low, high) in zip(parts, reading.should, strict=True)
    ]
    week = f" (of a full week of {float(reading.week):g} hours)" if any(row.hours for row in parts) else ""
    return f"Correct figures{week}: {'; '.join(rows)}."


def _wrong(reading: _Reading, full: Row, parts: list[Row]) -> Iterator[PayFinding]:
    for row, want in zip(parts, reading.should, strict=True):
        if all(abs(end.pounds - right) <= NEAR for end, right in zip(row.sums, want, strict=True)):
            continue
        right = pounds(want[0]) if want[0] == want[1] else f"{pounds(want[0])} to {pounds(want[1])}"
        of = f"{pounds(full.low.pounds)} to {pounds(full.high.pounds)}"
        week = f", with a full week of {float(reading.week):g} hours" if row.hours else ""
        message = f"The pay for {row.words} does not follow from the full-time pay of {of}{week}."
        yield PayFinding("row_wrong", row.low.start, row.high.end, message, f"It should be {right}.")


def _reversed(row: Row) -> PayFinding:
    low, high = pounds(row.low.pounds), pounds(row.high.pounds)
    return PayFinding(
        "range_reversed",
        row.low.start,
        row.high.end,
        f"The pay goes down: from {low} to {high}.",
        f"Put the lower figure first: {high} to {low}.",
    )
