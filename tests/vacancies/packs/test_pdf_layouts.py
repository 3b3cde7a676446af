"""Packs in every layout that schools use, as PDF: how much of what they mean is read."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.vacancies.packs.layouts import as_page as p
from tests.vacancies.packs.layouts import specification as spec
from tests.vacancies.packs.layouts.measure import Tally, measured
from tests.vacancies.packs.layouts.whole import pack
from vacancies.packs import read_pack

LEAST = {
    "criteria found": 0.97, "criteria real": 0.97, "importance": 0.95, "methods": 0.95,
    "duties found": 0.95, "duties real": 0.93, "facts": 0.9,
}  # fmt: skip
NARROW = ("codes for marks", "list with tags", "sub-headings", "tables by importance")  # fit half a page
RULED = ("ruled", "middle", "double", "dotted", "rows")


def tallied(
    rules: str, *, columns: bool = False, layouts: tuple[str, ...] = tuple(spec.LAYOUTS), size: float | None = None
) -> Tally:
    """All layouts, each once, on pages that look as named, in letters of `size` points where it is given."""
    total = Tally()
    for layout in layouts:
        random = Random(f"{layout} {rules} {columns}")
        made = pack(random, layout)
        look = p.look(random, rules, columns=columns)
        data = p.as_page(made.blocks, replace(look, size=size or look.size), made.running)
        total.merge([measured(made.meant, read_pack(data, "pack.pdf"))])
    return total


@pytest.fixture(scope="module")
def ruled() -> Tally:
    """Every layout on every kind of page whose tables have rules."""
    return Tally().merge(tallied(rules) for rules in RULED)


@pytest.mark.parametrize("name", LEAST)
def test_tables_with_rules(ruled: Tally, name: str) -> None:
    assert ruled.share(name) >= LEAST[name], [note for note in ruled.notes if note.startswith(name)]


def test_tables_without_rules_that_hold_a_criterion_a_row() -> None:
    total = tallied("white", layouts=("table of rows", "codes for marks"))
    assert {name: total.share(name) for name in LEAST if total.share(name) < LEAST[name]} == {}, total.notes


@pytest.fixture(scope="module")
def in_two_columns() -> Tally:
    """Every layout but those too wide for half a page, tables with rules inside columns of text."""
    return tallied("ruled", columns=True, layouts=NARROW, size=9)


@pytest.mark.parametrize("name", LEAST)
def test_tables_inside_a_page_of_two_columns(in_two_columns: Tally, name: str) -> None:
    assert in_two_columns.share(name) >= LEAST[name], [n for n in in_two_columns.notes if n.startswith(name)]
