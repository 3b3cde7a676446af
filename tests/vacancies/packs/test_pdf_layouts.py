"""Packs in every layout that schools use, as PDF: how much of what they mean is read."""

from __future__ import annotations

from random import Random

import pytest

from tests.vacancies.packs.layouts import as_page as p
from tests.vacancies.packs.layouts import specification as spec
from tests.vacancies.packs.layouts.measure import Tally, measured
from tests.vacancies.packs.layouts.whole import pack
from tests.vacancies.packs.pdf_files import html
from vacancies.packs import read_pack

LEAST = {
    "criteria found": 0.97, "criteria real": 0.97, "importance": 0.95, "methods": 0.95,
    "duties found": 0.95, "duties real": 0.93, "facts": 0.9,
}  # fmt: skip
RULED = ("ruled", "middle", "double", "dotted", "rows")


def tallied(rules: str, *, layouts: tuple[str, ...] = tuple(spec.LAYOUTS)) -> Tally:
    """All layouts, each once, on pages that look as named."""
    total = Tally()
    for layout in layouts:
        random = Random(f"{layout} {rules} False")
        made = pack(random, layout)
        data = p.as_page(made.blocks, p.look(random, rules), made.running)
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


def test_tables_whose_head_alone_is_ruled_that_hold_a_criterion_a_row() -> None:
    total = tallied("head", layouts=("table of rows", "tables by importance"))
    assert {name: total.share(name) for name in LEAST if total.share(name) < LEAST[name]} == {}, total.notes


CRITERIA = (
    "Holds the award for co-ordinators of special needs", "Has led a team of support staff in a school",
    "Has kept a budget", "Knows the code of practice and what it asks", "Writes plans that teachers use the same day",
    "Speaks and writes so that families understand", "Keeps calm when a child is upset", "Can travel between two sites",
)  # fmt: skip
IN_TWO = (
    "body{columns:2;column-gap:24pt;font-size:9pt}table{border-collapse:collapse;width:100%}"
    "td{padding:4pt 6pt;vertical-align:top}"
)


@pytest.mark.parametrize("rules", ["td{border:.6pt solid}", "td{border-bottom:.6pt solid}", ""])
@pytest.mark.parametrize("above", ["", "<p>Post: Inclusion manager</p><p>What we look for in the person.</p>"])
def test_a_table_that_goes_on_in_the_second_column_of_a_page(rules: str, above: str) -> None:
    marked = [(text, "essential" if i % 3 else "desirable") for i, text in enumerate(CRITERIA)]
    rows = "".join(
        f"<tr><td>{text}<td>{'✓' if level == 'essential' else ''}<td>{'✓' if level == 'desirable' else ''}</tr>"
        for text, level in marked
    )
    head = "<tr><td>Criteria<td>Essential<td>Desirable</tr>"
    data = html(f"<h1>Person specification</h1>{above}<table>{head}{rows}</table>", IN_TWO + rules)
    assert [(c.text, c.importance) for c in read_pack(data, "pack.pdf").criteria] == marked
