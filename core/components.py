"""What the page components are filled with: plain typed rows, made by views, drawn by templates/_components.

Every text here is escaped when drawn. A url of "" means no link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

TagColour = Literal["grey", "blue", "yellow", "orange", "red", "green"]
"""What each means: grey not started or not needed; blue in progress or just in; yellow to do or waiting for
someone; orange a person must decide; red late, missing or a clash; green clear, in a list of states."""


@dataclass(frozen=True)
class NavItem:
    """One entry of the service navigation or of a page's sub-navigation."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Task:
    """One line of a task list. No `colour`: the status is plain text. No `url`: it cannot be started yet."""

    label: str
    status: str
    url: str = ""
    hint: str = ""
    colour: TagColour | None = None


@dataclass(frozen=True)
class Change:
    """A link at the end of a summary row. `about` is read out only: "Change<, your name>"."""

    url: str
    label: str = "Change"
    about: str = ""


@dataclass(frozen=True)
class Fact:
    """A row of a summary list. Line breaks in `value` are kept; an empty value shows `missing` in grey."""

    label: str
    value: str = ""
    change: Change | None = None
    url: str = ""
    missing: str = "Not given"


@dataclass(frozen=True)
class Bar:
    """How many of `total` steps are done; the next one is in hand. Drawn beside the words that say it."""

    done: int
    total: int

    @property
    def steps(self) -> list[str]:
        """Each step: fg (done), now or bg (to come)."""
        return ["fg" if place < self.done else "now" if place == self.done else "bg" for place in range(self.total)]


@dataclass(frozen=True)
class Cell:
    """One cell of a table: a fact, with its smaller line, tag, link or bar. `about` is read out only."""

    text: str = ""
    hint: str = ""
    url: str = ""
    about: str = ""
    tag: str = ""
    colour: TagColour = "grey"
    strong: bool = False
    bar: Bar | None = None


@dataclass(frozen=True)
class Column:
    """A table's column. `hidden` keeps the heading for screen readers only (a column of actions)."""

    label: str
    numeric: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    """A table's row: its first cell is the row's heading. `group` makes it a heading over the rows below."""

    cells: Sequence[Cell] = ()
    group: str = ""
    mine: bool = False


@dataclass(frozen=True)
class Table:
    """A table that becomes one card a row on phones. `caption` is read out; `show_caption` shows it too."""

    caption: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    show_caption: bool = False


@dataclass(frozen=True)
class Event:
    """A step of a timeline. `state`: what it looks like, said in words by `text` and `hint` as well."""

    when: str
    text: str
    hint: str = ""
    state: Literal["past", "ok", "now", "next"] = "past"
    url: str = ""
    datetime: str = ""


@dataclass(frozen=True)
class KeyDate:
    """An entry of the list of key dates at a page's side."""

    when: str
    what: str
    state: Literal["past", "now", "next"] = "next"


@dataclass(frozen=True)
class Stage:
    """One box of the strip that shows where a recruitment is. `figure` is short: "18", "2 of 3"."""

    name: str
    figure: str = ""
    what: str = ""
    state: Literal["done", "now", "next"] = "next"


@dataclass(frozen=True)
class Step:
    """A line of the list of a form's pages. No `url`: cannot be opened yet."""

    label: str
    url: str = ""
    state: Literal["done", "now", "next"] = "next"
    done_word: str = "done"


@dataclass(frozen=True)
class GateLine:
    """A thing that must be true, and how we know. `reason` is the typed reason that passed it, if one did."""

    what: str
    state: Literal["clear", "stop", "reason", "not_needed", "advice"]
    how: str = ""
    proof: Change | None = None
    paragraphs: Sequence[str] = ()
    reason: str = ""
    reason_by: str = ""
    actions: Sequence[Change] = ()


@dataclass(frozen=True)
class Crumb:
    """A step of the breadcrumbs."""

    label: str
    url: str


@dataclass(frozen=True)
class PageLink:
    """A number of the pagination, or the gap between two (`number` None)."""

    number: int | None
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pages:
    """Where a long list is. Made by `core.paging.pages`."""

    links: Sequence[PageLink] = field(default_factory=tuple)
    previous_url: str = ""
    next_url: str = ""
    says: str = ""
