"""Layouts of packs that come as plain text, whole or with their tables lost on the way."""

from __future__ import annotations

import pytest

from tests.vacancies.packs import samples as s
from tests.vacancies.packs.checks import criteria, duties
from vacancies.packs import Pack, read_text

HEAD = "Person Specification\n\n"


def words(by: str) -> str:
    return " & ".join(s.WORDS[c] for c in by)


def rows(*, mark: str = "✓") -> list[list[str]]:
    """Category rows and criteria as cells: words, E, D, methods."""
    out: list[list[str]] = []
    for name, lines in s.SECTIONS:
        out.append([name, "", "", ""])
        out += [[x.text, mark if x.level == "E" else "", mark if x.level == "D" else "", words(x.by)] for x in lines]
    return out


@pytest.mark.parametrize("mark", ["✓", "X", "Yes", "*", "\uf0fc", "•"])
def test_tabs_between_cells(mark: str) -> None:
    head = "Criteria\tEssential\tDesirable\tHow assessed\n"
    assert criteria(read_text(HEAD + head + "\n".join("\t".join(r) for r in rows(mark=mark)))) == s.expected()


def test_upright_bars_between_cells() -> None:
    head = "| Criteria | E | D | Assessed by |\n|---|---|---|---|\n"
    assert criteria(read_text(HEAD + head + "\n".join("| " + " | ".join(r) + " |" for r in rows()))) == s.expected()


def test_columns_lined_up_with_spaces() -> None:
    head = f"{'Criteria':<75}{'E':<6}{'D':<6}Assessed by\n"
    body = "\n".join(f"{r[0]:<75}{r[1]:<6}{r[2]:<6}{r[3]}".rstrip() for r in rows(mark="X"))
    assert criteria(read_text(HEAD + head + body)) == s.expected()


def test_one_cell_a_line_each_opened_by_a_tab() -> None:
    lines = ["", "Requirements", "E", "D", "How assessed"]
    out = "".join(f"\t{cell}\n" for cell in lines) + "\n"
    for i, (name, group) in enumerate(s.SECTIONS, 1):
        out += "".join(f"\t{cell}\n" for cell in (str(i), name.upper(), "", "", "")) + "\n"
        for j, x in enumerate(group, 1):
            cells = [
                f"{i}.{j}",
                x.text,
                "\uf070" if x.level == "E" else "",
                "\uf070" if x.level == "D" else "",
                words(x.by),
            ]
            out += "".join(f"\t{cell}\n" + ("\n\n" if k == 1 else "") for k, cell in enumerate(cells)) + "\n"
    got = criteria(read_text(HEAD + out))
    assert [g[1:] for g in got] == [e[1:] for e in s.expected(numbers=s.numbered())]


def test_lists_inside_cells_as_markup() -> None:
    out = "AREA\tWHAT WE NEED\n"
    for name, group in s.SECTIONS:
        out += f'{name}\t<ul style="x">' + "".join(f"• {x.text}" for x in group) + "</ul>\n"
    pack = read_text(HEAD + out)
    assert criteria(pack) == s.expected(level=False, by=False)
    assert pack.warnings == ("no_job_description", "missing_importance", "missing_assessment")


@pytest.mark.parametrize("tag", ["({level})", "[{level}]", "– {level}", "({level}, {by})"])
def test_letters_after_bullets(tag: str) -> None:
    out = s.KEY + "\n\n" if "by" in tag else ""
    for name, group in s.SECTIONS:
        out += (
            f"{name}\n" + "".join(f"• {x.text} {tag.format(level=x.level, by='/'.join(x.by))}\n" for x in group) + "\n"
        )
    assert criteria(read_text(HEAD + out)) == s.expected(by="by" in tag)


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "\uf0b7\t", "· ", "➢ ", "o "])
def test_bullets_under_essential_and_desirable(bullet: str) -> None:
    out = ""
    for name, group in s.SECTIONS:
        out += name + "\n"
        for level, title in (("E", "Essential:"), ("D", "Desirable:")):
            if any(x.level == level for x in group):
                out += title + "\n" + "".join(f"{bullet}{x.text}\n" for x in group if x.level == level)
        out += "\n"
    assert criteria(read_text(HEAD + out)) == s.expected(by=False)


@pytest.mark.parametrize("style", ["{n} {t}", "{n}. {t}", "{n}\t{t}", "({n}) {t}"])
def test_typed_numbers(style: str) -> None:
    numbers = iter(s.numbered())
    out = ""
    for i, (name, group) in enumerate(s.SECTIONS, 1):
        out += f"{i}. {name}\n" + "".join(style.format(n=next(numbers), t=x.text) + "\n" for x in group) + "\n"
    got = criteria(read_text(HEAD + out))
    assert [g[1:3] for g in got] == [(n, e[2]) for n, e in zip(s.numbered(), s.expected(), strict=True)]
    assert got[0][0] == "1. Qualifications"


def test_columns_run_together_with_their_letters() -> None:
    out = "Criteria E/D Assessed by\n"
    for name, group in s.SECTIONS:
        out += name + "\n" + "".join(f"{x.text} {x.level} {'/'.join(x.by)}\n" for x in group)
    assert criteria(read_text(HEAD + s.KEY + "\n\n" + out)) == s.expected()


def test_columns_run_together_with_their_words() -> None:
    out = "Criteria Essential/Desirable Assessed by\n"
    for name, group in s.SECTIONS:
        out += name + "\n"
        out += "".join(f"{x.text} {s.LEVELS[x.level].title()} {words(x.by)}\n" for x in group)
    assert criteria(read_text(HEAD + out)) == s.expected()


def test_a_tick_that_lost_its_column_says_nothing() -> None:
    out = "Criteria Essential Desirable Assessed by\n"
    for name, group in s.SECTIONS:
        out += name + "\n" + "".join(f"{x.text} ✓ {words(x.by)}\n" for x in group)
    pack = read_text(HEAD + out)
    assert criteria(pack) == s.expected(level=False)
    assert "missing_importance" in pack.warnings


@pytest.mark.parametrize("short", [True, False])
def test_every_cell_on_a_line_of_its_own(short: bool) -> None:
    out = "Criteria\nEssential or desirable\nAssessed by\n"
    for name, group in s.SECTIONS:
        out += name + "\n"
        out += "".join(f"{x.text}\n{x.level if short else s.LEVELS[x.level].title()}\n{words(x.by)}\n" for x in group)
    assert criteria(read_text(HEAD + out)) == s.expected()


def test_plain_lines_without_any_bullet() -> None:
    out = "\n\n".join(name + "\n" + "\n".join(x.text for x in group) for name, group in s.SECTIONS)
    assert criteria(read_text(HEAD + out)) == s.expected(level=False, by=False)


def test_lines_cut_by_the_width_of_the_page() -> None:
    out = (
        "Qualifications\n• A degree in any subject together with a teaching qualification that is\n"
        "  recognised in England\n• Further training"
    )
    assert [c.text for c in read_text(HEAD + out).criteria] == [
        "A degree in any subject together with a teaching qualification that is recognised in England",
        "Further training",
    ]


def test_duties_in_plain_text() -> None:
    out = "Job Description\n\nPost: Special needs lead\n\nMain duties\n\n"
    for heading, items in s.DUTIES:
        out += heading + "\n\n" + "".join(f"- {d}\n" for d in items) + "\n"
    out += "Signed: ____________  Date: ________\n\nData protection\n\nWe keep your details for six months.\n"
    pack = read_text(out)
    assert duties(pack) == list(s.DUTIES)
    assert pack.title == "Special needs lead"


def test_duties_without_bullets() -> None:
    out = "Job Description\n\nMain duties and responsibilities\n\n"
    for heading, items in s.DUTIES:
        out += heading + ":\n" + "".join(f"{d}\n" for d in items) + "\n"
    assert duties(read_text(out)) == list(s.DUTIES)


def test_numbered_duties_under_numbered_headings() -> None:
    out = "JOB DESCRIPTION\n\n"
    for i, (heading, items) in enumerate(s.DUTIES, 1):
        out += f"{i}. {heading}\n" + "".join(f"{i}.{j} {d}\n" for j, d in enumerate(items, 1)) + "\n"
    assert duties(read_text(out)) == [(f"{i}. {h}", d) for i, (h, d) in enumerate(s.DUTIES, 1)]


def test_running_header_and_page_numbers_are_no_duties() -> None:
    out = (
        "Job Description\n\nMain duties\n\n- Plan cover for absent staff\n\n\n\n"
        "Fallowfield Grange\n\n- Order equipment\n\nPage 2 of 3\n\n- Check the fire doors\n"
    )
    assert duties(read_text(out)) == [
        ("Main duties", ("Plan cover for absent staff", "Order equipment", "Check the fire doors"))
    ]


def test_letter_dates_and_offers_are_no_duties() -> None:
    out = (
        "Dear applicant\n\nThank you for asking about this post. We can offer:\n"
        "• A kind staff room\n• Free parking\n\n"
        "Yours sincerely\n\nHelen Ashgrove\nHead\n\nJob Description\n\nKey responsibilities\n\n"
        "• Run the breakfast club\n• Keep the register\n\n"
        "How to apply\n\n• Fill in the form\n• Send it to the office\n\nKey dates\n\n"
        "Closing date: 12 noon, Friday 6 March 2026\nInterviews: week commencing 16 March 2026\n"
    )
    pack = read_text(out)
    assert duties(pack) == [("Key responsibilities", ("Run the breakfast club", "Keep the register"))]
    assert (pack.closing, pack.interview) == ("2026-03-06T12:00", "week commencing 16 March 2026")


def _read(text: str) -> Pack:
    return read_text(HEAD + text)


def test_numbers_repeated_skipped_and_missing() -> None:
    out = (
        "No.\tCriteria\tE\tD\n1.1\tKind to colleagues\t✓\t\n1.1\tKind to pupils\t✓\t\n"
        "1.4\tGood with figures\t\t✓\n\tGood with words\t\t✓\n"
    )
    assert set(_read(out).warnings) >= {"duplicate_number", "number_gap", "missing_number"}


def test_numbers_that_start_again_in_a_new_table_are_no_duplicates() -> None:
    table = "No.\tCriteria\tE\tD\n1\t{a}\t✓\t\n2\t{b}\t✓\t\n"
    out = (
        table.format(a="Kind to pupils", b="Kind to staff")
        + "\n\nSecond part\n\n"
        + table.format(a="Good with figures", b="Good with words")
    )
    assert not {"duplicate_number", "number_gap"} & set(_read(out).warnings)


def test_a_code_without_a_key_is_left_out() -> None:
    pack = _read("Criteria\tA\tI\tZ\nKind to pupils\t✓\t\t✓\nGood with figures\t\t✓\t\n")
    assert [c.assessed_by for c in pack.criteria] == [("application",), ("interview",)]
    assert "unknown_assessment_code" in pack.warnings


def test_method_codes_that_stand_in_the_importance_columns() -> None:
    out = s.KEY + "\n\nCriteria\tEssential\tDesirable\n"
    for name, group in s.SECTIONS:
        out += f"{name}\t\t\n"
        for x in group:
            codes = " / ".join(x.by)
            out += f"{x.text}\t{codes if x.level == 'E' else ''}\t{codes if x.level == 'D' else ''}\n"
    assert criteria(read_text(HEAD + out)) == s.expected()
