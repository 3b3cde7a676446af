"""The person specification: every change to it in a draft, and its freezing at publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.editing import Seen, hold_draft, refuse_if_edited, values_of
from vacancies.models import Criterion, CriterionSection, Importance, Scoring, SpecificationVersion, Vacancy
from vacancies.services.packs import import_pack
from vacancies.teacher_status import is_status_alone

__all__ = [
    "add_criterion",
    "as_content",
    "change_rows",
    "delete_criterion",
    "freeze",
    "import_pack",
    "move_criterion",
    "seen_of",
    "set_criterion",
]

FIELDS = ("number", "text", "importance", "methods", "scoring", "weight", "section_id")
MOST = 400  # criteria of one vacancy; real packs have 10 to 60
GONE = "This criterion is no longer there: somebody else has deleted it."


def seen_of(criterion: Criterion) -> str:
    """The digest of a criterion that its row and its form carry."""
    return Seen.of(values_of(criterion, FIELDS)).digest


def set_criterion(
    criterion: Criterion,
    *,
    by: User,
    importance: str | None = None,
    methods: Iterable[str] | None = None,
    text: str | None = None,
    number: str | None = None,
    scoring: str | None = None,
    section: str | None = None,
    seen: str | None = None,
) -> None:
    """Change what is given of one criterion of a draft. `section` is a heading's name, made when it is new.

    Raises EditedMeanwhileError when somebody else saved first, StateError after publication.
    """
    with transaction.atomic():
        vacancy = criterion.vacancy
        hold_draft(vacancy)
        stored = _fresh(criterion)
        wanted: dict[str, Any] = {
            "importance": importance,
            "methods": None if methods is None else Criterion.join_methods(list(methods)),
            "text": None if text is None else text.strip(),
            "number": None if number is None else number.strip(),
            "scoring": scoring,
            "section_id": None if section is None else _section(vacancy, section).pk,
        }
        wanted = {name: value for name, value in wanted.items() if value is not None}
        refuse_if_edited(vacancy, stored=values_of(stored, FIELDS), wanted=wanted, seen=seen)
        _save(stored, wanted, by=by)
        _drop_empty_sections(vacancy)
    criterion.refresh_from_db()


def change_rows(
    vacancy: Vacancy,
    *,
    by: User,
    rows: Mapping[int, str | None],
    importance: str | None = None,
    methods: Iterable[str] | None = None,
) -> tuple[int, list[Criterion]]:
    """Give many criteria the same importance or methods (None leaves as it is).

    `rows` maps ids to the digest that the page showed, or None. Returns how many changed, and those left alone
    because somebody else changed them since.
    """
    wanted = {"importance": importance, "methods": None if methods is None else Criterion.join_methods(list(methods))}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    changed, stale = [], []
    with transaction.atomic():
        hold_draft(vacancy)
        for criterion in vacancy.criteria.in_order().filter(pk__in=rows):
            if all(getattr(criterion, name) == value for name, value in wanted.items()):
                continue
            if rows[criterion.pk] not in (None, seen_of(criterion)):
                stale.append(criterion)
                continue
            changed.append(criterion.pk)
        if changed:
            Criterion.objects.filter(pk__in=changed).update(**wanted)
            codes = {"criteria": len(changed)}
            record(
                "specification.changed", by=by, subject=vacancy, school_id=vacancy.school_id, fields=wanted, codes=codes
            )
    return len(changed), stale


def add_criterion(
    vacancy: Vacancy,
    *,
    by: User,
    section: str,
    text: str,
    importance: str = Importance.UNSET,
    methods: Iterable[str] = (),
    number: str = "",
    scoring: str = "",
) -> Criterion:
    """Add a criterion at the end of the section of that name (made if it is new) of a draft.

    The same words in the same section twice are one criterion: a form that was sent twice adds one.
    Raises StateError after publication or when there are too many.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        if vacancy.criteria.count() >= MOST:
            raise StateError(f"A person specification holds at most {MOST} criteria.")
        place = _section(vacancy, section)
        criterion, made = place.criteria.get_or_create(
            text=text.strip(),
            number=number.strip(),
            defaults={
                "vacancy": vacancy,
                "importance": importance,
                "methods": Criterion.join_methods(list(methods)),
                "scoring": scoring or (Scoring.PASS_FAIL if is_status_alone(text) else Scoring.SCORED),
                "position": _end(place.criteria),
            },
        )
        if made:
            codes = {"criterion": criterion.pk}
            record("specification.added", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)
    return criterion


def delete_criterion(criterion: Criterion, *, by: User) -> None:
    """Take a criterion out of a draft; one that has gone already is no error. Raises StateError after publication."""
    vacancy = criterion.vacancy
    with transaction.atomic():
        hold_draft(vacancy)
        gone, _ = Criterion.objects.filter(pk=criterion.pk).delete()
        _drop_empty_sections(vacancy)
        if gone:
            codes = {"criterion": criterion.pk}
            record("specification.removed", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)


def move_criterion(criterion: Criterion, *, by: User, up: bool) -> None:
    """Move a criterion of a draft one place; at the edge of its section it goes into the next one.

    Nothing happens at the top and the bottom. Raises StateError after publication.
    """
    vacancy = criterion.vacancy
    with transaction.atomic():
        hold_draft(vacancy)
        rows = list(vacancy.criteria.in_order())
        place = next((n for n, row in enumerate(rows) if row.pk == criterion.pk), None)
        if place is None:
            raise StateError(GONE)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows):
            return
        row, neighbour = rows[place], rows[other]
        if row.section_id == neighbour.section_id:
            rows[place], rows[other] = neighbour, row
        else:
            row.section = neighbour.section
        _number_again(rows)
        _drop_empty_sections(vacancy)
        codes = {"criterion": criterion.pk}
        record("specification.moved", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)


def as_content(vacancy: Vacancy) -> list[dict[str, Any]]:
    """Return the person specification as it is frozen: sections with their criteria, in order; one query."""
    sections: dict[int, dict[str, Any]] = {}
    for criterion in vacancy.criteria.in_order():
        section = sections.setdefault(criterion.section_id, {"section": criterion.section.name, "criteria": []})
        section["criteria"].append(
            {
                "id": criterion.pk,
                "number": criterion.number,
                "text": criterion.text,
                "importance": criterion.importance,
                "assessed_by": list(criterion.assessed_by),
            }
        )
    return list(sections.values())


def freeze(vacancy: Vacancy) -> SpecificationVersion:
    """Write the next version of the specification, in the transaction that publishes."""
    number = vacancy.specification_versions.count() + 1
    return SpecificationVersion.objects.create(vacancy=vacancy, number=number, content=as_content(vacancy))


def _fresh(criterion: Criterion) -> Criterion:
    found = Criterion.objects.filter(pk=criterion.pk).first()
    if found is None:
        raise StateError(GONE)
    return found


def _save(criterion: Criterion, wanted: Mapping[str, Any], *, by: User) -> None:
    changed = [name for name, value in wanted.items() if getattr(criterion, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(criterion, name, wanted[name])
    if "section_id" in changed:
        criterion.position = _end(Criterion.objects.filter(section_id=criterion.section_id))
        changed.append("position")
    criterion.save(update_fields=changed)
    vacancy, codes = criterion.vacancy, {"criterion": criterion.pk}
    record("specification.changed", by=by, subject=vacancy, school_id=vacancy.school_id, fields=changed, codes=codes)


def _section(vacancy: Vacancy, name: str) -> CriterionSection:
    place, _ = CriterionSection.objects.get_or_create(
        vacancy=vacancy, name=name.strip()[:300], defaults={"position": _end(vacancy.criterion_sections)}
    )
    return place


def _drop_empty_sections(vacancy: Vacancy) -> None:
    vacancy.criterion_sections.filter(criteria=None).delete()


def _number_again(rows: list[Criterion]) -> None:
    """Give each row its place among those of its section."""
    seen: dict[int, int] = {}
    for row in rows:
        row.position = seen.get(row.section_id, 0)
        seen[row.section_id] = row.position + 1
    Criterion.objects.bulk_update(rows, ["position", "section"], batch_size=100)


def _end(rows: Any) -> int:
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else int(last) + 1
