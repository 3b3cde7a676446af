"""Advertising a job once more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import AuditEvent
from core.states import StateError
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import closed_vacancy, hr_of, published_vacancy, ready_vacancy
from tests.vacancies.test_pages_saving import errors, typed, url
from vacancies.models import AgainReason, Vacancy
from vacancies.services.again import advertise_again
from vacancies.services.specification import as_content
from vacancies.services.vacancy import mark_unfilled, withdraw

pytestmark = pytest.mark.django_db
S = Vacancy.State
WHY = {"why": AgainReason.NOT_FOUND, "reason": "Two were interviewed, none appointed."}


def bare(content: list) -> list:
    """A specification without the ids of its rows."""
    return [
        [{name: value for name, value in row.items() if name != "id"} for row in part["criteria"]] for part in content
    ]


def test_everything_but_the_dates_goes_into_a_new_draft(school, hr):
    earlier = closed_vacancy(school, hr, school_offer="A kind team", conditions="The teachers’ pay document")
    earlier.further_statements.create(heading="Data", text="Kept safely.", position=0)
    table = earlier.level_tables.create(title="Levels", position=0)
    table.rows.create(post="SENCo", level="TLR 2", duties="Leads the team", position=0)
    made = advertise_again(earlier, by=hr, **WHY).vacancy
    assert (made.state, made.again_of, made.again_reason) == (S.DRAFT, earlier, "not_found")
    assert (made.title, made.overview, made.school_offer) == (earlier.title, earlier.overview, "A kind team")
    assert (made.closes_at, made.interview_on, made.starts_on, made.published_at) == (None, None, None, None)
    assert bare(as_content(made)) == bare(as_content(earlier))
    assert made.duty_sections.get().duties.get().text == "Keep the SEND register accurate"
    assert made.further_statements.get().text == "Kept safely."
    assert made.level_tables.get().rows.get().level == "TLR 2"
    assert Vacancy.objects.get(pk=earlier.pk).state == S.CLOSED


def test_both_say_why_and_who(school, hr):
    earlier = closed_vacancy(school, hr)
    made = advertise_again(earlier, by=hr, **WHY).vacancy
    events = AuditEvent.objects.filter(verb="vacancy.advertised_again").select_related("typed_reason")
    assert {(event.subject_id, event.actor_id, event.typed_reason.text) for event in events} == {
        (earlier.pk, hr.pk, WHY["reason"]),
        (made.pk, hr.pk, WHY["reason"]),
    }


@pytest.mark.parametrize("end", [mark_unfilled, withdraw])
def test_also_once_it_has_ended(school, hr, end):
    earlier = closed_vacancy(school, hr)
    end(earlier, by=hr, reason="Nobody came.")
    assert advertise_again(earlier, by=hr, **WHY).vacancy.again_of == earlier


def test_not_while_it_is_a_draft_or_open_nor_without_a_reason(school, hr):
    for vacancy in (ready_vacancy(school, hr), published_vacancy(school, hr)):
        with pytest.raises(StateError, match="is not over"):
            advertise_again(vacancy, by=hr, **WHY)
    with pytest.raises(StateError, match="Say why"):
        advertise_again(closed_vacancy(school, hr), by=hr, why="nobody", reason=" ")


def test_pressed_twice_it_is_one_draft(hr_client, school, hr):
    earlier = closed_vacancy(school, hr)
    sent = {**typed(hr_client, url("again", earlier)), "why": "nobody", "reason": "Nobody applied."}
    answers = {hr_client.post(url("again", earlier), sent).headers["Location"] for _ in range(2)}
    made = Vacancy.objects.get(again_of=earlier)
    assert answers == {url("advert", made)}
    assert AuditEvent.objects.filter(verb="vacancy.advertised_again", subject_id=made.pk).count() == 1


def test_what_is_left_out_is_said(hr_client, school, hr):
    earlier = closed_vacancy(school, hr)
    sent = {**typed(hr_client, url("again", earlier)), "reason": "<b>Nobody</b>"}
    response = hr_client.post(url("again", earlier), sent)
    assert errors(response) == ["Choose what happened"]
    assert "&lt;b&gt;Nobody" in response.content.decode()


def test_from_an_old_page_it_says_where_the_vacancy_is(hr_client, school, hr):
    page = hr_client.get(url("again", published_vacancy(school, hr)), follow=True).content.decode()
    assert "This cannot be done now: the vacancy is published." in page


def test_another_schools_hr_finds_nothing(school, hr):
    earlier = closed_vacancy(school, hr)
    stranger = client_of(hr_of(published_vacancy().school))
    assert stranger.get(url("again", earlier)).status_code == 404
    assert stranger.post(url("again", earlier), {"why": "nobody", "reason": "x", "key": "k"}).status_code == 404
    assert not Vacancy.objects.filter(again_of=earlier).exists()


@pytest.mark.parametrize(
    ("make", "offered"),
    [
        (ready_vacancy, {"schedule", "withdraw"}),
        (published_vacancy, {"extend", "close", "correct", "withdraw"}),
        (closed_vacancy, {"reopen", "end", "again", "withdraw"}),
    ],
)
def test_the_workbench_and_the_advert_offer_the_same_steps(hr_client, school, hr, make, offered):
    vacancy = make(school, hr)
    for page in (f"/vacancies/{vacancy.ref}/", url("advert", vacancy)):
        hrefs = {each.get("href") for each in Markup(hr_client.get(page).content.decode()).all("a")}
        assert {url(name, vacancy) for name in offered} <= hrefs


def test_next_dates_leave_out_the_past_and_name_the_last_day_to_resign(hr_client, school, hr):
    today = timezone.localdate()
    starts = today.replace(year=today.year + 1, month=9, day=1)
    vacancy = published_vacancy(school, hr, starts_on=starts, interview_on=today - timedelta(days=3))
    page = hr_client.get(f"/vacancies/{vacancy.ref}/").content.decode()
    assert "Last day for teachers to resign for September" in page
    assert ">Interviews<" not in Markup(page).one("main").words
