"""Running headers and footers that were left among the lines of a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from vacancies.packs.sources.characters import take_bullet, take_number, tidy
from vacancies.packs.sources.lines import Line

_PAGE_NUMBER = re.compile(r"(?:[-–—|\s]*)(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?(?:[-–—|\s]*)", re.IGNORECASE)
_PAGE_TAIL = re.compile(r"\bpage\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\s*$", re.IGNORECASE)
_OVER_LISTS = re.compile(r"essential|desirable|:$", re.IGNORECASE)  # headings that are meant to come again
_WORD = re.compile(r"[^\W\d_]{3,}")


def without_furniture(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """The lines without page numbers and running headers, and what was taken out."""
    repeated = _repeated(lines)
    common = _common_words(lines)
    kept: list[Line] = []
    taken: list[str] = []
    carry_blank, carry_top = 0, False
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if _is_furniture(line, after, repeated, common) and (kept or line.page_top):
            taken.append(tidy(line.text))
            carry_blank, carry_top = carry_blank + line.blank, True
            continue
        if carry_top:
            line = replace(line, blank=line.blank + carry_blank, page_top=True)
            carry_blank, carry_top = 0, False
        kept.append(line)
    return kept, taken


def is_page_number(text: str) -> bool:
    """Whether a line at a page's edge is its number, with or without words before it."""
    plain = tidy(text)
    return bool(_PAGE_NUMBER.fullmatch(plain) or _PAGE_TAIL.search(plain) and len(plain) <= 110)


def _key(text: str) -> str:
    return re.sub(r"\d+", "0", tidy(text)).lower()


def _repeated(lines: list[Line]) -> set[str]:
    """Lines that stand at two page edges or more with the same words."""
    edges: Counter[str] = Counter()
    for i, line in enumerate(lines):
        last = i + 1 < len(lines) and lines[i + 1].page_top
        if (line.page_top or last) and len(line.text) <= 110 and not _is_content(line.text):
            edges[_key(line.text)] += 1
    pages = sum(1 for line in lines if line.page_top)
    return {key for key, count in edges.items() if count >= 2 and count * 5 >= pages * 3}


def _is_content(text: str) -> bool:
    return "\t" in text or _is_item(text) or _OVER_LISTS.search(text.strip()) is not None


def _is_item(text: str) -> bool:
    return take_bullet(text)[0] or take_number(text)[0] is not None


def _common_words(lines: list[Line]) -> set[str]:
    """Words the text uses without a capital, that is, words that are no names."""
    return {word for line in lines for word in _WORD.findall(line.text) if word.islower()}


def _is_furniture(line: Line, after: Line | None, repeated: set[str], common: set[str]) -> bool:
    text = tidy(line.text)
    edge = line.page_top or after is None or after.page_top
    if "\t" in line.text.strip():
        return False
    if _PAGE_NUMBER.fullmatch(text):
        return edge or text.lower().startswith("page") or "of" in text.lower()
    if _PAGE_TAIL.search(text) and len(text) <= 110:
        return True
    if edge and _key(text) in repeated:
        return True
    return line.page_top and _is_name_alone(text, after, common)


def _is_name_alone(text: str, after: Line | None, common: set[str]) -> bool:
    """Whether a line at a page's top, inside a list, is a name: its words are used as words nowhere else."""
    words = _WORD.findall(text)
    if after is None or not _is_item(after.text) or not 2 <= len(words) <= 6 or text.endswith((":", ".")):
        return False
    if take_number(after.text)[0] in {"1", "a", "i"}:
        return False  # a list begins under it
    names = [w for w in words if w.lower() not in {"school", "academy", "college", "trust", "primary", "the", "and"}]
    return all(w[0].isupper() for w in names) and not text.isupper() and not any(w.lower() in common for w in names)
