"""Where an application stands once it is sent, in words for its candidate. Nothing of the outcome before release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.turns import CandidateTurn, OthersTurn
from core.components import Cell, Column, Line, Table
from core.components import KeyDate as DateLine
from core.display import clock, day_date, day_month, when
from vacancies.models import KeyDate, Vacancy

S = Application.State


@dataclass(frozen=True)
class Standing:
    """Where an application that was sent stands. `kind` is the look of the turn block."""

    heading: str
    label: str
    text: str
    kind: Literal["theirs", "done", "stop", "yours"]


WORDS: dict[str, tuple[str, str, str, Literal["theirs", "done", "stop", "yours"]]] = {
    S.SUBMITTED: ("Your application is sent", "The school’s turn", "", "theirs"),
    S.SHORTLISTED: ("You are shortlisted", "The school’s turn", "The school asks your referees now.", "done"),
    S.NOT_SHORTLISTED: ("You are not shortlisted", "Finished", "You were not chosen for interview.", "theirs"),
    S.INTERVIEWED: ("You have been interviewed", "The school’s turn", "You hear the outcome next.", "theirs"),
    S.RECOMMENDED: ("You are recommended for the post", "The school’s turn", "The school writes to you next.", "done"),
    S.RESERVE: (
        "You are in reserve",
        "The school’s turn",
        "Somebody else was chosen. If they do not take the post, the school comes back to you.",
        "theirs",
    ),
    S.NOT_APPOINTED: ("You were not appointed", "Finished", "Somebody else was chosen for this post.", "theirs"),
    S.OFFERED: ("You have an offer", "Your turn", "Read the offer and answer it.", "yours"),
    S.ACCEPTED: (
        "You have accepted the offer",
        "The school’s turn",
        "The school makes its checks. Do not resign before it tells you that they are done.",
        "theirs",
    ),
    S.DECLINED: ("You declined the offer", "Finished", "Thank you for telling the school.", "theirs"),
    S.APPOINTED: ("You are appointed", "Finished", "The checks are done and the head has signed.", "done"),
    S.STARTED: ("You have started", "Finished", "Welcome to the school.", "done"),
    S.WITHDRAWN: ("You have withdrawn", "Finished", "Nobody at the school reads this application any more.", "theirs"),
}


def standing(application: Application) -> Standing:
    """The words for the application's state."""
    heading, label, text, kind = WORDS[application.state]
    vacancy = application.vacancy
    if vacancy.state == Vacancy.State.WITHDRAWN and application.state != S.WITHDRAWN:
        return Standing("The school has withdrawn this job", "Finished", "You need do nothing.", "theirs")
    if application.state == S.SUBMITTED:
        told = vacancy.key_dates.filter(kind=KeyDate.Kind.SHORTLIST).first()
        text = f"The panel reads it without names after {_closing(application)}. {_hear(told)}"
    return Standing(heading, label, text, kind)


def _hear(told: KeyDate | None) -> str:
    """By when the outcome comes; a day that has passed is no promise any more."""
    if told is None:
        return "We e-mail you when the outcome is known."
    if told.on < timezone.localdate():
        return f"The school wanted to tell you by {day_date(told.on)} and needs longer. We e-mail you when it is known."
    return f"You hear by {day_date(told.on)}."


def _closing(application: Application) -> str:
    return day_month(application.vacancy.closes_at) if application.vacancy.closes_at else "the closing date"


_AFTER_INTERVIEW = frozenset({KeyDate.Kind.OUTCOME})
_ON_SHORTLIST = _AFTER_INTERVIEW | {KeyDate.Kind.INTERVIEW}
# The vacancy's dates that are still to come for somebody in this state.
COMING: dict[str, frozenset[str]] = {
    S.SUBMITTED: _ON_SHORTLIST | {KeyDate.Kind.SIFT, KeyDate.Kind.SHORTLIST},
    S.SHORTLISTED: _ON_SHORTLIST,
    S.INTERVIEWED: _AFTER_INTERVIEW,
    S.RECOMMENDED: _AFTER_INTERVIEW,
}
_READ = ("Read by the panel",)
_INTERVIEWED = (*_READ, "Shortlisted", "Interviewed")
_OFFERED = (*_INTERVIEWED, "Offer made")
# What lies behind somebody in this state; the last is where they are.
PAST: dict[str, tuple[str, ...]] = {
    S.SHORTLISTED: (*_READ, "Shortlisted"),
    S.NOT_SHORTLISTED: (*_READ, "Not shortlisted"),
    S.INTERVIEWED: _INTERVIEWED,
    S.RECOMMENDED: (*_INTERVIEWED, "Recommended for the post"),
    S.RESERVE: (*_INTERVIEWED, "In reserve"),
    S.NOT_APPOINTED: (*_READ, "Not appointed"),
    S.OFFERED: _OFFERED,
    S.ACCEPTED: (*_OFFERED, "Offer accepted"),
    S.DECLINED: (*_OFFERED, "Offer declined"),
    S.APPOINTED: (*_OFFERED, "Offer accepted", "Appointed"),
    S.STARTED: (*_OFFERED, "Offer accepted", "Appointed", "Started"),
}
TOLD = frozenset({S.NOT_SHORTLISTED, S.NOT_APPOINTED})  # with the criteria it rests on, and why


def feedback_url(application: Application) -> str:
    """Where the candidate reads why, criterion by criterion, once they were told no; "" before."""
    return reverse("shortlisting:feedback", args=[application.ref]) if application.state in TOLD else ""


def dates_of(application: Application) -> list[DateLine]:
    """The way from sending to the outcome, from the vacancy's own dates and the state that was told."""
    found = []
    if application.submitted_at:
        sent = f"{day_month(application.submitted_at)}, {clock(application.submitted_at)}"
        found.append(DateLine("Sent", sent, "past"))
    steps = PAST.get(application.state, ())
    found += [DateLine(what, "", "past") for what in steps[:-1]] + [DateLine(what, "", "now") for what in steps[-1:]]
    if application.withdrawn_at:
        found.append(DateLine("Withdrawn", day_month(application.withdrawn_at), "past"))
    if (coming := COMING.get(application.state)) is None:
        return found
    words = {
        KeyDate.Kind.SIFT: "The panel reads applications",
        KeyDate.Kind.SHORTLIST: "We tell you if you are shortlisted",
        KeyDate.Kind.INTERVIEW: "Interviews",
        KeyDate.Kind.OUTCOME: "We tell you the outcome",
    }
    dated = [row for row in application.vacancy.key_dates.all() if row.kind in words and row.kind in coming]
    rows = [(row.on, words[KeyDate.Kind(row.kind)]) for row in dated]
    if application.vacancy.interview_on and KeyDate.Kind.INTERVIEW in coming:
        rows.append((application.vacancy.interview_on, "Interviews"))
    return found + [DateLine(what, day_month(day)) for day, what in sorted(set(rows))]


def turn_table(turns: Sequence[CandidateTurn], others: Sequence[OthersTurn], today: date) -> Table | None:
    """What is waiting, for whom and until when; None while nothing waits for anybody but the candidate."""
    if not others:
        return None
    mine = [
        Line([Cell(each.what, strong=True), Cell("You", strong=True), Cell(due_words(each.by, today))])
        for each in turns
    ]
    theirs = [Line([Cell(each.what, strong=True), Cell(each.who), Cell(each.when)]) for each in others]
    return Table(
        "What is waiting, for whom and until when", [Column("What"), Column("Who"), Column("By")], [*mine, *theirs]
    )


def due_words(by: date | None, today: date) -> str:
    """The day something is due: "24 November", "It was due on 24 November"."""
    if by is None:
        return "No set day"
    return f"It was due on {day_month(by)}" if by < today else day_month(by)


LIST_WORDS: dict[str, tuple[str, Literal["grey", "blue", "yellow", "orange", "red", "green"]]] = {
    S.SUBMITTED: ("Sent", "blue"),
    S.SHORTLISTED: ("Shortlisted", "green"),
    S.NOT_SHORTLISTED: ("Not shortlisted", "grey"),
    S.INTERVIEWED: ("Interviewed", "blue"),
    S.RECOMMENDED: ("Recommended", "green"),
    S.RESERVE: ("In reserve", "blue"),
    S.NOT_APPOINTED: ("Not appointed", "grey"),
    S.OFFERED: ("Offer to answer", "yellow"),
    S.ACCEPTED: ("Offer accepted", "green"),
    S.DECLINED: ("Offer declined", "grey"),
    S.APPOINTED: ("Appointed", "green"),
    S.STARTED: ("Started", "green"),
    S.WITHDRAWN: ("Withdrawn", "grey"),
}


NEXT: dict[str, str] = {
    S.SUBMITTED: "The school reads it",
    S.SHORTLISTED: "The school asks your referees",
    S.NOT_SHORTLISTED: "You can read why",
    S.INTERVIEWED: "You hear the outcome",
    S.RECOMMENDED: "The school writes to you",
    S.RESERVE: "The school comes back to you",
    S.NOT_APPOINTED: "You can read why",
    S.OFFERED: "Answer the offer",
    S.ACCEPTED: "The school makes its checks",
}


def mine_table(rows: Sequence[Application], now: datetime) -> Table:
    """A person's applications."""
    lines = []
    for row in rows:
        entering = row.state == S.DRAFT and row.on_paper_at is not None
        url = "" if entering else reverse("applications:task_list", args=[row.ref])
        school = row.vacancy.school.name
        lines.append(Line(cells=[Cell(row.vacancy.title, hint=school, url=url, about=school), *_where(row, now)]))
    return Table("Your applications", [Column("Job"), Column("Where it is"), Column("What is next")], lines)


def _where(row: Application, now: datetime) -> list[Cell]:
    found = _standing_cells(row, now)
    if unread := getattr(row, "unread", 0):
        return [found[0], Cell("Read the school’s message" if unread == 1 else f"Read the school’s {unread} messages")]
    return found


def _standing_cells(row: Application, now: datetime) -> list[Cell]:
    if row.vacancy.state == Vacancy.State.WITHDRAWN:
        return [Cell(tag="Job withdrawn", colour="grey"), Cell("Nothing to do")]
    if row.state == S.DRAFT and row.on_paper_at:
        return [Cell(tag="Came on paper", colour="blue"), Cell("The school is entering it")]
    if row.state == S.DRAFT:
        if row.may_be_sent(now) and row.closes_at:
            return [Cell(tag="Not sent yet", colour="yellow"), Cell(f"Send it by {when(row.closes_at)}")]
        return [Cell(tag="Closed, not sent", colour="grey"), Cell("You can still read and download it")]
    word, colour = LIST_WORDS[row.state]
    following = NEXT.get(row.state, "Nothing to do")
    if row.state == S.SHORTLISTED and row.vacancy.interview_on:
        following = f"Interviews are on {day_month(row.vacancy.interview_on)}"
    sent = f"Sent {day_month(row.submitted_at)}" if row.submitted_at and row.state == S.SUBMITTED else ""
    return [Cell(tag=word, colour=colour, hint=sent), Cell(following)]
