"""What a referee is asked: pages, their order, and what needs somebody's decision."""

from __future__ import annotations

import re

import pytest

from appointments import questions

GOOD = {"suitable": "yes", "concern": "no", "enquiry": "no", "capability": "no", "again": "yes"}


def test_details_are_asked_only_after_an_answer_that_needs_them() -> None:
    assert "details" not in [page.name for page in questions.asked(GOOD)]
    for key in ("concern", "enquiry", "capability"):
        assert "details" in [page.name for page in questions.asked({**GOOD, key: "yes"})]
    assert "details" in [page.name for page in questions.asked({**GOOD, "suitable": "no"})]


def test_pages_follow_one_another_to_the_end() -> None:
    names, name = [], questions.PAGES[0].name
    while name:
        names.append(name)
        following = questions.after(name, GOOD)
        name = following.name if following else ""
    assert names == ["start", "work", "children", "criteria", "you"]


def test_missing_names_the_first_page_with_an_empty_required_answer() -> None:
    assert [page.name for page in questions.missing({})] == ["start", "work", "children", "criteria", "you"]


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
    asked = " ".join(
        f"{question.label} {question.hint}" for page in questions.PAGES for question in page.questions
    ).lower()
    assert re.search(r"health|sick|\bill\b|illness|absen|disab|medical|fit to", asked) is None
    assert "suitable to work with children" in asked


def test_concerns_are_asked_in_the_words_that_guidance_permits() -> None:
    page = questions.page("children")
    assert page is not None
    told = " ".join(page.leave_out)
    for left_out in ("false", "malicious", "unfounded", "could not be proved", "low-level concerns"):
        assert left_out in told


def test_every_page_reads_about_the_candidate() -> None:
    pages = [questions.named(page, "Imogen") for page in questions.PAGES]
    words = [page.title for page in pages] + [
        each for page in pages for q in page.questions for each in (q.label, q.hint)
    ]
    assert not [each for each in words if "{" in each]
    assert "Is Imogen suitable to work with children?" in words


@pytest.mark.parametrize("key", ["concern", "enquiry", "capability"])
def test_an_answer_that_waits_for_the_records_is_still_missing(key: str) -> None:
    whole = {question.key: "yes" for page in questions.PAGES for question in page.questions}
    assert questions.missing(whole) == []
    assert [page.name for page in questions.missing({**whole, key: "check"})] == ["children"]


def test_a_no_to_employing_again_asks_why() -> None:
    whole = {question.key: "yes" for page in questions.PAGES for question in page.questions}
    assert questions.missing({**whole, "again_why": ""}) == []
    assert [page.name for page in questions.missing({**whole, "again": "no", "again_why": ""})] == ["work"]
