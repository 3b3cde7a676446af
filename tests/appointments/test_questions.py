"""What a referee is asked: pages, their order, and what needs somebody's decision."""

from __future__ import annotations

import re

import pytest

from appointments import questions, reference_pages
from appointments.reference_pages import Asked, questionnaire

FORM = questionnaire()
GOOD = {"suitable": "yes", "concern": "no", "enquiry": "no", "capability": "no", "again": "yes"}


def test_details_are_asked_only_after_an_answer_that_needs_them() -> None:
    assert "details" not in [page.name for page in FORM.asked(GOOD)]
    for key in ("concern", "enquiry", "capability"):
        assert "details" in [page.name for page in FORM.asked({**GOOD, key: "yes"})]
    assert "details" in [page.name for page in FORM.asked({**GOOD, "suitable": "no"})]


def test_pages_follow_one_another_to_the_end() -> None:
    names, name = [], FORM.pages[0].name
    while name:
        names.append(name)
        following = FORM.after(name, GOOD)
        name = following.name if following else ""
    assert names == ["start", "work", "leaving", "children", "conduct", "criteria", "you"]


def test_missing_names_the_first_page_with_an_empty_required_answer() -> None:
    asked = ["start", "work", "leaving", "children", "conduct", "criteria", "you"]
    assert [page.name for page in FORM.missing({})] == asked


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (GOOD, False),
        ({**GOOD, "suitable": "no"}, True),
        ({**GOOD, "concern": "yes"}, True),
        ({**GOOD, "enquiry": "yes"}, True),
        ({**GOOD, "capability": "yes"}, True),
        ({**GOOD, "again": "no"}, True),
    ],
)
def test_what_needs_a_decision(answers: dict[str, str], expected: bool) -> None:
    assert questions.needs_decision(answers) is expected


def test_no_question_is_about_health_or_absence() -> None:
    """Equality Act 2010, section 60: none before an offer."""
    asked = " ".join(f"{question.label} {question.hint}" for page in FORM.pages for question in page.questions).lower()
    assert re.search(r"health|sick|\bill\b|illness|absen|disab|medical|fit to", asked) is None
    assert "suitable to work with children" in asked


def test_concerns_are_asked_in_the_words_that_guidance_permits() -> None:
    page = FORM.page("children")
    assert page is not None
    told = " ".join(page.leave_out)
    for left_out in ("false", "malicious", "unfounded", "could not be proved", "low-level concerns"):
        assert left_out in told


def test_every_page_reads_about_the_candidate() -> None:
    pages = [questions.named(page, "Imogen") for page in FORM.pages]
    words = [page.title for page in pages] + [
        each for page in pages for q in page.questions for each in (q.label, q.hint)
    ]
    assert not [each for each in words if "{" in each]
    assert "Is Imogen suitable to work with children?" in words


@pytest.mark.parametrize("key", ["concern", "enquiry", "capability"])
def test_an_answer_that_waits_for_the_records_is_still_missing(key: str) -> None:
    whole = {question.key: "yes" for page in FORM.pages for question in page.questions}
    assert FORM.missing(whole) == []
    page = "children" if key == "concern" else "conduct"
    assert [each.name for each in FORM.missing({**whole, key: "check"})] == [page]


def test_a_no_to_employing_again_asks_why() -> None:
    whole = {question.key: "yes" for page in FORM.pages for question in page.questions}
    assert FORM.missing({**whole, "again_why": ""}) == []
    assert [page.name for page in FORM.missing({**whole, "again": "no", "again_why": ""})] == ["leaving"]


def test_who_left_says_when() -> None:
    page = FORM.page("work")
    assert page is not None
    (left,) = [question for question in page.questions if question.key == "to"]
    assert questions.is_open(left, {"still": "no"})
    assert not questions.is_open(left, {"still": "yes"})


def test_the_criteria_of_the_vacancy_come_three_a_page_and_read_later_as_they_were_asked() -> None:
    criteria = [Asked(number, f"Has led {number} reviews.") for number in range(1, 5)]
    form = questionnaire(criteria)
    names = [page.name for page in form.asked(GOOD)]
    assert names == ["start", "work", "leaving", "children", "conduct", "points-1", "points-2", "criteria", "you"]
    labels = [question.label for question in form.pages[6].questions if question.required]
    assert labels[0] == "Has led 1 reviews: does {name} show this?"
    assert len(labels) == 3
    assert reference_pages.of_sent(reference_pages.snapshot(criteria)) == form


@pytest.mark.parametrize(
    ("answer", "asked", "email_needed"), [("head", False, False), ("ask", True, True), ("confirmed", True, False)]
)
def test_a_referee_who_is_not_the_head_names_the_head(answer: str, asked: bool, email_needed: bool) -> None:
    pages = FORM.asked({**GOOD, "head": answer})
    assert ("head" in [page.name for page in pages]) is asked
    email = next(question for question in reference_pages.HEAD.questions if question.kind == "email")
    assert questions.is_open(email, {"head": answer}) is email_needed
