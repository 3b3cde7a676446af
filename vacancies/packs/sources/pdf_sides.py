"""Two sides of a strip of white: columns of text, or the cells of a table's rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vacancies.packs.sources.pdf_flow import Flow, right_edge
from vacancies.packs.sources.pdf_lines import Row
from vacancies.packs.sources.pdf_rules import Rule

WALL = "▭"  # stands for a line of a ruled table
_FAR = 72.0  # points: farther in than any list
_ALL = 0.9  # of lines
_ABYSS = 72.0  # points: no page is so wide between columns of text, as it is between labels and what they tell
_LEVEL = 0.55  # of lines: chance alone sets fewer beside each other
_HOLE = 2.5  # of the usual step: as far do lines of a cell stand above those of the next one
_EMPTY = 0.16  # of the height of two sides: columns of text leave less white
_LONG = 20  # lines of a column
_AMID = 4  # paragraphs that begin in the midst of those beside them
_ACROSS = 30.0  # points on both sides of the strip that a rule of a table across it covers
_FEW = 12  # lines of a side in which no chance sets most paragraphs level with those of the other
_SURE = 4  # paragraphs that begin level with others by no chance
_MOST = 0.8  # of paragraphs, or of lines


def is_table(
    left: Sequence[Row], right: Sequence[Row], at: float, rules: Sequence[Rule], flow: Flow, *, known: bool
) -> bool:
    """Whether the two sides are cells of rows: what begins on one side begins beside something on the other.

    `known`: the page before is set in columns that part here, too.
    """
    top, bottom = left[0][0].base - left[0][0].size, max(left[-1][0].base, right[-1][0].base)
    if any(top < r.at < bottom and r.low < at - _ACROSS and r.high > at + _ACROSS for r in rules):
        return True
    if known or any(line.text == WALL for row in (*left, *right) for line in row):
        return False
    white = _holes(left, right, flow) + _holes(right, left, flow)
    if white > _EMPTY * (bottom - top):
        return True
    starts = [_starts(side, flow) for side in (left, right)]
    if not white and _run_on((left, right), starts):
        return False
    fewer, more = sorted(starts, key=len)
    tabular = _has_columns(left) or _has_columns(right)
    beside = _beside(left, right)
    if tabular and (beside > _LEVEL or _have_one_head(left[0], right[0])):
        return True
    if beside > _ALL and min(r[0].x0 for r in right) - max(r[-1].x1 for r in left) > _ABYSS:
        return True
    if len(fewer) < 2:
        return tabular
    level = sum(1 for base in fewer if _near(base, more))
    if max(len(left), len(right)) < _FEW and level >= _MOST * len(fewer) and beside >= _MOST:
        return True
    if level == len(fewer) >= len(more) - 1 and len(fewer) >= _SURE and len(more) < _ALL * max(len(left), len(right)):
        return True  # all begin level, and yet not every line begins something
    sides = sorted((len(left), len(right)))
    uneven = sides[1] >= 1.4 * sides[0] or len(fewer) < 0.75 * sides[0]
    return level >= _MOST * len(fewer) and (tabular or uneven)


def ends_early(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether two sides at the top of a page begin level, and the left one goes on long below the other's end.

    A page's last column is filled as far as the text goes; no row of a table is as high beside an empty cell. One line
    above both may be a running head.
    """
    if len(right) < 2:
        return False
    top = next((i for i, row in enumerate(left) if row[0].base > right[0][0].base - row[0].size), _LONG)
    if top > 1 or left[top][0].base - right[0][0].base > left[top][0].size:
        return False
    if _have_one_head(left[top], right[0]):
        return False
    return sum(1 for row in left if row[0].base > right[-1][0].base) >= _LONG and not _is_ragged(right)


def opens_with_title(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether a document begins with a title at the left, alone in its column, and in the midst of a text at the right.

    No table stands above, so these are not the first cells of one that goes on.
    """
    first, other = left[0], right[0]
    level = abs(first[0].base - other[0].base) < 2 * first[0].size
    return level and len(first) == 1 and first[0].strong and not any(line.strong for line in other)


def _is_ragged(side: Sequence[Row]) -> bool:
    """Whether white stands between lines of a side, as between a table's cells."""
    return any(below[0].base - above[0].base > _HOLE * below[0].size for above, below in pairwise(side))


def _holes(side: Sequence[Row], other: Sequence[Row], flow: Flow) -> float:
    """How many points of a side are white beside lines of the other, as below the shorter cell of a table's row."""
    white = 0.0
    for above, below in pairwise(side):
        step, usual = below[0].base - above[0].base, flow.usual.step * above[0].size
        beside = any(above[0].base + usual / 2 < row[0].base < below[0].base - usual / 2 for row in other)
        white += step - usual if step > _HOLE * usual and beside else 0
    return white


def _run_on(sides: tuple[Sequence[Row], Sequence[Row]], starts: Sequence[Sequence[float]]) -> bool:
    """Whether both sides are long, and paragraphs of each begin beside lines in the midst of the other's."""
    if min(len(side) for side in sides) < _LONG:
        return False
    bases = [[row[0].base for row in side] for side in sides]
    amid = [
        sum(1 for at in own if _near(at, lines) and not _near(at, others))
        for own, others, lines in ((starts[0], starts[1], bases[1]), (starts[1], starts[0], bases[0]))
    ]
    return min(amid) > 0 and sum(amid) >= _AMID


def _near(at: float, places: Sequence[float]) -> bool:
    return any(abs(at - place) < 3 for place in places)


def _have_one_head(left: Row, right: Row) -> bool:
    """Whether the first lines of both sides are one row of headings, and not the same headings twice."""
    apart = not {line.text for line in left} & {line.text for line in right}
    level = abs(left[0].base - right[0].base) < 1
    return len(left) + len(right) > 2 and apart and level and all(line.strong for line in (*left, *right))


def _has_columns(side: Sequence[Row]) -> bool:
    """Whether a side holds columns of its own: words beside each other, or lines that begin far from the rest."""
    far = min(row[0].x0 for row in side) + _FAR
    return any(len(row) > 1 for row in side) or sum(1 for row in side if row[0].x0 > far) > 1


def _beside(left: Sequence[Row], right: Sequence[Row]) -> float:
    """The share of the shorter side's lines that stand level with one of the other side, as in a table's rows."""
    fewer, more = sorted((left, right), key=len)
    bases = [row[0].base for row in more]
    return sum(1 for row in fewer if any(abs(row[0].base - base) < 1 for base in bases)) / len(fewer)


def _starts(side: Sequence[Row], flow: Flow) -> list[float]:
    """The base lines at which paragraphs begin."""
    texts = flow.texts([row[0] for row in side], right_edge([row[0] for row in side]))
    return [t.lines[0].base for t in texts]
