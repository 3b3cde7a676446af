"""A line of plain text with what stood before it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line that holds something.

    `blank` counts the empty lines before it; `page_top` says a page begins with it.
    """

    text: str
    blank: int = 0
    page_top: bool = False
