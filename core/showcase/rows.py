"""Rows for each component."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth import get_user_model

from core.components import (
    Cell,
    Change,
    Column,
    Crumb,
    Event,
    Fact,
    GateLine,
    KeyDate,
    Line,
    NavItem,
    PageLink,
    Pages,
    Stage,
    Step,
    Table,
    Task,
)
from core.gates import Check, Finding, Force, GateName, GateReport, Row
from core.models import Waiver

HERE = "#main-content"

NAVIGATION = [
    NavItem("Home", HERE),
    NavItem("Vacancies", HERE, current=True),
    NavItem("Single central record", HERE),
]
TABS = [
    NavItem("Overview", HERE, current=True),
    NavItem("Applications", HERE),
    NavItem("Panel and sift", HERE),
]
CRUMBS = [Crumb("Vacancies", HERE), Crumb("SENCo", HERE)]
TASKS = [
    Task("Your details", "Completed", HERE),
    Task("Jobs and study", "In progress", HERE, "Explain one gap: March to August 2019", "blue"),
    Task("Referees", "Not started", HERE, colour="grey"),
    Task("Check your answers and send", "Cannot start yet", hint="When the sections above are finished."),
]
FACTS = [
    Fact("Hours", "Full time, or 4 days a week", Change(HERE)),
    Fact("Address", "Alderbrook High School\nMill Lane\nMarlham", Change(HERE)),
    Fact("Trust", "", Change(HERE)),
    Fact("Job pack", "Job pack (PDF, 6 pages)", url=HERE),
]
TABLE = Table(
    "What is waiting, for whom and until when",
    [Column("What"), Column("Who"), Column("Left", numeric=True), Column("Action", hidden=True)],
    [
        Line(
            [
                Cell("Answer a message", "Sent yesterday at 4:40pm", strong=True),
                Cell("You", strong=True),
                Cell("1"),
                Cell("Answer", url=HERE, about="the message"),
            ],
            mine=True,
        ),
        Line(group="Others"),
        Line(
            [
                Cell("Finish the sift", "Reminded today at 8am."),
                Cell("Colin Thackray"),
                Cell("7 of 18"),
                Cell("Remind again", url=HERE, about="Colin Thackray"),
            ]
        ),
        Line([Cell("Reference", "Graham Tillotson"), Cell("", tag="Late", colour="red"), Cell("3"), Cell()]),
    ],
)
EVENTS = [
    Event("7 Dec", "Asked by e-mail", state="ok", datetime="2026-12-07"),
    Event("9 Dec", "Reminded", "Opened, not started", state="past"),
    Event("Today", "Reminded a second time", state="now"),
    Event("14 Dec", "HR is told", "If nothing comes", state="next"),
]
DATES = [
    KeyDate("Thursday 19 November", "Visits, 4pm", "past"),
    KeyDate("Now open", "Closes at 9am on Monday 30 November", "now"),
    KeyDate("Tuesday 15 December", "Interviews at the school"),
]
STAGES = [
    Stage("Advert", "25 days", "Closed 30 November", "done"),
    Stage("Applications", "18", "4 more were not finished", "done"),
    Stage("Sift", "2 of 3", "panel members are done", "now"),
    Stage("Interview", "", "15 December, 5 places"),
    Stage("Offer", "", "Not started"),
    Stage("Checks", "", "Start on 12 April 2027"),
]
STEPS = [
    Step("Can you give a reference?", HERE, "done", "answered"),
    Step("Her job and dates", HERE, "now"),
    Step("Check and send"),
]
GATES = [
    GateLine(
        "Overseas check",
        "stop",
        "Law. It cannot be passed with a reason.",
        Change(HERE, "What we have so far"),
        ["She lived in Spain for 7 months in 2014."],
    ),
    GateLine(
        "References before the interview",
        "reason",
        "Guidance. One came the day after.",
        Change(HERE, "Both references"),
        reason="Mr Tillotson was away until 16 December. I rang him on the 14th.",
        reason_by="Dr Helen Ashgrove, Tuesday 5 January 2027, 4:12pm",
        actions=[Change(HERE, "Take back this reason")],
    ),
    GateLine("Two visits were offered", "advice", "Good practice. One is planned."),
    GateLine("Identity", "clear", "Passport seen by Marian Duxbury, 15 December 2026", Change(HERE, "Identity")),
    GateLine("Childcare disqualification", "not_needed", "No early years in this post"),
]
PAGES = Pages(
    [
        PageLink(1, "?page=1"),
        PageLink(None),
        PageLink(4, "?page=4"),
        PageLink(5, "?page=5", True),
        PageLink(6, "?page=6"),
    ],
    "?page=4",
    "?page=6",
    "Showing 81 to 100 of 118 applications",
)


def report() -> GateReport:
    """A gate with a finding of each kind; nothing is stored."""
    helen = get_user_model()(name="Dr Helen Ashgrove", email="head@example.org")
    waiver = Waiver(by=helen, at=datetime(2027, 1, 5, 16, 12, tzinfo=UTC), reason="I rang him on the 14th.")

    def row(force: Force, finding: Finding, passed: Waiver | None = None) -> Row:
        return Row(Check(GateName.SIGN, finding.key, force, "", lambda _: [], group="Checks"), finding, passed)

    return GateReport(
        GateName.SIGN,
        [
            row(Force.LAW, Finding("Overseas check", "It is not here yet.", url=HERE, key="overseas")),
            row(Force.SG, Finding("Two references", "One came after the interview.", key="references")),
            row(Force.SG, Finding("Online search", "Made on the day.", key="search"), waiver),
            row(Force.GP, Finding("Two visits were offered", "One is planned.", key="visits")),
            row(
                Force.LAW,
                Finding("Identity", "Passport seen", open=False, url=HERE, link="Identity", key="id"),
            ),
        ],
    )


def context() -> dict[str, Any]:
    """Everything the page needs, by name."""
    return {
        "navigation": NAVIGATION,
        "tabs": TABS,
        "crumbs": CRUMBS,
        "tasks": TASKS,
        "facts": FACTS,
        "table": TABLE,
        "events": EVENTS,
        "dates": DATES,
        "stage_list": STAGES,
        "step_list": STEPS,
        "gate_lines": GATES,
        "report": report(),
        "page_list": PAGES,
        "a_date": date(2026, 12, 10),
        "a_time": datetime(2026, 11, 30, 9, 0, tzinfo=UTC),
        "colours": ["grey", "blue", "yellow", "orange", "red", "green"],
        "words": "one two three",
    }
