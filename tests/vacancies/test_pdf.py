"""The job pack as a PDF: everything in it, readable by a screen reader, in the school's look."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from django.template.loader import render_to_string
from PIL import Image

from accounts.services.schools import set_logo
from tests.factories import UserFactory
from tests.markup import Markup
from tests.vacancies.factories import SPECIFICATION, CriterionFactory, VacancyFactory, published_vacancy, ready_vacancy
from vacancies.models import Criterion, LevelRow, LevelTable, Vacancy
from vacancies.pack_content import pack_of
from vacancies.pack_pdf import pack_pdf
from vacancies.packs import read_pack

pytestmark = pytest.mark.django_db
NINE = datetime(2031, 11, 24, 9, tzinfo=UTC)


def opened(vacancy: Vacancy) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pack_pdf(Vacancy.objects.select_related("school__logo").get(pk=vacancy.pk))))


def tags(element, kind: str) -> list:
    found = []
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += [child] if kind == child.S else []
            found += tags(child, kind)
    return found


def drawn(vacancy: Vacancy) -> Markup:
    return Markup(render_to_string("pdf/vacancy_pack.html", {"pack": pack_of(vacancy), "school": vacancy.school}))


def test_it_is_accessible_and_says_what_it_is():
    vacancy = published_vacancy(school__name="Alderbrook High School")
    pdf = opened(vacancy)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "SENCo, Alderbrook High School"
    assert str(pdf.Root.Lang) == "en-GB"
    assert len(tags(pdf.Root.StructTreeRoot, "/H1")) == 1
    scopes = [str(tag.A.Scope) for tag in tags(pdf.Root.StructTreeRoot, "/TH")]
    assert scopes.count("/Row") == 8 + 4 + 7 + 3  # criteria, their headings, facts, dates
    assert scopes.count("/Column") >= 4 + 2  # of the specification and the dates; again on a new page
    assert set(scopes) == {"/Row", "/Column"}


def test_it_holds_the_job_the_duties_the_specification_the_dates_and_the_statements():
    vacancy = published_vacancy(closes_at=NINE, visits="Come on Thursday.")
    page = drawn(vacancy)
    assert [each.words for each in page.all("h2")] == [
        "The job",
        "Job description",
        "Person specification",
        "Selection process",
        "Keeping children safe",
        "Cautions and convictions",
        "References and online search",
        "Everyone is welcome",
    ]
    rows = [" | ".join(cell.words for cell in row.children) for row in page.all("tr")]
    assert "1.1 | Qualified teacher status | E | Application, certificates" in rows
    assert "2.3 | Has led or coached a team of adults | D | Application, references" in rows
    assert "9am, Monday 24 November 2031 | Applications close" in rows
    assert "Keep the SEND register accurate" in [each.words for each in page.all("li")]
    assert f"http://testserver/jobs/{vacancy.ref}/" in [each["href"] for each in page.all("a")]


def test_once_published_it_holds_the_version_that_was_fixed():
    vacancy = published_vacancy()
    Criterion.objects.filter(vacancy=vacancy).update(text="Written over")
    assert "Written over" not in [each.words for each in drawn(vacancy).all("th")]


def test_a_draft_has_a_pack_too_and_says_what_is_not_set():
    vacancy = VacancyFactory(bare=True)
    CriterionFactory(vacancy=vacancy, importance="", methods="", text="Knows the Code")
    rows = [[cell.words for cell in row.children] for row in drawn(vacancy).all("tr")]
    assert ["Knows the Code", "Not set", "Not set"] in rows
    assert pack_pdf(vacancy).startswith(b"%PDF")


def test_the_logo_has_the_schools_name():
    vacancy = ready_vacancy(school__name="Alderbrook High School")
    picture = BytesIO()
    Image.new("RGB", (40, 40), "#14474f").save(picture, "PNG")
    set_logo(vacancy.school, data=picture.getvalue(), by=UserFactory())
    pdf = opened(vacancy)
    figures = tags(pdf.Root.StructTreeRoot, "/Figure")
    assert [str(figure.Alt) for figure in figures] == ["Alderbrook High School"]


def test_what_people_typed_is_never_mark_up():
    vacancy = published_vacancy(title="<b>SENCo</b>", overview="<script>alert(1)</script>", visits="<img src=x>")
    page = drawn(vacancy)
    assert page.one("h1").words == "<b>SENCo</b>"
    assert not page.all("script")
    assert not page.all("img")


def test_a_long_specification_runs_over_pages():
    vacancy = VacancyFactory()
    section = CriterionFactory(vacancy=vacancy).section
    CriterionFactory.create_batch(299, vacancy=vacancy, section=section)
    pdf = opened(vacancy)
    assert len(pdf.pages) > 5
    rows = [tag for tag in tags(pdf.Root.StructTreeRoot, "/TH") if tag.A.Scope == "/Row"]
    assert len(rows) >= 300


def test_our_own_reader_takes_it_apart_again():
    vacancy = published_vacancy(title="SENCo", responsible_for="Seven teaching assistants")
    pack = read_pack(pack_pdf(vacancy), "pack.pdf")
    read = [(row.section, row.number, row.text, row.importance, row.assessed_by) for row in pack.criteria]
    assert read == [
        (section, number, text, str(importance), tuple(str(method) for method in methods))
        for section, number, text, importance, methods, _ in SPECIFICATION
    ]
    assert [(each.heading, each.duties) for each in pack.jd_sections] == [
        ("Leading provision", ("Keep the SEND register accurate",))
    ]
    assert pack.warnings == ()
    facts = (pack.title, pack.salary_text, pack.reports_to, pack.responsible_for)
    assert facts == ("SENCo", vacancy.pay_text, "Deputy headteacher", "Seven teaching assistants")


def test_supplements_are_tables_and_signatures_have_room():
    vacancy = ready_vacancy(signed_by="Headteacher\nPost holder", last_reviewed="September 2031")
    table = LevelTable.objects.create(vacancy=vacancy, title="With the allowance", intro="For TLR 2b.", position=0)
    LevelRow.objects.create(table=table, post="SENCo", level="TLR 2b", duties="Leads the team", position=0)
    page = drawn(vacancy)
    rows = [[cell.words for cell in row.children if cell.tag in ("th", "td")] for row in page.all("tr")]
    assert ["SENCo", "TLR 2b", "Leads the team"] in rows
    assert ["Post holder", "", ""] in rows
    assert [each.words for each in page.all("h3")].count("With the allowance") == 1
    assert "With the allowance" not in [each.words for each in page.all("h2")]
