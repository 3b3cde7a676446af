"""No word is lost: versions, two tabs, long pastes, saving while typing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.criteria import asked
from applications.models import Application, CriterionStatement, StatementVersion
from applications.services.statements import StaleStatementError, save_statement
from applications.versions import thinned
from tests.applications.factories import started_application
from tests.at_once import at_once
from tests.markup import Markup
from vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def application():
    return started_application()


@pytest.fixture
def criterion(application):
    return asked(application.vacancy).now[1]


@pytest.fixture
def page(application, criterion):
    return reverse("applications:statement", args=[application.ref, criterion.pk])


def save(application, criterion, text, seen):
    return save_statement(application, criterion, by=application.candidate, text=text, seen=seen)


def test_every_save_is_a_version(application, criterion):
    for number, text in enumerate(("one", "one two", "one")):
        save(application, criterion, text, number)
    versions = StatementVersion.objects.order_by("number").values_list("number", "text")
    assert list(versions) == [(1, "one"), (2, "one two"), (3, "one")]


def test_the_same_text_again_is_no_new_version(application, criterion):
    save(application, criterion, "one", 0)
    assert save(application, criterion, "one", 0).version == 1
    assert StatementVersion.objects.count() == 1


def test_a_stale_page_never_overwrites_and_its_text_is_kept(application, criterion):
    save(application, criterion, "from the first tab", 0)
    with pytest.raises(StaleStatementError):
        save(application, criterion, "from the second tab", 0)
    row = CriterionStatement.objects.get()
    assert (row.text, row.version) == ("from the first tab", 1)
    assert StatementVersion.objects.get(set_aside=True).text == "from the second tab"


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_keep_both_texts(application, criterion):
    texts = ("from the first tab", "from the second tab")
    results = at_once(*(lambda text=text: save(application, criterion, text, 0) for text in texts))
    assert sorted(type(each).__name__ for each in results) == ["CriterionStatement", "StaleStatementError"]
    assert set(StatementVersion.objects.values_list("text", flat=True)) == set(texts)
    assert CriterionStatement.objects.get().version == 1


def test_a_stale_page_shows_both_texts_and_saving_again_is_a_choice(client, application, criterion, page):
    client.force_login(application.candidate)
    save(application, criterion, "stands already", 0)
    answer = client.post(page, {"text": "typed here", "seen": "0"})
    assert answer.status_code == 409
    shown = Markup(answer.content.decode())
    assert "stands already" in shown.one("p", **{"data-conflict-text": ""}).words
    assert shown.by_id("id_text").words == "typed here"
    seen = shown.one("input", name="seen")["value"]
    client.post(page, {"text": "typed here", "seen": seen})
    assert CriterionStatement.objects.get().text == "typed here"
    assert set(StatementVersion.objects.values_list("text", flat=True)) == {"stands already", "typed here"}


def test_forty_kilobytes_from_a_word_processor_are_saved_and_then_told_too_long(client, application, page):
    client.force_login(application.candidate)
    pasted = "“Smart quotes” – and dashes… \r\n" * 1400
    answer = client.post(page, {"text": pasted, "seen": "0"})
    assert answer.status_code == 422
    shown = Markup(answer.content.decode())
    assert "Take out 6,700 words: the most is 300. It is saved" in shown.by_id("id_text-error").words
    assert CriterionStatement.objects.get().text == pasted.replace("\r\n", "\n")
    assert shown.one("input", name="seen")["value"] == "1"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "🙂 שלום", "a'b\"c`", "  spaces kept \n\n"])
def test_text_is_kept_as_typed_and_shown_as_text(client, application, page, text):
    client.force_login(application.candidate)
    client.post(page, {"text": text, "seen": "0"})
    assert CriterionStatement.objects.get().text == text
    assert "<script>alert" not in client.get(page).content.decode()


def test_a_nul_is_taken_out_and_told(client, application, page):
    client.force_login(application.candidate)
    answer = client.post(page, {"text": "one\x00two", "seen": "0"})
    assert answer.status_code == 422
    assert Markup(answer.content.decode()).by_id("id_text").words == "onetwo"


def test_the_script_saves_to_the_same_address(client, application, page):
    client.force_login(application.candidate)
    answer = client.post(page, {"text": "one", "seen": "0"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert answer.json()["saved"].startswith("Saved at ")
    stale = client.post(page, {"text": "two", "seen": "0"}, headers={"X-Autosave": "1"})
    assert stale.status_code == 409
    assert stale.json()["stale"] is True


def test_who_types_on_after_closing_hears_so_and_the_words_are_saved(client, application, page):
    client.force_login(application.candidate)
    Vacancy.objects.update(state="closed", closes_at=timezone.now() - timedelta(minutes=1))
    answer = client.post(page, {"text": "one", "seen": "0"}, headers={"X-Autosave": "1"})
    assert "This vacancy closed at" in answer.json()["saved"]
    assert CriterionStatement.objects.get(application=application).text == "one"
    details = reverse("applications:details", args=[application.ref])
    assert "This vacancy closed at" in client.post(details, {"town": "M"}, headers={"X-Autosave": "1"}).json()["saved"]
    Application.objects.update(state="submitted", submitted_at=timezone.now())
    answer = client.post(page, {"text": "two", "seen": "1"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 410
    assert "You have sent this application" in answer.json()["error"]
    assert CriterionStatement.objects.get(application=application).text == "one"


def test_saving_goes_on_to_the_next_answer_and_later_to_the_list(client, application, criterion, page):
    client.force_login(application.candidate)
    after = asked(application.vacancy).now[2]
    answer = client.post(page, {"text": "one", "seen": "0"})
    assert answer.url == reverse("applications:statement", args=[application.ref, after.pk])
    answer = client.post(page, {"text": "two", "seen": "1", "later": "1"})
    assert answer.url == reverse("applications:statements", args=[application.ref])


def test_only_criteria_assessed_by_application_have_a_page(client, application):
    client.force_login(application.candidate)
    later = asked(application.vacancy).later[0]
    assert client.get(reverse("applications:statement", args=[application.ref, later.pk])).status_code == 404
    elsewhere = asked(started_application().vacancy).now[0]
    assert client.get(reverse("applications:statement", args=[application.ref, elsewhere.pk])).status_code == 404


def test_an_earlier_version_can_be_brought_back(client, application, criterion):
    client.force_login(application.candidate)
    save(application, criterion, "first", 0)
    save(application, criterion, "second", 1)
    first = StatementVersion.objects.get(text="first")
    versions = reverse("applications:versions", args=[application.ref, criterion.pk])
    client.post(versions, {"version": first.pk})
    row = CriterionStatement.objects.get()
    assert (row.text, row.version) == ("first", 3)
    assert client.post(versions, {"version": "x"}).status_code == 404


def test_of_many_saves_the_last_of_each_stretch_is_shown(application, criterion):
    row = save(application, criterion, "0", 0)
    for number in range(1, 5):
        row = save(application, criterion, str(number), number)
    now = timezone.now()
    for version, minutes in zip(row.versions.order_by("number"), (40, 39, 12, 11, 0), strict=True):
        StatementVersion.objects.filter(pk=version.pk).update(saved_at=now - timedelta(minutes=minutes))
    assert [version.text for version in thinned(row.versions.all())] == ["4", "3", "1"]


def test_what_stood_before_much_was_taken_out_is_shown(application, criterion):
    for seen, text in enumerate(("one two three", "one two three four five", "", "six")):
        save(application, criterion, text, seen)
    versions = StatementVersion.objects.order_by("-number")
    assert [version.text for version in thinned(versions)] == ["six", "one two three four five"]


def test_what_is_sent_after_the_session_ended_is_saved_once_signed_in_again(client, application, page):
    answer = client.post(page, {"text": "typed at night", "seen": "0"})
    assert answer.status_code == 302
    assert not CriterionStatement.objects.exists()
    assert "typed at night" not in str(dict(client.session))
    assert "What you typed is kept. Sign in, and it is there again." in client.get(answer.url).content.decode()
    client.force_login(application.candidate)
    shown = client.get(page)
    assert "What you typed before you were signed out is saved." in shown.content.decode()
    assert Markup(shown.content.decode()).by_id("id_text").words == "typed at night"
    assert CriterionStatement.objects.get().text == "typed at night"
    assert "before you were signed out" not in client.get(page).content.decode()


def test_the_longest_text_of_any_script_is_kept_as_well_and_a_script_is_told_nothing(client, application, page):
    text = "علّمتُ وقُدت 🙂\n" * 6600  # nearly the most that is taken
    client.post(page, {"text": text, "seen": "0"}, headers={"X-Autosave": "1"})
    assert "What you typed is kept" not in client.get(reverse("account_login")).content.decode()
    client.force_login(application.candidate)
    client.get(page)
    assert CriterionStatement.objects.get().text == text


def test_what_is_sent_after_the_session_ended_never_overwrites(client, application, criterion, page):
    client.post(page, {"text": "typed at night", "seen": "0"})
    save(application, criterion, "from another device", 0)
    client.force_login(application.candidate)
    shown = Markup(client.get(page).content.decode())
    assert shown.one("p", **{"data-conflict-text": ""}).words == "from another device"
    assert shown.by_id("id_text").words == "typed at night"
    assert CriterionStatement.objects.get().text == "from another device"


def test_somebody_else_who_signs_in_sees_nothing_of_it(client, application, page):
    client.post(page, {"text": "typed at night", "seen": "0"})
    client.force_login(started_application().candidate)
    assert client.get(page).status_code == 404
    assert not CriterionStatement.objects.exists()


def test_a_page_of_the_form_sent_after_the_session_ended_is_offered_again(client, application):
    page = reverse("applications:details", args=[application.ref])
    client.post(page, {"first_names": "Imogen", "phone": "half a num"})
    assert "Imogen" not in str(dict(client.session))
    client.force_login(application.candidate)
    shown = client.get(page).content.decode()
    assert "This is what you typed before" in shown
    assert Markup(shown).by_id("id_phone")["value"] == "half a num"
    again = Markup(client.get(page).content.decode())
    assert again.by_id("id_first_names")["value"] == "Imogen"


@pytest.mark.parametrize("others", [0, 3])
def test_saving_costs_the_same_however_much_else_is_written(application, criterion, others, django_assert_num_queries):
    for each in asked(application.vacancy).now[2 : 2 + others]:
        save(application, each, "other words", 0)
    save(application, criterion, "first", 0)
    with django_assert_num_queries(8):
        save(application, criterion, "second", 1)


@pytest.mark.parametrize("others", [0, 3])
def test_saving_while_typing_costs_the_same_however_much_else_is_written(
    client, application, criterion, page, others, django_assert_num_queries
):
    for each in asked(application.vacancy).now[2 : 2 + others]:
        save(application, each, "other words", 0)
    save(application, criterion, "first", 0)
    client.force_login(application.candidate)
    with django_assert_num_queries(16):  # 8 of them the save; to look for words that show who wrote it takes 3
        answer = client.post(page, {"text": "second", "seen": "1"}, headers={"X-Autosave": "1"})
    assert answer.json()["version"] == 2


@pytest.mark.parametrize("seen", ["x", "-1", "9" * 30, "٣"])
def test_a_page_with_nonsense_for_a_version_overwrites_nothing_and_loses_nothing(
    client, application, criterion, page, seen
):
    save_statement(application, criterion, by=application.candidate, text="What stands.", seen=0)
    client.force_login(application.candidate)
    answer = client.post(page, {"text": "What is typed.", "seen": seen})
    assert answer.status_code == 409
    assert "What stands." in answer.content.decode()
    assert "What is typed." in answer.content.decode()
    assert application.statements.get(criterion=criterion).text == "What stands."
