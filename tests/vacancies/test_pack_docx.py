"""The job pack as a Word file: everything in it, findable by a screen reader, and readable by our own reader."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from accounts.services.schools import set_logo
from tests.factories import UserFactory
from tests.vacancies.factories import SPECIFICATION, CriterionFactory, VacancyFactory, published_vacancy, ready_vacancy
from vacancies.models import Criterion, Vacancy
from vacancies.pack_docx import pack_docx
from vacancies.packs import read_pack

pytestmark = pytest.mark.django_db


def opened(vacancy: Vacancy) -> Document:
    return docx.Document(BytesIO(pack_docx(Vacancy.objects.select_related("school__logo").get(pk=vacancy.pk))))


def headings(document: Document, level: int) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == f"Heading {level}"]


def rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_it_says_what_it_is_and_in_which_language():
    document = opened(published_vacancy(title="SENCo", school__name="Alderbrook High School"))
    assert document.core_properties.title == "SENCo"
    assert document.core_properties.author == "Alderbrook High School"
    assert document.core_properties.language == "en-GB"
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_it_has_the_parts_of_the_pdf_as_real_headings():
    document = opened(published_vacancy(visits="Come on Thursday."))
    assert headings(document, 1) == ["SENCo"]
    assert headings(document, 2) == [
        "The job",
        "Job description",
        "Person specification",
        "Selection process",
        "Keeping children safe",
        "Cautions and convictions",
        "References and online search",
        "Everyone is welcome",
    ]
    assert headings(document, 3) == [
        "Leading provision", "Qualifications", "Experience", "Knowledge", "Skills", "Key dates", "Visit or ask",
    ]  # fmt: skip
    bullets = [each.text for each in document.paragraphs if each.style.name == "List Bullet"]
    assert bullets == ["Keep the SEND register accurate"]


def test_the_specification_is_tables_whose_header_row_repeats():
    document = opened(published_vacancy())
    assert ["2.3", "Has led or coached a team of adults", "Desirable", "Application, references"] in rows(document)
    for table in document.tables:
        head = table.rows[0]._tr.trPr
        assert head.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_it_is_in_the_schools_colour_made_dark_enough_to_read():
    vacancy = published_vacancy()
    vacancy.school.accent = "#ffcc00"
    vacancy.school.save()
    colour = opened(vacancy).styles["Heading 2"].font.color.rgb
    assert str(colour) == "6B5500"


def test_the_logo_has_words():
    vacancy = ready_vacancy(school__name="Alderbrook High School")
    picture = BytesIO()
    Image.new("RGB", (40, 40), "#14474f").save(picture, "PNG")
    set_logo(vacancy.school, data=picture.getvalue(), by=UserFactory())
    shapes = opened(vacancy).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ["Alderbrook High School logo"]


def test_what_people_typed_is_words_and_nothing_else():
    vacancy = published_vacancy(title="<w:p>=1+1", overview="One\x0b\n\nTwo & <b>three</b>", visits="{ HYPERLINK }")
    Criterion.objects.filter(vacancy=vacancy).update(text="=cmd|'/c calc'!A1")
    document = opened(vacancy)
    assert headings(document, 1) == ["<w:p>=1+1"]
    texts = [each.text for each in document.paragraphs]
    assert "One" in texts
    assert "Two & <b>three</b>" in texts
    fields = [each.get(qn("w:instr")) for each in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    assert not list(document.element.body.iter(qn("w:fldSimple"), qn("w:instrText")))


def test_a_draft_has_one_too_and_says_what_is_not_set():
    vacancy = VacancyFactory(bare=True)
    CriterionFactory(vacancy=vacancy, importance="", methods="", text="Knows the Code")
    assert ["Knows the Code", "Not set", "Not set"] in rows(opened(vacancy))


def test_three_hundred_criteria_of_any_length_fit():
    vacancy = VacancyFactory()
    section = CriterionFactory(vacancy=vacancy, text="long " * 2000).section
    CriterionFactory.create_batch(299, vacancy=vacancy, section=section)
    assert len(rows(opened(vacancy))) >= 300


def test_our_own_reader_takes_it_apart_again():
    vacancy = published_vacancy(title="SENCo", responsible_for="Seven teaching assistants")
    pack = read_pack(pack_docx(vacancy), "pack.docx")
    read = [(row.section, row.number, row.text, row.importance, row.assessed_by) for row in pack.criteria]
    assert read == [
        (section, number, text, str(importance), tuple(str(method) for method in methods))
        for section, number, text, importance, methods, _ in SPECIFICATION
    ]
    assert [(each.heading, each.duties) for each in pack.jd_sections] == [
        ("Leading provision", ("Keep the SEND register accurate",))
    ]
    assert pack.warnings == ()
    assert (pack.title, pack.reports_to) == ("SENCo", "Deputy headteacher")
    assert pack.responsible_for == "Seven teaching assistants"
    assert pack.salary_text == vacancy.pay_text
    assert vacancy.closes_at is not None
    assert pack.closing is not None
    assert pack.closing.startswith(f"{vacancy.closes_at:%Y-%m-%d}")
