"""The parts of an advert: how far each is, coming back later, and what two people type at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import VacancyFactory, hr_of, published_vacancy, ready_vacancy
from tests.vacancies.test_pages_saving import day, errors, typed, url
from vacancies.advert_tasks import DONE, IN_PROGRESS, NOT_STARTED, next_part, tasks_of
from vacancies.models import AgainReason, Vacancy
from vacancies.parts import PARTS
from vacancies.services.scheduling import schedule
from vacancies.services.vacancy import start_vacancy

pytestmark = pytest.mark.django_db
FORMS = ("details", "contract", "about", "reporting", "contact", "statements", "apply_settings", "jd_end")
TEXT = '<script>alert(1)</script> =HYPERLINK("https://example.org") & “quoted”'


def states(vacancy: Vacancy) -> dict[str, str]:
    """The state of each part by its label."""
    fresh = Vacancy.objects.select_related("school").get(pk=vacancy.pk)
    return {task.label: task.status for group in tasks_of(fresh).groups for task in group.tasks}


def test_a_new_vacancy_has_what_the_school_always_says(school, hr):
    found = states(start_vacancy(school, title="SENCo", by=hr))
    assert {label for label, state in found.items() if state == DONE} <= {"Statements", "Contact and visits"}
    assert found["Job details"] == found["Key dates"] == found["Documents to download"] == NOT_STARTED


def test_a_part_goes_from_not_started_through_in_progress_to_done(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    assert states(vacancy)["Contract and hours"] == NOT_STARTED
    address = url("contract", vacancy)
    response = hr_client.post(address, {**typed(hr_client, address, contract_type="permanent"), "later": "1"})
    assert response.headers["Location"] == url("advert", vacancy)
    assert states(vacancy)["Contract and hours"] == IN_PROGRESS
    hr_client.post(address, typed(hr_client, address, working_pattern="full_time"))
    assert states(vacancy)["Contract and hours"] == DONE


def test_saving_goes_on_to_what_is_still_to_do(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr, closes_at=None)
    found = states(vacancy)
    assert (found["Pay"], found["Contract and hours"], found["What your school offers"]) == (DONE, DONE, NOT_STARTED)
    address = url("details", vacancy)
    response = hr_client.post(address, typed(hr_client, address))
    assert response.headers["Location"] == url("dates", vacancy)  # over what is done, and what may be left out


def test_from_the_last_part_it_goes_back_to_one_that_was_passed_over(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr, overview="")
    address = url("more", vacancy)
    sent = hr_client.post(address, {"done": "1"})
    assert states(vacancy)["Job details"] != DONE
    assert sent.headers["Location"] == reverse("shortlisting:panel", args=[vacancy.ref])
    assert next_part(vacancy, "panel") == url("details", vacancy)


def test_a_part_that_may_be_left_out_is_done_once_somebody_looked(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    assert states(vacancy)["What your school offers"] == NOT_STARTED
    hr_client.post(url("about", vacancy), typed(hr_client, url("about", vacancy)))
    assert states(vacancy)["What your school offers"] == DONE
    hr_client.post(url("levels", vacancy), {"later": "1"})
    assert states(vacancy)["Supplementary tables"] == IN_PROGRESS


def test_every_part_on_the_list_has_its_page(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    markup = Markup(hr_client.get(url("advert", vacancy)).content.decode())
    labels = {part.label for part in PARTS}
    shown = {each.words: each["href"] for each in markup.all("a") if each.words in labels}
    assert labels - set(shown) <= {"The application form"}  # another stage's page
    assert all(hr_client.get(href).status_code == 200 for href in shown.values())


def test_the_list_takes_the_same_queries_for_one_row_of_each_kind_and_three(
    hr_client, school, hr, django_assert_max_num_queries
):
    vacancy = ready_vacancy(school, hr)
    hr_client.get(url("advert", vacancy))
    counted = []
    for rows in (1, 3):
        for _ in range(rows):
            vacancy.further_statements.create(heading="Data", text="Kept safely.", position=0)
            vacancy.level_tables.create(title="Levels", position=0)
        with django_assert_max_num_queries(60) as queries:
            hr_client.get(url("advert", vacancy))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_who_comes_back_later_keeps_what_is_right_and_is_told_what_is_not(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    address = url("contact", vacancy)
    sent = typed(hr_client, address, contact_name="Marian Duxbury", contact_email="nobody")
    response = hr_client.post(address, {**sent, "later": "1"})
    page = response.content.decode()
    assert errors(response) == ["The e-mail address must be in the right form, like name@example.org"]
    assert "Everything else is saved" in page
    assert 'value="nobody"' in page
    vacancy.refresh_from_db()
    assert (vacancy.contact_name, vacancy.contact_email) == ("Marian Duxbury", "")
    assert states(vacancy)["Contact and visits"] == IN_PROGRESS
    mended = {
        **sent,
        "contact_email": "jobs@alderbrook.example.org",
        "seen": Markup(page).one("input", name="seen")["value"],
    }
    assert hr_client.post(address, mended).status_code == 302
    vacancy.refresh_from_db()
    assert vacancy.contact_email == "jobs@alderbrook.example.org"


def test_half_right_dates_are_kept_too(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    address = url("dates", vacancy)
    sent = typed(hr_client, address, **day("interview_on", 40), **day("closes_on", 20), closes_time="nine")
    response = hr_client.post(address, {**sent, "later": "1"})
    assert errors(response) == ["The closing time must be a time, like 9am or 5:30pm"]
    vacancy.refresh_from_db()
    assert (vacancy.interview_on, vacancy.closes_at) == (timezone.localdate() + timedelta(days=40), None)


A_TEXT = {
    "details": "subjects", "contract": "hours_text", "about": "benefits", "reporting": "reports_to",
    "contact": "visits", "statements": "equality_statement", "apply_settings": "how_to_apply", "jd_end": "conditions",
}  # fmt: skip


@pytest.mark.parametrize("name", [*FORMS, "dates"])
def test_the_second_of_two_is_shown_both_on_every_page(name, hr_client, school, hr):
    vacancy = ready_vacancy(school, hr, contact_phone="")
    address = url(name, vacancy)
    mine = typed(hr_client, address)
    other = client_of(hr_of(school, name="Colin Thackray"))
    changes = day("interview_on", 50) if name == "dates" else {A_TEXT[name]: "Theirs"}
    assert other.post(address, typed(other, address, **changes)).status_code == 302
    change = day("interview_on", 45) if name == "dates" else {A_TEXT[name]: "Mine"}
    page = hr_client.post(address, {**mine, **change}).content.decode()
    assert "Colin Thackray saved this at" in page
    assert ("Theirs" in page) or name == "dates"
    assert ("Mine" in page) or name == "dates"


@pytest.mark.parametrize("name", FORMS)
def test_mark_up_and_formulas_are_kept_as_text_and_shown_as_text(name, hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    address = url(name, vacancy)
    mine = typed(hr_client, address)
    short = ("contact_phone", "contact_email", "seen", "title")
    texts = {
        field: TEXT
        for field in mine
        if field not in short
        and not field.startswith("fixed_term")
        and not field.endswith(("_day", "_month", "_year"))
        and field not in ("contract_type", "working_pattern", "leads_team", "early_years", "job_share")
        and field not in ("parental_leave_cover", "flexible_working", "visa_sponsorship", "visits_welcome")
    }
    assert texts
    response = hr_client.post(address, {**mine, **texts})
    assert response.status_code == 302, errors(response)
    vacancy.refresh_from_db()
    assert {getattr(vacancy, field) for field in texts} == {TEXT}
    for page in (address, url("preview", vacancy)):
        shown = hr_client.get(page).content.decode()
        assert "<script>alert(1)" not in shown
        assert "&lt;script&gt;alert(1)" in shown or page != address


def test_a_scheduled_vacancy_is_not_edited(hr_client, school, hr, only_our_checks):
    vacancy = ready_vacancy(school, hr)
    sent = typed(hr_client, url("contact", vacancy), contact_phone="01632 960 000")
    schedule(vacancy, publish_at=timezone.now() + timedelta(days=1), by=hr)
    response = hr_client.get(url("details", vacancy), follow=True)
    assert "while it waits to be published" in response.content.decode()
    page = hr_client.post(url("contact", vacancy), sent).content.decode()
    assert "Make it a draft again first" in page
    vacancy.refresh_from_db()
    assert vacancy.contact_phone != "01632 960 000"


def test_a_published_part_is_read_and_not_edited(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    for name in ("contract", "about", "reporting", "jd_end", "apply_settings"):
        response = hr_client.get(url(name, vacancy), follow=True)
        assert response.redirect_chain == [(url("preview", vacancy), 302)]


def test_an_advert_made_again_says_so(hr_client, school, hr):
    earlier = published_vacancy(school, hr)
    vacancy = ready_vacancy(school, hr, again_of=earlier, again_reason=AgainReason.NOBODY)
    page = hr_client.get(url("advert", vacancy)).content.decode()
    assert reverse("workbench", args=[earlier.ref]) in page
    assert "Nobody applied" in page
