"""Saving the parts of an advert: what is wrong is said beside its box, nothing typed is lost, nobody overwrites."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import hr_of, published_vacancy, ready_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def url(name: str, vacancy: Vacancy, *args) -> str:
    return reverse(f"vacancies:{name}", args=[vacancy.ref, *args])


def typed(client, address: str, **changes: str) -> dict[str, str]:
    """What a browser would send from the page at `address`, with `changes`."""
    markup = Markup(client.get(address).content.decode())
    sent = {each["name"]: each.get("value") or "" for each in markup.all("input") if each.get("type") != "radio"}
    sent.update({each["name"]: each.text.removeprefix("\n") for each in markup.all("textarea")})
    sent.update({each["name"]: each["value"] for each in markup.all("input", type="radio") if "checked" in each.attrs})
    sent.pop("csrfmiddlewaretoken", None)
    return {**sent, **changes}


def errors(response) -> list[str]:
    """The lines of the error summary."""
    markup = Markup(response.content.decode())
    return [each.words for each in markup.all("a") if (each.get("href") or "").startswith("#id_")]


def day(name: str, days: int) -> dict[str, str]:
    """A date in its three boxes."""
    on = timezone.localdate() + timedelta(days=days)
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def test_details_are_saved(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = typed(hr_client, url("details", vacancy), title="Lead SENCo", subjects="English & drama")
    response = hr_client.post(url("details", vacancy), sent)
    assert response.status_code == 302
    vacancy.refresh_from_db()
    assert (vacancy.title, vacancy.subjects) == ("Lead SENCo", "English & drama")


def test_details_that_are_wrong_keep_what_was_typed(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = typed(hr_client, url("details", vacancy), title="", subjects="a" * 201, overview="<b>Come</b>\nand see")
    response = hr_client.post(url("details", vacancy), sent)
    assert errors(response) == [
        "Enter a job title",
        "Teaching that goes with the job must be 200 characters or fewer. It has 201",
    ]
    page = response.content.decode()
    assert "&lt;b&gt;Come&lt;/b&gt;\nand see" in page
    assert "<b>Come" not in page
    assert "a" * 201 in page
    vacancy.refresh_from_db()
    assert vacancy.title == "SENCo"


def test_second_saver_is_shown_both_and_may_insist(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    address = url("details", vacancy)
    mine = typed(hr_client, address, subjects="My subject")
    other = client_of(hr_of(school, name="Colin Thackray"))
    other.post(address, typed(other, address, subjects="Their <subject>"))
    response = hr_client.post(address, mine)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Colin Thackray saved this at" in page
    assert "Their &lt;subject&gt;" in page
    assert 'value="My subject"' in page
    vacancy.refresh_from_db()
    assert vacancy.subjects == "Their <subject>"
    markup = Markup(page)
    again = {**mine, "seen": markup.one("input", name="seen")["value"]}
    assert hr_client.post(address, again).status_code == 302
    vacancy.refresh_from_db()
    assert vacancy.subjects == "My subject"


def test_published_advert_keeps_its_terms_and_takes_a_new_contact(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    sent = typed(hr_client, url("contact", vacancy), contact_phone="01632 960 199", title="Other")
    assert hr_client.post(url("contact", vacancy), sent).status_code == 302
    vacancy.refresh_from_db()
    assert (vacancy.contact_phone, vacancy.title) == ("01632 960 199", "SENCo")


def test_statements_of_a_published_advert_are_refused(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    response = hr_client.post(url("statements", vacancy), {"safeguarding_statement": "Nothing"})
    assert "the vacancy has been published" in response.content.decode()
    assert ">Nothing</textarea>" in response.content.decode().replace("\n", "")
    vacancy.refresh_from_db()
    assert vacancy.safeguarding_statement != "Nothing"


def test_dates_are_saved_to_the_minute(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = typed(hr_client, url("dates", vacancy), **day("closes_on", 20), closes_time="9am", **day("visits", 5))
    assert hr_client.post(url("dates", vacancy), sent).status_code == 302
    vacancy.refresh_from_db()
    closes = timezone.localtime(vacancy.closes_at)
    assert (closes.date(), closes.hour, closes.minute) == (timezone.localdate() + timedelta(days=20), 9, 0)
    assert vacancy.key_dates.get(kind="visits").on == timezone.localdate() + timedelta(days=5)


def test_dates_that_cross_are_refused_beside_their_boxes(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = typed(hr_client, url("dates", vacancy), **day("closes_on", 20), closes_time="9am", **day("interview_on", 10))
    response = hr_client.post(url("dates", vacancy), sent)
    assert errors(response) == ["Interviews must be after the closing date"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"closes_time": "nine"}, "The closing time must be a time, like 9am or 5:30pm"),
        ({"closes_time": ""}, "Enter the time too, for example 9am"),
        ({"closes_time": "midnight"}, "Midnight can be read in two ways. Enter 11:59pm, or 12:01am on the next day"),
        ({"closes_on_month": "13"}, "The closing date must have a month from 1 to 12, or its name"),
    ],
)
def test_closing_time_that_is_no_time(hr_client, school, hr, changes, says):
    vacancy = ready_vacancy(school, hr)
    sent = typed(hr_client, url("dates", vacancy), **{**day("closes_on", 20), "closes_time": "9am", **changes})
    response = hr_client.post(url("dates", vacancy), sent)
    assert errors(response) == [says]
    for name, value in changes.items():
        assert Markup(response.content.decode()).one("input", name=name).get("value") in (value, None)


def test_duties_are_lines(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = {"heading": "People", "duties": "• Lead the team\n\n- Meet <parents>\r\n"}
    assert hr_client.post(url("duties_add", vacancy), sent).status_code == 302
    assert hr_client.post(url("duties_add", vacancy), sent).status_code == 302  # pressed twice
    section = vacancy.duty_sections.get(heading="People")
    assert [duty.text for duty in section.duties.all()] == ["Lead the team", "Meet <parents>"]
    assert "Meet &lt;parents&gt;" in hr_client.get(url("duties", vacancy)).content.decode()


def test_empty_duties_keep_the_heading(hr_client, school, hr):
    response = hr_client.post(url("duties_add", ready_vacancy(school, hr)), {"heading": "People", "duties": " \n"})
    assert errors(response) == ["Enter at least one duty"]
    assert Markup(response.content.decode()).by_id("id_heading")["value"] == "People"


def test_duties_edited_by_two_are_shown_both(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    address = url("duties_edit", vacancy, vacancy.duty_sections.get().pk)
    mine = typed(hr_client, address, duties="Mine")
    other = client_of(hr_of(school, name="Colin Thackray"))
    other.post(address, typed(other, address, duties="Theirs\nand more"))
    page = hr_client.post(address, mine).content.decode()
    assert "Theirs<br>and more" in page
    assert "Mine</textarea>" in page


def test_deleting_is_asked_about_and_happens_once(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    section = vacancy.duty_sections.get()
    address = url("duties_delete", vacancy, section.pk)
    hr_client.get(address)
    assert vacancy.duty_sections.count() == 1
    assert hr_client.post(address).status_code == 302
    assert vacancy.duty_sections.count() == 0
    assert hr_client.post(address).status_code in (302, 404)


def test_new_vacancy_pressed_twice_is_one(hr_client, school):
    sent = typed(hr_client, reverse("vacancies:new"), title="  SENCo,\nfrom April ")
    first = hr_client.post(reverse("vacancies:new"), sent)
    second = hr_client.post(reverse("vacancies:new"), sent)
    vacancy = Vacancy.objects.get(school=school)
    assert first.headers["Location"] == second.headers["Location"] == url("import", vacancy)
    assert vacancy.title == "SENCo, from April"


def test_new_vacancy_without_title_says_so(hr_client, school):
    response = hr_client.post(reverse("vacancies:new"), typed(hr_client, reverse("vacancies:new"), title=""))
    assert errors(response) == ["Enter a job title"]
    assert not Vacancy.objects.exists()


def test_nobody_starts_a_vacancy_at_another_school(hr_client, school, hr):
    there = published_vacancy().school
    sent = {**typed(hr_client, reverse("vacancies:new"), title="SENCo"), "school": there.ref}
    hr_client.post(reverse("vacancies:new"), sent)
    assert not Vacancy.objects.filter(school=there, state="draft").exists()
