"""Words that show who the candidate is: told before sending, with the place; hidden from the panel as they choose."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications import document
from applications.blind import blind_view
from applications.criteria import asked
from applications.models import Application, CriterionStatement
from tests.applications.factories import complete_application
from tests.factories import UserFactory
from tests.markup import Markup

pytestmark = pytest.mark.django_db
TEXT = "When I joined Fernhollow Academy the register held 61 pupils. Imogen rang 01632 960 777 each week."


@pytest.fixture
def application():
    return complete_application(candidate=UserFactory(name="Imogen Larkfield"), statement=TEXT)


@pytest.fixture
def page(application):
    return reverse("applications:statement", args=[application.ref, asked(application.vacancy).now[0].pk])


def test_they_are_shown_with_their_place_while_writing(client, application, page):
    client.force_login(application.candidate)
    shown = Markup(client.get(page).content.decode())
    assert [each.words for each in shown.all("mark")] == ["Fernhollow Academy", "Imogen", "01632 960 777"]
    assert "This is a place where you worked or studied." in shown.by_id("signs").words
    saved = client.post(page, {"text": "Larkfield", "seen": "1"}, headers={"X-Autosave": "1"}).json()
    assert "<mark>Larkfield</mark>" in saved["signs"]
    clear = client.post(page, {"text": "I led it", "seen": "2"}, headers={"X-Autosave": "1"}).json()
    assert clear["signs"].strip() == ""


def test_they_are_told_before_sending_and_do_not_stop_it(client, application):
    client.force_login(application.candidate)
    check = reverse("applications:check", args=[application.ref])
    shown = client.get(check).content.decode()
    assert "Answer 1: “Fernhollow Academy” may show who you are" in shown
    assert client.post(check).url == reverse("applications:sent", args=[application.ref])


def test_the_panel_does_not_read_them(application):
    first = asked(application.vacancy).now[0]
    text = "When I joined [a school] the register held 61 pupils. [name] rang [phone number] each week."
    assert blind_view(application).on(first.pk) == text


def test_the_candidate_may_say_that_words_show_nobody(client, application, page):
    client.force_login(application.candidate)
    client.post(page, {"text": TEXT, "seen": "1", "show": "imogen"})
    application.refresh_from_db()
    assert application.identity_choices == {"imogen": "show"}
    assert "Imogen rang" in blind_view(application).on(asked(application.vacancy).now[0].pk)
    client.post(reverse("applications:identity", args=[application.ref]), {"hide": "Imogen"})
    assert "Imogen" not in blind_view(application).on(asked(application.vacancy).now[0].pk)


def test_plain_words_are_put_in_their_place_and_the_text_before_is_kept(client, application, page):
    client.force_login(application.candidate)
    answer = client.post(page, {"text": TEXT, "seen": "1", "instead": "fernhollow academy"})
    assert answer.url == f"{page}#signs"
    row = CriterionStatement.objects.get(application=application, criterion=asked(application.vacancy).now[0])
    assert row.text == TEXT.replace("Fernhollow Academy", "my school")
    assert row.versions.filter(text=TEXT).exists()


def test_all_of_them_on_one_page_with_the_way_to_each(client, application):
    client.force_login(application.candidate)
    shown = Markup(client.get(reverse("applications:identity", args=[application.ref])).content.decode())
    count = len(asked(application.vacancy).now)
    assert len(shown.all("mark")) == 3 * count
    assert shown.broken_references() == []


def test_whoever_reads_the_whole_form_after_the_release_reads_every_word(application):
    whole = Application.objects.whole().get(pk=application.pk)
    words = str(document.parts(whole, asked(whole.vacancy).now))
    assert "Fernhollow Academy the register" in words
