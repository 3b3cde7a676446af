"""What anybody may see: the list of jobs, one job, its pack."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import SchoolFactory
from tests.markup import Markup
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.models import Vacancy
from vacancies.services import vacancy as services

pytestmark = pytest.mark.django_db

LIST = "/jobs/"


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
    assert "Try fewer words" in Client().get(f"{LIST}?q=x").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_any_number(count, django_assert_num_queries):
    for _ in range(count):
        published_vacancy()
    with django_assert_num_queries(2):
        assert len(titles()) == count


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


def test_closed_and_withdrawn_jobs_say_so_and_take_nobody():
    closed = closed_vacancy()
    withdrawn = published_vacancy()
    services.withdraw(withdrawn, by=withdrawn.created_by, reason="No longer needed")
    for vacancy, says in ((closed, "closed for applications"), (withdrawn, "has been withdrawn")):
        markup = Markup(Client().get(detail(vacancy)).content.decode())
        assert says in markup.one("h2", class_="app-turn__label").words
        assert not [each for each in markup.all("a") if "Apply for" in each.words]
        assert markup.one("meta", name="robots")["content"] == "noindex"
    assert Client().get(reverse("vacancies:public_pack", args=[withdrawn.ref])).status_code == 404


def test_published_job_past_its_time_is_closed_before_the_tick():
    vacancy = published_vacancy(closes_at=timezone.now() - timedelta(seconds=1))
    assert "Apply for this job" not in Client().get(detail(vacancy)).content.decode()


def test_draft_is_nobodys_to_see():
    vacancy = ready_vacancy()
    assert Client().get(detail(vacancy)).status_code == 404
    assert Client().get(reverse("vacancies:public_pack", args=[vacancy.ref])).status_code == 404
    services.withdraw(vacancy, by=vacancy.created_by, reason="Started by mistake")
    assert Client().get(detail(vacancy)).status_code == 404


def test_pack_is_a_pdf_with_a_name():
    vacancy = published_vacancy(school=SchoolFactory(name="Alderbrook High School"))
    response = Client().get(reverse("vacancies:public_pack", args=[vacancy.ref]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="senco-alderbrook-high-school.pdf"'
    assert response.content.startswith(b"%PDF-")


def test_advert_extended_names_both_times():
    vacancy = published_vacancy()
    before = vacancy.closes_at
    services.extend(vacancy, closes_at=before + timedelta(days=7), by=vacancy.created_by, reason="Half term lies in it")
    assert "The school has given more time" in Client().get(detail(vacancy)).content.decode()
