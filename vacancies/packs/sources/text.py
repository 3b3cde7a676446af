"""Plain text, from a .txt file or pasted: lines in, paragraphs and tables out.

Four ways a table survives as text are known: cells between tabs, one cell a line (each line opened by a
tab), cells between upright bars, and columns lined up with spaces.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from vacancies.packs.document import Block, Document, Paragraph
from vacancies.packs.sources import paragraphs as para
from vacancies.packs.sources.characters import STRONG_BULLETS, SYMBOLS, is_mark, opens_low
from vacancies.packs.sources.furniture import without_furniture
from vacancies.packs.sources.lines import Line
from vacancies.packs.sources.text_tables import take_table

_WRAPPED = 60  # a line at least this long may have been cut by its width
_SHORTEST_PAGE = 14  # lines of a page, on average
_FIRST_BULLET = re.compile(rf"^([{STRONG_BULLETS}·{SYMBOLS}])\t+(?=[^\W\d_]{{2}}[^\t]*$)")
_INNER_BULLET = re.compile(rf"(?<=\t)([{STRONG_BULLETS}·{SYMBOLS}])\t(?=[^\W\d_]{{2}})")
_END = re.compile(r"[.;:!?]$")


def read(text: str) -> Document:
    """A text as a document. Never fails: at worst every line is a paragraph."""
    text = para.without_markup(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    lines, furniture = without_furniture(_lines(text))
    blocks: list[Block] = []
    plain: list[Line] = []
    position = 0
    while position < len(lines):
        table, after = take_table(lines, position)
        if table is not None:
            blocks.append(table)
            position = after
            continue
        blocks.extend(_paragraphs(lines[position]))
        plain.append(lines[position])
        position += 1
    return Document(tuple(_joined(blocks, _wraps(plain))), tuple(furniture))


def _lines(text: str) -> list[Line]:
    """The lines that hold something, each with the blank lines that stood before it."""
    out: list[Line] = []
    blank, page = 0, False
    for raw in text.split("\n"):
        if "\f" in raw:
            page = True
            raw = raw.replace("\f", "")
        if raw.count("|") >= 2:
            raw = re.sub(r" *\| *", "\t", raw.strip().strip("|"))
            if not raw.strip("\t -:="):
                continue
        if not raw.strip() and "\t" not in raw:
            blank += 1
            continue
        out.append(Line(raw, blank=blank, page_top=page or blank >= 3))
        blank, page = 0, False
    out = [_with_bullets(out, i) for i in range(len(out))]
    gaps = sum(1 for line in out if line.page_top)
    if gaps > 3 and gaps * _SHORTEST_PAGE > len(out) and "\f" not in text:  # so many wide gaps are no page breaks
        return [replace(line, page_top=False) for line in out]
    return out


def _with_bullets(lines: list[Line], i: int) -> Line:
    """A line whose bullets are set off from their words by a space, not by a tab as columns are."""
    line = lines[i]
    if "\t" not in line.text:
        return line
    text = _FIRST_BULLET.sub(r"\1 ", line.text)
    listed = any(_FIRST_BULLET.match(other.text) and not other.blank for other in lines[i + 1 : i + 3])
    return replace(line, text=_INNER_BULLET.sub(r"\1 ", text) if listed else text)


def _paragraphs(line: Line) -> list[Paragraph]:
    text = line.text
    if not text.strip():
        return []
    indent = len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())
    level = min(indent // 2, 6) + (1 if re.match(r"\s*[o○]\s", text) else 0)
    made = [
        para.make(piece, level=level, apart=line.blank > 0 and i == 0, page_top=line.page_top and i == 0)
        for i, piece in enumerate(p for p in para.split_items(text) if p.strip())
    ]
    return [p for p in made if p.text or p.number]


def _wraps(lines: list[Line]) -> int:
    """The width lines were cut at, or 0 where no lines go on in small letters to show it."""
    cut = [
        len(first.text)
        for first, second in pairwise(lines)
        if not second.blank
        and "\t" not in first.text + second.text
        and opens_low(second.text.strip())
        and not para.make(second.text).is_item
    ]
    return max(cut) if len(cut) >= 3 and len(cut) * 12 >= len(lines) and max(cut) >= _WRAPPED else 0


def _joined(blocks: list[Block], width: int) -> list[Block]:
    out: list[Block] = []
    last_line = ""
    for block in blocks:
        previous = out[-1] if out else None
        if isinstance(block, Paragraph) and isinstance(previous, Paragraph):
            if para.carries_on(previous, block) and (not block.apart or block.page_top):
                out[-1] = para.joined(previous, block.text)
                last_line = block.text
                continue
            if _cut_by_width(previous, last_line, block, width):
                out[-1] = para.joined(previous, block.text)
                last_line = block.text
                continue
        out.append(block)
        last_line = block.text if isinstance(block, Paragraph) else ""
    return out


def _cut_by_width(previous: Paragraph, last_line: str, block: Paragraph, width: int) -> bool:
    """Whether a line was full, so that the next one carries it on though it opens with a capital."""
    if not width or block.is_item or block.apart or is_mark(block.text) or _END.search(last_line):
        return False
    if block.text.endswith(":") and len(block.text) < width // 2:
        return False
    first_word = block.text.split(" ", 1)[0]
    return len(last_line) >= _WRAPPED - 8 and len(last_line) + 1 + len(first_word) > width - 2
