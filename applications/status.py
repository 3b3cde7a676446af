"""Where an application stands, in words for its candidate. Says only what the state says: nothing before release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.urls import reverse

from applications.addresses import section_url
from applications.criteria import asked, is_wanted, rules_of
from applications.models import Application, SectionName, SectionState
from applications.review import Review, review
from applications.signs import used_words
from core.components import Cell, Column, Line, Table, Task
from core.components import KeyDate as DateLine
from core.display import clock, day_date, day_month, when
from vacancies.models import KeyDate, Vacancy

S = Application.State
GROUPS: tuple[tuple[str, tuple[SectionName, ...]], ...] = (
    ("About you", (SectionName.DETAILS, SectionName.STATUS, SectionName.QUALIFICATIONS)),
    ("Your experience", (SectionName.HISTORY,)),
    ("Why you", (SectionName.STATEMENTS, SectionName.FAITH)),
    ("People who know your work", (SectionName.REFEREES,)),
    ("Help and fairness", (SectionName.ADJUSTMENTS, SectionName.LINKS)),
)
CARRY_ON = {
    SectionName.DETAILS: "Carry on with your details",
    SectionName.STATUS: "Carry on with your teaching status",
    SectionName.QUALIFICATIONS: "Carry on with your qualifications",
    SectionName.HISTORY: "Carry on with your history",
    SectionName.STATEMENTS: "Carry on with your statements",
    SectionName.FAITH: "Carry on with faith",
    SectionName.REFEREES: "Carry on with your referees",
    SectionName.ADJUSTMENTS: "Carry on with adjustments",
    SectionName.LINKS: "Carry on with links",
    SectionName.DECLARATIONS: "Carry on with your declarations",
}
HINTS = {
    SectionName.STATUS: "QTS, teacher reference number, SENCo qualification",
    SectionName.REFEREES: "Two people. One speaks for your present or last employer.",
    SectionName.ADJUSTMENTS: "Only HR reads this. The panel never does.",
}


def time_left(closes_at: datetime, now: datetime) -> str:
    """How long there is, in words: "4 days left", "3 hours left", "12 minutes left"."""
    minutes = int((closes_at - now).total_seconds() // 60)
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if count := minutes // size:
            return f"{count} {unit}{'' if count == 1 else 's'} left"
    return "Less than a minute left"


def tasks(application: Application, now: datetime) -> dict[str, Any]:
    """What the task list shows; `application` is loaded by whole()."""
    criteria = asked(application.vacancy).now
    looked = review(application, criteria)
    open_now = application.may_be_sent(now)
    done = len(looked.done)
    ready = looked.complete
    sections = application.section_names
    groups = [
        (f"group-{n}", title, [_task(looked, each, open_now, criteria) for each in found if each in sections])
        for n, (title, found) in enumerate(GROUPS)
    ]
    finish = [_task(looked, SectionName.DECLARATIONS, open_now, criteria), _send(application, ready, open_now)]
    groups.append(("finish", "Finish", finish))
    following = looked.next_section
    return {
        "groups": groups,
        "done": done,
        "bar_label": f"{done} of {len(sections)} sections finished",
        "total": len(sections),
        "open_now": open_now,
        "left": time_left(application.closes_at, now) if open_now and application.closes_at else "",
        "ready": ready,
        "following": section_url(application, following) if following else "",
        "carry_on": _carry_on(looked),
        "is_new": not application.sections,
    }


def _send(application: Application, ready: bool, open_now: bool) -> Task:
    label = "Check your answers and send"
    if not open_now:
        return Task(label, "Not sent")
    if not ready:
        return Task(label, "Cannot start yet", hint="You can send it when the sections above are finished.")
    return Task(label, "Ready", reverse("applications:check", args=[application.ref]), colour="blue")


def _carry_on(looked: Review) -> str:
    if not looked.application.sections:
        return "Start with your details"
    return CARRY_ON[looked.next_section] if looked.next_section else ""


STATUS_TAGS: dict[SectionState, tuple[str, Literal["grey", "blue", "yellow"] | None]] = {
    SectionState.NOT_STARTED: ("Not started", "grey"),
    SectionState.COPIED: ("Check what we copied", "yellow"),
    SectionState.IN_PROGRESS: ("In progress", "blue"),
    SectionState.DONE: ("Completed", None),
}


def _task(looked: Review, section: SectionName, open_now: bool, criteria: Sequence[Any]) -> Task:
    state = looked.state(section)
    status, colour = STATUS_TAGS[state]
    url = section_url(looked.application, section) if open_now else ""
    return Task(str(section.label), status, url, _hint(looked, section, state, criteria), colour)


def _hint(looked: Review, section: SectionName, state: SectionState, criteria: Sequence[Any]) -> str:
    if section == SectionName.STATEMENTS:
        used = used_words(looked.application, criteria)
        if rules_of(looked.application.vacancy).one:
            return f"About {used} used." if used else HINTS.get(section, "")
        wanted = [row.pk for row in criteria if is_wanted(row)]
        texts = {row.criterion_id for row in looked.application.statements.all() if row.text.strip()}
        written = f"{sum(pk in texts for pk in wanted)} of {len(wanted)} written"
        return f"{written}. About {used} used." if used else written
    if state == SectionState.COPIED:
        return "From your last application. Look through it."
    if state != SectionState.IN_PROGRESS:
        return HINTS.get(section, "")
    gaps = [problem.message for problem in looked.of(section) if problem.kind == "gap"]
    if gaps:
        first = gaps[0].partition(": ")[2]
        return f"Explain one gap: {first}" if len(gaps) == 1 else f"Explain {len(gaps)} gaps: {first} and others"
    problems = looked.of(section)
    return problems[0].message if problems else HINTS.get(section, "")


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
        by = f" You hear by {day_date(told.on)}." if told else " We e-mail you when the outcome is known."
        text = f"The panel reads it without names after {_closing(application)}.{by}"
    return Standing(heading, label, text, kind)


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
