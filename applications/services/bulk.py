"""One text to many candidates of a vacancy. Each gets it in their own thread, with a notice by e-mail."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from applications import merge, reveal
from applications.letters import called
from applications.models import Application, BulkMessage, Message, Thread
from applications.services.messages import LONGEST, MessageError, tell_candidate
from core.audit import record
from core.display import day_date, when
from vacancies.models import Vacancy

S = Application.State
# Before the release only what is no secret: who is still writing, and who has sent.
GROUPS: dict[str, str] = {
    S.DRAFT: "Still writing",
    S.SUBMITTED: "Sent, not decided",
    S.SHORTLISTED: "Shortlisted, to be interviewed",
    S.NOT_SHORTLISTED: "Not shortlisted",
    S.INTERVIEWED: "Interviewed, not decided",
    S.RECOMMENDED: "Recommended",
    S.RESERVE: "In reserve",
    S.NOT_APPOINTED: "Not appointed",
}
FIRST_NAME, FULL_NAME = "first name", "full name"
NOT_SHOWN = {FIRST_NAME: "[first name]", FULL_NAME: "[full name]"}


def can_be_written_to(vacancy: Vacancy) -> QuerySet[Application]:
    """Candidates of the vacancy in one of GROUPS with an open account or a postal address, in the order they began."""
    reached = Q(candidate__is_active=True) | Q(paper__by_post=True)
    on_paper_unsent = Q(state=S.DRAFT, on_paper_at__isnull=False)
    rows = Application.objects.filter(reached, vacancy=vacancy, state__in=GROUPS).exclude(on_paper_unsent)
    return rows.select_related("candidate", "details", "paper").order_by("pk")


def group_counts(vacancy: Vacancy) -> dict[str, int]:
    """How many candidates are in each group that has any; one query."""
    counts = can_be_written_to(vacancy).order_by().values("state").annotate(n=Count("pk"))
    found = {row["state"]: row["n"] for row in counts}
    return {state: found[state] for state in GROUPS if state in found}


def recipients(vacancy: Vacancy, groups: Iterable[str]) -> list[Application]:
    """The candidates of the chosen groups, ready to fill in their letters; one query."""
    return list(can_be_written_to(vacancy).filter(state__in=list(groups)))


def usable_fields(vacancy: Vacancy) -> dict[str, str]:
    """Every field, with why it cannot be used now; "" when it can."""
    return {
        FIRST_NAME: "",
        FULL_NAME: "",
        "job": "",
        "school": "",
        "closing time": "" if vacancy.closes_at else "the vacancy has no closing time",
        "interview date": "" if vacancy.interview_on else "the vacancy has no interview date",
        "contact": "" if vacancy.contact_name else "the advert names nobody to ask",
    }


def letter_for(application: Application, vacancy: Vacancy, text: str) -> str:
    """The letter as this candidate reads it."""
    return merge.fill(text, _of_person(application) | _of_vacancy(vacancy))


def preview_for(application: Application, vacancy: Vacancy, text: str, *, released: datetime | None) -> str:
    """The letter as HR sees it before sending: without a name that HR may not know yet, so always of a draft."""
    shown = _of_person(application) if reveal.is_named_at(application, released) else NOT_SHOWN
    return merge.fill(text, shown | _of_vacancy(vacancy))


def _of_person(application: Application) -> dict[str, str]:
    details = getattr(application, "details", None)
    full = (details.full_name if details else "") or application.candidate.name
    return {FIRST_NAME: called(application) or "candidate", FULL_NAME: full or "candidate"}


def _of_vacancy(vacancy: Vacancy) -> dict[str, str]:
    return {
        "job": vacancy.title,
        "school": vacancy.school.name,
        "closing time": when(vacancy.closes_at) if vacancy.closes_at else "",
        "interview date": day_date(vacancy.interview_on) if vacancy.interview_on else "",
        "contact": ", ".join(each for each in (vacancy.contact_name, vacancy.contact_email) if each),
    }


def check_text(text: str, vacancy: Vacancy) -> None:
    """Raise MessageError when the text is missing, too long, or has a field that cannot be filled."""
    if not text.strip():
        raise MessageError("Write your message")
    if len(text) > LONGEST:
        raise MessageError(f"Your message must be {LONGEST:,} characters or fewer. It has {len(text):,}")
    if found := merge.problems(text, usable_fields(vacancy)):
        raise MessageError(found[0])


def send_bulk(vacancy: Vacancy, *, by: User, text: str, groups: Sequence[str], form_key: uuid.UUID) -> BulkMessage:
    """Send `text` to everybody who is in `groups` now, in their thread and with a notice; pressed twice it is once.

    Raises MessageError for a text that cannot be sent, or when nobody is in the groups any more. What a candidate
    had asked still waits for its own answer.
    """
    text = text.strip()
    check_text(text, vacancy)
    try:
        with transaction.atomic():
            people = recipients(vacancy, groups)
            if not people:
                raise MessageError("Nobody is in these groups now. Choose others", "groups")
            bulk = BulkMessage.objects.create(
                vacancy=vacancy, text=text, groups=list(groups), recipients=len(people), by=by, form_key=form_key
            )
            for message, application in _messages(bulk, people, vacancy):
                tell_candidate(message, application)
            codes: dict[str, str | int | bool | None] = {"recipients": len(people), "groups": ",".join(groups)}
            record("message.to_many", by=by, subject=bulk, school_id=vacancy.school_id, codes=codes)
    except IntegrityError:  # the other press was first
        same = BulkMessage.objects.filter(form_key=form_key, vacancy=vacancy, by=by).first()
        if same is None:
            raise
        return same
    return bulk


def _messages(bulk: BulkMessage, people: Sequence[Application], vacancy: Vacancy) -> list[tuple[Message, Application]]:
    """Write one message for each, in four queries whatever their number (a thousand at a time)."""
    Thread.objects.bulk_create([Thread(application=each) for each in people], ignore_conflicts=True)
    threads = {thread.application_id: thread for thread in Thread.objects.filter(application__in=people)}
    for each in people:
        each.vacancy = vacancy
    made = [
        Message(
            thread=threads[each.pk],
            from_school=True,
            author_id=bulk.by_id,
            text=letter_for(each, vacancy, bulk.text),
            bulk=bulk,
        )
        for each in people
    ]
    return list(zip(Message.objects.bulk_create(made), people, strict=True))
