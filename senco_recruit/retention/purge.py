"""Erasing what is due, one transaction a paper: killed at any instant, the next run goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from applications.models import Application
from core.audit import record, subject_of
from core.personal_data import Erase, register
from core.services.personal_data import erase_unrecorded
from senco_recruit.retention import clocks, papers
from senco_recruit.retention.dated import DATED, Dated
from vacancies.models import ImportedPack, UndoStep, Vacancy

if TYPE_CHECKING:
    from accounts.models import User

Counts = dict[str, int]  # rows erased by model label


@dataclass(frozen=True)
class Paper:
    """Something that is due to go, or went. `since`: the day its time is counted from."""

    what: str  # a key of KINDS, or a model's label
    subject_type: str
    subject_id: int
    school_id: int | None
    since: date
    why: str
    rows: Counts = field(default_factory=dict)  # empty before it went


@dataclass(frozen=True)
class Kind:
    """A kind of paper: what is due of it, how it is erased, why in words."""

    due: Callable[[datetime], QuerySet[Any]]
    erase: Callable[[Any, datetime], Counts]
    why: Callable[[Any], str]


def due(at: datetime) -> Iterator[Paper]:
    """Yield what would be erased at the instant `at`, and why: one query a kind."""
    for what, kind in KINDS.items():
        yield from (_paper(what, row, kind.why(row)) for row in kind.due(at))
    for dated in DATED:
        yield from (_paper(dated.model._meta.label, row, dated.why, dated) for row in dated.due(at))


def purge(at: datetime | None = None, *, by: User | None = None) -> Iterator[Paper]:
    """Erase what is due at `at` (now), yielding each paper with the rows that went.

    A paper on which a hold was placed meanwhile is left alone. `at` is for operators and tests.
    """
    moment = at or timezone.now()
    for what, kind in KINDS.items():
        for pk in kind.due(moment).values_list("pk", flat=True):
            if gone := _purge_one(what, kind, pk, moment, by):
                yield gone
    for dated in DATED:
        yield from _purge_dated(dated, moment, by)


def _purge_one(what: str, kind: Kind, pk: int, at: datetime, by: User | None) -> Paper | None:
    with transaction.atomic():
        row = kind.due(at).filter(pk=pk).first()
        if row is None:
            return None
        vacancy = row if isinstance(row, Vacancy) else row.vacancy
        Vacancy.objects.select_for_update().get(pk=vacancy.pk)  # a hold locks the same rows before it is written
        type(row)._base_manager.select_for_update().get(pk=pk)
        if not kind.due(at).filter(pk=pk).exists():
            return None
        counts = kind.erase(row, at)
        record(f"retention.{what}", by=by, subject=row, school_id=vacancy.school_id, codes=dict(counts))
        return _paper(what, row, kind.why(row), rows=counts)


def _purge_dated(dated: Dated, at: datetime, by: User | None) -> Iterator[Paper]:
    for pk in list(dated.due(at).values_list("pk", flat=True)):
        with transaction.atomic():
            rows = dated.due(at).filter(pk=pk)
            if (row := rows.select_for_update().first()) is None:
                continue
            gone = _paper(dated.model._meta.label, row, dated.why, dated, {dated.model._meta.label: 1})
            record("retention.dated", by=by, subject=row, school_id=gone.school_id)
            if any(each.erase is not Erase.KEEP for each in register()[dated.model._meta.label].personal.values()):
                erase_unrecorded(dated.model._base_manager.filter(pk=pk))
            else:
                row.delete()
        yield gone


def _paper(what: str, row: Any, why: str, dated: Dated | None = None, rows: Counts | None = None) -> Paper:
    since = getattr(row, dated.field) if dated else row.since
    day = timezone.localdate(since) if isinstance(since, datetime) else since
    vacancy = row.vacancy if isinstance(row, Application) else row
    return Paper(what, *subject_of(row), getattr(vacancy, "school_id", None), day, why, rows or {})


def _erase_application(application: Application, at: datetime, *, whole: bool) -> Counts:
    """Erase the parts of an application, and with its last part what the application itself says."""
    counts: Counts = {}
    for rows in papers.rows_of(application, papers.FILE if whole else papers.SELECTION):
        ids = list(rows.values_list("pk", flat=True))
        for said in papers.said_about(rows.model, ids):
            said.delete()
        if ids:
            counts[rows.model._meta.label] = erase_unrecorded(rows)
    for said in papers.said_about(Application, [application.pk]):
        said.delete()
    own = Application.objects.filter(pk=application.pk)
    if whole:
        erase_unrecorded(own)
    own.update(purged_at=at, identity_choices={})
    return counts


def _erase_sent(application: Any, at: datetime) -> Counts:
    """Keep the moment that time counts from: the decisions that say it are going."""
    Vacancy.objects.filter(pk=application.vacancy_id, counted_from=None).update(counted_from=application.since)
    return _erase_application(application, at, whole=application.state not in clocks.ON_FILE)


def _erase_whole(application: Application, at: datetime) -> Counts:
    return _erase_application(application, at, whole=True)


def _erase_right_to_work(application: Application, at: datetime) -> Counts:
    return {"appointments.CheckFile": erase_unrecorded(clocks.copies_of(application.pk))}


def _erase_vacancy(vacancy: Vacancy, at: datetime) -> Counts:
    """Empty the source packs, and delete their files, the steps back and what was typed about the vacancy."""
    packs = ImportedPack.objects.filter(vacancy=vacancy)
    files = [pack.file for pack in packs.select_related("file") if pack.file]
    counts = {"vacancies.ImportedPack": packs.update(source_text="", result={}, warnings=[], file=None)}
    for file in files:
        erase_unrecorded(type(file).objects.filter(pk=file.pk))
    steps: QuerySet[models.Model] = UndoStep._base_manager.filter(vacancy=vacancy)
    counts["vacancies.UndoStep"] = steps.count()
    steps.delete()
    for said in papers.said_about(Vacancy, [vacancy.pk]):
        counts[said.model._meta.label] = said.delete()[0]
    Vacancy.objects.filter(pk=vacancy.pk).update(purged_at=at)
    return counts


def _months(application: Application) -> str:
    months = application.vacancy.school.retention_months
    if application.state in clocks.ON_FILE:
        return f"Appointed: what only the selection needed, {months} months after the outcomes"
    return f"{months} months after the outcomes, or after the vacancy ended or closed"


KINDS = {
    "draft": Kind(
        lambda at: clocks.drafts(at).select_related("vacancy__school"),
        _erase_whole,
        lambda _: "Never sent, six months after the vacancy closed or ended",
    ),
    "application": Kind(lambda at: clocks.sent(at).select_related("vacancy__school"), _erase_sent, _months),
    "file": Kind(
        lambda at: clocks.files(at).select_related("vacancy__school"),
        _erase_whole,
        lambda _: "The person left six years ago",
    ),
    "right_to_work": Kind(
        lambda at: clocks.rights_to_work(at).select_related("vacancy__school"),
        _erase_right_to_work,
        lambda _: "Copies of a right to work: the person left two years ago",
    ),
    "vacancy": Kind(
        lambda at: clocks.vacancies(at).select_related("school"),
        _erase_vacancy,
        lambda row: f"{row.school.retention_months} months after the recruitment",
    ),
}
