"""Each thing read knows its place in the source."""

from __future__ import annotations

from tests.vacancies.packs import samples as s
from vacancies.packs import read_pack, read_text


def test_places_in_a_text() -> None:
    pack = read_text(
        "Job Description\n\nReports to: Head\n\nMain duties\n\n- Open the library\n- Close the library\n\n"
        "Person Specification\n\nCriteria\tE\tD\nReads aloud well\tX\t\nSings in tune\t\tX\n"
    )
    lines = pack.source_blocks
    assert [lines[p] for section in pack.jd_sections for p in section.places if p is not None] == [
        "• Open the library",
        "• Close the library",
    ]
    assert [lines[c.place] for c in pack.criteria if c.place is not None] == [
        "Reads aloud well | X",
        "Sings in tune |  | X",
    ]
    assert lines[pack.fact_places["reports_to"]] == "Reports to: Head"


def test_a_row_of_lists_has_a_place_for_each_item() -> None:
    document = s.word()
    document.add_heading("Person specification", 1)
    s.table(document, [["", "Essential", "Desirable"], ["Skills", ["Reads aloud well", "Writes neatly"], ["Sings"]]])
    pack = read_pack(s.saved(document), "pack.docx")
    assert [pack.source_blocks[c.place] for c in pack.criteria if c.place is not None] == [
        "• Reads aloud well",
        "• Writes neatly",
        "• Sings",
    ]


def test_places_are_told_beside_the_schema_only_where_asked_for() -> None:
    pack = read_text("Main duties\n\n- Open the library\n- Close the library\n")
    assert "source" not in pack.as_json()
    source = pack.as_json(places=True)["source"]
    assert source == {
        "blocks": ["Main duties", "• Open the library", "• Close the library"],
        "facts": {},
        "jd_sections": [[1, 2]],
        "criteria": [],
    }
