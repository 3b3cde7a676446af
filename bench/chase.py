"""What the minute's tick costs over 10,000 open references and 50,000 open checks, and the record of 500 staff.

Only what is due may cost: with the same hundred due, the tick over ten times as many open rows is compared with the
tick over a tenth of them, in one process. The record opens in as many queries for 500 people as for one.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from bench import Result, figure, in_own_process, least, prepare, queries

REPETITIONS = 7
REFERENCES, CHECKS, DUE, STAFF = 10_000, 50_000, 100, 500
TENTH = 10
GROWTH = 2.0  # limit: the tick over all rows against the tick over a tenth of them, with the same rows due


def run() -> list[Result]:
    """Measure in a process of its own, over a database of its own."""
    return in_own_process("bench.chase")


def _measure() -> list[dict[str, Any]]:
    prepare()
    candidates = _candidates(REFERENCES // TENTH)
    _rows(candidates, REFERENCES // TENTH, CHECKS // TENTH, due=DUE)
    (few,) = least(REPETITIONS, _tick)
    few_asked = queries(_tick)
    _rows(candidates, REFERENCES - REFERENCES // TENTH, CHECKS - CHECKS // TENTH, due=0)
    (many,) = least(REPETITIONS, _tick)
    one, staff = _record()
    return [
        _figure("tick, 10,000 references and 50,000 checks open", many * 1000, "ms"),
        _figure("tick, growth from a tenth of the rows", many / few, "x", GROWTH),
        _figure("tick, queries more than over a tenth", queries(_tick) - few_asked, "", 0),
        _figure("record of 500 staff, queries more than for one", staff - one, "", 0),
    ]


def _figure(name: str, value: float, unit: str, limit: float | None = None) -> dict[str, Any]:
    return figure(name, value, unit, REPETITIONS, limit)


def _tick() -> object:
    from core.services.tick import run as tick

    return tick(dry_run=True)


def _candidates(number: int) -> list[Any]:
    """Shortlisted people for one vacancy, with their details."""
    from django.utils import timezone

    from accounts.models import User
    from applications.models import Application, PersonalDetails
    from tests.vacancies.factories import closed_vacancy

    vacancy, now = closed_vacancy(), timezone.now()
    people = User.objects.bulk_create(User(email=f"bench{n}@example.org") for n in range(number))
    found = Application.objects.bulk_create(
        Application(vacancy=vacancy, candidate=each, state="shortlisted", submitted_at=now) for each in people
    )
    PersonalDetails.objects.bulk_create(PersonalDetails(application=each, first_names="Ada") for each in found)
    return found


def _rows(candidates: list[Any], references: int, checks: int, *, due: int) -> None:
    """Open references and checks, of which the first `due` are due and the rest next month."""
    _references(candidates, references, due)
    _checks(candidates[0].vacancy, checks, due)


def _references(candidates: list[Any], references: int, due: int) -> None:
    from django.utils import timezone

    from applications.models import Referee
    from appointments.models import ReferenceRequest

    now, month = timezone.now(), timezone.now() + timedelta(days=30)
    referees = Referee.objects.bulk_create(
        Referee(application=candidates[n % len(candidates)], name=f"Head {n}", email=f"head{n}@example.org")
        for n in range(references)
    )
    ReferenceRequest.objects.bulk_create(
        ReferenceRequest(
            application=referee.application, referee=referee, requested_at=now - timedelta(days=9),
            next_at=now - timedelta(minutes=n % 9) if n < due else month,
        )
        for n, referee in enumerate(referees)
    )  # fmt: skip


def _checks(vacancy: Any, checks: int, due: int) -> None:
    """Ten for each of so many people who have accepted."""
    from django.utils import timezone

    from accounts.models import User
    from applications.models import Application, PersonalDetails
    from appointments.models import Check
    from appointments.models.check import CheckCode

    codes = CheckCode.values[:10]
    needed = -(-checks // len(codes))
    now = timezone.now()
    base = User.objects.count()
    people = User.objects.bulk_create(User(email=f"checked{base + n}@example.org") for n in range(needed))
    checked = Application.objects.bulk_create(
        Application(vacancy=vacancy, candidate=each, state="accepted", submitted_at=now) for each in people
    )
    PersonalDetails.objects.bulk_create(PersonalDetails(application=each, first_names="Ada") for each in checked)
    today = timezone.localdate()
    Check.objects.bulk_create(
        [
            Check(
                application=application, code=code, status="asked_for",
                chase_on=today if place == 0 and n < due else today + timedelta(days=30),
                due_on=today + timedelta(days=30),
            )
            for n, application in enumerate(checked)
            for place, code in enumerate(codes)
        ],
        batch_size=2000,
    )  # fmt: skip


def _record() -> tuple[int, int]:
    """The queries of the record of one person, and of 500."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from appointments.models import RecordEntry
    from tests.factories import MembershipFactory

    settings.SECOND_FACTOR_REQUIRED, settings.ALLOWED_HOSTS = False, ["*"]
    member = MembershipFactory()
    client, url = Client(), reverse("appointments:record", args=[member.school.ref])
    client.force_login(member.user)
    found = []
    for number in (1, STAFF - 1):
        RecordEntry.objects.bulk_create(
            RecordEntry(school=member.school, surname=f"Wren{n}", job_title="Teacher", starts_on=timezone.localdate())
            for n in range(number)
        )
        client.get(url)
        found.append(queries(lambda: client.get(url)))
    return found[0], found[1]


if __name__ == "__main__":
    print(json.dumps(_measure()))
