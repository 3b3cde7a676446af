"""The parts of an advert and what each still needs, from the publish gate: one rule, shown in two places."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from core import gates
from core.components import Task
from core.gates import GateName, GateReport
from vacancies.models import Vacancy

# Each page of the advert: its address, its label.
PARTS = (
    ("vacancies:review", "Person specification"),
    ("vacancies:duties", "Job description"),
    ("vacancies:details", "The job, contract and pay"),
    ("vacancies:statements", "Statements"),
    ("vacancies:dates", "Dates"),
    ("shortlisting:panel", "The panel"),
)


@dataclass(frozen=True)
class AdvertTasks:
    """The list of parts, and how many things stop publication."""

    tasks: list[Task]
    left: int
    first_url: str  # of the first thing to do
    first_label: str
    report: GateReport


def tasks_of(vacancy: Vacancy) -> AdvertTasks:
    """Return the parts of `vacancy`'s advert; a part is ready when nothing on its page stops the gate."""
    report = gates.run(GateName.PUBLISH, vacancy)
    tasks, first = [], ("", "")
    for name, label in PARTS:
        try:
            url = reverse(name, args=[vacancy.ref])
        except NoReverseMatch:
            continue
        stops = [row for row in report.rows if row.stops and row.finding.url.split("#")[0] == url]
        if stops and not first[0]:
            first = (url, label)
        tasks.append(_task(label, url, len(stops)) if vacancy.state == Vacancy.State.DRAFT else Task(label, "", url))
    return AdvertTasks(tasks, sum(row.stops for row in report.rows), *first, report)


def _task(label: str, url: str, stops: int) -> Task:
    if not stops:
        return Task(label, "Ready", url)
    return Task(label, f"{stops} to settle", url, colour="yellow")
