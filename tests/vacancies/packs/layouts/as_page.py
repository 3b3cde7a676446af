"""Blocks as a real .pdf file, as a word processor's pages look: rules, white space, columns, running heads."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from random import Random

from weasyprint import HTML

from tests.vacancies.packs.layouts.blocks import Block, Grid, Heading, Listing, Square, Words

RULED = {
    "ruled": "td{border:.6pt solid #333;padding:2pt 4pt}",
    "middle": "td{border:1pt solid #999;padding:5pt;vertical-align:middle}tr.head{background:#dde}",
    "double": "table{border-collapse:separate;border-spacing:2pt;border:1pt solid}td{border:1pt solid;padding:2pt}",
    "dotted": "td{border:.8pt dotted #000;padding:3pt}",
    "rows": "td{border-bottom:.6pt solid #333;padding:4pt 7pt}",
    "striped": "td{padding:4pt 7pt}tr:nth-child(odd){background:#eee}",
    "head": "td{padding:3pt 7pt}tr.head td{border:.6pt solid #000;background:#ccc}",
    "white": "td{padding:3pt 8pt}",
    "tight": "td{padding:0 8pt}",
}
_BASE = (
    "body{font-family:%(font)s;font-size:%(size)spt;line-height:%(step)s}p{margin:%(gap)spt 0}h1{font-size:1.5em}"
    "h2{font-size:1.2em}h3{font-size:1em}ul,ol{margin:3pt 0;padding-left:22pt}li{margin:%(item)spt 0}"
    "table{border-collapse:collapse;width:100%%;margin:8pt 0}td{vertical-align:top}"
    "td p,td ul{margin:0}td ul{padding-left:12pt}"
    ".label{display:inline-block;width:28pt;text-indent:0}.item{padding-left:28pt;text-indent:-28pt}"
    ".columns{columns:2;column-gap:24pt}"
)


@dataclass(frozen=True)
class Look:
    """What a page looks like. `rules` is a key of RULED."""

    rules: str
    font: str = "Liberation Sans"
    size: float = 10.5
    step: float = 1.3
    gap: float = 6
    item: float = 1
    heads: str = "styles"  # or bold, underlined
    columns: bool = False
    justified: bool = False

    @property
    def name(self) -> str:
        """The look in a word or two, for a table of results."""
        return "columns" if self.columns else self.rules


def look(random: Random, rules: str, *, columns: bool = False) -> Look:
    """A look by chance, its tables ruled as named."""
    return Look(
        rules,
        random.choice(("Liberation Sans", "Liberation Serif", "DejaVu Sans")),
        random.choice((9.5, 10.5, 11, 12)),
        random.choice((1.15, 1.3, 1.5)),
        random.choice((4, 6, 9)),
        random.choice((0, 1, 4)),
        random.choice(("styles", "styles", "bold", "underlined")),
        columns,
        random.random() < 0.2,
    )


def as_page(blocks: tuple[Block, ...], shown: Look, running: str = "") -> bytes:
    """The bytes of a .pdf that shows the blocks."""
    return HTML(string=page(blocks, shown, running)).write_pdf()


def page(blocks: tuple[Block, ...], shown: Look, running: str = "") -> str:
    """The page as HTML, for any program that prints it."""
    heads = f'@top-right{{content:"{running}";font-size:8pt}}' if running else ""
    sheet = (
        f"@page{{size:A4;margin:2cm;{heads}"
        '@bottom-center{content:"Page " counter(page) " of " counter(pages);font-size:8pt}}'
    )
    style = _BASE % {"font": shown.font, "size": shown.size, "step": shown.step, "gap": shown.gap, "item": shown.item}
    extra = "body{text-align:justify;hyphens:auto}" if shown.justified else ""
    body = "".join(_block(b, shown) for b in blocks)
    kind = ' class="columns"' if shown.columns else ""
    return (
        f'<html lang="en"><head><meta charset="utf-8"><title>Pack</title>'
        f"<style>{sheet}{style}{RULED[shown.rules]}{extra}</style></head><body{kind}>{body}</body></html>"
    )


def _block(block: Block, shown: Look) -> str:
    if isinstance(block, Heading):
        text = escape(f"{block.number}. {block.text}" if block.number else block.text)
        if shown.heads == "styles":
            return f"<h{block.level}>{text}</h{block.level}>"
        return f"<p><b>{text}</b></p>" if shown.heads == "bold" else f"<p><u>{text}</u></p>"
    if isinstance(block, Words):
        return f"<p><b>{escape(block.text)}</b></p>" if block.bold else f"<p>{escape(block.text)}</p>"
    return _list(block) if isinstance(block, Listing) else _table(block, shown)


def _list(listing: Listing) -> str:
    if listing.forms:
        kind = {"decimal": "decimal", "lowerLetter": "lower-alpha", "lowerRoman": "lower-roman"}[listing.forms[0][0]]
        items = "".join(f"<li>{escape(i.text)}</li>" for i in listing.items)
        return f'<ol style="list-style-type:{kind}">{items}</ol>'
    if all(i.number for i in listing.items):
        labels = [f"{i.number}{'' if '.' in str(i.number) else ')'}" for i in listing.items]
        return "".join(
            f'<p class="item"><span class="label">{label}</span>{escape(i.text)}</p>'
            for label, i in zip(labels, listing.items, strict=True)
        )
    return f"<ul>{''.join(f'<li>{escape(i.text)}</li>' for i in listing.items)}</ul>"


def _table(grid: Grid, shown: Look) -> str:
    rows = []
    for r, row in enumerate(grid.rows):
        cells = []
        for c, square in enumerate(row):
            if square.below:
                continue
            down = 1
            while r + down < len(grid.rows) and c < len(grid.rows[r + down]) and grid.rows[r + down][c].below:
                down += 1
            cells.append(_cell(square, down))
        head = ' class="head"' if r < grid.heads else ""
        rows.append(f"<tr{head}>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _cell(square: Square, down: int) -> str:
    said = [f"<b>{escape(line)}</b>" if square.bold else escape(line) for line in square.lines]
    inner = (
        f"<ul>{''.join(f'<li>{s}</li>' for s in said)}</ul>"
        if square.bulleted
        else "".join(f"<p>{s}</p>" for s in said)
    )
    return f'<td colspan="{square.span}" rowspan="{down}">{inner}</td>'
