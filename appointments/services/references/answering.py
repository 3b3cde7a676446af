"""What a referee writes: kept page by page, sent whole, or declined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from appointments import questions, reference_pages
from appointments.models import Reference, ReferenceRequest
from appointments.questions import Questionnaire
from appointments.reference_pages import Asked
from appointments.services.references import differences, heads
from appointments.services.references.asking import ask_for_another
from appointments.services.references.chasing import plan
from appointments.services.references.post import school_of, write
from appointments.states import REFERENCE
from core.states import StateError
from vacancies.models import Criterion, Method, Vacancy

State = ReferenceRequest.State


def criteria_of(vacancy: Vacancy) -> list[Asked]:
    """Return the criteria that references are one way to assess, in the order of the person specification."""
    rows = Criterion.objects.filter(vacancy=vacancy).assessed_by(Method.REFERENCES)
    return [Asked(row.pk, row.text) for row in rows.order_by("section__position", "position", "pk")]


def questionnaire_of(request: ReferenceRequest) -> Questionnaire:
    """Return the pages that this referee is asked: one query for the vacancy's criteria."""
    return reference_pages.questionnaire(criteria_of(request.application.vacancy))


def save_page(request: ReferenceRequest, *, answers: Mapping[str, Any]) -> bool:
    """Keep what the referee has answered so far. The first save marks the request as opened.

    Returns whether these are the first answers. Raises StateError when the request was stopped or answered meanwhile.
    """
    with transaction.atomic():
        fresh = ReferenceRequest.objects.select_for_update().get(pk=request.pk)  # SQLite locks the whole file instead
        request.state, request.draft = fresh.state, fresh.draft
        if request.state == State.REQUESTED:
            REFERENCE.move(request, State.OPENED, by=None, school_id=school_of(request), opened_at=timezone.now())
        draft = {**(request.draft or {}), **answers}
        if not ReferenceRequest.objects.filter(pk=request.pk, state=State.OPENED).update(draft=draft):
            raise StateError("This reference is no longer asked for.")
        first = not questions.begun(request.draft)
        request.draft = draft
    return first


def send(request: ReferenceRequest) -> Reference:
    """The referee sends the reference. Raises StateError when pages are missing or it was sent already."""
    criteria = criteria_of(request.application.vacancy)
    answers: dict[str, Any] = dict(request.draft or {})
    if reference_pages.questionnaire(criteria).missing(answers):
        raise StateError("Answer every question before you send the reference.")
    with transaction.atomic():
        write(request, "reference_thanks")
        reference = receive(request, answers={**answers, **reference_pages.snapshot(criteria)})
        heads.ask_named_head(reference)
        write(request, "reference_received")
        differences.compare(reference)
    return reference


def receive(request: ReferenceRequest, *, answers: Mapping[str, Any], **columns: Any) -> Reference:
    """Turn what was answered into the reference: the link is dead from now on. In the caller's transaction."""
    now = timezone.now()
    REFERENCE.move(
        request,
        State.RECEIVED,
        by=columns.get("entered_by"),
        school_id=school_of(request),
        answered_at=now,
        draft=None,
        next_at=None,
        link_version=request.link_version + 1,
    )
    return Reference.objects.create(
        request=request,
        answers=dict(answers),
        concern=questions.needs_decision(answers),
        may_share=answers.get("share") == "yes",
        received_at=now,
        **columns,
    )


def decline(request: ReferenceRequest, *, reason: str = "", instead: Mapping[str, str] | None = None) -> None:
    """The referee says no. HR is told.

    With `instead` (name, job_title, email) they name who should answer: HR looks at the address first. Without,
    the candidate is asked for somebody else at once.
    """
    named = {f"named_{key}": value for key, value in (instead or {}).items() if value}
    with transaction.atomic():
        REFERENCE.move(
            request,
            State.DECLINED,
            by=None,
            school_id=school_of(request),
            answered_at=timezone.now(),
            declined_reason=reason.strip(),
            draft=None,
            link_version=request.link_version + 1,
            **named,
        )
        write(request, "reference_declined")
        if named:
            plan(request)
        else:
            ask_for_another(request, by=None)
