"""Hidden figures stay hidden from somebody who subtracts, compares stages and schools, and knows how it is done."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.monitoring.suppression import FEWEST, TOTAL, TRUST, Cell, Table, hidden


def table(counts: dict[tuple[str, str], tuple[int, ...]], *, stages: int = 1) -> Table:
    categories = sorted({category for category, _ in counts})
    schools = sorted({school for _, school in counts})
    cells = {(c, s, stage): counts[c, s][stage] for c, s in counts for stage in range(stages)}
    return Table(categories, schools, stages, cells)


# --- the reader: two attacks that share no code with what they attack -------------------------------------


def solved_by_subtraction(made: Table, gone: set[Cell]) -> dict[Cell, Fraction]:
    """Gauss over every sum there is, with the hidden figures as unknowns."""
    unknown = sorted(gone)
    place = {cell: at for at, cell in enumerate(unknown)}
    rows = []
    for margin, parts in made.lines():
        row, right = [Fraction(0)] * len(unknown), Fraction(0)
        for cell, sign in ((margin, -1), *((part, 1) for part in parts)):
            if cell in place:
                row[place[cell]] += sign
            else:
                right -= sign * made.value(cell)
        rows.append([*row, right])
    pivots: list[list[Fraction]] = []
    for column in range(len(unknown)):
        chosen = next((row for row in rows if row[column]), None)
        if chosen is None:
            continue
        rows.remove(chosen)
        chosen = [value / chosen[column] for value in chosen]
        rows = [[a - row[column] * b for a, b in zip(row, chosen, strict=True)] for row in rows]
        pivots = [[a - row[column] * b for a, b in zip(row, chosen, strict=True)] for row in pivots] + [chosen]
    found = {}
    for row in pivots:
        held = [at for at, value in enumerate(row[:-1]) if value]
        if len(held) == 1:
            found[unknown[held[0]]] = row[-1] / row[held[0]]
    return found


def possible_values(made: Table, gone: set[Cell], most: int) -> dict[Cell, set[int]]:
    """Try every way to fill in the hidden categories, and keep those that agree with all that is shown."""
    inner = [(c, s, stage) for stage in range(made.stages) for c in made.categories for s in made.schools]
    free = [cell for cell in inner if cell in gone]
    seen: dict[Cell, set[int]] = {cell: set() for cell in gone}
    for values in product(range(most + 1), repeat=len(free)):
        counts = {**made.counts, **dict(zip(free, values, strict=True))}
        if any(counts[c, s, stage] > counts[c, s, stage - 1] for c, s, stage in inner if stage):
            continue
        guess = Table(made.categories, made.schools, made.stages, counts)
        if all(guess.value(cell) == made.value(cell) for cell in made.cells() if cell not in gone):
            for cell in gone:
                seen[cell].add(guess.value(cell))
    return seen


def tables(schools: int, categories: int, stages: int = 1, most: int = 12):
    names = [(f"c{c}", f"s{s}") for c in range(categories) for s in range(schools)]
    falling = st.lists(st.integers(0, most), min_size=stages, max_size=stages).map(
        lambda found: tuple(sorted(found, reverse=True))
    )
    return st.tuples(*[falling] * len(names)).map(
        lambda rows: table(dict(zip(names, rows, strict=True)), stages=stages)
    )


@given(st.one_of(tables(1, 4), tables(3, 3), tables(4, 5), tables(2, 3, 3), tables(3, 4, 3, most=40)))
@settings(max_examples=60, deadline=None)
def test_nothing_hidden_comes_out_by_subtraction(made) -> None:
    assert solved_by_subtraction(made, hidden(made)) == {}


@given(st.one_of(tables(1, 3, 1, most=7), tables(2, 2, 1, most=7), tables(1, 2, 2, most=7)))
@settings(max_examples=25, deadline=None)
def test_more_than_one_value_is_left_for_whatever_is_hidden(made) -> None:
    gone = hidden(made)
    assert all(len(values) > 1 for values in possible_values(made, gone, 9).values())


@given(st.one_of(tables(1, 4), tables(3, 3), tables(2, 3, 3, most=30)))
@settings(max_examples=40, deadline=None)
def test_nothing_under_five_is_shown_nor_a_difference_of_stages_under_five(made) -> None:
    gone = hidden(made)
    for cell in made.cells():
        if cell not in gone:
            assert made.value(cell) >= FEWEST
            before = (cell[0], cell[1], cell[2] - 1)
            if cell[2] and before not in gone:
                assert made.value(before) - made.value(cell) >= FEWEST


def test_large_numbers_are_all_shown() -> None:
    made = table({("f", "a"): (40,), ("m", "a"): (30,), ("f", "b"): (25,), ("m", "b"): (20,)})
    assert hidden(made) == set()


def test_a_small_number_takes_another_with_it() -> None:
    made = table({("f", "a"): (40,), ("m", "a"): (3,), ("x", "a"): (12,)})
    assert hidden(made) == {("m", "a", 0), ("x", "a", 0)}


def test_a_school_less_its_trust_tells_nothing() -> None:
    made = table({("f", "a"): (40,), ("m", "a"): (30,), ("f", "b"): (25,), ("m", "b"): (2,)})
    gone = hidden(made)
    assert ("m", "b", 0) in gone
    assert not {("m", "a", 0), ("m", TRUST, 0)} <= set(made.cells()) - gone


def test_of_a_school_with_one_vacancy_nothing_is_shown_nor_can_be_taken_from_the_trust() -> None:
    counts = {(c, s): (20 + at,) for at, (c, s) in enumerate(product("fm", "abc"))}
    made = table(counts)
    gone = hidden(made, never=frozenset({"b"}))
    assert {cell for cell in made.cells() if cell[1] == "b"} <= gone
    assert solved_by_subtraction(made, gone) == {}
    assert ("f", TRUST, 0) not in gone


def test_settled_totals_stay_as_they_are_in_every_question() -> None:
    made = table({("f", "a"): (40,), ("m", "a"): (3,), ("x", "a"): (12,)})
    gone = hidden(made, totals=frozenset())
    assert (TOTAL, "a", 0) not in gone
    assert solved_by_subtraction(made, gone) == {}


@pytest.mark.parametrize("counts", [{("f", "a"): (0,)}, {("f", "a"): (4,), ("m", "a"): (0,)}])
def test_a_table_of_nothing_shows_nothing(counts) -> None:
    made = table(counts)
    assert hidden(made) == set(made.cells())
