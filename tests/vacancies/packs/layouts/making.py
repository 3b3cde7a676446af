"""A specification in the making, and the cells that tell how a criterion is assessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from tests.vacancies.packs.layouts import wording as w
from tests.vacancies.packs.layouts.blocks import Block, Square, square
from tests.vacancies.packs.layouts.meant import Line
from vacancies.packs.pack import Method


@dataclass
class Making:
    """A specification in the making: chance, what is meant, how methods are told, and the blocks so far."""

    random: Random
    lines: list[Line]
    telling: str  # how methods are told: see TELLINGS
    blocks: list[Block] = field(default_factory=list)
    codes: dict[Method, str] = field(default_factory=dict)
    words: dict[Method, str] = field(default_factory=dict)
    form: str = ""  # how lists are numbered
    lost: bool = False  # the file will not keep the columns of tables

    def one(self, choices: Sequence[str]) -> str:
        """One of several ways of saying it."""
        return self.random.choice(choices)

    def sections(self) -> Iterator[tuple[str, list[Line]]]:
        """The lines section by section."""
        for name, group in groupby(self.lines, key=lambda c: c.section):
            yield name, list(group)

    def told(self, line: Line) -> str:
        """A line's methods as its cell shows them."""
        if self.telling in {"codes", "two letters"}:
            return self.one(("/", ", ", " / ", "/")).join(self.codes[m] for m in line.methods)
        if self.telling == "words":
            return self.one((", ", " / ", " and ", "/", " & ")).join(self.words[m] for m in line.methods)
        return ""


def columns_of_methods(making: Making) -> list[Method]:
    """The methods that have a tick column each."""
    return [m for m in w.ONE_LETTER if any(m in c.methods for c in making.lines)]


def method_heads(making: Making) -> list[str]:
    """The headings of the columns that tell methods."""
    if making.telling == "columns":
        lettered = making.codes
        return [lettered[m] for m in columns_of_methods(making)]
    return [making.one(w.METHOD_HEADS)] if making.telling in {"words", "codes", "two letters"} else []


def method_cells(making: Making, line: Line, mark: str) -> list[Square]:
    """The cells that tell a line's methods."""
    if making.telling == "columns":
        return [square(mark if m in line.methods else "") for m in columns_of_methods(making)]
    return [square(making.told(line))] if method_heads(making) else []
