"""One supporting statement: written, marked, counted, and read by the panel passage by passage."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications.blind import blind_view
from applications.criteria import asked, rules_of
from applications.models import Application, CriterionStatement, FormOptions
from applications.review import review
from applications.services.form_options import set_form_options
from applications.services.statements import StaleStatementError, mark_passages, save_statement
from core.states import StateError
from tests.applications.factories import complete_application, started_application
from tests.factories import MembershipFactory
from tests.markup import Markup
from tests.vacancies.factories import published_vacancy, ready_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
TEXT = "I lead annual reviews.\n\nI train assistants.\n\nI write to parents each week."


def asking_for_one(**columns) -> Vacancy:
    vacancy = published_vacancy()
    FormOptions.objects.create(vacancy=vacancy, **{"kind": "one", "words": 60, **columns})
    return Vacancy.objects.get(pk=vacancy.pk)


@pytest.fixture
def application():
    return started_application(asking_for_one())


def address(name: str, *args) -> str:
    return reverse(f"applications:{name}", args=args)


def whole(application) -> Application:
    return Application.objects.whole().get(pk=application.pk)


def problems(application) -> list[str]:
    found = whole(application)
    return [each.message for each in review(found, asked(found.vacancy).now).of("statements")]


def test_it_is_asked_for_then_each_point_then_nothing(client, application):
    client.force_login(application.candidate)
    assert problems(application) == ["Write your statement"]
    client.post(address("supporting", application.ref), {"text": TEXT, "seen": "0"})
    now = asked(application.vacancy).now
    wanted = [n for n, row in enumerate(now, 1) if row.scoring == "scored"]
    assert problems(application) == [f"Mark where you answer point {n}" for n in wanted]
    for criterion in now:
        page = address("marks", application.ref, criterion.pk)
        assert "I train assistants." in client.get(page).content.decode()
        assert client.post(page, {"passages": ["1", "2"], "seen": "1"}).status_code == 302
    assert problems(application) == []
    client.post(address("statements", application.ref))
    application.refresh_from_db()
    assert application.section_state("statements") == "done"


def test_marks_stay_with_their_paragraph_as_the_text_changes(application):
    save_statement(application, None, by=application.candidate, text=TEXT, seen=0)
    criterion = asked(application.vacancy).now[0]
    mark_passages(application, criterion, by=application.candidate, numbers=[1], seen=1)
    row = save_statement(application, None, by=application.candidate, text=f"A start.\n{TEXT}", seen=1)
    assert row.marks == {str(criterion.pk): [2]}


def test_marks_made_on_an_older_text_are_refused_and_told(client, application):
    save_statement(application, None, by=application.candidate, text=TEXT, seen=0)
    save_statement(application, None, by=application.candidate, text=f"New.\n{TEXT}", seen=1)
    criterion = asked(application.vacancy).now[0]
    with pytest.raises(StaleStatementError):
        mark_passages(application, criterion, by=application.candidate, numbers=[0], seen=1)
    client.force_login(application.candidate)
    page = address("marks", application.ref, criterion.pk)
    answer = client.post(page, {"passages": ["0"], "seen": "1"}, follow=True)
    assert "Mark the paragraphs again" in answer.content.decode()
    assert CriterionStatement.objects.get().marks == {}


@pytest.mark.parametrize("passages", [[], ["0", "x"], ["99"]])
def test_a_wrong_tick_is_told(client, application, passages):
    save_statement(application, None, by=application.candidate, text=TEXT, seen=0)
    client.force_login(application.candidate)
    page = address("marks", application.ref, asked(application.vacancy).now[0].pk)
    answer = client.post(page, {"passages": passages, "seen": "1"})
    assert answer.status_code == 422
    assert Markup(answer.content.decode()).by_id("id_passages-error").words


def test_the_panel_reads_the_passages_marked_or_the_whole_where_none_is(application):
    first, second, third = asked(application.vacancy).now[:3]
    save_statement(application, None, by=application.candidate, text=TEXT, seen=0)
    mark_passages(application, first, by=application.candidate, numbers=[0, 2], seen=1)
    mark_passages(application, second, by=application.candidate, numbers=[], seen=1)
    view = blind_view(application)
    assert view.on(first.pk) == "I lead annual reviews.\n\nI write to parents each week."
    assert view.on(second.pk) == ""
    assert view.on(third.pk) == view.supporting == TEXT


def test_too_many_words_are_saved_and_told(client, application):
    client.force_login(application.candidate)
    page = address("supporting", application.ref)
    answer = client.post(page, {"text": "word " * 70, "seen": "0"})
    assert answer.status_code == 422
    assert "Take out 10 words: the most is 60. It is saved" in answer.content.decode()
    assert "Take 10 words out of your statement" in problems(application)


def test_earlier_versions_of_it_can_be_brought_back(client, application):
    client.force_login(application.candidate)
    for seen, text in enumerate(("the first and longer text", "second")):
        save_statement(application, None, by=application.candidate, text=text, seen=seen)
    first = CriterionStatement.objects.get().versions.get(text="the first and longer text")
    page = address("supporting_versions", application.ref)
    assert "the first and longer text" in client.get(page).content.decode()
    answer = client.post(page, {"version": first.pk}, follow=True)
    assert "is back" in answer.content.decode()
    assert CriterionStatement.objects.get().text == first.text


def test_the_pages_of_the_other_kind_do_not_exist(client, application):
    criterion = asked(application.vacancy).now[0]
    client.force_login(application.candidate)
    assert client.get(address("statement", application.ref, criterion.pk)).status_code == 404
    assert client.post(address("statement", application.ref, criterion.pk), {"text": "x"}).status_code == 404
    each = started_application(candidate=application.candidate)
    criterion = asked(each.vacancy).now[0]
    for page in (address("supporting", each.ref), address("supporting_versions", each.ref)):
        assert client.get(page).status_code == 404
        assert client.post(page, {"text": "x", "seen": "0"}).status_code == 404
    assert client.get(address("marks", each.ref, criterion.pk)).status_code == 404
    assert not CriterionStatement.objects.exists()


# --- sides of A4 -------------------------------------------------------------------------------------------


def test_sides_are_guessed_on_the_page_and_counted_on_request(client):
    application = complete_application(asking_for_one(kind="each", limit="sides", sides=2))
    client.force_login(application.candidate)
    listed = Markup(client.get(address("statements", application.ref)).content.decode())
    assert any("of A4" in each.words for each in listed.all("strong"))
    counted = client.get(address("length", application.ref)).content.decode()
    assert "It fits" in counted
    assert client.get(address("length_pdf", application.ref)).content.startswith(b"%PDF")
    page = client.get(address("statement", application.ref, asked(application.vacancy).now[0].pk)).content.decode()
    assert "of 2 used" in page


# --- HR's side ----------------------------------------------------------------------------------------------


def test_hr_chooses_until_publication_and_then_it_is_frozen(client):
    vacancy = ready_vacancy()
    hr = MembershipFactory(school=vacancy.school).user
    client.force_login(hr)
    page = address("form_options", vacancy.ref)
    assert client.get(page).status_code == 200
    answer = client.post(page, {"kind": "one", "limit": "sides", "words": "", "sides": "2"})
    assert answer.status_code == 302
    rules = rules_of(Vacancy.objects.select_related("form_options").get(pk=vacancy.pk))
    assert (rules.one, rules.words, rules.sides) == (True, 0, 2)
    Vacancy.objects.filter(pk=vacancy.pk).update(state="withdrawn")
    with pytest.raises(StateError):
        set_form_options(vacancy, by=hr, kind="each", limit="words", words=300, sides=2)
    assert "This cannot change" in client.get(page).content.decode()
    assert client.post(page, {"kind": "each", "limit": "words", "words": "300"}).status_code == 302
    assert FormOptions.objects.get(vacancy=vacancy).kind == "one"


WRONG = [
    ({"kind": "one", "limit": "words", "words": "49"}, "words"),
    ({"kind": "one", "limit": "words", "words": ""}, "words"),
    ({"kind": "one", "limit": "sides", "sides": "9"}, "sides"),
    ({"kind": "", "limit": "sides", "sides": "2"}, "kind"),
    ({"kind": "two", "limit": "", "sides": "2"}, "limit"),
]


@pytest.mark.parametrize(("typed", "field"), WRONG)
def test_a_wrong_choice_is_told_beside_its_field(client, typed, field):
    vacancy = ready_vacancy()
    client.force_login(MembershipFactory(school=vacancy.school).user)
    answer = client.post(address("form_options", vacancy.ref), typed)
    assert answer.status_code == 422
    assert Markup(answer.content.decode()).by_id(f"id_{field}-error").words
    assert not FormOptions.objects.exists()


def test_another_schools_hr_does_not_find_it(client):
    vacancy = ready_vacancy()
    client.force_login(MembershipFactory().user)
    assert client.get(address("form_options", vacancy.ref)).status_code == 404
    assert client.post(address("form_options", vacancy.ref), {"kind": "one"}).status_code == 404
