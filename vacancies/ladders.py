"""On time: the first tick at or after its time publishes a scheduled vacancy, or closes a published one, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from core import ladders
from core.ladders import Step
from vacancies.models import Vacancy
from vacancies.services.scheduling import publish_if_due
from vacancies.services.vacancy import close_if_due


def closings(now: datetime) -> Iterator[Step]:
    """Vacancies whose closing time has come. The step names the time: an extended vacancy closes again."""
    for vacancy in Vacancy.objects.due_to_close(now):
        if vacancy.closes_at is not None:
            step = f"{vacancy.closes_at:%Y%m%dT%H%M%S}"
            yield Step("vacancy.closing", vacancy, step, vacancy.closes_at, _closing(vacancy), vacancy.school_id)


def _closing(vacancy: Vacancy) -> Callable[[], str]:
    return lambda: "closed" if close_if_due(vacancy) else "skipped"


def publications(now: datetime) -> Iterator[Step]:
    """Scheduled vacancies whose time has come. The step names the time: another time is another step."""
    for vacancy in Vacancy.objects.due_to_publish(now):
        if vacancy.publish_at is not None:
            step = f"{vacancy.publish_at:%Y%m%dT%H%M%S}"
            yield Step(
                "vacancy.publication", vacancy, step, vacancy.publish_at, _publication(vacancy), vacancy.school_id
            )


def _publication(vacancy: Vacancy) -> Callable[[], str]:
    return lambda: publish_if_due(vacancy)


ladders.register("vacancy.publication", publications)
ladders.register("vacancy.closing", closings)
