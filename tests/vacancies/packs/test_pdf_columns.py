"""Pages in two columns and tables without upright rules: what parts columns of text, and what goes on where."""

from __future__ import annotations

import pytest

from tests.vacancies.packs.pdf_files import html
from vacancies.packs import Pack, read_pack

TWO = (
    "@page{margin:1.5cm}body{font-size:9pt}.two{columns:2;column-gap:20pt;column-fill:auto;height:%s}"
    "table{border-collapse:collapse;width:100%%}td{vertical-align:top;padding:4pt 3pt}"
)
ONE = "table{border-collapse:collapse;width:100%}td{vertical-align:top;padding:1pt 6pt}"
EVEN = "h1,h2,p,ul,li,td{font-size:9pt;line-height:12pt;margin:0}h1,h2{font-weight:bold}"
SHORT = "Reads braille"
LONG = "Has led a team that met families every week and wrote down what had been agreed with each of them"
NEEDS = [
    (LONG, "E", "A/I"),
    (SHORT, "D", "I"),
    ("Keeps calm when a plan changes on the day and tells those whom it touches", "E", "I"),
    ("Has taught pupils who use a hearing aid or a radio system, in a class or alone", "E", "A"),
    ("Signs", "D", "A/I"),
]  # fmt: skip
KEY = "<p>Key: A = Application form, I = Interview</p>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"


def bold(*heads: str) -> str:
    return row(*(f"<b>{h}</b>" for h in heads))


def ticked(needs: list[tuple[str, str, str]] = NEEDS, *before: str) -> str:
    """Rows with a tick under Essential or Desirable, and the codes of the methods."""
    return "".join(row(*before, text, "✓" * (e == "E"), "✓" * (e == "D"), by) for text, e, by in needs)


def understood(pack: Pack) -> list[tuple[str, str, str]]:
    levels, codes = {"essential": "E", "desirable": "D", None: "?"}, {"application": "A", "interview": "I"}
    return [(c.text, levels[c.importance], "/".join(codes[m] for m in c.assessed_by)) for c in pack.criteria]


def duties(pack: Pack) -> list[str]:
    return [d for section in pack.jd_sections for d in section.duties]


def filler(lines: int) -> str:
    """A job description of so many duties, each of one line and a half."""
    return (
        "<h1>Job description</h1><h2>Main duties</h2><ul>" + "".join(map("<li>{}</li>".format, tasks(lines))) + "</ul>"
    )


def tasks(lines: int) -> list[str]:
    return [
        f"Keep the plan of group {i} up to date and share it with all who teach the pupils in it" for i in range(lines)
    ]


# ---- columns of text, or cells of rows


def test_two_columns_whose_lines_stand_level() -> None:
    """Without space between paragraphs, every line has one beside it, as in a table's rows."""
    needs = [f"{text}, as in year {year}" for year in range(7, 10) for text, _, _ in NEEDS]
    table = f"<table>{bold('Criteria', 'How')}{''.join(row(text, 'I') for text in needs)}</table>"
    body = f'<div class="two">{filler(16)}<h1>Person specification</h1><p>I = Interview</p>{table}</div>'
    pack = read_pack(html(body, EVEN + TWO % "430pt" + "td{padding:0 3pt!important}"), "pack.pdf")
    assert duties(pack) == tasks(16)
    assert [c.text for c in pack.criteria] == needs


def test_two_lists_side_by_side_with_white_below_the_shorter() -> None:
    """Essential and Desirable as columns of lists are cells of rows, however like columns of text they look."""
    wanted = [
        ([f"{LONG}, here", SHORT, f"{LONG}, there"], [f"{LONG}, elsewhere", "Signs"]),
        (["Plans ahead"], [SHORT + " at speed", f"{LONG}, at night", "Keeps a budget", f"{LONG}, by day"]),
        ([f"{LONG}, alone", "Writes plainly", "Keeps calm"], [f"{LONG}, in a team"]),
    ]
    sections = ("Experience", "Skills", "Manner")
    cells = "".join(
        row(f"<b>{name}</b>", "") + row(*(f"<ul>{''.join(f'<li>{x}</li>' for x in c)}</ul>" for c in pair))
        for name, pair in zip(sections, wanted, strict=True)
    )
    body = (
        f"<h1>Person specification</h1><h2>Essential and desirable</h2><table>{bold('Essential', 'Desirable')}{cells}"
    )
    style = ONE + "td{width:50%;padding:6pt!important}ul{margin:0;padding-left:12pt}"
    pack = read_pack(html(f"{body}</table>", style), "pack.pdf")
    for level, place in (("essential", 0), ("desirable", 1)):
        found = [(c.section, c.text) for c in pack.criteria if c.importance == level]
        assert found == [(name, x) for name, pair in zip(sections, wanted, strict=True) for x in pair[place]]


def test_a_last_column_of_a_few_lines() -> None:
    """The right column ends after three lines, while the left one fills the page."""
    listed = "".join(f"<li>{t}</li>" for t in tasks(24))
    left = f"<p>Job description: learning mentor</p><p>Main duties</p><ul>{listed}</ul>"
    needs = [f"<li>{text}</li>" for text in ("Plans ahead in every week", "Keeps calm")]
    right = f'<p style="break-before:column">Person specification</p><ul>{"".join(needs)}</ul>'
    pack = read_pack(html(f'<div class="two">{left}{right}</div>', EVEN + TWO % "700pt"), "pack.pdf")
    assert duties(pack) == tasks(24)
    assert [c.text for c in pack.criteria] == ["Plans ahead in every week", "Keeps calm"]


def test_labels_and_what_they_tell_are_no_columns_of_text() -> None:
    """Each label begins level with its date, at the middle of the page."""
    dates = [
        ("Closing date", "Friday 5 March 2027"),
        ("Interviews", "17 March 2027"),
        ("Location", "Upper school"),
        ("Hours", "20 hours a week, in term time"),
        ("Start date", "1 September 2027"),
    ]
    table = f"<table>{''.join(row(f'<b>{a}</b>', b) for a, b in dates)}</table>"
    body = f"<h1>Job description</h1><h2>Main duties</h2><ul><li>{LONG}</li></ul><h2>Key dates</h2>{table}"
    pack = read_pack(html(body, ONE + "td{width:50%}"), "pack.pdf")
    assert (pack.closing or "")[:10] == "2027-03-05"
    assert (pack.interview, pack.start) == ("17 March 2027", "1 September 2027")


# ---- tables that go on in the next column


def test_a_table_that_goes_on_beside_itself_with_words_in_its_second_column_alone() -> None:
    """Its first column is empty there: where the other lines begin says how far it moved."""
    head = bold("Area", "Criteria", "E", "D")
    above = (
        f"<table>{head}{''.join(row('<b>Skills</b>', t, '●' * (e == 'E'), '●' * (e == 'D')) for t, e, _ in NEEDS[:2])}"
    )
    below = "".join(row("", t, "●" * (e == "E"), "●" * (e == "D")) for t, e, _ in NEEDS[2:])
    style = TWO % "400pt" + "table{table-layout:fixed}td{border-bottom:.6pt solid}td:nth-child(n+3){width:24pt}"
    body = f'<h1>Person specification</h1>{above}</table><table style="break-before:column">{below}</table>'
    pack = read_pack(html(f'<div class="two">{body}</div>', style), "pack.pdf")
    levels = {"E": "essential", "D": "desirable"}
    assert [(c.text, c.importance) for c in pack.criteria] == [(t, levels[e]) for t, e, _ in NEEDS]


def test_a_table_whose_row_is_cut_before_its_words_go_on_in_the_next_column() -> None:
    """The second column begins with words of the table's second column alone."""
    head = bold("Area", "Essential", "Desirable")
    body = f"{filler(4)}<h1>Person specification</h1><table>{head}"
    body += row("", f"<ul><li>{LONG}</li><li>Plans ahead</li></ul>", f"<ul><li>{LONG}, in two schools</li></ul>")
    style = TWO % "272pt" + "tr:first-child td{border:1pt solid}ul{margin:0;padding-left:9pt}"
    pack = read_pack(html(f'<div class="two">{body}</table></div>', style), "pack.pdf")
    assert [(c.text, c.importance) for c in pack.criteria] == [
        (LONG, "essential"),
        ("Plans ahead", "essential"),
        (f"{LONG}, in two schools", "desirable"),
    ]


def test_a_head_that_ends_a_column_has_no_name_over_the_numbers() -> None:
    """Its names are set close together, and the numbers below begin to the left of all of them."""
    head = bold("", "Criteria", "Essential", "Desirable", "Assessed")
    body = "".join(row(f"1.{i}", t, "✓" * (e == "E"), "✓" * (e == "D"), by) for i, (t, e, by) in enumerate(NEEDS, 1))
    table = f'<table style="break-inside:auto">{head}</table><table style="break-before:column">{body}</table>'
    widths = (
        "td:nth-child(1){width:40pt}td:nth-child(2){width:62pt}td:nth-child(n+3){width:40pt}table{table-layout:fixed}"
    )
    pack = read_pack(
        html(f'{KEY}<div class="two">{filler(3)}<h1>Person specification</h1>{table}</div>', TWO % "400pt" + widths),
        "pack.pdf",
    )
    assert understood(pack) == NEEDS


# ---- where rows begin and end


@pytest.mark.parametrize("needs", [NEEDS, [(t, "E", "A/I") for t, _, _ in NEEDS]], ids=["mixed", "all alike"])
def test_rows_that_repeat_their_section_and_marks_repeat_no_head(needs: list[tuple[str, str, str]]) -> None:
    """The second page begins with the rest of a row; below it rows share a section, a tick and the methods."""
    head = bold("Section", "Criteria", "Essential", "Desirable", "Assessed by")
    table = f"<table>{head}{ticked(needs, '<b>Experience</b>')}</table>"
    space = '<div style="height:600pt"></div>'
    style = ONE + "tr{break-inside:auto}td{padding:4pt 6pt!important;width:16%}"
    pack = read_pack(html(f"{KEY}<h1>Person specification</h1>{space}{table}", style), "pack.pdf")
    assert understood(pack) == needs


def test_a_page_that_ends_with_the_mark_of_a_row() -> None:
    """The tick stays on the first page, while the words beside it go to the next."""
    head = bold("Criteria", "Essential", "Desirable", "Assessed by")
    above = f"<table>{head}{ticked(NEEDS[:3])}{row('<b>Skills</b>', '', '', '')}{row('', '✓', '', '')}</table>"
    below = f'<table style="break-before:page">{row(NEEDS[3][0], "", "", "A")}{ticked(NEEDS[4:])}</table>'
    widths = "td{width:18%}td:first-child{width:46%}table{table-layout:fixed}"
    pack = read_pack(html(f"{KEY}<h1>Person specification</h1>{above}{below}", ONE + widths), "pack.pdf")
    assert understood(pack) == NEEDS


def test_codes_on_two_lines_are_those_of_one_row() -> None:
    """In a narrow column `A, I,` goes on with `R`, which is no mark of another row."""
    rows = "".join(row(text, e, "A, I,<br>R") for text, e, _ in NEEDS)
    body = f"<p>A = Application form, I = Interview, R = References</p><table>{bold('Criteria', 'E/D', 'How')}{rows}"
    pack = read_pack(html(f"<h1>Person specification</h1>{body}</table>", ONE), "pack.pdf")
    assert [(c.text, list(c.assessed_by)) for c in pack.criteria] == [
        (text, ["application", "interview", "references"]) for text, _, _ in NEEDS
    ]


def test_white_between_the_items_of_a_list_parts_no_rows() -> None:
    """The method beside a list's first item holds for all its items."""
    items = ["Holds a first-aid certificate", "Has run a club", LONG]
    listed = f"<ul>{''.join(f'<li>{x}</li>' for x in items)}</ul>"
    table = f"<table>{bold('Essential', 'Desirable', 'How')}{row(listed, f'<ul><li>{SHORT}</li></ul>', 'Interview')}"
    table += row("<ul><li>Plans ahead</li></ul>", "", "References") + "</table>"
    style = ONE + "li{margin-bottom:7pt}ul{margin:0;padding-left:12pt}td{padding:9pt 6pt!important;width:36%}"
    pack = read_pack(html(f"<h1>Person specification</h1>{table}", style), "pack.pdf")
    methods = {c.text: list(c.assessed_by) for c in pack.criteria}
    assert methods == {**{text: ["interview"] for text in (*items, SHORT)}, "Plans ahead": ["references"]}


def test_words_spread_over_a_narrow_cell_are_of_one_column() -> None:
    """Justified words stand far apart, and under no heading of their own."""
    head = bold("Essential", "Where identified", "Desirable", "Tested by")
    rows = row(LONG, "A/I", SHORT, "I") + row("Keeps calm", "I", LONG + ", in two schools", "A")
    style = ONE + "td{text-align:justify;width:50pt;padding:3pt!important}table{width:auto!important}"
    pack = read_pack(html(f"<h1>Person specification</h1>{KEY}<table>{head}{rows}</table>", style), "pack.pdf")
    assert sorted(understood(pack)) == sorted(
        [(LONG, "E", "A/I"), (SHORT, "D", "I"), ("Keeps calm", "E", "I"), (LONG + ", in two schools", "D", "A")]
    )


def test_a_ruled_table_is_read_to_its_foot_where_the_column_ends() -> None:
    """The last row is low, and nothing stands below it: it is of the left column with the rest."""
    needs = [(f"Has taught group {i}", "E" if i % 2 else "D", "A/I") for i in range(24)]
    left = (
        "<h1>Person specification</h1>"
        + KEY
        + f"<table>{bold('Criteria', 'Essential', 'Desirable', 'How')}{{}}</table>"
    )
    right = f'<div style="break-before:column">{filler(9)}</div>'
    style = TWO % "700pt" + "td{border:.6pt solid;padding:0 3pt!important;width:19%}td:first-child{width:43%}"
    pack = read_pack(html(f'<div class="two">{left.format(ticked(needs))}{right}</div>', style), "pack.pdf")
    assert understood(pack) == needs
    assert duties(pack) == tasks(9)


def test_duties_in_rows_of_their_own_below_the_name_of_their_area() -> None:
    """Space between paragraphs makes rows of them; those without a name belong to the one above."""
    areas = {
        "Pupils": ["Run a reading club", "Keep the plan of help", "Mark tests"],
        "Families": ["Visit homes", "Ring home"],
    }
    cells = "".join(
        row(f"<b>{name}</b>" if i == 0 else "", f"<p>{text} each week of the year</p>")
        for name, texts in areas.items()
        for i, text in enumerate(texts)
    )
    body = f"<h1>Job description</h1><h2>Main duties</h2><table>{cells}</table>"
    pack = read_pack(html(body, ONE + "td:first-child{width:30%}p{margin:0}td{padding:5pt 6pt!important}"), "pack.pdf")
    found = {section.heading: list(section.duties) for section in pack.jd_sections}
    assert found == {name: [f"{text} each week of the year" for text in texts] for name, texts in areas.items()}
