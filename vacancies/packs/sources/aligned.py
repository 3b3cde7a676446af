"""Tables whose columns are lined up with spaces, as a plain-text copy of a page leaves them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vacancies.packs.document import Cell, Row, Table
from vacancies.packs.sources import paragraphs as para
from vacancies.packs.sources.characters import bare_number, opens_low, take_number
from vacancies.packs.sources.lines import Line

_SEGMENT = re.compile(r"\S+(?: \S+)*")
_SHORT = 6  # characters up to which a segment is placed by its middle, as marks are

_LONGEST_HEAD = 60  # characters of a column's heading


@dataclass(frozen=True)
class _Segment:
    text: str
    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def take_aligned(lines: list[Line], position: int) -> tuple[Table | None, int]:
    """The aligned table that begins with a header line of three columns or more, or (None, position)."""
    header = _segments(lines[position])
    if len(header) < 3 or "\t" in lines[position].text or any(len(s.text) > _LONGEST_HEAD for s in header):
        return None, position
    end = _end(lines, position, header)
    multi = sum(1 for line in lines[position + 1 : end] if len(_segments(line)) >= 2)
    if multi < 2:
        return None, position
    rows: list[list[list[str]]] = [[[s.text] for s in header]]
    for line in lines[position + 1 : end]:
        placed = _placed(_segments(line), header)
        if _carries_on(rows[-1], placed, line, len(rows) == 1):
            for cell, words in zip(rows[-1], placed, strict=True):
                cell.extend(words)
        else:
            rows.append(placed)
    cells = [[_cell_text(words) for words in row] for row in rows]
    return Table(tuple(Row(tuple(Cell(i, 1, para.in_cell(t)) for i, t in enumerate(r))) for r in cells)), end


def _segments(line: Line) -> list[_Segment]:
    text = line.text.expandtabs(8)
    pieces = re.split(r"( {2,})", text)
    out: list[_Segment] = []
    offset = 0
    for piece in pieces:
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            out.append(_Segment(piece.strip(), offset + lead, offset + len(piece.rstrip())))
        offset += len(piece)
    return out


def _end(lines: list[Line], position: int, header: list[_Segment]) -> int:
    """Where the table stops: after its last line of two columns or more and what carries that on."""
    last = position
    quiet = 0
    for i in range(position + 1, len(lines)):
        segments = _segments(lines[i])
        if len(segments) >= 2 and any(s.start >= header[1].start - 3 for s in segments):
            last, quiet = i, 0
        else:
            quiet += 1
            if quiet > 6 or lines[i].blank >= 4:
                break
    end = last + 1
    while end < len(lines) and not lines[end].blank and opens_low(lines[end].text.strip()):
        end += 1
    return end


def _placed(segments: list[_Segment], header: list[_Segment]) -> list[list[str]]:
    row: list[list[str]] = [[] for _ in header]
    for segment in segments:
        row[_column(segment, header)].append(segment.text)
    return row


def _column(segment: _Segment, header: list[_Segment]) -> int:
    if segment.end - segment.start <= _SHORT:
        return min(range(len(header)), key=lambda i: _distance(segment, header[i]))
    starts = [h.start for h in header]
    return max((i for i, start in enumerate(starts) if segment.start >= start - 3), default=0)


def _distance(segment: _Segment, head: _Segment) -> float:
    return min(abs(segment.middle - head.middle), abs(segment.start - head.start))


def _carries_on(row: list[list[str]], placed: list[list[str]], line: Line, after_header: bool) -> bool:
    """Whether a line is the next part of the row before it: words go on in columns that had begun."""
    if line.blank or after_header:
        return False
    filled = [i for i, words in enumerate(placed) if words]
    first = placed[filled[0]][0]
    if bare_number(first) or take_number(first)[0] or not all(row[i] for i in filled):
        return False
    lows = [opens_low(placed[i][0]) or row[i][-1].endswith(("&", ",", "/", " and", " or")) for i in filled]
    return all(lows) or (len(filled) == 1 and lows[0])


def _cell_text(words: list[str]) -> str:
    return " ".join(words)
