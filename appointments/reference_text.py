"""A reference as people read it: on the page before it is sent, on HR's page, in the PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from appointments import questions
from appointments.models import Reference, ReferenceRequest
from appointments.questions import Page, Question, Questionnaire
from appointments.reference_pages import of_sent
from core.components import Change, Fact
from core.display import month_year, plain_date
from core.pdf import render_pdf

Facts = list[tuple[str, list[Fact]]]  # by title of the page


def words(question: Question, value: Any) -> str:
    """Return an answer as people read it."""
    if value in (None, ""):
        return ""
    if question.kind in ("yes_no", "choice"):
        return dict(question.choices or questions.YES_NO).get(value, str(value))
    if question.kind == "month":
        return month_year(date.fromisoformat(value))
    return "Yes" if value is True else str(value)


def facts_of(
    questionnaire: Questionnaire,
    answers: Mapping[str, Any],
    name: str,
    *,
    change: Callable[[Page, Question], Change] | None = None,
    only: tuple[str, ...] = (),
) -> Facts:
    """Return what was answered, page by page, in words about the candidate `name`.

    `change` gives each answer its link; `only` leaves out the pages that it does not name.
    """
    pages = [questions.named(page, name) for page in questionnaire.asked(answers) if not only or page.name in only]
    return [
        (page.title, [
            Fact(each.label, words(each, answers.get(each.key)), change(page, each) if change else None)
            for each in page.questions
            if change or each.required or answers.get(each.key)
        ])
        for page in pages
    ]  # fmt: skip


def sent_facts(reference: Reference, *, only: tuple[str, ...] = ()) -> Facts:
    """Return a sent reference as it was asked."""
    details = reference.request.application.details
    answers = reference.answers or {}
    name = questions.first_name(details.first_names, details.full_name)
    return facts_of(of_sent(answers), answers, name, only=only)


def answers_told(reference: Reference) -> dict[str, str]:
    """Return each question as it was asked and the answer, for the candidate's copy of what is held about them."""
    return {fact.label: fact.value for _, facts in sent_facts(reference) for fact in facts}


def reference_pdf(request: ReferenceRequest, pages: Facts, *, reference: Reference | None = None) -> bytes:
    """Return the reference as a PDF; without `reference` it says that it has not been sent."""
    application = request.application
    school = application.vacancy.school
    context = {
        "candidate": application.details.full_name,
        "vacancy": application.vacancy,
        "school": school,
        "referee": request.referee,
        "pages": pages,
        "sent_on": plain_date(reference.received_at) if reference else "",
        "in_confidence": bool(reference) and not reference.may_share,  # type: ignore[union-attr]
    }
    return render_pdf("pdf/reference.html", context, accent=school.accent)
