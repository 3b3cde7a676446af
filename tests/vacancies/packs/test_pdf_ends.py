"""Tables without upright rules: where each begins and ends, and what is of its rows."""

from __future__ import annotations

from tests.vacancies.packs.pdf_files import html
from tests.vacancies.packs.test_pdf_columns import KEY, LONG, NEEDS, ONE, SHORT, TWO, bold, duties, row, tasks, ticked
from tests.vacancies.packs.test_pdf_columns import understood as _understood
from vacancies.packs import Pack, read_pack

RULED = "td{border-bottom:.6pt solid}"
BETWEEN = "tr+tr td{border-top:1pt solid}"
TITLE = "<h1>Person specification</h1>"
NARROW = "td:nth-child(n+2){width:14%}"


def read(body: str, style: str) -> Pack:
    return read_pack(html(body, style), "pack.pdf")


def levels(pack: Pack) -> list[tuple[str, str | None]]:
    return [(c.text, c.importance) for c in pack.criteria]


# ---- where a table begins


def test_a_section_right_below_a_head_whose_numbers_have_no_name() -> None:
    """The section's name begins before all names of the head, and yet inside the table's rules."""
    needs = "".join(row(f"1.{i}", t, "✓" * (e == "E"), "✓" * (e == "D"), by) for i, (t, e, by) in enumerate(NEEDS, 1))
    head = bold("", "Criteria", "Essential", "Desirable", "How assessed")
    section = '<tr><td colspan="5"><b>1. Skills</b></td></tr>'
    pack = read(f"{TITLE}{KEY}<table>{head}{section}{needs}</table>", ONE + RULED + "td:nth-child(2){width:45%}")
    assert _understood(pack) == NEEDS
    assert {c.section for c in pack.criteria} == {"1. Skills"}


def test_a_head_in_plain_letters_that_ends_a_page_with_the_name_of_a_section() -> None:
    """Only the head has rules; the rows stand on the next page."""
    head = '<tr class="head">' + "".join(f"<td>{x}</td>" for x in ("Criteria", "Essential", "Desirable")) + "</tr>"
    above = f'<table>{head}<tr><td colspan="3"><b>Experience</b></td></tr></table>'
    below = (
        f'<table style="break-before:page">{"".join(row(t, "I" * (e == "E"), "I" * (e == "D")) for t, e, _ in NEEDS)}'
    )
    style = ONE + NARROW + ".head td{border:.6pt solid}table{table-layout:fixed}"
    pack = read(f"{TITLE}<p>I = Interview</p>{above}{below}</table>", style)
    assert levels(pack) == [(t, "essential" if e == "E" else "desirable") for t, e, _ in NEEDS]
    assert {c.section for c in pack.criteria} == {"Experience"}


def test_a_head_whose_last_name_stands_on_the_next_page() -> None:
    """A page that cuts the row of headings leaves the longest of them for the next."""
    above = f"<table>{bold('Criteria', 'Essential', 'Desirable', '')}</table>"
    below = bold("", "", "", "How assessed") + ticked()
    style = ONE + "td{width:16%}td:first-child{width:52%}table{table-layout:fixed}"
    pack = read(f'{TITLE}{KEY}{above}<table style="break-before:page">{below}</table>', style)
    assert _understood(pack) == NEEDS


def test_a_key_in_columns_right_above_the_table_is_another_table() -> None:
    """The table's columns begin where none of the key's do."""
    key = "".join(
        row(code, name) for code, name in (("A", "Application form"), ("I", "Interview"), ("R", "References"))
    )
    key = f'<table style="width:60%;margin:0"><colgroup><col width="20%"></colgroup>{key}</table>'
    table = f'<table style="margin-top:6pt">{row("Criteria", "Essential", "Desirable", "Assessed")}{ticked()}</table>'
    pack = read(f"{TITLE}{key}{table}", ONE + "table+table td:first-child{width:46%}")
    assert _understood(pack) == NEEDS


# ---- where it ends


def test_a_heading_close_below_a_row_whose_list_is_the_longer_cell() -> None:
    """It stands in the first column, below a hole there, and no rule parts it from the row above."""
    areas = row("<b>Staff</b>", "<br>".join(f"• {t}" for t in tasks(4))) + row(
        "<b>Pupils</b>", "<br>".join(f"• {t} again" for t in tasks(3))
    )
    table = f"<table>{bold('Area', 'Main tasks')}{areas}</table>"
    heading = "<p><u>Person specification</u></p>"
    needs = f"<table>{bold('Essential', 'Desirable')}{row(LONG, SHORT)}{row('Keeps calm', 'Signs')}</table>"
    style = ONE + BETWEEN + "p{margin:0}td:first-child{width:40%}td{padding:0!important}"
    pack = read(f"<h1>Job description</h1><h2>Main duties</h2>{table}{heading}{needs}", style)
    assert duties(pack) == [*tasks(4), *(f"{t} again" for t in tasks(3))]
    assert sorted(levels(pack)) == sorted(
        [(LONG, "essential"), ("Keeps calm", "essential"), (SHORT, "desirable"), ("Signs", "desirable")]
    )


def test_a_list_longer_than_the_one_beside_it_ends_at_the_next_heading() -> None:
    """Its last items stand alone below the head, or all of them do."""
    first = row("".join(f"<p>• {t}</p>" for t in ("Keeps calm", "Plans ahead", "Writes plainly")), "<p>• Signs</p>")
    second = row("<p>• Reads braille</p><p>• Has led a team</p>", "")
    tables = (f"<p><b>{name}</b></p><table>{bold('Essential', 'Desirable')}{cells}</table>" for name, cells in
              (("Manner", first), ("Skills", second)))  # fmt: skip
    after = "<p><b>Equal opportunities</b></p><p>All are welcome here.</p>"
    pack = read(f"{TITLE}{''.join(tables)}{after}", ONE + "td p{margin:0}")
    assert sorted(levels(pack)) == sorted(
        [(t, "essential") for t in ("Keeps calm", "Plans ahead", "Writes plainly", "Reads braille", "Has led a team")]
        + [("Signs", "desirable")]
    )


def test_the_row_that_a_page_cuts_below_the_last_rule() -> None:
    """It has no rule of its own, and its columns are those of the rows above."""
    above = f"<table>{bold('Area', 'Essential', 'Desirable')}{row('Manner', '• Keeps calm', '• Signs')}"
    above += '<tr class="cut"><td>Skills</td><td>• Reads braille</td><td>• Has led a team that met</td></tr></table>'
    below = f'<table style="break-before:page">{row("", "• Plans ahead", "families every week")}</table>'
    style = ONE + RULED + ".cut td{border:0!important}table{table-layout:fixed}"
    pack = read(f"{TITLE}{above}{below}", style)
    assert ("Has led a team that met families every week", "desirable") in levels(pack)
    assert ("Plans ahead", "essential") in levels(pack)


# ---- its rows


def test_rows_set_close_whose_methods_open_with_small_letters() -> None:
    """Each criterion has its methods beside its first line, so a further one begins a row."""
    needs = [
        ("Plans ahead in every week of the year", "interview and references"),
        ("Keeps calm", "interview"),
        ("Has led a team that met families every week and wrote down what had been agreed", "references"),
        ("Writes plainly", "interview, references"),
        ("Signs", "references"),
    ]
    table = f"<table>{bold('Essential', 'How assessed')}{''.join(row(*n) for n in needs)}</table>"
    pack = read(f"{TITLE}{table}", ONE + "td{padding:0 6pt!important}td:nth-child(2){width:118pt}")
    assert [(c.text, " ".join(c.assessed_by)) for c in pack.criteria] == [
        (text, by.replace(" and", "").replace(",", "")) for text, by in needs
    ]


def test_lists_whose_items_are_parted_by_white_are_of_one_row() -> None:
    """An item begins beside the second line of another, though white stands above both."""
    cells = ("Skills", ["Plans ahead", "Keeps calm", "Signs"], [f"{LONG}, in year 7", "Reads braille"])
    listed = (f"<ul>{''.join(f'<li>{x}</li>' for x in items)}</ul>" for items in cells[1:])
    table = f"<table>{bold('Area', 'Essential', 'Desirable', 'How')}{row(f'<b>{cells[0]}</b>', *listed, 'A/I')}</table>"
    style = ONE + "ul{margin:0;padding-left:12pt}li{margin:5pt 0}td{width:30%}"
    pack = read(f"{TITLE}{KEY}{table}", style)
    assert {c.section for c in pack.criteria} == {"Skills"}
    assert {tuple(c.assessed_by) for c in pack.criteria} == {("application", "interview")}
    assert [c.text for c in pack.criteria] == [*cells[1], *cells[2]]


def test_cells_that_stand_a_little_higher_than_those_beside_them() -> None:
    """No two lines are level, and yet each area has its duties."""
    areas = {"Leading the team": tasks(3), "Other schools and agencies": [f"{t} there" for t in tasks(3)]}
    cells = "".join(
        row(f"<b>{name}</b>", f"<ul>{''.join(f'<li>{t}</li>' for t in texts)}</ul>") for name, texts in areas.items()
    )
    style = TWO % "650pt" + "td:first-child{width:32%}ul{margin:0;padding-left:9pt}li{margin:4pt 0}td p{margin:0}"
    body = f'<div class="two"><h1>Job description</h1><h2>Main duties</h2><table>{cells}</table></div>'
    pack = read(body, style)
    assert {s.heading: list(s.duties) for s in pack.jd_sections} == areas


def test_words_spread_from_side_to_side_of_narrow_cells() -> None:
    """The gaps of a justified line are even; those between columns are not."""
    rows = "".join(row(f"<b>Area{i}</b>", f"{LONG} in group {i}", "E" if i % 2 else "D") for i in range(4))
    style = "td{text-align:justify;vertical-align:top;padding:3pt;width:88pt}td:nth-child(3){width:50pt}"
    head = bold("Area", "Criteria", "E or D")
    pack = read(f"{TITLE}<table>{head}{rows}</table>", style)
    assert levels(pack) == [(f"{LONG} in group {i}", "essential" if i % 2 else "desirable") for i in range(4)]


def test_capital_letters_broken_with_a_hyphen_are_one_word() -> None:
    head = bold("Criteria", "ESSEN‐<br>TIAL", "DESIR‐<br>ABLE")
    rows = "".join(row(t, "✓" * (e == "E"), "✓" * (e == "D")) for t, e, _ in NEEDS)
    pack = read(f"{TITLE}<table>{head}{rows}</table>", ONE + "td{border:1pt solid}" + NARROW)
    assert levels(pack) == [(t, "essential" if e == "E" else "desirable") for t, e, _ in NEEDS]


def test_ruled_tables_right_below_each_other_whose_columns_differ_a_little() -> None:
    """Their rules make one grid, in which a column of a few points holds nothing."""
    tables = "".join(
        f'<table><colgroup><col width="{width}"></colgroup>{bold(name, "Essential", "Desirable")}{ticks}</table>'
        for name, width, ticks in (
            ("Skills", "300", "".join(row(t, "✓", "") for t in ("Plans ahead", "Signs"))),
            ("Manner", "305", row("Keeps calm", "", "✓")),
        )
    )
    style = "table{border-collapse:collapse;width:480pt;table-layout:fixed}td{border:.6pt solid;padding:3pt}"
    pack = read(f"{TITLE}{tables}", style)
    assert levels(pack) == [("Plans ahead", "essential"), ("Signs", "essential"), ("Keeps calm", "desirable")]


def test_a_key_whose_second_line_begins_with_a_letter_in_brackets() -> None:
    """That letter is of the key, and no number of a list; nor does a dash behind a code begin an item."""
    rows = "".join(row(t, "T" * (e == "E"), "I" * (e == "D")) for t, e, _ in NEEDS)
    table = f"<table>{row('Criteria', 'Essential', 'Desirable')}{rows}</table>"
    for key in (
        "Key: (A) Application form (I) Interview<br>(T) Task",
        "Key: A - Application form; I<br>- Interview; T - Task",
    ):
        pack = read(f"{TITLE}<p>{key}</p>{table}", ONE + NARROW)
        assert [(c.text, list(c.assessed_by)) for c in pack.criteria] == [
            (t, ["task"] if e == "E" else ["interview"]) for t, e, _ in NEEDS
        ]
