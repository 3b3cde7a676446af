"""Reading threads: what stands on the pages of messages, and how many wait. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from applications import on_behalf, reveal
from applications.models import Application, Message, OnBehalf, Thread
from applications.turns import CandidateTurn, register
from core.components import Cell, Column, Line, Table
from core.display import when
from vacancies.models import Vacancy

WROTE = OnBehalf.Act.WROTE
UNREAD = Count("thread__messages", filter=Q(thread__messages__from_school=True, thread__messages__read_at=None))


@dataclass(frozen=True)
class MessageLine:
    """A message as a page shows it. `who` is "You" or the name that this reader may know."""

    pk: int
    who: str
    text: str
    at: datetime
    mine: bool  # of the reader's side
    to_many: bool
    unread: bool
    entered: str = ""  # how HR came to enter it for somebody without an e-mail address


def lines_of(thread: Thread | None, *, mine_is_school: bool) -> list[MessageLine]:
    """Return the messages of a thread, oldest first, for the candidate or for HR; one query."""
    if thread is None:
        return []
    application = thread.application
    other = "The candidate" if not mine_is_school else name_of(application) or "The candidate"
    marks = on_behalf.rows_of(application)
    rows = thread.messages.select_related("author")
    return [_line(row, mine_is_school, other, marks.get((WROTE, row.pk)), application) for row in rows]


def _line(
    row: Message, mine_is_school: bool, candidate: str, told: OnBehalf | None, application: Application
) -> MessageLine:
    school = f"{row.author}, {application.vacancy.school.name}" if row.author.name else application.vacancy.school.name
    who = school if row.from_school else candidate if mine_is_school else "You"
    return MessageLine(
        pk=row.pk,
        who=who,
        text=row.text,
        at=row.sent_at,
        mine=row.from_school == mine_is_school,
        to_many=row.bulk_id is not None,
        unread=row.read_at is None and row.from_school != mine_is_school,
        entered=on_behalf.in_words(told) if told else "",
    )


def name_of(application: Application) -> str:
    """The candidate's name where it may be known; "" while the sift is blind, and of a draft always."""
    return named(application, reveal.released_at(application.vacancy))


def named(application: Application, released: datetime | None) -> str:
    """The same where the time of the release is known already."""
    if not reveal.is_named_at(application, released):
        return ""
    details = getattr(application, "details", None)
    return (details.full_name if details else "") or str(application.candidate)


def title_of(thread: Thread) -> str:
    """The candidate's name, or the number of the conversation among those of the vacancy."""
    if name := name_of(thread.application):
        return name
    earlier = Thread.objects.filter(application__vacancy=thread.application.vacancy_id, pk__lte=thread.pk).count()
    return f"Conversation {earlier}"


def table_of(vacancy: Vacancy, threads: Iterable[Thread]) -> Table:
    """HR's list: those that wait first, the longest waiting on top. Rows bear `count` and `last_at`."""
    numbered = list(enumerate(threads, 1))
    released = reveal.released_at(vacancy)
    numbered.sort(key=lambda pair: (pair[1].waits_since is None, pair[1].waits_since or pair[1].started_at))
    lines = [_row(number, thread, vacancy, released) for number, thread in numbered]
    return Table("Conversations", [Column("With"), Column("Messages"), Column("Last"), Column("State")], lines)


def _row(number: int, thread: Thread, vacancy: Vacancy, released: datetime | None) -> Line:
    application = thread.application
    application.vacancy = vacancy
    name = named(application, released)
    writing = application.state == Application.State.DRAFT
    hint = "Still writing the application" if writing else application.get_state_display() if name else ""
    waits = thread.waits_since is not None
    cells = [
        Cell(
            name or f"Conversation {number}",
            hint=hint,
            url=reverse("applications:hr_thread", args=[vacancy.ref, thread.ref]),
            strong=waits,
        ),
        Cell(str(thread.count)),  # type: ignore[attr-defined]
        Cell(when(thread.last_at) if thread.last_at else ""),  # type: ignore[attr-defined]
        Cell(tag="Answer it", colour="yellow") if waits else Cell("Nothing to do"),
    ]
    return Line(cells=cells, mine=waits)


def unread_count(application: Application) -> int:
    """How many messages of the school the candidate has not opened."""
    return Message.objects.filter(thread__application=application, from_school=True, read_at=None).count()


def unread_turn(application: Application) -> list[CandidateTurn]:
    """The candidate's turn while the school has written what they have not read."""
    if not (count := unread_count(application)):
        return []
    what = "Read the school’s message" if count == 1 else f"Read the school’s {count} messages"
    return [CandidateTurn(what, what, reverse("applications:messages", args=[application.ref]))]


register(unread_turn)
