"""Putting right the person specification of an advert that is out: a new version, dated, told to everybody it concerns.

Criteria are neither added nor taken out here: people have answered those that were there. For that there is another
advert.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from accounts.models import User
from core import gates
from core.audit import record
from core.clock import database_now
from core.gates import GateName
from core.states import StateError
from vacancies.editing import EditedMeanwhileError, Seen, last_change
from vacancies.models import Criterion, SpecificationVersion, Vacancy
from vacancies.services.specification import as_content
from vacancies.signals import specification_corrected

NOT_OPEN = (
    "The person specification can be corrected while people can still apply. Afterwards it stays: what people applied "
    "for is what is scored."
)


@dataclass(frozen=True)
class Correction:
    """How one criterion reads from now on."""

    text: str
    importance: str
    methods: tuple[str, ...]


def seen_of(vacancy: Vacancy) -> str:
    """The digest of the specification that the page of corrections carries."""
    return Seen.of({"content": as_content(vacancy)}).digest


def correct(
    vacancy: Vacancy, *, by: User, corrections: Mapping[int, Correction], note: str, seen: str | None = None
) -> SpecificationVersion:
    """Write the corrections (by the criterion's id) and the next version; `note` says why, to candidates.

    Raises StateError when the vacancy is not open for applications, nothing changes, no note is given, or a check of
    the publish gate that was met no longer is; EditedMeanwhileError when somebody else has corrected it since.
    """
    if not note.strip():
        raise StateError("Say what you have put right, and why.")
    with transaction.atomic():
        open_now = Vacancy.objects.filter(pk=vacancy.pk, state=Vacancy.State.PUBLISHED, closes_at__gt=database_now())
        if not open_now.update(state=F("state")):
            raise StateError(NOT_OPEN)
        if seen is not None and seen != seen_of(vacancy):
            raise EditedMeanwhileError(_theirs(vacancy, corrections), last_change(vacancy))
        stopped_before = _stops(vacancy)
        changed = [row.pk for row in vacancy.criteria.filter(pk__in=corrections) if _write(row, corrections[row.pk])]
        if not changed:
            raise StateError("Nothing has changed. Change a criterion, or go back.")
        if stops := [what for code, what in _stops(vacancy).items() if code not in stopped_before]:
            raise StateError(f"This cannot be published: {_sentence(stops)}.")
        version = _next_version(vacancy, note.strip())
        codes = {"criteria": len(changed), "version": version.number}
        school_id = vacancy.school_id
        record("specification.corrected", by=by, subject=vacancy, school_id=school_id, codes=codes, reason=note.strip())
        specification_corrected.send(Vacancy, vacancy=vacancy, version=version, by=by)
    return version


def _next_version(vacancy: Vacancy, note: str) -> SpecificationVersion:
    last = vacancy.specification_versions.last()
    number = (last.number if last else 0) + 1
    content = as_content(vacancy)
    return SpecificationVersion.objects.create(vacancy=vacancy, number=number, content=content, note=note)


def _write(criterion: Criterion, wanted: Correction) -> bool:
    values = {
        "text": wanted.text.strip(),
        "importance": wanted.importance,
        "methods": Criterion.join_methods(wanted.methods),
    }
    changed = [name for name, value in values.items() if getattr(criterion, name) != value]
    for name in changed:
        setattr(criterion, name, values[name])
    if changed:
        criterion.save(update_fields=changed)
    return bool(changed)


def _stops(vacancy: Vacancy) -> dict[str, str]:
    """What the publish gate holds against it, by code."""
    return {row.code: row.finding.what for row in gates.run(GateName.PUBLISH, vacancy).rows if row.stops}


def _theirs(vacancy: Vacancy, wanted: Iterable[int]) -> dict[str, str]:
    return {f"text_{row.pk}": row.text for row in vacancy.criteria.filter(pk__in=list(wanted))}


def _sentence(stops: list[str]) -> str:
    return "; ".join(f"{what[0].lower()}{what[1:]}" for what in stops)
