"""Equality monitoring: answered with the draft, parted from it at closing, nobody's when the vacancy ends.

Rows move in one shuffled batch, with new random keys, without times, and with one audit event for all: nothing in
their order, key or row version leads back to a person. See applications/models/monitoring.py.
"""

from __future__ import annotations

import hashlib
import hmac
import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from applications.models import Application, MonitoringAnswer, MonitoringDraft, MonitoringHeld, MonitoringStage
from applications.monitoring.questions import cleaned
from core import audit
from core.states import StateError
from vacancies.models import Vacancy

S = Application.State
Row = TypeVar("Row")
YEAR_STARTS = 9  # September
ENDED = (Vacancy.State.FILLED, Vacancy.State.UNFILLED, Vacancy.State.WITHDRAWN)
APPOINTED = (S.ACCEPTED, S.APPOINTED, S.STARTED)
NOT_FURTHER = (S.SUBMITTED, S.NOT_SHORTLISTED, S.WITHDRAWN)


def answer(application: Application, *, by: User, answers: Mapping[str, str]) -> None:
    """Keep what the candidate answered, over what they had answered. Nothing is asked for; all may be left out.

    No audit event of the single row. Raises StateError once the answers of this vacancy have been parted.
    """
    if application.candidate_id != by.pk:
        raise StateError("These are not your answers.")
    given = {code: value for code, value in cleaned(answers).items() if answers.get(code)}
    with transaction.atomic():
        if is_parted(application.vacancy):
            raise StateError("Your answers were parted from your application at closing, so they cannot be changed.")
        MonitoringDraft.objects.update_or_create(application=application, defaults={"answers": cast("Any", given)})


def is_parted(vacancy: Vacancy) -> bool:
    """Tell whether the answers of this vacancy have been moved: it closed, and nobody may apply any more."""
    return vacancy.state in ENDED or (vacancy.state == Vacancy.State.CLOSED and not _may_still_come(vacancy))


def _may_still_come(vacancy: Vacancy) -> bool:
    """Whether HR allowed somebody a later time that has not come: a batch of one would show whose it is."""
    return vacancy.applications.filter(state=S.DRAFT, closes_at_for_them__gt=timezone.now()).exists()


def tie_of(application_id: int) -> str:
    """Return the tie of an application: an HMAC under a key that is not in the database."""
    key = settings.MONITORING_KEY.encode()
    return hmac.new(key, f"monitoring:{application_id}".encode(), hashlib.sha256).hexdigest()


def part(vacancy: Vacancy) -> int:
    """Part the answers of everybody who applied from their applications; return how many are held.

    Again after a vacancy was opened again: then all of them are shuffled anew, so that the later ones are not a batch
    of their own. Parting twice changes nothing.
    """
    with transaction.atomic():
        drafts = MonitoringDraft.objects.filter(application__vacancy=vacancy, application__submitted_at__isnull=False)
        new = {tie_of(row.application_id): row.answers for row in drafts}
        if not new:
            return 0
        held = _held(vacancy)
        rows = {row.tie: row.answers for row in held} | new
        held.delete()
        drafts.delete()
        mixed = _shuffled(MonitoringHeld(tie=tie, answers=answers) for tie, answers in rows.items())
        MonitoringHeld.objects.bulk_create(mixed)
        audit.record("monitoring.parted", by=None, subject=vacancy, school_id=vacancy.school_id)
    return len(rows)


def finish(vacancy: Vacancy) -> int:
    """Turn the answers of a vacancy that ended into nobody's, with the stage each had reached; return how many.

    All rows of the school and year are written anew, shuffled together, so that a vacancy is no batch of its own.
    Finishing twice changes nothing. Raises ValueError for a vacancy that goes on.
    """
    if vacancy.state not in ENDED or vacancy.ended_at is None:
        raise ValueError("The vacancy has not ended.")
    with transaction.atomic():
        part(vacancy)
        MonitoringDraft.objects.filter(application__vacancy=vacancy).delete()  # never sent: not an applicant
        stages = {tie_of(pk): _stage(state) for pk, state in vacancy.applications.values_list("pk", "state")}
        held = _held(vacancy)
        year = school_year(timezone.localdate(vacancy.ended_at))
        fresh = [
            _answer(vacancy.school_id, year, stages[row.tie], cleaned(cast("Any", row.answers) or {})) for row in held
        ]
        held.delete()
        if not fresh:
            return 0
        there = MonitoringAnswer.objects.filter(school=vacancy.school_id, year=year)
        old = [_answer(row.school_id, row.year, row.stage, _columns(row)) for row in there]
        there.delete()
        MonitoringAnswer.objects.bulk_create(_shuffled([*old, *fresh]))
        audit.record("monitoring.finished", by=None, subject=vacancy, school_id=vacancy.school_id)
    return len(fresh)


def forget(applications: Iterable[Application]) -> None:
    """Delete what a person answered while it can still be found: with the draft, or held until the vacancy ends."""
    ids = [application.pk for application in applications]
    MonitoringDraft.objects.filter(application__in=ids).delete()
    MonitoringHeld.objects.filter(tie__in=[tie_of(pk) for pk in ids]).delete()


def _held(vacancy: Vacancy) -> QuerySet[MonitoringHeld]:
    ties = [tie_of(pk) for pk in vacancy.applications.values_list("pk", flat=True)]
    return MonitoringHeld.objects.filter(tie__in=ties)


def _stage(state: str) -> MonitoringStage:
    if state in APPOINTED:
        return MonitoringStage.APPOINTED
    return MonitoringStage.APPLIED if state in NOT_FURTHER else MonitoringStage.SHORTLISTED


def _columns(row: MonitoringAnswer) -> dict[str, str]:
    return {code: getattr(row, code) for code in cleaned({})}


def _answer(school_id: int, year: int, stage: str, answers: Mapping[str, str]) -> MonitoringAnswer:
    return MonitoringAnswer(school_id=school_id, year=year, stage=stage, **answers)


def _shuffled(rows: Iterable[Row]) -> list[Row]:
    mixed = list(rows)
    random.SystemRandom().shuffle(mixed)
    return mixed


def school_year(on: date | datetime) -> int:
    """Return the year in which the school year of a day begins: 2026 for September 2026 to August 2027."""
    return on.year if on.month >= YEAR_STARTS else on.year - 1
