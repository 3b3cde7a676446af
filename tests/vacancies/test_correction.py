"""Putting right the person specification of an advert that is out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from core.models import AuditEvent, OutgoingEmail
from core.states import StateError
from tests.applications.factories import started_application, submitted_application
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import closed_vacancy, hr_of, published_vacancy, ready_vacancy
from tests.vacancies.test_pages_saving import errors, typed, url
from vacancies.editing import EditedMeanwhileError
from vacancies.models import Criterion, Vacancy
from vacancies.services.correction import Correction, correct, seen_of
from vacancies.services.vacancy import close

pytestmark = pytest.mark.django_db
NOTE = "We had left a word out."


def led(vacancy: Vacancy) -> Criterion:
    """The desirable criterion about leading."""
    return vacancy.criteria.get(number="2.3")


def corrected(vacancy: Vacancy, by, text: str = "Has led or coached a group of adults", **changes) -> None:
    row = led(vacancy)
    given = {"text": text, "importance": row.importance, "methods": row.assessed_by, **changes}
    correct(vacancy, by=by, corrections={row.pk: Correction(**given)}, note=NOTE)


def test_a_correction_is_a_new_version_and_the_criterion_keeps_its_key(school, hr):
    vacancy = published_vacancy(school, hr)
    row = led(vacancy)
    corrected(vacancy, hr, importance="essential", methods=("application", "interview"))
    first, second = vacancy.specification_versions.all()
    assert (first.number, second.number, second.note) == (1, 2, NOTE)
    assert "group of adults" not in str(first.content)
    assert "group of adults" in str(second.content)
    now = Criterion.objects.get(pk=row.pk)
    assert (now.importance, now.methods) == ("essential", "application,interview")
    event = AuditEvent.objects.select_related("typed_reason").get(verb="specification.corrected")
    assert (event.codes["criteria"], event.codes["version"], event.typed_reason.text) == (1, 2, NOTE)


def test_everybody_who_applied_or_is_writing_is_told(school, hr, post):
    vacancy = published_vacancy(school, hr)
    sent = submitted_application(vacancy, UserFactory())
    writing = started_application(vacancy, UserFactory())
    gone = submitted_application(vacancy, UserFactory())
    Application.objects.filter(pk=gone.pk).update(state=Application.State.WITHDRAWN)
    started_application(published_vacancy(school, hr), UserFactory())
    OutgoingEmail.objects.all().delete()
    corrected(vacancy, hr)
    letters = {mail["To"]: mail.get_body(("plain",)).get_content() for mail in post()}
    assert set(letters) == {sent.candidate.email, writing.candidate.email}
    assert all(NOTE in body and f"/jobs/{vacancy.ref}/changes/" in body for body in letters.values())
    assert "You have sent your application" in letters[sent.candidate.email]


def test_it_is_too_late_once_it_is_closed_and_too_soon_in_a_draft(school, hr):
    for vacancy in (closed_vacancy(school, hr), ready_vacancy(school, hr)):
        with pytest.raises(StateError, match="while people can still apply"):
            corrected(vacancy, hr)
    over = published_vacancy(school, hr)
    Vacancy.objects.filter(pk=over.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(StateError, match="while people can still apply"):
        corrected(over, hr)


def test_a_correction_that_changes_nothing_or_says_nothing_is_none(school, hr):
    vacancy = published_vacancy(school, hr)
    row = led(vacancy)
    same = Correction(row.text, row.importance, row.assessed_by)
    with pytest.raises(StateError, match="Nothing has changed"):
        correct(vacancy, by=hr, corrections={row.pk: same}, note=NOTE)
    with pytest.raises(StateError, match="Say what you have put right"):
        correct(vacancy, by=hr, corrections={row.pk: same}, note=" ")
    assert vacancy.specification_versions.count() == 1


def test_what_the_law_asks_cannot_be_corrected_away(school, hr):
    vacancy = published_vacancy(school, hr)
    row = vacancy.criteria.get(number="1.1")
    away = Correction("A degree", "desirable", ("certificates",))
    with pytest.raises(StateError, match="This cannot be published"):
        correct(vacancy, by=hr, corrections={row.pk: away}, note=NOTE)
    assert Criterion.objects.get(pk=row.pk).text == "Qualified teacher status"


def test_the_second_of_two_is_shown_the_other(school, hr):
    vacancy = published_vacancy(school, hr)
    row, seen = led(vacancy), seen_of(vacancy)
    corrected(vacancy, hr)
    with pytest.raises(EditedMeanwhileError) as caught:
        correct(vacancy, by=hr, corrections={row.pk: Correction("Mine", "essential", ("task",))}, note=NOTE, seen=seen)
    assert caught.value.theirs == {f"text_{row.pk}": "Has led or coached a group of adults"}


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_once_are_two_versions_or_one_is_told(school, hr):
    vacancy = published_vacancy(school, hr)
    seen, row = seen_of(vacancy), led(vacancy)

    def put(text: str) -> None:
        correct(vacancy, by=hr, corrections={row.pk: Correction(text, "essential", ("task",))}, note=NOTE, seen=seen)

    done = at_once(lambda: put("One"), lambda: put("Two"))
    assert sorted(type(each).__name__ for each in done) == ["EditedMeanwhileError", "NoneType"]
    assert [each.number for each in vacancy.specification_versions.all()] == [1, 2]


def test_who_was_writing_is_told_that_it_closed_early(school, hr, post):
    vacancy = published_vacancy(school, hr)
    writing = started_application(vacancy, UserFactory())
    submitted_application(vacancy, UserFactory())
    OutgoingEmail.objects.all().delete()
    close(vacancy, by=hr, reason="Thirty people applied in two days.")
    (letter,) = [mail for mail in post() if mail["Subject"].startswith("Closed early")]
    assert letter["To"] == writing.candidate.email
    assert "Thirty people" not in letter.get_body(("plain",)).get_content()


# --- pages --------------------------------------------------------------------------------------------------


def test_from_choosing_to_what_candidates_read(hr_client, client, school, hr):
    vacancy = published_vacancy(school, hr)
    assert url("correct", vacancy) in hr_client.get(url("review", vacancy)).content.decode()
    assert "To add or take out a criterion, withdraw" in hr_client.get(url("correct", vacancy)).content.decode()
    row = led(vacancy)
    assert client.get(f"/jobs/{vacancy.ref}/changes/").status_code == 404
    chosen = f"{url('correct', vacancy)}?criterion={row.pk}"
    sent = typed(hr_client, chosen, **{f"text_{row.pk}": "Has led <i>or</i> coached a group"}, note=NOTE)
    sent[f"methods_{row.pk}"] = ["application"]
    response = hr_client.post(chosen, sent)
    assert response.headers["Location"] == url("versions", vacancy), errors(response)
    for page in (hr_client.get(url("versions", vacancy)), client.get(f"/jobs/{vacancy.ref}/changes/")):
        html = page.content.decode()
        assert NOTE in html
        markup = Markup(html)
        assert "&lt;i&gt;or&lt;/i&gt;" in html
        assert "group" in " ".join(each.words for each in markup.all("ins"))
        assert "adults" in " ".join(each.words for each in markup.all("del"))
        assert "Is no longer judged by references." in html


def test_what_is_left_out_is_said_beside_its_box(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    row = led(vacancy)
    chosen = f"{url('correct', vacancy)}?criterion={row.pk}"
    response = hr_client.post(chosen, {f"text_{row.pk}": "", f"importance_{row.pk}": "essential"})
    assert errors(response) == [
        "Enter what you look for",
        "Choose at least one way to judge it",
        "Say what you have put right, and why",
    ]


def test_going_on_without_a_choice_is_told(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    says = "Choose at least one criterion"
    assert says not in hr_client.get(url("correct", vacancy)).content.decode()
    markup = Markup(hr_client.get(f"{url('correct', vacancy)}?chosen=yes").content.decode())
    assert [each.words for each in markup.all("a") if says in each.words] == [says]
    assert says in markup.by_id("criterion-error").words
    assert markup.broken_references() == []


def test_a_criterion_of_another_vacancy_is_not_corrected(hr_client, school, hr):
    vacancy, other = published_vacancy(school, hr), published_vacancy(school, hr)
    page = hr_client.get(f"{url('correct', vacancy)}?criterion={led(other).pk}").content.decode()
    assert "Which have a mistake?" in page
    assert f'value="{led(other).pk}"' not in page


def test_only_hr_corrects(school, hr, head):
    vacancy = published_vacancy(school, hr)
    assert client_of(head).get(url("correct", vacancy)).status_code == 404
    assert client_of(head).get(url("versions", vacancy)).status_code == 200
    stranger = client_of(hr_of(published_vacancy().school))
    assert {stranger.get(url(name, vacancy)).status_code for name in ("correct", "versions")} == {404}


@pytest.mark.parametrize("count", [1, 3])
def test_versions_take_the_same_queries_for_one_and_three(count, hr_client, school, hr, django_assert_num_queries):
    vacancy = published_vacancy(school, hr)
    for n in range(count):
        corrected(vacancy, hr, text=f"Has led a team, {n} times")
    hr_client.get(url("versions", vacancy))
    with django_assert_num_queries(8):
        hr_client.get(url("versions", vacancy))
