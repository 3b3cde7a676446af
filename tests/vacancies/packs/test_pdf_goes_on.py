"""Tables that go on in the next column or page of a PDF, and lists without bullets in their cells."""

from __future__ import annotations

from tests.vacancies.packs.pdf_files import html
from tests.vacancies.packs.test_pdf_columns import LONG, ONE, SHORT, TWO, bold, filler, row
from vacancies.packs import Pack, read_pack

TITLE = "<h1>Person specification</h1>"
HEAD = bold("Essential", "Desirable")
TOP = '<tr style="break-before:column">'
WIDE = "td{width:50%}ul{margin:0;padding-left:9pt}"


def read(body: str, style: str) -> Pack:
    return read_pack(html(body, style), "pack.pdf")


def levels(pack: Pack) -> list[tuple[str, str | None]]:
    return [(c.text, c.importance) for c in pack.criteria]


def listed(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def test_sections_with_words_in_one_column_alone_go_on_in_the_next_column_of_the_page() -> None:
    """Below each section's name the lines break at the side of the first column, where the table's columns part."""
    essential = [f"Has run club number {i} for a year or more and wrote down how it went" for i in range(12)]
    first = row(listed(essential[0]), listed(SHORT)).replace("<tr>", TOP)
    section = '<tr><td colspan="2"><b>{}</b></td></tr>'
    rows = (
        first + section.format("Experience") + row(listed(*essential[1:6]), "")
        + section.format("Knowledge") + row(listed(*essential[6:11]), "")
        + section.format("Skills") + row(listed(essential[11]), listed(LONG))
    )  # fmt: skip
    body = f'<div class="two">{filler(9)}{TITLE}<table>{HEAD}{rows}</table></div>'
    pack = read(body, TWO % "650pt" + WIDE)
    assert sorted(levels(pack)) == sorted(
        [*((text, "essential") for text in essential), (SHORT, "desirable"), (LONG, "desirable")]
    )


def test_a_column_headed_number_that_holds_the_criteria_with_their_numbers() -> None:
    needs = "".join(row(f"{i}. {text}", "Y" * (i % 2), "Y" * (1 - i % 2)) for i, text in enumerate((LONG, SHORT), 1))
    pack = read(f"{TITLE}<table>{bold('Number', 'Ess.', 'Des.')}{needs}</table>", ONE + "td:first-child{width:70%}")
    assert [(c.number, c.text, c.importance) for c in pack.criteria] == [
        ("1", LONG, "essential"),
        ("2", SHORT, "desirable"),
    ]


def test_a_list_without_bullets_is_parted_as_under_the_same_heading_in_another_table() -> None:
    """Full lines do not show where an item ends; the words with which cells open do."""
    items = [f"Has led group {i} of the choir in a large hall" for i in range(6)]
    tables = "".join(
        f"<h2>{name}</h2><table>{HEAD}{row('<br>'.join(held), '')}</table>"
        for name, held in (("Music", items[:1]), ("Drama", items[1:3]), ("Dance", items[3:]))
    )
    pack = read(f"{TITLE}{tables}", ONE + "td:first-child{width:225pt}td:last-child{width:80pt}")
    assert levels(pack) == [(item, "essential") for item in items]


def test_a_plain_head_with_which_a_column_ends_names_the_columns_of_the_next() -> None:
    """Its names stand closer than cells do, farther apart than words."""
    rows = "".join(
        row(text, "A" if i % 2 else "", "" if i % 2 else "A") for i, text in enumerate((LONG, SHORT, "Signs", "Swims"))
    )
    head = row("Criteria", "Essential", "Desirable")
    body = (
        f'<div class="two">{filler(9)}{TITLE}<p>Key: A = Application form</p><table>{head}</table>'
        f'<table style="break-before:column">{rows}</table></div>'
    )
    pack = read(body, TWO % "650pt" + "td:nth-child(n+2){width:38pt}table{table-layout:fixed}")
    assert levels(pack) == [(LONG, "desirable"), (SHORT, "essential"), ("Signs", "desirable"), ("Swims", "essential")]
