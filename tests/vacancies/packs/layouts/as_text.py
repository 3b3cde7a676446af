"""Blocks as plain text, in one of the ways a table survives as text, or does not."""

from __future__ import annotations

import textwrap
from random import Random

from tests.vacancies.packs.layouts.blocks import Block, Grid, Heading, Listing, Square, Words

BULLETS = ("• ", "- ", "* ", "\uf0b7\t", "· ", "➢ ", "o ", "– ", "▪ ", "•\t")
WAYS = ("tabs", "bars", "spaces", "run together", "lines")


def as_text(blocks: tuple[Block, ...], random: Random, way: str) -> str:
    """The text, its tables kept in the way named."""
    return "\n".join(_Writer(random, way).lines(blocks)) + "\n"


class _Writer:
    def __init__(self, random: Random, way: str) -> None:
        self.random = random
        self.way = way
        self.bullet = random.choice(BULLETS)
        self.spaced = random.random() < 0.3  # an empty line between items

    def lines(self, blocks: tuple[Block, ...]) -> list[str]:
        out: list[str] = []
        for block in blocks:
            if isinstance(block, Heading):
                out += ["", f"{block.number}. {block.text}" if block.number else block.text, ""][
                    : 3 if block.level < 3 else 2
                ]
            elif isinstance(block, Words):
                out += [block.text, ""] if not block.text.endswith(":") else [block.text]
            elif isinstance(block, Listing):
                for item in block.items:
                    mark = self.bullet if not item.number else f"{item.number}{'' if '.' in item.number else '.'} "
                    out += [mark + item.text, *([""] if self.spaced else [])]
                out.append("")
            else:
                out += [*self.grid(block), ""]
        return out

    def grid(self, grid: Grid) -> list[str]:
        width = max(sum(c.span for c in row) for row in grid.rows)
        rows = [_spread(row, width) for row in grid.rows]
        if self.way == "tabs":
            return ["\t".join(self.one_line(c) for c in row) for row in rows]
        if self.way == "bars":
            return ["| " + " | ".join(self.one_line(c) for c in row) + " |" for row in rows]
        if self.way == "spaces":
            return _aligned(rows, self.bullet)
        if self.way == "run together":
            return [line for row in rows if (line := " ".join(self.one_line(c) for c in row if c.lines).strip())]
        return [
            (self.bullet if c.bulleted else "") + line for row in rows for c in row for line in c.lines
        ]  # fmt: skip

    def one_line(self, cell: Square) -> str:
        if len(cell.lines) > 1:
            return " ".join(f"• {line}" for line in cell.lines)
        return cell.lines[0] if cell.lines else ""


def _spread(row: tuple[Square, ...], width: int) -> list[Square]:
    """A row with empty cells where one spans several columns."""
    out: list[Square] = []
    for cell in row:
        out += [cell, *[Square()] * (cell.span - 1)]
    return [*out, *[Square()] * (width - len(out))]


def _aligned(rows: list[list[Square]], bullet: str) -> list[str]:
    """Columns lined up with spaces, long cells wrapped."""
    longest = [max((len(line) for row in rows for line in row[c].lines), default=1) for c in range(len(rows[0]))]
    widths = [min(46, max(3, n)) + 3 for n in longest]
    out: list[str] = []
    for row in rows:
        if sum(1 for c in row if c.lines) == 1 and row[0].lines and len(row[0].lines) == 1:
            out.append(row[0].lines[0])
            continue
        cells = []
        for cell, width in zip(row, widths, strict=True):
            lines = [f"{bullet.strip()} {t}" if cell.bulleted else t for t in cell.lines]
            cells.append([p for line in lines for p in textwrap.wrap(line, width - 3)])
        for i in range(max(len(c) for c in cells)):
            line = "".join((c[i] if i < len(c) else "").ljust(width) for c, width in zip(cells, widths, strict=True))
            out.append(line.rstrip())
    return out
