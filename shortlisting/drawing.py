"""What is drawn of scores: candidates along their totals with the line, members along the scale. No Django.

Positions in the units of the drawing; templates/shortlisting/_line.html and _dots.html write them as SVG. Each drawing
comes wide and narrow, so that its text stays readable on a phone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

EDGE = 16  # left and right of the axis
LANE = 23  # between dots above one another
ONE_DOT = 22  # closer than this, and dots are put above one another
TICKS = 5
SHAPES = ("a", "b", "c")  # circle, square, diamond: members differ by shape and initials, not by colour


@dataclass(frozen=True)
class Tick:
    """A mark on the axis."""

    x: float
    text: str
    lines: tuple[str, ...] = ()  # words under it


@dataclass(frozen=True)
class Dot:
    """A candidate by number, or a member by initials."""

    x: float
    y: int
    label: str
    up: bool = False  # above the line
    shape: str = ""


@dataclass
class Drawing:
    """Everything that is on one drawing."""

    width: int
    ticks: list[Tick] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    cut: float | None = None
    band: tuple[float, float] | None = None  # x and width


def draw_line(
    totals: Sequence[tuple[int, Fraction, bool]],
    *,
    cut: Fraction | None,
    reach: tuple[Fraction, Fraction] | None,
    width: int,
    near: bool = False,
) -> Drawing:
    """Draw candidates (number, total of essentials, above the line) along one axis. `near`: only around the cut."""
    low, high = (min(total for _, total, _ in totals), max(total for _, total, _ in totals))
    if near and cut is not None:
        low, high = max(low, cut - 3), min(high, cut + 3)
    start, end, step = _axis(low, high)
    scale = (width - 2 * EDGE) / (end - start)

    def place(total: Fraction) -> float:
        return round(EDGE + float(total - start) * scale, 1)

    drawing = Drawing(width)
    marks = list(range(start, end + 1, step))
    drawing.ticks = [Tick(place(Fraction(each)), str(each)) for each in marks]
    if cut is not None:
        drawing.cut = place(cut)
    if reach is not None:
        left, right = place(max(reach[0], Fraction(start))), place(min(reach[1], Fraction(end)))
        drawing.band = (left, round(right - left, 1)) if right > left else None
    drawing.dots = _dots([(number, place(total), up) for number, total, up in totals if start <= total <= end])
    return drawing


def _axis(low: Fraction, high: Fraction) -> tuple[int, int, int]:
    """Whole numbers around `low` to `high`, and the step between ticks: 1, 2 or 4, or a multiple of 5."""
    start, span = math.floor(low), max(1, math.ceil(high) - math.floor(low))
    step = next((each for each in (1, 2, 4) if each * TICKS >= span), 5 * math.ceil(span / TICKS / 5))
    return start, start + step * math.ceil(span / step), step


def _dots(places: Sequence[tuple[int, float, bool]]) -> list[Dot]:
    found: list[Dot] = []
    for number, x, up in sorted(places, key=lambda each: (each[1], each[0])):
        lane = 0
        while any(dot.y == 94 - lane * LANE and abs(dot.x - x) < ONE_DOT for dot in found):
            lane += 1
        found.append(Dot(x, 94 - lane * LANE, str(number), up))
    return found


def draw_members(
    words: Sequence[tuple[int, str]], scores: Sequence[tuple[str, str, int]], *, width: int, with_words: bool = True
) -> Drawing:
    """Draw members (initials, shape, score) along the scale, whose values come with their words."""
    left, right = 60, width - 60
    first, last = words[0][0], words[-1][0]

    def place(value: int) -> float:
        return round(left + (right - left) * (value - first) / (last - first), 1)

    drawing = Drawing(width)
    drawing.ticks = [
        Tick(place(value), str(value), lines=_two_lines(text) if with_words else ()) for value, text in words
    ]
    level: Counter[int] = Counter()
    for initials, shape, value in scores:
        drawing.dots.append(Dot(place(value), -40 * level[value], initials, shape=shape))
        level[value] += 1
    given = [value for *_, value in scores]
    if given and max(given) > min(given):
        drawing.band = (place(min(given)), round(place(max(given)) - place(min(given)), 1))
    return drawing


def _two_lines(text: str) -> tuple[str, ...]:
    """Break words near the middle, where the text is long."""
    if len(text) <= 12 or " " not in text:
        return (text,)
    gaps = [place for place, letter in enumerate(text) if letter == " "]
    at = min(gaps, key=lambda place: abs(place - len(text) / 2))
    return (text[:at], text[at + 1 :])


def initials(name: str) -> str:
    """Return "RP" for "Ruth Penhallow" and "HA" for "Dr Helen Ashgrove"."""
    parts = [part for part in name.split() if part.rstrip(".").lower() not in ("dr", "mr", "mrs", "ms", "miss", "rev")]
    ends = parts[:1] + parts[1:][-1:]
    return "".join(part[0] for part in ends).upper()
