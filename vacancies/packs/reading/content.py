"""What the cells under a column's heading are like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vacancies.packs.document import Row
from vacancies.packs.reading.methods import Legend, is_methods_only, read_codes
from vacancies.packs.reading.tags import importance_only
from vacancies.packs.sources.characters import bare_number, is_blank_mark, is_mark


@dataclass(frozen=True)
class Content:
    """What the body cells of one column are like: shares of those that hold something."""

    filled: int
    marks: float
    numbers: float
    levels: float
    methods: float
    words: float


def names_methods(text: str, legend: Legend) -> bool:
    """Whether a cell holds methods and nothing else, in words or codes."""
    codes = read_codes(text, legend)
    return is_methods_only(text) or codes is not None and bool(codes.methods)


def content_of(rows: Sequence[Row], column: int, legend: Legend) -> Content:
    """The content of one column, cells that span further columns left out."""
    texts = [
        c.text.strip()
        for r in rows
        if (c := r.at(column)) is not None and c.start == column and c.span == 1 and c.text.strip()
    ]
    count = max(1, len(texts))
    return Content(
        filled=len(texts),
        marks=sum(1 for t in texts if is_mark(t) or is_blank_mark(t)) / count,
        numbers=sum(1 for t in texts if bare_number(t)) / count,
        levels=sum(1 for t in texts if importance_only(t)) / count,
        methods=sum(1 for t in texts if names_methods(t, legend)) / count,
        words=sum(len(t.split()) for t in texts) / count,
    )
