"""What anybody may see: the list of jobs, one job, its pack."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import FormOptions
from core.audit import record
from shortlisting.services.panel import panel_of
from tests.factories import SchoolFactory
from tests.markup import Markup
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.models import (
    Duty,
    DutySection,
    HoursOption,
    KeyDate,
    PayScale,
    SpecificationVersion,
    Vacancy,
    VacancyPay,
)
from vacancies.pack_content import pack_of
from vacancies.services import vacancy as services
from vacancies.views import public_files

pytestmark = pytest.mark.django_db

LIST = "/jobs/"
FILES = ("vacancies:public_pack", "vacancies:public_pack_docx", "vacancies:public_dates", "vacancies:public_share")


def detail(vacancy: Vacancy) -> str:
    return reverse("vacancies:public_detail", args=[vacancy.ref])


def titles(address: str = LIST) -> list[str]:
    """The jobs on the page, in order."""
    response = Client().get(address)
    assert response.status_code == 200
    return [each.words for each in Markup(response.content.decode()).all("h3")]


def test_list_shows_open_jobs_the_next_to_close_first():
    soon, late = timezone.now() + timedelta(days=2), timezone.now() + timedelta(days=9)
    published_vacancy(title="Later SENCo", closes_at=late)
    published_vacancy(title="Sooner SENCo", closes_at=soon)
    ready_vacancy(title="Draft SENCo")
    closed_vacancy(title="Closed SENCo")
    published_vacancy(title="Past its time", closes_at=timezone.now() - timedelta(seconds=1))
    assert titles() == ["Sooner SENCo", "Later SENCo"]


def test_list_is_searched_by_words_and_phase():
    published_vacancy(title="Lead SENCo", school=SchoolFactory(name="Thornmere Primary School", phase="primary"))
    published_vacancy(title="SENCo", school=SchoolFactory(name="Alderbrook High School", town="Marlham"))
    assert titles(f"{LIST}?q=marlham+senco") == ["SENCo"]
    assert titles(f"{LIST}?phase=primary") == ["Lead SENCo"]
    assert titles(f"{LIST}?phase=nonsense") == ["Lead SENCo", "SENCo"]
    assert titles(f"{LIST}?q=nowhere") == []


@pytest.mark.parametrize(
    "address", [f"{LIST}?page=99", f"{LIST}?page=x", f"{LIST}?q=%00%27", f"{LIST}?q=" + "x" * 3000]
)
def test_list_takes_any_address(address):
    published_vacancy()
    assert Client().get(address).status_code == 200


def test_list_escapes_what_was_searched_for():
    page = Client().get(f"{LIST}?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_list_says_what_to_do_when_it_is_empty():
    assert "No job is open now" in Client().get(LIST).content.decode()
    assert "Take a filter away" in Client().get(f"{LIST}?q=x").content.decode()


def paid(vacancy: Vacancy, *shares: str) -> Vacancy:
    """The same vacancy with pay worked out for shares of full time."""
    pay = VacancyPay.objects.create(
        vacancy=vacancy, scale=PayScale.MAIN_UPPER, edition="2026/27", area="england", point_from="M1", point_to="U3",
        salary_from=Decimal(34069), salary_to=Decimal(52835), full_week=Decimal("32.5"),
    )  # fmt: skip
    for position, share in enumerate(shares):
        HoursOption.objects.create(pay=pay, share=Decimal(share), position=position)
    return vacancy


def many(count: int) -> None:
    """So many open jobs with pay, made quickly, at two schools."""
    schools = [SchoolFactory(), SchoolFactory()]
    first = paid(published_vacancy(schools[0]), "1", "0.6")
    others = [
        Vacancy(
            school=schools[n % 2], title=f"SENCo {n}", state=Vacancy.State.PUBLISHED, created_by=first.created_by,
            published_at=timezone.now(), closes_at=timezone.now() + timedelta(days=2, minutes=n),
        )
        for n in range(1, count)
    ]  # fmt: skip
    Vacancy.objects.bulk_create(others)


@pytest.mark.parametrize("count", [1, 3, 500])
def test_list_asks_the_same_queries_for_any_number(count, django_assert_num_queries):
    many(count)
    with django_assert_num_queries(4):  # employers, count, jobs with school and pay, hours options
        assert len(titles(f"{LIST}?sort=newest&page={-(-count // 20)}")) == min(count, 20)


def test_list_goes_on_over_pages():
    for _ in range(21):
        published_vacancy()
    assert len(titles()) == 20
    assert len(titles(f"{LIST}?page=2")) == 1


def test_open_job_can_be_applied_for():
    vacancy = published_vacancy(overview="Come & <see>", visits="Thursdays\n4pm")
    response = Client().get(detail(vacancy))
    page = response.content.decode()
    markup = Markup(page)
    assert markup.broken_references() == []
    assert "Come &amp; &lt;see&gt;" in page
    assert "Thursdays<br>4pm" in page
    assert any("Apply for this job" in each.words for each in markup.all("a"))
    assert not markup.all("meta", name="robots")


def test_specification_is_read_row_by_row():
    markup = Markup(Client().get(detail(published_vacancy())).content.decode())
    rows = [[cell.words for cell in row.children if cell.tag in ("th", "td")] for row in markup.all("tr")]
    assert ["Qualified teacher status", "Essential", "Application, certificates"] in rows
    assert ["Has led or coached a team of adults", "Desirable", "Application, references"] in rows
    assert {each["scope"] for each in markup.all("th")} == {"col", "row", "rowgroup"}


def test_advert_shows_what_was_frozen():
    vacancy = published_vacancy()
    vacancy.criteria.update(text="Changed behind the scenes")
    assert "Changed behind" not in Client().get(detail(vacancy)).content.decode()


def test_closed_job_says_so_and_takes_nobody():
    markup = Markup(Client().get(detail(closed_vacancy())).content.decode())
    assert "closed for applications" in markup.one("h2", class_="app-turn__label").words
    assert not [each for each in markup.all("a") if "Apply for" in each.words]
    assert markup.one("meta", name="robots")["content"] == "noindex"


def test_withdrawn_job_is_gone_and_its_page_says_so():
    withdrawn = published_vacancy(overview="With two free days")
    services.withdraw(withdrawn, by=withdrawn.created_by, reason="No longer needed")
    response = Client().get(detail(withdrawn))
    markup = Markup(response.content.decode())
    assert response.status_code == 410
    assert "has been withdrawn" in markup.one("h2", class_="app-turn__label").words
    assert not [each for each in markup.all("a") if "Apply for" in each.words]
    assert "With two free days" not in response.content.decode()
    assert "No longer needed" not in response.content.decode()
    assert markup.one("meta", name="robots")["content"] == "noindex"
    for name in FILES:
        assert Client().get(reverse(name, args=[withdrawn.ref])).status_code == 404


def test_published_job_past_its_time_is_closed_before_the_tick():
    vacancy = published_vacancy(closes_at=timezone.now() - timedelta(seconds=1))
    assert "Apply for this job" not in Client().get(detail(vacancy)).content.decode()


def test_draft_is_nobodys_to_see():
    vacancy = ready_vacancy()
    for name in ("vacancies:public_detail", *FILES):
        assert Client().get(reverse(name, args=[vacancy.ref])).status_code == 404
    services.withdraw(vacancy, by=vacancy.created_by, reason="Started by mistake")
    assert Client().get(detail(vacancy)).status_code == 404


def test_scheduled_job_is_nobodys_to_see_yet():
    vacancy = ready_vacancy()
    soon = timezone.now() + timedelta(hours=1)
    Vacancy.objects.filter(pk=vacancy.pk).update(
        state=Vacancy.State.SCHEDULED, publish_at=soon, scheduled_by=vacancy.created_by
    )
    assert titles() == []
    for name in ("vacancies:public_detail", *FILES):
        assert Client().get(reverse(name, args=[vacancy.ref])).status_code == 404


def test_pack_is_a_pdf_with_a_name():
    vacancy = published_vacancy(school=SchoolFactory(name="Alderbrook High School"))
    response = Client().get(reverse("vacancies:public_pack", args=[vacancy.ref]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="senco-alderbrook-high-school.pdf"'
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "kind", "starts"),
    [
        (
            "vacancies:public_pack_docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
        ),
        ("vacancies:public_dates", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
        ("vacancies:public_share", "image/png", b"\x89PNG"),
    ],
)
def test_files_of_a_job(name, kind, starts):
    response = Client().get(reverse(name, args=[published_vacancy().ref]))
    assert response.headers["Content-Type"] == kind
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.content.startswith(starts)


def test_pack_is_drawn_once_until_it_says_something_else(rate_limits, monkeypatch):
    drawn = []
    monkeypatch.setattr(public_files, "pack_pdf", lambda vacancy: drawn.append(vacancy.pk) or b"%PDF")
    vacancy = published_vacancy()
    for _ in range(2):
        Client().get(reverse("vacancies:public_pack", args=[vacancy.ref]))
    assert drawn == [vacancy.pk]
    Vacancy.objects.filter(pk=vacancy.pk).update(visits="On Thursdays")
    Client().get(reverse("vacancies:public_pack", args=[vacancy.ref]))
    assert drawn == [vacancy.pk] * 2


def test_pay_is_told_in_figures_for_each_choice_of_hours():
    vacancy = paid(published_vacancy(), "1", "0.8")
    markup = Markup(Client().get(detail(vacancy)).content.decode())
    rows = [[cell.words for cell in row.children if cell.tag in ("th", "td")] for row in markup.all("tr")]
    assert ["Full time", "£34,069 to £52,835"] in rows
    assert ["0.8 of full time", "£27,255.20 to £42,268.00"] in rows


@pytest.mark.parametrize("count", [1, 3])
def test_detail_asks_the_same_queries_for_any_number(count, django_assert_num_queries):
    vacancy = paid(published_vacancy(), *["1", "0.8", "0.6"][:count])
    for n in range(count):
        KeyDate.objects.create(vacancy=vacancy, kind="visits", on=timezone.localdate() + timedelta(days=n + 1))
        section = DutySection.objects.create(vacancy=vacancy, heading=f"Part {n}", position=n + 1)
        Duty.objects.create(section=section, text="Coach colleagues", position=0)
    with django_assert_num_queries(13):
        assert Client().get(detail(vacancy)).status_code == 200
    with django_assert_num_queries(3):  # the vacancy, its version, the scale; the rest is kept
        assert "Coach colleagues" in Client().get(detail(vacancy)).content.decode()


def test_detail_says_what_changed_at_once():
    vacancy = published_vacancy(visits="Mondays")
    Client().get(detail(vacancy))
    closes = vacancy.closes_at + timedelta(days=7)
    services.extend(vacancy, closes_at=closes, by=vacancy.created_by, reason="Half term lies in it")
    page = Client().get(detail(vacancy)).content.decode()
    assert f"{closes:%-d %B}" in Markup(page).one("ol", class_="app-dates").words
    services.close(vacancy, by=vacancy.created_by, reason="Enough have applied")
    assert "closed for applications" in Client().get(detail(vacancy)).content.decode()


def test_detail_says_how_it_is_scored_once_there_is_a_panel():
    vacancy = published_vacancy()
    assert "We score each from" not in Client().get(detail(vacancy)).content.decode()
    panel_of(vacancy)
    page = Client().get(detail(vacancy)).content.decode()
    assert "Six of these are judged from your application." in page
    assert "We score each from 0 to 4. Essential ones need at least 2." in page


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({}, "You answer each of them in its own box, in up to 300 words."),
        (
            {"limit": "sides", "sides": 2},
            "You answer each of them in its own box, in up to 2 sides of A4 for all the answers together.",
        ),
        (
            {"kind": "one", "limit": "sides", "sides": 2},
            "You write one supporting statement about them, in up to 2 sides of A4.",
        ),
    ],
)
def test_advert_and_pack_say_how_people_write(chosen, says):
    vacancy = published_vacancy()
    FormOptions.objects.create(vacancy=vacancy, **chosen)
    assert f"Six of these are judged from your application. {says}" in Client().get(detail(vacancy)).content.decode()
    assert says in pack_of(vacancy).steps[0].text


def test_a_job_whose_dates_are_past_offers_none_for_the_calendar():
    long_ago = timezone.now() - timedelta(days=9)
    vacancy = closed_vacancy(closes_at=long_ago, interview_on=long_ago.date() + timedelta(days=5), starts_on=None)
    address = reverse("vacancies:public_dates", args=[vacancy.ref])
    assert address not in Client().get(detail(vacancy)).content.decode()
    coming = published_vacancy()
    assert reverse("vacancies:public_dates", args=[coming.ref]) in Client().get(detail(coming)).content.decode()


def test_detail_links_to_what_changed_after_a_correction():
    vacancy = published_vacancy()
    assert "were corrected" not in Client().get(detail(vacancy)).content.decode()
    content = vacancy.specification_versions.get().content
    with transaction.atomic():
        SpecificationVersion.objects.create(vacancy=vacancy, number=2, content=content, note="A word was missing")
        record("specification.corrected", by=vacancy.created_by, subject=vacancy, school_id=vacancy.school_id)
    page = Client().get(detail(vacancy)).content.decode()
    assert "These points were corrected on" in page


def test_advert_extended_names_both_times():
    vacancy = published_vacancy()
    before = vacancy.closes_at
    services.extend(vacancy, closes_at=before + timedelta(days=7), by=vacancy.created_by, reason="Half term lies in it")
    assert "The school has given more time" in Client().get(detail(vacancy)).content.decode()
