"""Reading what a text says of pay: sums, points, hours, allowances. It reads lines of pay alone. No Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

PAY = re.compile(
    r"\b(?:salar(?:y|ies)|pay|paid|grade|grading|scale|MPS|MPR|UPS|UPR|TLRs?|FTE|full[- ]time equivalent|pro[- ]?rata"
    r"|allowance|leadership (?:range|spine))\b",
    re.IGNORECASE,
)
SUM = re.compile(r"£\s?(?P<pounds>\d{1,3}(?:,\d{3})+|\d{3,6})(?P<pence>\.\d{2})?(?!\d)")
HOURS = re.compile(r"(?<![\d.])(?P<number>\d{1,2}(?:\.\d{1,2})?)\s*(?:hrs?|hours?)\b", re.IGNORECASE)
SHARE = re.compile(r"(?<![\d.£])(?P<number>0\.\d{1,4})(?![\d])")
WEEK = re.compile(
    r"(?P<number>\d{2}(?:\.\d{1,2})?)[- ]?(?:hrs?|hours?)[- ]?(?:a |per )?(?:teaching )?week", re.IGNORECASE
)
FULL = re.compile(r"\bF\.?T\.?E\b|\bfull[- ]time\b", re.IGNORECASE)
POINT = re.compile(
    r"(?<![A-Za-z\d])(?:(?P<main>MPS|MPR|M)|(?P<upper>UPS|UPR|U)|(?P<leadership>LPR|L))\s?(?P<number>\d{1,2})(?![\d,.]\d)\b"
)
# Not a salary: an allowance, or money that the post looks after.
BESIDE = re.compile(
    r"\b(?:TLR|allowance|budget|funding|fund|premium|element|bursary|grant|relocation|payment|per pupil)\b",
    re.IGNORECASE,
)
SALARY = (Decimal(12_000), Decimal(200_000))  # a year; for few hours less, see `Row`
CONTEXT_LINES = 5
NEAR = 60  # characters about a sum or a point in which its meaning is looked for
MOST = 60  # rows, and points, that are compared; an advert has a handful
LONGEST_LINE = 2000  # characters; a longer line is a text that lost its lines, and is not read as rows


@dataclass(frozen=True)
class Sum:
    """A sum of money and its place."""

    pounds: Decimal
    start: int
    end: int


@dataclass(frozen=True)
class Point:
    """A pay point by its name of today ("M6"), and its place."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """A line that gives a salary: one sum or two, and for how much of the week; neither means full time."""

    low: Sum
    high: Sum
    hours: Fraction | None
    share: Fraction | None
    words: str

    @property
    def sums(self) -> tuple[Sum, Sum]:
        """From and to."""
        return self.low, self.high

    @property
    def is_full_time(self) -> bool:
        """Whether it names no part of a week."""
        return self.hours is None and self.share is None


@dataclass(frozen=True)
class PayText:
    """What was read."""

    rows: tuple[Row, ...]
    points: tuple[Point, ...]
    week: Fraction | None
    first_mention: tuple[int, int] | None


def read(text: str) -> PayText:
    """Read the lines of `text` that speak of pay, and those of sums that follow such a line."""
    rows: list[Row] = []
    points: list[Point] = []
    mention: tuple[int, int] | None = None
    place, since = 0, CONTEXT_LINES + 1
    for line in text.splitlines(keepends=True):
        speaks = bool(PAY.search(line))
        since = 0 if speaks else since + bool(line.strip())
        if speaks or (since <= CONTEXT_LINES and SUM.search(line)):
            points += _points(line, place)
            for start, end in _parts(line):
                row = _row(line[start:end], place + start)
                if row is not None:
                    rows.append(row)
                    since = 0
        if mention is None and (found := _scale(line)):
            mention = (place + found.start(), place + found.end())
        place += len(line)
    week = WEEK.search(text)
    return PayText(tuple(rows[:MOST]), tuple(points[:MOST]), Fraction(week["number"]) if week else None, mention)


_SCALE = re.compile(
    r"\b(?:main|upper|teacher\w*|leadership)(?: main)? (?:pay )?(?:scale|range|spine)\b|\b(?:MPS|MPR|UPS|UPR)\b",
    re.IGNORECASE,
)


def _scale(line: str) -> re.Match[str] | None:
    """A pay range named as the pay of a job: in a short line, not in a sentence about the range."""
    most = 8 if line.rstrip().endswith(".") else 16  # words
    return _SCALE.search(line) if len(line.split()) <= most else None


# A letter with a number may be a room or a motorway: it is a point after a word of pay, another point, or with pounds.
_POINT_OF = re.compile(r"\b(?:salary|pay|scale|range|grade|spine|points?|FTE)\b[^.]{0,20}$", re.IGNORECASE)


def _points(line: str, place: int) -> list[Point]:
    kinds = {"main": "M", "upper": "U", "leadership": "L"}
    points: list[Point] = []
    for found in POINT.finditer(line):
        kind = next(kind for kind in kinds if found[kind])
        follows = bool(points) and place + found.start() - points[-1].end <= 12
        if (
            len(found[kind]) > 1
            or follows
            or "£" in line
            or _POINT_OF.search(line[max(0, found.start() - NEAR) : found.start()])
        ):
            points.append(Point(kinds[kind] + found["number"], place + found.start(), place + found.end()))
    return points


def sums_of(text: str, start: int, end: int) -> list[Sum]:
    """The sums between two places of a text."""
    return [
        Sum(Decimal(found["pounds"].replace(",", "") + (found["pence"] or "")), found.start(), found.end())
        for found in SUM.finditer(text, start, end)
    ]


def _parts(line: str) -> list[tuple[int, int]]:
    """The line as one part; where hours with sums of their own follow each other in it, a part for each."""
    if len(line) > LONGEST_LINE:
        return []
    sums = sums_of(line, 0, len(line))
    if len(sums) <= 2:
        return [(0, len(line))]
    starts = [0]
    for place in sorted(found.start() for marker in (HOURS, SHARE, FULL) for found in marker.finditer(line)):
        if any(starts[-1] <= each.start < place for each in sums):
            starts.append(place)
    return list(zip(starts, [*starts[1:], len(line)], strict=True))


def _row(line: str, place: int) -> Row | None:
    """The salary of a line: its first two sums that are no allowance."""
    found = [each for each in sums_of(line, 0, len(line)) if not _beside(line, each)]
    if not found or len(found) > 2:
        return None
    hours, share = HOURS.search(line), SHARE.search(line)
    full = bool(FULL.search(line)) and not share
    part = None if full or share or not hours else Fraction(hours["number"])
    smallest = min(each.pounds for each in found)
    if part is None and not share and not SALARY[0] <= smallest <= SALARY[1]:
        return None
    low, high = (Sum(each.pounds, place + each.start, place + each.end) for each in (found[0], found[-1]))
    words = (
        f"{hours['number']} hours" if part and hours else f"{share['number']} of full time" if share else "full time"
    )
    return Row(low, high, part, Fraction(share["number"]) if share else None, words)


def _beside(line: str, each: Sum) -> bool:
    """Whether a sum belongs to an allowance or a budget: the nearest words on either side say so."""
    before = re.split(r"[,;:(+]| plus | and ", line[max(0, each.start - NEAR) : each.start])[-1]
    after = re.split(r"[,;:)+.]| plus | and |£", line[each.end : each.end + NEAR])[0]
    return bool(BESIDE.search(before) or BESIDE.search(after))
