"""Layouts of Word packs: each is built as a real .docx and must be read whole."""

from __future__ import annotations

import pytest

from tests.vacancies.packs import samples as s
from tests.vacancies.packs.checks import criteria, duties
from vacancies.packs import Pack, read_pack

HEAD = "Person specification"


def read(document: s.WordDocument) -> Pack:
    return read_pack(s.saved(document), "pack.docx")


def start(*, key: bool = False) -> s.WordDocument:
    document = s.word()
    document.add_heading(HEAD, 1)
    if key:
        document.add_paragraph(s.KEY)
    return document


def words(by: str) -> str:
    return ", ".join(s.WORDS[c] for c in by)


@pytest.mark.parametrize("mark", ["✓", "✔", "√", "X", "x", "Yes", "*", "●", "☑", "\uf0fc", "E"])
def test_tick_columns(mark: str) -> None:
    document = start()
    rows: list[list[str]] = [["Criteria", "Essential", "Desirable", "Assessed by"]]
    for name, lines in s.SECTIONS:
        rows.append([name])
        rows += [[x.text, mark if x.level == "E" else "", mark if x.level == "D" else "", words(x.by)] for x in lines]
    s.table(document, rows)
    assert criteria(read(document)) == s.expected()


@pytest.mark.parametrize(("font", "char"), [("Wingdings", "F0FC"), ("Wingdings 2", "F050"), ("Webdings", "F061")])
def test_inserted_symbols_are_ticks(font: str, char: str) -> None:
    document = start(key=True)
    flat = [(name, x) for name, lines in s.SECTIONS for x in lines]
    made = document.add_table(rows=len(flat) + 1, cols=5)
    for cell, text in zip(made.rows[0].cells, ["", "Requirement", "E", "D", "How assessed"], strict=True):
        cell.text = text
    for row, (name, x) in zip(made.rows[1:], flat, strict=True):
        row.cells[0].text, row.cells[1].text, row.cells[4].text = name, x.text, "/".join(x.by)
        s.symbol(row.cells[2 if x.level == "E" else 3], font, char)
    assert criteria(read(document)) == s.expected()


def test_letters_typed_in_a_symbol_font_are_ticks() -> None:
    document = start()
    made = document.add_table(rows=3, cols=3)
    for cell, text in zip(made.rows[0].cells, ["Attributes", "Essential", "Desirable"], strict=True):
        cell.text = text
    made.cell(1, 0).text, made.cell(2, 0).text = "Patient with worried parents", "Speaks a second language"
    for cell in (made.cell(1, 1), made.cell(2, 2)):
        cell.paragraphs[0].add_run("ü").font.name = "Wingdings"
    assert [(c.text, c.importance) for c in read(document).criteria] == [
        ("Patient with worried parents", "essential"),
        ("Speaks a second language", "desirable"),
    ]


@pytest.mark.parametrize("head", ["E/D", "Essential / Desirable", "Importance", "Essential (E) or Desirable (D)"])
@pytest.mark.parametrize("full", [True, False])
def test_one_importance_column(head: str, full: bool) -> None:
    document = start(key=True)
    rows: list[list[str]] = [["No.", "Criterion", head, "Evidence"]]
    numbers = iter(s.numbered())
    for name, lines in s.SECTIONS:
        rows.append([name])
        rows += [
            [next(numbers), x.text, s.LEVELS[x.level].title() if full else x.level, ", ".join(x.by)] for x in lines
        ]
    s.table(document, rows)
    assert criteria(read(document)) == s.expected(numbers=s.numbered())


@pytest.mark.parametrize("bullets", [True, False])
def test_essential_and_desirable_columns_holding_criteria(bullets: bool) -> None:
    document = start()
    rows: list[list[str | list[str]]] = [["", "Essential", "Desirable"]]
    for name, lines in s.SECTIONS:
        cells = [[x.text for x in lines if x.level == level] for level in "ED"]
        rows.append([name, *(c if bullets and c else "\n".join(c) for c in cells)])
    s.table(document, rows)
    assert criteria(read(document)) == s.expected(by=False)


def test_listed_columns_with_a_method_for_the_row() -> None:
    document = start()
    rows: list[list[str | list[str]]] = [["Area", "Essential criteria", "Desirable criteria", "How identified"]]
    for name, lines in s.SECTIONS:
        cells = [[x.text for x in lines if x.level == level] for level in "ED"]
        rows.append([name, *(c or "" for c in cells), "Application form and interview"])
    s.table(document, rows)
    got = criteria(read(document))
    assert [g[:4] for g in got] == [e[:4] for e in s.expected()]
    assert all(g[4] == ["application", "interview"] for g in got)


def test_section_rows_over_listed_columns() -> None:
    document = start()
    rows: list[list[str | list[str]]] = [["Essential", "Desirable"]]
    for name, lines in s.SECTIONS:
        rows.append([name])
        rows.append([[x.text for x in lines if x.level == level] or "" for level in "ED"])
    s.table(document, rows)
    assert criteria(read(document)) == s.expected(by=False)


def test_columns_of_methods_with_a_two_row_heading() -> None:
    document = start()
    flat = [(name, x) for name, lines in s.SECTIONS for x in lines]
    made = document.add_table(rows=len(flat) + 2, cols=9)
    made.cell(0, 0).merge(made.cell(1, 0)).text = "Category"
    made.cell(0, 1).merge(made.cell(1, 1)).text = "Requirement"
    made.cell(0, 2).merge(made.cell(0, 3)).text = "Importance"
    made.cell(0, 4).merge(made.cell(0, 8)).text = "Assessed through"
    for c, head in enumerate(["E", "D", "A", "I", "R", "T", "C"], 2):
        made.cell(1, c).text = head
    for r, (name, x) in enumerate(flat, 2):
        made.cell(r, 0).text, made.cell(r, 1).text = name, x.text
        made.cell(r, 2 if x.level == "E" else 3).text = "✓"
        for code in x.by:
            made.cell(r, 4 + "AIRTC".index(code)).text = "✓"
    start_row = 2
    for _, lines in s.SECTIONS:
        for r in range(start_row + 1, start_row + len(lines)):
            made.cell(r, 0).text = ""
        made.cell(start_row, 0).merge(made.cell(start_row + len(lines) - 1, 0))
        start_row += len(lines)
    document.add_paragraph(s.KEY)
    assert criteria(read(document)) == s.expected()


def test_method_columns_named_in_words() -> None:
    document = start()
    heads = ["Application form", "Interview", "References", "Task", "Certificates"]
    rows: list[list[str]] = [["Criteria", "E/D", *heads]]
    for name, lines in s.SECTIONS:
        rows.append([name])
        rows += [[x.text, x.level, *("X" if c in x.by else "" for c in "AIRTC")] for x in lines]
    s.table(document, rows)
    assert criteria(read(document)) == s.expected()


@pytest.mark.parametrize("where", ["above", "below", "footer", "header", "cell", "table"])
def test_a_key_to_the_codes_stands_anywhere(where: str) -> None:
    document = start(key=where == "above")
    rows: list[list[str]] = [["Criteria", "Essential", "Desirable", "Assessment"]]
    if where == "cell":
        rows[0][3] = "Assessment (A application, I interview, R references, T task, C certificates)"
    for name, lines in s.SECTIONS:
        rows.append([name])
        rows += [[x.text, "✓" if x.level == "E" else "", "✓" if x.level == "D" else "", " ".join(x.by)] for x in lines]
    s.table(document, rows)
    if where == "below":
        document.add_paragraph("A – Application, I – Interview, R – Reference, T – Task, C – Certificate")
    if where == "footer":
        document.sections[0].footer.paragraphs[0].text = s.KEY
    if where == "header":
        document.sections[0].header.paragraphs[0].text = s.KEY
    if where == "table":
        document.add_paragraph("Key")
        s.table(document, [[code, words(code)] for code in s.METHODS])
    assert criteria(read(document)) == s.expected()


def test_codes_of_two_letters() -> None:
    document = start()
    document.add_paragraph("Application form (AF), Interview (IN), References (RF), Task (TK), Certificates (CT)")
    codes = {"A": "AF", "I": "IN", "R": "RF", "T": "TK", "C": "CT"}
    rows: list[list[str]] = [["Criteria", "E", "D", "Method"]]
    for name, lines in s.SECTIONS:
        rows.append([name])
        rows += [
            [
                x.text,
                "x" if x.level == "E" else "",
                "x" if x.level == "D" else "",
                "/".join(codes[c] for c in x.by),
            ]
            for x in lines
        ]
    s.table(document, rows)
    assert criteria(read(document)) == s.expected()


def test_headings_and_bullets_with_tags() -> None:
    document = start(key=True)
    for name, lines in s.SECTIONS:
        document.add_heading(name, 2)
        for x in lines:
            document.add_paragraph(f"{x.text} ({x.level}) ({'/'.join(x.by)})", style="List Bullet")
    assert criteria(read(document)) == s.expected()


def test_essential_and_desirable_headings_within_sections() -> None:
    document = start()
    for name, lines in s.SECTIONS:
        document.add_heading(name, 2)
        for level, title in (("E", "Essential"), ("D", "Desirable")):
            if any(x.level == level for x in lines):
                document.add_heading(title, 3)
            for x in lines:
                if x.level == level:
                    document.add_paragraph(x.text, style="List Bullet")
    assert criteria(read(document)) == s.expected(by=False)


def test_essential_and_desirable_headings_over_sections() -> None:
    document = start()
    for level, title in (("E", "Essential criteria"), ("D", "Desirable criteria")):
        document.add_heading(title, 2)
        for name, lines in s.SECTIONS:
            if any(x.level == level for x in lines):
                document.add_paragraph().add_run(name).bold = True
            for x in lines:
                if x.level == level:
                    document.add_paragraph(x.text, style="List Bullet")
    want = [e for e in s.expected(by=False) if e[3] == "essential"] + [
        e for e in s.expected(by=False) if e[3] == "desirable"
    ]
    assert criteria(read(document)) == want


def test_automatic_numbers_are_worked_out() -> None:
    document = start()
    num = s.numbering_list(document, [("decimal", "%1."), ("decimal", "%1.%2")])
    for name, lines in s.SECTIONS:
        s.listed(document.add_paragraph(name), num, 0).runs[0].bold = True
        for x in lines:
            s.listed(document.add_paragraph(f"{x.text} ({x.level})"), num, 1)
    got = criteria(read(document))
    assert [g[1:4] for g in got] == [e[1:4] for e in s.expected(numbers=s.numbered())]
    assert [g[0] for g in got][:4] == ["1. Qualifications"] * 3 + ["2. Experience"]


def test_automatic_numbers_in_a_column_of_their_own() -> None:
    document = start()
    num = s.numbering_list(document, [("decimal", "%1.")])
    flat = [x for _, lines in s.SECTIONS for x in lines]
    made = document.add_table(rows=len(flat) + 1, cols=3)
    for cell, text in zip(made.rows[0].cells, ["", "Criteria", "E or D"], strict=True):
        cell.text = text
    for row, x in zip(made.rows[1:], flat, strict=True):
        s.listed(row.cells[0].paragraphs[0], num)
        row.cells[1].text, row.cells[2].text = x.text, x.level
    got = criteria(read(document))
    assert got == s.expected(numbers=[str(i) for i in range(1, 9)], by=False, sections=False)


def test_a_method_for_a_section() -> None:
    document = start()
    for name, lines in s.SECTIONS:
        document.add_heading(name, 2)
        document.add_paragraph("Assessed by: application form and interview")
        for x in lines:
            document.add_paragraph(x.text, style="List Bullet")
    assert {tuple(g[4]) for g in criteria(read(document))} == {("application", "interview")}


def test_a_method_for_the_whole_document() -> None:
    document = start()
    document.add_paragraph("All criteria will be assessed by application form, interview and references.")
    s.table(
        document,
        [["Criteria", "Essential", "Desirable"]] + [[x.text, "✓", ""] for _, lines in s.SECTIONS for x in lines],
    )
    assert {tuple(g[4]) for g in criteria(read(document))} == {("application", "interview", "references")}


def test_repeated_headings_and_a_row_cut_by_the_page() -> None:
    document = start()
    head = ["Criteria", "Essential", "Desirable", "Assessed by"]
    s.table(
        document,
        [
            head,
            ["Keeps calm when plans change and helps", "✓", "", "Interview"],
            head,
            ["others to do the same", "", "", ""],
            ["Drives to other sites", "", "✓", "Application"],
        ],
    )
    assert criteria(read(document)) == [
        (
            "",
            None,
            "Keeps calm when plans change and helps others to do the same",
            "essential",
            ["interview"],
        ),
        ("", None, "Drives to other sites", "desirable", ["application"]),
    ]


def test_a_job_description_inside_a_table() -> None:
    document = s.word()
    document.add_heading("Job description", 1)
    s.table(
        document,
        [
            ["Post title", "Learning support assistant"],
            ["Grade", "Scale 4, points 7 to 9"],
            ["Reports to", "Inclusion lead"],
            *([heading, list(items)] for heading, items in s.DUTIES),
        ],
    )
    pack = read(document)
    assert (pack.title, pack.salary_text, pack.reports_to) == (
        "Learning support assistant",
        "Scale 4, points 7 to 9",
        "Inclusion lead",
    )
    assert duties(pack) == list(s.DUTIES)
    assert pack.warnings == ("no_person_spec",)


def test_a_whole_pack_inside_one_layout_table() -> None:
    document = s.word()
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    outer.text = "Job description"
    for heading, items in s.DUTIES:
        outer.add_paragraph(heading).runs[0].bold = True
        for item in items:
            outer.add_paragraph(item, style="List Bullet")
    outer.add_paragraph("Person specification")
    inner = outer.add_table(rows=2, cols=3)
    for cell, text in zip(inner.rows[0].cells, ["Criteria", "E", "D"], strict=True):
        cell.text = text
    inner.cell(1, 0).text, inner.cell(1, 1).text = "Enjoys solving problems with others", "X"
    pack = read(document)
    assert duties(pack) == list(s.DUTIES)
    assert criteria(pack) == [("", None, "Enjoys solving problems with others", "essential", [])]


def test_job_description_and_specification_in_one_file() -> None:
    document = s.word()
    s.job_description(document)
    document.add_heading(HEAD, 1)
    rows: list[list[str]] = [["Criteria", "E", "D"]]
    for name, lines in s.SECTIONS:
        rows.append([name])
        rows += [[x.text, "•" if x.level == "E" else "", "•" if x.level == "D" else ""] for x in lines]
    s.table(document, rows)
    pack = read(document)
    assert pack.title == "Special needs lead teacher"
    assert duties(pack) == list(s.DUTIES)
    assert criteria(pack) == s.expected(by=False)


def test_marks_set_line_by_line_beside_one_cell_of_lines() -> None:
    document = start()
    made = document.add_table(rows=2, cols=3)
    for cell, text in zip(made.rows[0].cells, ["Criteria", "E", "D"], strict=True):
        cell.text = text
    s.fill(made.cell(1, 0), ["Listens well", "Plans a busy week", "Plays an instrument"])
    made.cell(1, 1).text, made.cell(1, 2).text = "✓\n✓\n", "\n\n✓"
    for cell in (made.cell(1, 1), made.cell(1, 2)):
        lines = cell.text.split("\n")
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
    assert [c.importance for c in read(document).criteria] == ["essential", "essential", "desirable"]


def test_running_header_text_boxes_and_tracked_changes() -> None:
    document = s.word()
    document.sections[0].header.paragraphs[0].text = "Thornmere Primary School"
    s.job_description(document)
    deleted = s.OxmlElement("w:del")
    item = document.add_paragraph("Teach small groups twice a week", style="List Bullet")
    deleted.append(item.add_run(" and on Saturdays")._r)
    item._p.append(deleted)
    pack = read(document)
    assert pack.jd_sections[-1].duties[-1] == "Teach small groups twice a week"
    assert not any("Thornmere" in d for section in pack.jd_sections for d in section.duties)
