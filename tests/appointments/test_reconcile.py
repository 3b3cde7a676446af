"""A reference held against the form. No database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appointments.reconcile import Named, Post, differences

POST = Post("Castlemead School", "Teacher and literacy lead", date(2019, 9, 1), date(2023, 8, 1), "Promotion")
NOW = Post("Fernhollow Academy", "SENCo", date(2023, 9, 1), None, "To lead across a trust")
NADIA = Named("Nadia Brightwell", "Castlemead School", "head@castlemead.example.org", is_current_employer=False)
GOOD: dict[str, Any] = {
    "capacity": "Their headteacher", "employer": "Castlemead School", "job": "Teacher and literacy lead",
    "from": "2019-09-01", "still": "no", "to": "2023-08-01", "leaving": "A promotion", "suitable": "yes",
    "concern": "no", "enquiry": "no", "capability": "no", "name": "Nadia Brightwell",
    "organisation": "Castlemead School", "head": "head",
}  # fmt: skip


def codes(others: tuple[Named, ...] = (), referee: Named = NADIA, days: int = 31, **answers: Any) -> list[str]:
    found = differences({**GOOD, **answers}, posts=[NOW, POST], referee=referee, others=others, tolerance_days=days)
    return [each.code for each in found]


def test_a_reference_that_agrees_leaves_nothing() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"from": "2019-10-01"}, []),  # within the school's tolerance
        ({"from": "2019-11-01"}, ["from"]),
        ({"to": "2023-04-01"}, ["to"]),
        ({"still": "yes", "to": ""}, ["current"]),
        ({"job": "Teacher"}, ["job"]),
        ({"job": "teacher & Literacy Lead"}, []),
        ({"employer": "Hazelbank Academy"}, ["employer"]),
        ({"employer": "The Castlemead Academy"}, []),
        ({"leaving": "End of a fixed term contract"}, ["leaving"]),
        ({"leaving": "They were dismissed"}, ["leaving"]),
        ({"leaving": "They wanted to step up"}, []),
        ({"leaving": "n/a"}, ["leaving_missing"]),
        ({"leaving": "Don’t know"}, ["leaving_missing"]),
        ({"leaving": ""}, ["leaving_missing"]),
        ({"suitable": "", "concern": "check"}, ["missing_suitable", "missing_concern"]),
        ({"enquiry": None, "capability": ""}, ["missing_enquiry", "missing_capability"]),
        ({"concern": "yes", "details": "See above"}, ["vague_details"]),
        ({"concern": "yes", "details": "A warning in 2021 for shouting at a class."}, []),
        ({"name": "Colin Marsh"}, ["name"]),
        ({"name": "Mrs N Brightwell"}, []),
        ({"organisation": "Hazelbank Academy"}, ["organisation"]),
        ({"capacity": "A close friend of the family"}, ["relation"]),
        ({"head_email": "iris.fell@gmail.com"}, ["head_address"]),
    ],
)
def test_each_difference(answers: dict[str, Any], expected: list[str]) -> None:
    assert codes(**answers) == expected


def test_the_tolerance_is_data() -> None:
    assert codes(days=0, **{"from": "2019-10-01"}) == ["from"]
    assert codes(days=92, **{"from": "2019-11-01"}) == []


def test_what_each_says_stands_side_by_side() -> None:
    (found,) = differences({**GOOD, "to": "2023-04-01"}, posts=[POST], referee=NADIA)
    assert (found.about, found.form_says, found.reference_says) == ("Date left", "August 2023", "April 2023")


def test_a_post_that_the_form_does_not_have() -> None:
    (found,) = differences(
        {**GOOD, "employer": "Old Mill School", "organisation": ""},
        posts=[NOW],
        referee=Named("Nadia Brightwell", "Old Mill School", "n@oldmill.example.org", is_current_employer=False),
    )
    assert (found.code, found.form_says) == ("post", "Fernhollow Academy")


def test_of_two_posts_at_one_school_the_one_with_the_same_job_is_meant() -> None:
    earlier = Post("Castlemead School", "Teaching assistant", date(2012, 9, 1), date(2014, 8, 1), "To train")
    answers = {**GOOD, "job": "TA", "from": "2012-09-01", "to": "2014-08-01", "leaving": "To train as a teacher"}
    assert differences(answers, posts=[POST, earlier], referee=NADIA) == []


def test_an_address_that_anybody_can_open_and_one_organisation_twice() -> None:
    private = Named("Nadia Brightwell", "Castlemead School", "nadia@gmail.com", is_current_employer=False)
    other = Named("Iris Fell", "Castlemead Academy", "iris@castlemead.example.org", is_current_employer=True)
    assert codes(referee=private, others=(other,)) == ["address", "same_organisation"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She had long sickness absence in 2022", True),
        ("Few days off and always punctual", True),
        ("She supports pupils with anxiety, disability and medical needs", False),
    ],
)
def test_health_is_noticed_where_it_is_the_candidates(text: str, found: bool) -> None:
    """Equality Act 2010, section 60: what was not asked may still be told, and must not reach the panel."""
    rows = differences(GOOD, posts=[POST], referee=NADIA, free_text=[text])
    assert [row.code for row in rows] == (["health"] if found else [])


def test_the_heads_word_is_waited_for() -> None:
    rows = differences({**GOOD, "head": "ask", "head_name": "Iris Fell"}, posts=[POST], referee=NADIA,
                       school_confirms=False)  # fmt: skip
    assert [(row.code, row.reference_says) for row in rows] == [("head_unconfirmed", "Iris Fell")]
