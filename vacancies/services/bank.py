"""Adding criteria of the bank to a draft's person specification."""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import User
from core.audit import record
from vacancies.criteria_bank import BANK
from vacancies.models import Criterion, CriterionSection, Scoring, Vacancy
from vacancies.services.arranging import CRITERIA, make_room
from vacancies.services.undo import step
from vacancies.teacher_status import is_status_alone


def add_from_bank(vacancy: Vacancy, *, by: User, codes: Collection[str]) -> int:
    """Add the bank's criteria of these codes, each at the end of the section of its area; return how many are new.

    Those that the draft has already are left out, so a form that was sent twice adds them once. One step to undo.
    Raises StateError after publication, or when there are too many.
    """
    with step(vacancy, by=by, what="") as made:
        there = set(vacancy.criteria.values_list("text", flat=True))
        wanted = [each for each in BANK if each.code in codes and each.text not in there]
        made.what = f"added {CRITERIA.count(len(wanted))}"
        if not wanted:
            return 0
        make_room(CRITERIA, vacancy, len(wanted))
        sections = _sections(vacancy, [each.area for each in wanted])
        position = vacancy.criteria.count()
        Criterion.objects.bulk_create(
            Criterion(
                vacancy=vacancy,
                section=sections[each.area],
                text=each.text,
                importance=each.importance,
                methods=Criterion.join_methods(each.methods),
                scoring=Scoring.PASS_FAIL if is_status_alone(each.text) else Scoring.SCORED,
                position=position + place,
            )
            for place, each in enumerate(wanted)
        )
        counted = {"criteria": len(wanted)}
        record("specification.added", by=by, subject=vacancy, school_id=vacancy.school_id, codes=counted)
    return len(wanted)


def _sections(vacancy: Vacancy, names: list[str]) -> dict[str, CriterionSection]:
    """The sections of these names, made at the end where they are new."""
    sections = {row.name: row for row in vacancy.criterion_sections.all()}
    position = max((row.position for row in sections.values()), default=-1)
    for name in dict.fromkeys(names):
        if name not in sections:
            position += 1
            sections[name] = CriterionSection.objects.create(vacancy=vacancy, name=name, position=position)
    return sections
