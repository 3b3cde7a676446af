"""Layouts named one by one, each built as a real file, beside those of the Word and text tests."""

from __future__ import annotations

import pytest

from tests.vacancies.packs import samples as s
from tests.vacancies.packs.checks import criteria, duties
from vacancies.packs import Pack, read_pack, read_text

HEAD = "Person specification"
CODES = "AIRTC"


def read(document: s.WordDocument) -> Pack:
    return read_pack(s.saved(document), "pack.docx")


def start(*, key: bool = True) -> s.WordDocument:
    document = s.word()
    document.add_heading(HEAD, 1)
    if key:
        document.add_paragraph(s.KEY)
    return document


def rows(*, section_row: bool = True) -> list[list[str]]:
    """Criteria as rows: words, importance, codes; sections in rows of their own."""
    out: list[list[str]] = []
    for name, lines in s.SECTIONS:
        out += [[name]] if section_row else []
        out += [[x.text, x.level, "/".join(x.by)] for x in lines]
    return out


def test_columns_set_with_tabs_and_no_table() -> None:
    document = start()
    document.add_paragraph("Criteria\tE/D\tAssessed by")
    for name, lines in s.SECTIONS:
        document.add_paragraph().add_run(name).bold = True
        for x in lines:
            document.add_paragraph(f"{x.text}\t{x.level}\t{'/'.join(x.by)}")
    assert criteria(read(document)) == s.expected()


def test_numbers_before_columns_set_with_tabs() -> None:
    document = start()
    document.add_paragraph("No.\tCriteria\tE/D\tAssessed by")
    numbers = iter(s.numbered())
    for _, lines in s.SECTIONS:
        for x in lines:
            document.add_paragraph(f"{next(numbers)}\t{x.text}\t{x.level}\t{'/'.join(x.by)}")
    assert criteria(read(document)) == s.expected(numbers=s.numbered(), sections=False)


def test_empty_columns_for_the_panel_s_scores_say_nothing() -> None:
    document = start()
    head = ["Criteria", "Essential/Desirable", "Assessed by", "Score (1-5)", "Notes"]
    s.table(document, [head, *([*r, "", ""] if len(r) > 1 else r for r in rows())])
    assert criteria(read(document)) == s.expected()


def test_a_method_for_each_line_of_a_list() -> None:
    document = start()
    body: list[list[str | list[str]]] = [["Area", "Essential", "Assessed by"]]
    for name, lines in s.SECTIONS:
        kept = [x for x in lines if x.level == "E"]
        body.append([name, [x.text for x in kept], ["/".join(x.by) for x in kept]])
    s.table(document, body)
    assert criteria(read(document)) == [e for e in s.expected() if e[3] == "essential"]


def test_a_statement_of_methods_in_a_row_under_each_section() -> None:
    document = start(key=False)
    body: list[list[str]] = [["Criteria", "E", "D"]]
    for name, lines in s.SECTIONS:
        body += [[name], ["Assessed by: application form and interview"]]
        body += [[x.text, "✓" if x.level == "E" else "", "✓" if x.level == "D" else ""] for x in lines]
    s.table(document, body)
    got = criteria(read(document))
    assert [g[:4] for g in got] == [e[:4] for e in s.expected()]
    assert {tuple(g[4]) for g in got} == {("application", "interview")}


def test_a_merged_cell_of_methods_beside_a_section() -> None:
    document = start(key=False)
    flat = [(name, x) for name, lines in s.SECTIONS for x in lines]
    made = document.add_table(rows=len(flat) + 1, cols=4)
    for cell, text in zip(made.rows[0].cells, ["Section", "Criteria", "E/D", "How assessed"], strict=True):
        cell.text = text
    top = 1
    for name, lines in s.SECTIONS:
        for i, x in enumerate(lines):
            made.cell(top + i, 1).text, made.cell(top + i, 2).text = x.text, x.level
        made.cell(top, 0).text = name
        made.cell(top, 3).text = "Application form"
        made.cell(top, 3).add_paragraph("Interview")
        for column in (0, 3):
            made.cell(top, column).merge(made.cell(top + len(lines) - 1, column))
        top += len(lines)
    got = criteria(read(document))
    assert [g[:4] for g in got] == [e[:4] for e in s.expected()]
    assert {tuple(g[4]) for g in got} == {("application", "interview")}


def test_one_table_with_the_whole_pack_in_labelled_rows() -> None:
    document = s.word()
    document.add_heading("Job description and person specification", 1)
    chosen = {level: [x.text for _, lines in s.SECTIONS for x in lines if x.level == level] for level in "ED"}
    s.table(
        document,
        [
            ["Job title", "Learning mentor"],
            ["Responsible to", "Inclusion lead"],
            ["Main duties", list(s.DUTIES[0][1])],
            ["Essential criteria", chosen["E"]],
            ["Desirable criteria", chosen["D"]],
        ],
    )
    pack = read(document)
    assert (pack.title, pack.reports_to) == ("Learning mentor", "Inclusion lead")
    assert duties(pack) == [("Main duties", s.DUTIES[0][1])]
    want = {e[2]: e[3] for e in s.expected()}
    assert {c.text: c.importance for c in pack.criteria} == want


def test_the_specification_stands_before_the_job_description() -> None:
    document = start()
    s.table(document, [["Criteria", "E/D", "Assessed by"], *rows()])
    s.job_description(document)
    pack = read(document)
    assert criteria(pack) == s.expected()
    assert duties(pack) == list(s.DUTIES)


def test_a_specification_table_without_any_heading() -> None:
    document = s.word()
    s.job_description(document)
    document.add_paragraph(s.KEY)
    s.table(document, [["Criteria", "E/D", "Assessed by"], *rows()])
    pack = read(document)
    assert criteria(pack) == s.expected()
    assert duties(pack) == list(s.DUTIES)


def test_a_specification_inside_a_text_box_and_a_content_control() -> None:
    document = start()
    made = document.add_table(rows=0, cols=3)
    for row in [["Criteria", "E/D", "Assessed by"], *rows(section_row=False)]:
        cells = made.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    control, content = s.OxmlElement("w:sdt"), s.OxmlElement("w:sdtContent")
    made._tbl.addprevious(control)
    content.append(made._tbl)
    control.append(content)
    assert criteria(read(document)) == s.expected(sections=False)


def test_a_table_inside_a_cell_of_a_page_layout() -> None:
    document = s.word()
    outer = document.add_table(rows=2, cols=1)
    outer.cell(0, 0).text = HEAD
    inner = outer.cell(1, 0).add_table(rows=0, cols=3)
    for row in [["Criteria", "E/D", "Assessed by"], *rows(section_row=False)]:
        for cell, text in zip(inner.add_row().cells, row, strict=True):
            cell.text = text
    document.sections[0].footer.paragraphs[0].text = s.KEY
    assert criteria(read(document)) == s.expected(sections=False)


def test_words_that_were_struck_out_or_put_in_with_changes_tracked() -> None:
    document = start()
    body = [["Criteria", "E/D", "Assessed by"], *rows(section_row=False)]
    made = document.add_table(rows=0, cols=3)
    for row in body:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    paragraph = made.cell(1, 0).paragraphs[0]
    gone, new = s.OxmlElement("w:del"), s.OxmlElement("w:ins")
    gone.append(paragraph.add_run(" or a diploma")._r)
    run = paragraph.runs[0]._r
    new.append(run)
    paragraph._p.append(new)
    paragraph._p.append(gone)
    assert criteria(read(document)) == s.expected(sections=False)


def test_a_row_ticked_both_essential_and_desirable_says_neither() -> None:
    document = start(key=False)
    s.table(document, [["Criteria", "E", "D"], ["Sings in tune", "✓", "✓"], ["Plays the piano", "", "✓"]])
    assert [c.importance for c in read(document).criteria] == [None, "desirable"]


@pytest.mark.parametrize("tag", ["{t} (E)", "(E) {t}", "[E] {t}", "E: {t}", "E - {t}", "{t} – E", "{t} [essential]"])
def test_letters_before_or_after_the_words(tag: str) -> None:
    out = f"{HEAD}\n\n"
    for name, lines in s.SECTIONS:
        out += f"{name}\n\n"
        for x in lines:
            shown = tag.replace("essential", s.LEVELS[x.level]) if "essential" in tag else tag.replace("E", x.level)
            out += f"• {shown.format(t=x.text)}\n"
        out += "\n"
    assert criteria(read_text(out)) == s.expected(by=False)


@pytest.mark.parametrize(
    "pair", [("Must have", "Nice to have"), ("Required", "Preferred"), ("Ess.", "Des."), ("ESSENTIAL:", "DESIRABLE:")]
)
def test_other_words_for_essential_and_desirable(pair: tuple[str, str]) -> None:
    document = start(key=False)
    body: list[list[str]] = [["What we look for", *pair]]
    for name, lines in s.SECTIONS:
        body.append([name])
        body += [[x.text, "Y" if x.level == "E" else "", "Y" if x.level == "D" else ""] for x in lines]
    s.table(document, body)
    assert criteria(read(document)) == s.expected(by=False)


@pytest.mark.parametrize("heads", [("Rank", "Stage"), ("Weight", "Seen in"), ("Category", "Proof")])
def test_headings_nobody_has_heard_of_are_read_by_what_stands_under_them(heads: tuple[str, str]) -> None:
    document = start()
    s.table(document, [["The person", *heads], *rows()])
    assert criteria(read(document)) == s.expected()


@pytest.mark.parametrize(
    ("form", "numbers"),
    [("({n})", "12345678"), ("{n})", "12345678"), ("PS{n}.", None), ("({n})", "abcdefgh")],
)
def test_kinds_of_typed_numbers(form: str, numbers: str | None) -> None:
    out = f"{HEAD}\n\nEssential\n\n"
    shown = list(numbers or "12345678")
    flat = [x for _, lines in s.SECTIONS for x in lines]
    out += "".join(f"{form.format(n=n)} {x.text}\n" for n, x in zip(shown, flat, strict=True))
    want = shown if numbers else [f"PS{n}" for n in shown]
    pack = read_text(out)
    assert [(c.number, c.text) for c in pack.criteria] == [(n, x.text) for n, x in zip(want, flat, strict=True)]
    assert not {"duplicate_number", "number_gap", "missing_number"} & set(pack.warnings)
