"""The questions of the self-declaration, and what stands in the way of sending it. No Django here.

Asked of the shortlisted alone (KCSIE Part 3). What is protected is never asked for (Rehabilitation of Offenders Act
1974 (Exceptions) Order 1975, as amended in 2013 and 2020); the figures are in appointments/catalogue/figures.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Question:
    """Something that may be true of a person. `scope`: "" for everybody, section_128 or childcare."""

    key: str
    text: str
    hint: str = ""
    scope: str = ""


@dataclass(frozen=True)
class Page:
    """A page of questions, each a box to tick; "None of these" is always there."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    lead: str = ""


EDITION = "2026"
PAGES = (
    Page(
        "record",
        "Your criminal record",
        (
            Question("unspent", "I have an unspent conviction or conditional caution", "In the UK or anywhere else."),
            Question(
                "spent",
                "I have a spent conviction or caution that is not protected",
                "Adult cautions too, and records from other countries. The rules say what is protected.",
            ),
            Question("pending", "The police are investigating me, or I am waiting for a court"),
        ),
        "You need not tell us about anything that is protected.",
    ),
    Page(
        "children",
        "Work with children",
        (
            Question("barred", "I am on a list of people barred from work with children or adults"),
            Question("referred", "I have been referred to the DBS or to Disclosure Scotland"),
            Question("known", "Children’s services or the police have known me as a risk to children"),
            Question("abroad", "There is something from another country that the school should know"),
            Question(
                "childcare",
                "I am disqualified from childcare",
                "Under the Childcare (Disqualification) Regulations 2018. It is about you alone, not your household.",
                "childcare",
            ),
        ),
    ),
    Page(
        "work",
        "Your work",
        (
            Question("dismissed", "I have been dismissed for misconduct"),
            Question("disciplinary", "I am under a disciplinary investigation, or have a sanction that still stands"),
            Question("regulator", "A regulator has sanctioned me, in any country"),
            Question("prohibited", "I am prohibited from teaching, or an interim order stands"),
            Question(
                "section_128",
                "I am barred from managing a school",
                "By a direction under section 128 of the Education and Skills Act 2008.",
                "section_128",
            ),
        ),
    ),
)
PROMISES = (
    ("true", "What I have told you is true and complete."),
    (
        "used",
        "You may use it to decide about the job. If it is false, the offer can be withdrawn or I can be dismissed.",
    ),
    ("certificate", "I will show you the DBS certificate when it comes."),
    ("tell", "I will tell you within 24 hours if I am investigated or charged."),
    ("shared", "You may share it where that is needed to keep children safe."),
)
NONE = "none"
SHORTEST = 10  # characters; shorter words explain nothing


def pages(*, section_128: bool, childcare: bool) -> list[Page]:
    """Return the pages with the questions that are in scope for the post."""
    scopes = {"", *(["section_128"] if section_128 else []), *(["childcare"] if childcare else [])}
    return [
        Page(page.slug, page.title, tuple(q for q in page.questions if q.scope in scopes), page.lead) for page in PAGES
    ]


def empty() -> dict[str, Any]:
    """Return the draft of somebody who has answered nothing."""
    return {"done": [], "yes": [], "detail": {}}


def with_page(draft: Mapping[str, Any], page: Page, ticked: list[str]) -> dict[str, Any]:
    """Return `draft` with one page answered; words typed before stay for whoever ticks it again."""
    mine = {question.key for question in page.questions}
    yes = [key for key in draft["yes"] if key not in mine] + [key for key in ticked if key in mine]
    done = sorted({*draft["done"], page.slug})
    return {"done": done, "yes": yes, "detail": dict(draft["detail"])}


def to_explain(draft: Mapping[str, Any], asked: list[Page]) -> list[Question]:
    """Return the questions answered yes, in the order of the pages."""
    return [question for page in asked for question in page.questions if question.key in draft["yes"]]


def missing(draft: Mapping[str, Any], asked: list[Page]) -> list[tuple[str, str]]:
    """Return (slug of the page, what is missing) for all that stands in the way of sending."""
    found = [(page.slug, f"Answer: {page.title}") for page in asked if page.slug not in draft["done"]]
    return found + [
        ("explain", f"Explain: {question.text}")
        for question in to_explain(draft, asked)
        if len(str(draft["detail"].get(question.key, "")).strip()) < SHORTEST
    ]


def answers_of(draft: Mapping[str, Any], asked: list[Page]) -> dict[str, dict[str, Any]]:
    """Return what is kept on sending: every question asked, yes or no, with its words."""
    return {
        question.key: {
            "yes": question.key in draft["yes"],
            "detail": str(draft["detail"].get(question.key, "")).strip() if question.key in draft["yes"] else "",
        }
        for page in asked
        for question in page.questions
    }


def in_words(answers: Mapping[str, Mapping[str, Any]] | None) -> dict[str, str]:
    """Return what was sent as {what was asked: "No", or "Yes. " and what they wrote}, for the person's own copy."""
    found = answers or {}
    asked = [question for page in PAGES for question in page.questions if question.key in found]
    return {each.text: _said(bool(found[each.key]["yes"]), str(found[each.key]["detail"])) for each in asked}


def draft_in_words(draft: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what was ticked so far in the same way: boxes that nobody has ticked may only not be reached yet."""
    if draft is None:
        return {}
    ticked = to_explain(draft, list(PAGES))
    return {each.text: _said(True, str(draft["detail"].get(each.key, "")).strip()) for each in ticked}


def _said(yes: bool, words: str) -> str:
    return ("Yes. " + words if words else "Yes") if yes else "No"
