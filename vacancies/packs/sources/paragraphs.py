"""Turning raw lines into paragraphs: bullets, numbers, markup, and lines that were broken in two."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from vacancies.packs.document import Paragraph
from vacancies.packs.sources.characters import (
    STRONG_BULLETS,
    SYMBOLS,
    is_mark,
    opens_low,
    take_bullet,
    take_number,
    tidy,
    without_symbols,
)

BREAK = "\x0b"  # a line break inside a paragraph or cell
_TAG = re.compile(
    r"<(/?)(ul|ol|li|p|br|div|span|i|b|u|em|strong|sup|sub|font|a|h[1-6]|table|tbody|thead|tr|td|th)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_INLINE_BULLET = re.compile(rf"(?=[{STRONG_BULLETS}{SYMBOLS}]\s*\S)|(?<=\s)(?=[·○]\s*\S)")
_MARKED = re.compile(r"[•●]\s*(?:[A-Z]{1,2}(?:\s*[/,&]\s*[A-Z]{1,2})*)?\s*$")  # a mark, and codes, after a line's words
_DASH_ITEM = re.compile(r"(?:^|\s)-\s+(?=[A-Z])")
_ENDS_OPEN = re.compile(r"[\w,’')&/–-]$")


def without_markup(text: str) -> str:
    """Pasted HTML as plain text: items and breaks become line breaks, the rest of the markup goes."""
    if "<" in text:
        text = _TAG.sub(_plain_tag, text)
    return html.unescape(text) if "&" in text else text


def _plain_tag(found: re.Match[str]) -> str:
    closing, name = bool(found.group(1)), found.group(2).lower()
    if name in {"tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "div"}:
        return "\n"
    if name in {"td", "th"}:
        return "\t" if closing else ""
    if name == "li":
        return "" if closing else BREAK + "• "
    if name in {"ul", "ol", "p", "br"}:
        return BREAK
    return ""


def make(text: str, *, level: int = 0, apart: bool = False, page_top: bool = False) -> Paragraph:
    """A paragraph from one logical line, its bullet or number taken off."""
    bullet, rest = (False, text.strip()) if is_mark(text) else take_bullet(text)
    number = None
    inner, after = take_number(rest)
    if inner is not None:
        number, rest, bullet = inner, after, False
    return Paragraph(
        text=without_symbols(rest) if not is_mark(rest) else tidy(rest),
        bullet=bullet,
        number=number,
        level=level if bullet else number.count(".") if number else 0,
        apart=apart,
        page_top=page_top,
    )


def split_items(text: str) -> list[str]:
    """A cell's or line's text, cut at line breaks and before bullets that stand inside it."""
    pieces = [
        p
        for line in text.split(BREAK)
        for p in ([line] if is_mark(line) or _MARKED.search(line) else _INLINE_BULLET.split(line))
    ]
    dashed = _DASH_ITEM.split(text.replace(BREAK, " "))
    if len(dashed) > 2 and not dashed[0].strip() and all(len(p.split()) > 2 for p in dashed[1:]):
        pieces = ["- " + p for p in dashed if p.strip()]
    return pieces


def in_cell(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a table cell; an empty cell has none."""
    if not text.strip():
        return ()
    kept = [p for p in split_items(text) if p.strip()]
    return join_broken([make(p) for p in kept])


def join_broken(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs with the halves of a broken sentence put together again."""
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        if out and carries_on(out[-1], paragraph):
            out[-1] = joined(out[-1], paragraph.text)
        else:
            out.append(paragraph)
    return tuple(out)


def carries_on(first: Paragraph, second: Paragraph) -> bool:
    """Whether `second` is the rest of `first`: no marker of its own, opens low, and `first` had not ended."""
    return (
        not second.is_item
        and not is_mark(second.text)
        and not is_mark(first.text)
        and len(first.text) > 3
        and opens_low(second.text)
        and bool(_ENDS_OPEN.search(first.text))
    )


def joined(first: Paragraph, rest: str) -> Paragraph:
    """A paragraph with further words added; a hyphen at the break stays and takes no space."""
    glue = "" if first.text.endswith("-") and not first.text.endswith(" -") else " "
    return replace(first, text=f"{first.text}{glue}{rest}")
