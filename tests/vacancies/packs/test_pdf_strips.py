"""Tables whose rows level rules alone part: where one ends and the text below it begins."""

from __future__ import annotations

from tests.vacancies.packs.pdf_files import html
from tests.vacancies.packs.test_pdf_columns import bold, duties, row
from vacancies.packs import read_pack

SIDES = "<colgroup><col style='width:45%'><col></colgroup>"
RULED = "table{border-collapse:collapse;width:100%}td{vertical-align:top;padding:3pt 5pt;border-bottom:1pt solid #222}"


def test_text_that_begins_before_the_cells_of_a_table_with_level_rules_stands_below_it() -> None:
    needs = ["Plays the cello or the viola", "Keeps a calm room on a wet day", "Mends the stage lights"]
    body = (
        "<h1>Job description</h1><table>" + row("<b>Area</b>", "<b>Duties</b>")
        + row("<b>Music</b>", "<ul><li>Lead the choir</li><li>Tune the piano</li></ul>")
        + row("<b>Drama</b>", "<ul><li>Hang the curtains</li></ul>")
        + "</table><p>This may change after a talk.</p><p><u>Person specification</u></p><p><u>Essential</u></p><table>"
        + row("<b>Requirement</b>") + "".join(map(row, needs)) + "</table>"
    )  # fmt: skip
    pack = read_pack(html(body, RULED), "pack.pdf")
    assert duties(pack) == ["Lead the choir", "Tune the piano", "Hang the curtains"]
    assert [(c.text, c.importance) for c in pack.criteria] == [(need, "essential") for need in needs]


def test_a_heading_between_two_tables_whose_rows_alone_are_ruled_ends_the_first() -> None:
    style = (
        "table{border-collapse:collapse;width:100%}td{vertical-align:top;padding:1pt 0}tr+tr td{border-top:1pt solid}"
    )
    facts = ("Post", "Choir leader"), ("Salary", "Scale 5"), ("Reports to", "The head of music")
    work = ("Music", ["Lead the choir", "Tune the piano"]), ("Drama", ["Hang the curtains"])
    listed = "".join(row(f"<b>{area}</b>", "".join(f"<p>• {d}</p>" for d in done)) for area, done in work)
    body = (
        f"<p><b>Job description</b></p><table>{SIDES}" + "".join(row(f"<b>{a}</b>", b) for a, b in facts)
        + f"</table><p><b>Main duties</b></p><table>{SIDES}"
        + bold("Area of work", "What you will do") + listed + "</table>"
    )  # fmt: skip
    pack = read_pack(html(body, style), "pack.pdf")
    assert (pack.salary_text, pack.reports_to) == ("Scale 5", "The head of music")
    assert duties(pack) == ["Lead the choir", "Tune the piano", "Hang the curtains"]
