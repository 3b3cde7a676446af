"""The task list of a draft: its sections, how far each is, what comes next, how long there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from django.urls import reverse

from applications.addresses import section_url
from applications.criteria import asked, is_wanted, rules_of
from applications.models import Application, SectionName, SectionState
from applications.review import Review, review
from applications.signs import used_words
from core.components import Task

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
