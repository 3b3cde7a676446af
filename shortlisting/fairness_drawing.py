"""What is drawn of the fairness report, wide and narrow: positions for SVG. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

WIDE, NARROW = 620, 350
BAR = 18
LETTER = 8.0  # about the width of one at 16px; a label that is longer than its room would be cut off
HID = 44  # the width of a hatched block that stands for a hidden figure


@dataclass(frozen=True)
class Bar:
    """A bar or a hatched block. `kind`: bar, light or hidden."""

    x: float
    y: int
    width: float
    kind: str
    text: str


@dataclass(frozen=True)
class Label:
    """Words beside or above bars."""

    x: float
    y: int
    text: str
    end: bool = False  # set from the right
    quiet: bool = False


@dataclass
class Figure:
    """One drawing."""

    width: int
    height: int = 0
    labels: list[Label] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    axis: float = 0.0
    name: str = ""  # parts the patterns of several drawings on a page


@dataclass(frozen=True)
class Line:
    """What is drawn of one row: words, smaller words, and its bars as (share of the whole or None, words)."""

    label: str
    hint: str
    values: Sequence[tuple[Fraction | None, str]]


def draw(lines: Sequence[Line], *, name: str) -> list[Figure]:
    """Draw the rows as bars, longest share at the full width: wide, then narrow with the words above the bars."""
    highest = max((share for line in lines for share, _ in line.values if share), default=Fraction(1))
    return [_draw(lines, highest, WIDE, f"{name}-w"), _draw(lines, highest, NARROW, f"{name}-n")]


def _draw(lines: Sequence[Line], highest: Fraction, width: int, name: str) -> Figure:
    wide = width == WIDE
    left = min(300.0, max(190.0, *(len(line.label) * LETTER + 20 for line in lines))) if wide and lines else 8.0
    right = min(left + 290, 540.0) if wide else 230.0
    figure = Figure(width, axis=left, name=name)
    y = 6
    for line in lines:
        top = y
        if not wide:
            said = f"{line.label}, {line.hint}" if line.hint else line.label
            figure.labels.append(Label(left + 6, y + 16, said))
            top = y = y + 26
        for place, (share, text) in enumerate(line.values):
            length = HID if share is None else max(1.0, round(float(share / highest) * (right - left), 1))
            kind = "hidden" if share is None else ("light" if place else "bar")
            figure.bars.append(Bar(left, y, length, kind, text))
            y += BAR + 5
        if wide:
            middle = (top + y - 5) // 2
            figure.labels.append(Label(left - 14, middle - (4 if line.hint else -6), line.label, end=True))
            if line.hint:
                figure.labels.append(Label(left - 14, middle + 15, line.hint, end=True, quiet=True))
            y = max(y, top + 36 if line.hint else y)
        y += 12
    figure.height = y
    return figure
