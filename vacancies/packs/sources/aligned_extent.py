"""Where a table lined up with spaces stops, and the columns between its gutters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vacancies.packs.sources.characters import opens_low, take_bullet, take_number
from vacancies.packs.sources.lines import Line

_PIECE = re.compile(r"\S+(?: \S+)*")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*[.)]?) (?=[^\W\d])")
HEAD_WORDS = 4  # words of a heading over a column of lists
_NARROW = 6  # characters of a column of numbers
_TWO_PAIRS = 4
GUTTER = 2  # spaces at least between two columns
_QUIET = 3  # lines of one piece, each after an empty line, that end a table

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """Words of a line with no wide space in them."""

    text: str
    start: int
    end: int


def is_table(lines: list[Line], position: int, end: int, columns: list[Span]) -> bool:
    """Whether lines are a table: two hold several cells, or lines go on under the cells of the one that does.

    A line alone between empty ones is a row of two labels and their values where it holds four pieces.
    """
    inside = [pieces_of(line) for line in lines[position:end]]
    if sum(1 for pieces in inside if len(pieces) > 1) > 1 or any(p[0].start >= columns[1][0] for p in inside[1:]):
        return True
    header = len(inside[0]) > 1 and all(len(p.text.split()) <= HEAD_WORDS for p in inside[0])
    if header and any(opens_low(p[0].text) for p in inside[1:]):
        return True  # lines that were cut at the width of a column
    apart = lines[position].blank and (end == len(lines) or lines[end].blank)
    return end == position + 1 and bool(apart) and len(columns) == _TWO_PAIRS


def pieces_of(line: Line, columns: list[Span] | None = None) -> list[Piece]:
    """The line's pieces; a bullet or number belongs to the words it stands before, unless it has a column."""
    pieces = [Piece(m.group(), m.start(), m.end()) for m in _PIECE.finditer(line.text.expandtabs(8))]
    own_column = bool(columns and columns[1:] and pieces[1:] and pieces[1].start >= columns[1][0])
    if len(pieces) > 1 and _opens_item(pieces[0].text) and not own_column:
        first, second = pieces[:2]
        pieces[:2] = [Piece(f"{first.text} {second.text}", first.start, second.end)]
    return pieces


def _opens_item(text: str) -> bool:
    """Whether a piece is a bullet or a number with its stop, and nothing else."""
    return take_bullet(f"{text} x") == (True, "x") or take_number(f"{text} x")[1] == "x"


def without_number(pieces: list[Piece], columns: list[Span]) -> list[Piece]:
    """The pieces with a number set apart from its words, where numbers have a narrow column of their own."""
    first, (start, end) = pieces[0], columns[0]
    found = _NUMBERED.match(first.text)
    if not found or end - start > _NARROW or first.start != start or first.end <= end + 1:
        return pieces
    number = Piece(found.group(1), first.start, first.start + 1)  # one space is gutter enough beside a number
    words = Piece(first.text[found.end() :], first.start + found.end(), first.end)
    return [number, words, *pieces[1:]]


def _merged(spans: list[Span], pieces: list[Piece]) -> list[Span]:
    """Columns with further pieces in them: what comes within a space of another is the same column."""
    out: list[Span] = []
    for start, end in sorted([*spans, *((p.start, p.end) for p in pieces)]):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def extent(lines: list[Line], position: int) -> tuple[int, list[Span]]:
    """Where the table stops, and its columns: a line that would close a gutter is no part of it."""
    columns = _merged([], pieces_of(lines[position]))
    header = [p.text for p in pieces_of(lines[position])]
    end, quiet = position + 1, 0
    for i in range(position + 1, len(lines)):
        line, pieces = lines[i], pieces_of(lines[i], columns)
        if "\t" in line.text.strip():
            break
        if len(pieces) == 1:
            quiet = quiet + 1 if line.blank else quiet
            if quiet >= _QUIET:
                break
            continue
        pieces = without_number(pieces, columns)
        wider = _merged(columns, pieces)
        if len(wider) < len(columns) or (line.blank or quiet) and not _lined_up(pieces, columns):
            break
        if line.blank and _heads_another(header, [p.text for p in pieces], len(columns), under_heading=quiet > 0):
            break
        columns, end, quiet = wider, i + 1, 0
    while end < len(lines) and _goes_on(lines[end], columns):
        end += 1
    return end, columns


def _heads_another(header: list[str], cells: list[str], columns: int, *, under_heading: bool) -> bool:
    """Whether cells under white space head a further table: alike to this one's header in part, or of more columns."""
    alike = cells[0] == header[0] or cells[1:] == header[1:]
    return alike and (under_heading or cells != header) or under_heading and len(cells) > columns


def _lined_up(pieces: list[Piece], columns: list[Span]) -> bool:
    """Whether a line that stands apart keeps to the columns so far."""
    starts = [start for start, _ in columns]
    known = [p for p in pieces if p.end > starts[0] - 2]  # a column of labels may stand before those of the headings
    compared = known if len(pieces) == len(columns) else known[:2]
    return all(any(abs(p.start - start) <= 1 for start in starts) for p in compared)


def _goes_on(line: Line, columns: list[Span]) -> bool:
    """Whether a line under the last one of several columns is the rest of a cell."""
    pieces = pieces_of(line)
    if line.blank or "\t" in line.text or len(pieces) != 1:
        return False
    piece = pieces[0]
    if columns[-1][0] == piece.start:
        return True  # nothing bounds the last column, so its lines may be as long as they like
    edges = [after - GUTTER for after, _ in columns[1:]] + [0]
    return any(
        start <= piece.start and piece.end <= max(end + 1, edge)
        for (start, end), edge in zip(columns, edges, strict=True)
    )
