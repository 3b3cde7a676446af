"""How far each part of an advert is: from what is filled in, what the publish gate says and what HR said of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse

from core import gates
from core.components import Task
from core.gates import GateName, GateReport
from vacancies.models import Vacancy
from vacancies.parts import GROUPS, PARTS, Part
from vacancies.services.sections import marks_of

NOT_STARTED, IN_PROGRESS, DONE = "Not started", "In progress", "Done"


@dataclass(frozen=True)
class TaskGroup:
    """Parts under their heading."""

    heading: str
    tasks: list[Task]


@dataclass(frozen=True)
class AdvertTasks:
    """The parts, how many are done, and how many things stop publication."""

    groups: list[TaskGroup]
    done: int
    total: int  # the parts that cannot be left out
    left: int
    first_url: str  # of the first thing to do
    first_label: str


def tasks_of(vacancy: Vacancy) -> AdvertTasks:
    """Return the parts of `vacancy`'s advert: the queries of the gate and two more."""
    report = gates.run(GateName.PUBLISH, vacancy)
    states = _States(vacancy, report)
    groups, first, done, total = [], ("", ""), 0, 0
    for group in GROUPS:
        tasks = []
        for part in group.parts:
            url = address(part, vacancy)
            if not url:
                continue
            state, stops = states.of(part, url)
            total += not part.optional
            done += state == DONE and not part.optional
            if state != DONE and not part.optional and not first[0]:
                first = (url, part.label)
            tasks.append(_task(part, url, state, stops, draft=vacancy.state == Vacancy.State.DRAFT))
        if tasks:
            groups.append(TaskGroup(group.heading, tasks))
    return AdvertTasks(groups, done, total, sum(row.stops for row in report.rows), *first)


def address(part: Part, vacancy: Vacancy) -> str:
    """The page of a part; "" where no stage has it."""
    try:
        return reverse(part.page, args=[vacancy.ref])
    except NoReverseMatch:
        return ""


def next_part(vacancy: Vacancy, slug: str) -> str:
    """The page of the next part that still needs something, from `slug` on and round again; else the list of parts.

    What is done (a pack and the school's settings fill in much) and what may be left out stand on the list.
    """
    now = Vacancy.objects.select_related("school__trust").get(pk=vacancy.pk)  # as it was just saved
    states = _States(now, gates.run(GateName.PUBLISH, now))
    after = 1 + next(place for place, part in enumerate(PARTS) if part.slug == slug)
    for part in (*PARTS[after:], *PARTS[: after - 1]):
        url = address(part, now)
        if url and not part.optional and states.of(part, url)[0] != DONE:
            return url
    return reverse("vacancies:advert", args=[vacancy.ref])


class _States:
    """The state of each part, read once."""

    def __init__(self, vacancy: Vacancy, report: GateReport) -> None:
        self.vacancy = vacancy
        self.stops: dict[str, int] = {}
        for row in report.rows:
            if row.stops:
                url = row.finding.url.split("#")[0]
                self.stops[url] = self.stops.get(url, 0) + 1
        self.marks = marks_of(vacancy)
        self.rows = _rows_of(vacancy)

    def of(self, part: Part, url: str) -> tuple[str, int]:
        """Not started, in progress or done; and how many things on its page stop publication."""
        stops, mark = self.stops.get(url, 0), self.marks.get(part.slug)
        filled = self.rows.get(part.rows, False) or any(_filled(getattr(self.vacancy, name)) for name in part.fields)
        missing = [name for name in part.needs if not getattr(self.vacancy, name)]
        if stops or missing or mark is False:
            return (IN_PROGRESS if filled or mark is not None else NOT_STARTED), stops
        return (DONE if filled or mark else NOT_STARTED), 0


def _filled(value: object) -> bool:
    """Whether something was said: also "no" to a question."""
    return value not in (None, "")


def _rows_of(vacancy: Vacancy) -> dict[str, bool]:
    """Which related rows there are; one query for all of them."""
    there = {}
    for name in {part.rows for part in PARTS if part.rows}:
        relation = next((each for each in Vacancy._meta.related_objects if each.get_accessor_name() == name), None)
        if relation is not None:
            rows = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            there[f"has_{name}"] = Exists(rows)
    found = Vacancy.objects.filter(pk=vacancy.pk).values(**there).get()
    return {name.removeprefix("has_"): bool(has) for name, has in found.items()}


def _task(part: Part, url: str, state: str, stops: int, *, draft: bool) -> Task:
    if not draft:
        return Task(part.label, "", url)
    hint = f"{stops} to settle" if stops else "You can leave this out" if part.optional and state == NOT_STARTED else ""
    if state == DONE or (part.optional and state == NOT_STARTED):
        return Task(part.label, state, url, hint)
    return Task(part.label, state, url, hint, colour="grey" if state == NOT_STARTED else "blue")
