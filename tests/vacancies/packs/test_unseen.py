"""Packs that chance laid out, read as well as the ones laid out by hand: nothing may hang on a sample's wording."""

from __future__ import annotations

from functools import cache
from itertools import product
from random import Random

import pytest

from tests.vacancies.packs.layouts import duties, facts, specification, whole
from tests.vacancies.packs.layouts.as_text import as_text
from tests.vacancies.packs.layouts.as_word import as_word
from tests.vacancies.packs.layouts.measure import Tally, measured
from vacancies.packs import read_pack, read_text

KEPT = ("word", "tabs", "bars", "spaces")  # how the file holds its tables
LOST = ("run together", "lines")  # how a copy loses them
EACH = 3  # packs of each layout in each kind of file
LEAST = {
    "criteria found": 0.97,
    "criteria real": 0.97,
    "importance": 0.95,
    "methods": 0.95,
    "section": 0.93,
    "number": 0.95,
    "text": 0.97,
    "duties found": 0.95,
    "duties real": 0.93,
    "duty headings": 0.93,
    "facts": 0.95,
    "warnings": 0.8,
}

LEAST_OF_LOST = {
    "criteria found": 0.85,
    "criteria real": 0.85,
    "importance": 0.85,
    "methods": 0.9,
    "duties found": 0.95,
}


def read(layout: str, kind: str, seed: int) -> Tally:
    """One pack by chance, made, read and measured; the same one each time."""
    random = Random(f"{layout}/{kind}/{seed}")
    pack = whole.pack(random, layout, lost=kind in LOST)
    if kind == "word":
        got = read_pack(as_word(pack.blocks, random, pack.running), "pack.docx")
    else:
        got = read_text(as_text(pack.blocks, random, kind))
    return measured(pack.meant, got)


@cache
def of_kinds(kinds: tuple[str, ...], layouts: tuple[str, ...]) -> Tally:
    """All packs of some kinds together."""
    chosen = product(layouts, kinds, range(EACH))
    return Tally().merge(read(layout, kind, seed) for layout, kind, seed in chosen)


@pytest.mark.parametrize("name", LEAST)
def test_files_that_keep_their_tables(name: str) -> None:
    tally = of_kinds(KEPT, tuple(specification.LAYOUTS))
    assert tally.share(name) >= LEAST[name], [note for note in tally.notes if note.startswith(name)]


@pytest.mark.parametrize("name", ["criteria found", "criteria real", "importance", "methods", "duties found"])
def test_copies_that_lost_their_tables(name: str) -> None:
    layouts = tuple(layout for layout in specification.LAYOUTS if layout != "table of lists")
    tally = of_kinds(LOST, layouts)
    assert tally.share(name) >= LEAST_OF_LOST[name], [note for note in tally.notes if note.startswith(name)]


@pytest.mark.parametrize("layout", duties.LAYOUTS)
def test_each_way_of_setting_out_duties(layout: str) -> None:
    tally = Tally()
    for seed in range(6):
        random = Random(f"{layout}/{seed}")
        blocks, meant = duties.job_description(random, layout)
        head = whole.Heading("Job description", 1)
        got = read_pack(as_word((head, *blocks), random), "pack.docx")
        tally.merge([measured(whole.Meant(duties=meant), got)])
    assert (tally.share("duties found"), tally.share("duties real")) == (1.0, 1.0), tally.notes


@pytest.mark.parametrize("layout", facts.LAYOUTS)
def test_each_way_of_giving_facts(layout: str) -> None:
    tally = Tally()
    for seed in range(8):
        random = Random(f"{layout}/{seed}")
        pairs, meant = facts.chosen(random, list(facts.LABELS))
        head = whole.Heading("Job description", 1)
        got = read_pack(as_word((head, *facts.LAYOUTS[layout](pairs)), random), "pack.docx")
        tally.merge([measured(whole.Meant(meant), got)])
    assert tally.share("facts") == 1.0, tally.notes
