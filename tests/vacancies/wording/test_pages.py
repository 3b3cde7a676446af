"""The page of findings and its buttons, without JavaScript; the list of checks."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core import gates
from core.gates import GateName
from core.models import Waiver
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import CriterionFactory, hr_of, published_vacancy, ready_vacancy
from vacancies.models import AdviceLeft, Criterion, Vacancy, WordingMend

pytestmark = pytest.mark.django_db
ANSWERS = ("mend", "mend_all", "undo_mend", "leave", "take_advice_up")
SAFE = "You work with children in regulated activity."


def url(name: str, vacancy: Vacancy) -> str:
    return reverse(f"vacancies:{name}", args=[vacancy.ref])


def page(client, vacancy: Vacancy) -> Markup:
    return Markup(client.get(url("publish", vacancy)).content.decode())


def codes(vacancy: Vacancy, check: str) -> list[str]:
    found = gates.run(GateName.PUBLISH, Vacancy.objects.get(pk=vacancy.pk)).rows
    return [row.code for row in found if row.check.code == check and row.finding.open]


def card(markup: Markup, title: str):
    return next(each for each in markup.all("article") if title in each.words)


def links(element) -> list[str]:
    """Where the links inside an element lead."""
    return [each["href"] for each in element.children if each.tag == "a"]


@pytest.fixture
def vacancy(school, hr) -> Vacancy:
    return ready_vacancy(
        school,
        hr,
        overview="We want a young, dynamic teacher to work with children. A CRB check is made.",
        safeguarding_statement=SAFE,
        visits="Come on [insert dates].",
    )


def test_findings_stand_in_their_groups_with_the_words_marked(hr_client, vacancy):
    markup = page(hr_client, vacancy)
    headings = [each.words for each in markup.all("h2")]
    assert [each for each in headings if each in ("Must be mended", "Mend it, or give a reason", "Advice")] == [
        "Must be mended", "Mend it, or give a reason", "Advice",
    ]  # fmt: skip
    marks = [each.words for each in markup.all("mark")]
    assert {"[insert dates]", "young, dynamic teacher", "CRB"} <= set(marks)
    assert "DBS" in [each.words for each in markup.all("ins")]
    left = card(markup, "Words left over from a template")
    assert f"/vacancies/{vacancy.ref}/contact/#id_visits" in links(left)
    assert markup.broken_references() == []


def test_a_sure_change_is_made_and_undone(hr_client, vacancy):
    (code,) = codes(vacancy, "L31_gp")
    for _ in range(2):
        assert hr_client.post(url("mend", vacancy), {"code": code}).status_code == 302
    assert "A DBS check is made" in Vacancy.objects.get(pk=vacancy.pk).overview
    made = WordingMend.objects.get()
    assert "An old name" in card(page(hr_client, vacancy), "Undo").words
    for _ in range(2):
        hr_client.post(url("undo_mend", vacancy), {"code": str(made.pk)})
    assert "A CRB check is made" in Vacancy.objects.get(pk=vacancy.pk).overview
    assert [each for each in page(hr_client, vacancy).all("h2") if each.words == "Changed for you"] == []


def test_all_sure_changes_at_once(hr_client, vacancy):
    (button,) = [each for each in page(hr_client, vacancy).all("button") if each.words.startswith("Make the")]
    assert button.words == "Make the 3 sure changes"
    hr_client.post(url("mend_all", vacancy))
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert "DBS check" in stored.overview
    assert stored.safeguarding_statement.startswith(SAFE)
    assert "committed to safeguarding" in stored.safeguarding_statement
    assert "enhanced DBS check with the children’s barred list" in stored.safeguarding_statement


def test_advice_is_left_and_brought_back(hr_client, vacancy):
    (code,) = codes(vacancy, "L02_gp")
    for _ in range(2):
        hr_client.post(url("leave", vacancy), {"code": code})
    assert AdviceLeft.objects.count() == 1
    markup = page(hr_client, vacancy)
    assert "Words about age" not in " ".join(each.words for each in markup.all("article"))
    assert "Advice you left (1)" in [each.words for each in markup.all("summary")]
    hr_client.post(url("take_advice_up", vacancy), {"code": code})
    assert "Words about age" in " ".join(each.words for each in page(hr_client, vacancy).all("article"))


def test_a_short_reason_stays_beside_what_is_wrong(hr_client, vacancy):
    (code,) = codes(vacancy, "L05_sg")
    response = hr_client.post(url("waive", vacancy), {"code": code, "reason": "Because <b>"})
    markup = Markup(response.content.decode())
    assert markup.by_id(f"reason-{code}").text.strip() == "Because <b>"
    assert "Give a reason of at least 20 characters" in markup.by_id(f"reason-{code}-error").words
    assert markup.one("title").words.startswith("Error: ")
    assert not Waiver.objects.exists()


def test_an_earlier_reason_is_shown_when_the_words_have_changed(hr_client, vacancy):
    reason = "It stands in the letter that we send with the pack."
    hr_client.post(url("waive", vacancy), {"code": codes(vacancy, "L05_sg")[0], "reason": reason})
    assert "Let through" in card(page(hr_client, vacancy), "No commitment to safeguarding").words
    Vacancy.objects.filter(pk=vacancy.pk).update(safeguarding_statement=f"{SAFE} Welcome.")
    words = card(page(hr_client, vacancy), "No commitment to safeguarding").words
    assert "A reason was given for other words than these" in words
    assert reason in words


def test_many_unsettled_rows_are_one_card(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    Criterion.objects.filter(vacancy=vacancy).update(methods="")
    found = card(page(hr_client, vacancy), "No way to assess it (8)")
    assert len([href for href in links(found) if "#row-" in href]) == 8


def test_what_people_typed_is_escaped(hr_client, school, hr):
    vacancy = ready_vacancy(
        school, hr, overview="<script>alert(1)</script> young, <b>dynamic</b> teacher with children"
    )
    CriterionFactory(
        vacancy=vacancy, text="<img src=x> Supplimentary <b>training</b>", section=vacancy.criterion_sections.first()
    )
    text = hr_client.get(url("publish", vacancy)).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x>" not in text


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("code", ["", "nonsense", "L01_gp:overview-000000", "9" * 40, "has_criteria"])
def test_an_answer_to_nothing_is_no_error(hr_client, vacancy, name, code):
    response = hr_client.post(url(name, vacancy), {"code": code})
    assert response.status_code == 302
    assert not AdviceLeft.objects.exists()


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_posts_and_only_of_the_own_school(vacancy, hr_client, name):
    assert hr_client.get(url(name, vacancy)).status_code == 405
    stranger = client_of(hr_of(ready_vacancy().school))
    (code,) = codes(vacancy, "L31_gp")
    assert stranger.post(url(name, vacancy), {"code": code}).status_code == 404
    assert "CRB" in Vacancy.objects.get(pk=vacancy.pk).overview


def test_a_mend_of_another_vacancy_is_not_undone_here(hr_client, school, hr, vacancy):
    other = ready_vacancy(school, hr, overview="A CRB check is made. You work with children.")
    hr_client.post(url("mend", other), {"code": codes(other, "L31_gp")[0]})
    hr_client.post(url("undo_mend", vacancy), {"code": str(WordingMend.objects.get().pk)})
    assert "DBS" in Vacancy.objects.get(pk=other.pk).overview


def test_nothing_is_checked_once_it_is_out(hr_client, school, hr):
    vacancy = published_vacancy(school, hr, overview="A CRB check is made. You work with children.")
    markup = page(hr_client, vacancy)
    assert markup.all("article") == []
    assert "The advert is out" in " ".join(each.words for each in markup.all("h2"))


def test_the_list_of_checks_says_what_each_found(hr_client, vacancy):
    markup = Markup(hr_client.get(url("wording_checks", vacancy)).content.decode())
    rows = [each.words for each in markup.all("tr")]
    assert len([row for row in rows if "found" in row.lower() and "Check" not in row]) == 42
    assert any(row.startswith("An old name") and "1 found" in row for row in rows)


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_asks_a_constant_number_of_queries(hr_client, vacancy, more, django_assert_num_queries):
    section = vacancy.criterion_sections.first()
    CriterionFactory.create_batch(more, vacancy=vacancy, text="Supplimentary training", section=section)
    hr_client.get(url("publish", vacancy))
    with django_assert_num_queries(QUERIES):
        hr_client.get(url("publish", vacancy))


QUERIES = 21
