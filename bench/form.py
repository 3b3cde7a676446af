"""What the candidate's form costs, small and large: a first application, and one of 25 posts and 40 criteria.

Saving a statement while it is typed happens every few seconds for every candidate at once, so its queries must not
grow with what else the application holds, and neither may those of the task list. Times are ratios of the two, taken
in one process.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from bench import Result, figure, in_own_process, least, prepare, queries

REPETITIONS = 15
POSTS, CRITERIA = 25, 40
SAVE, GROWTH, TASK_LIST = 8, 1.5, 3.0  # limits: queries of a save; the large one's time over the small one's


def run() -> list[Result]:
    """Measure in a process of its own, over a database of its own."""
    return in_own_process("bench.form")


def _measure() -> list[dict[str, Any]]:
    prepare()
    small, large = _application(posts=1, criteria=1), _application(posts=POSTS, criteria=CRITERIA)
    saves = [_saver(each) for each in (small, large)]
    lists = [_reader(each) for each in (small, large)]
    save_small, save_large, list_small, list_large = least(REPETITIONS, *saves, *lists)
    asked = [queries(act) for act in (*saves, *lists)]
    return [
        _figure("saving a statement, first application", save_small * 1000, "ms"),
        _figure("saving a statement, queries", max(asked[:2]), "", SAVE),
        _figure("saving a statement, queries more in the large one", asked[1] - asked[0], "", 0),
        _figure("saving a statement, growth", save_large / save_small, "x", GROWTH),
        _figure("task list, first application", list_small * 1000, "ms"),
        _figure("task list, queries", asked[2], ""),
        _figure("task list, queries more in the large one", asked[3] - asked[2], "", 0),
        _figure("task list, growth", list_large / list_small, "x", TASK_LIST),
    ]


def _figure(name: str, value: float, unit: str, limit: float | None = None) -> dict[str, Any]:
    return figure(name, value, unit, REPETITIONS, limit)


def _application(*, posts: int, criteria: int) -> Any:
    """A complete draft with so many posts, each with a break before it, and so many written criteria."""
    from applications.models import Break, EmploymentRecord
    from bench.sift import _points
    from tests.applications.factories import complete_application
    from tests.vacancies.factories import published_vacancy

    vacancy = published_vacancy()
    _points(vacancy, criteria)
    application = complete_application(vacancy)
    application.employment.all().delete()
    application.breaks.all().delete()
    year = date.today().year - posts  # noqa: DTZ011 - a year is near enough
    EmploymentRecord.objects.bulk_create(
        EmploymentRecord(
            application=application, employer=f"School {n}", role=f"Teacher {n}", duties="Teaching",
            reason_for_leaving="A wider role", started_on=date(year + n, 2, 1),
            ended_on=date(year + n, 12, 1) if n + 1 < posts else None,
        )
        for n in range(posts)
    )  # fmt: skip
    januaries = [date(year + n, 1, 1) for n in range(posts)]
    Break.objects.bulk_create(
        Break(application=application, reason="Between posts", started_on=day, ended_on=day) for day in januaries
    )
    return application


def _saver(application: Any) -> Callable[[], object]:
    """Save the first statement, each time with other words."""
    from applications.services.statements import save_statement

    row = application.statements.select_related("criterion").first()
    seen = [row.version]

    def save() -> None:
        text = f"{row.text} Sentence {seen[0]}."
        seen[0] = save_statement(application, row.criterion, by=application.candidate, text=text, seen=seen[0]).version

    return save


def _reader(application: Any) -> Callable[[], object]:
    """Look at the task list as its candidate does."""
    from django.test import Client
    from django.urls import reverse

    client, page = Client(SERVER_NAME="localhost"), reverse("applications:task_list", args=[application.ref])
    client.force_login(application.candidate)

    def read() -> None:
        assert client.get(page).status_code == 200

    return read


if __name__ == "__main__":
    print(json.dumps(_measure()))
