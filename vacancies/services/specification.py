"""The person specification: every change to it in a draft, and its freezing at publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.editing import refuse_if_edited, values_of
from vacancies.models import Criterion, CriterionSection, Importance, Scoring, SpecificationVersion, Vacancy
from vacancies.services.arranging import CRITERIA, Rows, delete_rows, drop_sections, gone, make_room, nudge
from vacancies.services.packs import import_pack
from vacancies.services.undo import forget, step
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


def seen_of(criterion: Criterion) -> str:
    """The digest of a criterion that its row and its form carry."""
    return CRITERIA.seen(criterion)


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
    vacancy = criterion.vacancy
    with step(vacancy, by=by, what="changed a criterion"):
        stored = _fresh(criterion)
        left = stored.section_id
        wanted: dict[str, Any] = {
            "importance": importance,
            "methods": None if methods is None else Criterion.join_methods(list(methods)),
            "text": None if text is None else text.strip(),
            "number": None if number is None else number.strip(),
            "scoring": scoring,
            "section_id": None if section is None else _section(vacancy, section).pk,
        }
        wanted = {name: value for name, value in wanted.items() if value is not None}
        refuse_if_edited(vacancy, stored=values_of(stored, CRITERIA.digested), wanted=wanted, seen=seen)
        _save(stored, wanted, by=by)
        if stored.section_id != left:
            drop_sections(CRITERIA, vacancy, [left])
    criterion.refresh_from_db()


def change_rows(
    vacancy: Vacancy,
    *,
    by: User,
    rows: Rows,
    importance: str | None = None,
    methods: Iterable[str] | None = None,
    toggle: str | None = None,
) -> tuple[int, list[Criterion]]:
    """Give many criteria the same importance or methods (None leaves as it is), or turn one method on or off.

    `toggle` goes on where one of the rows lacks it, else off. `rows` maps ids to the digest that the page showed,
    or None. Returns how many changed, and those left alone because somebody else changed them since.
    """
    stale: list[Criterion] = []
    changes: dict[tuple[tuple[str, str], ...], list[int]] = {}
    with step(vacancy, by=by, what="") as made:
        found = list(vacancy.criteria.in_order().filter(pk__in=rows))
        turn_on = any(toggle not in row.assessed_by for row in found)
        for row in found:
            wanted = _wanted(row, importance, methods, toggle, turn_on=turn_on)
            if all(getattr(row, name) == value for name, value in wanted.items()):
                continue
            if rows[row.pk] in (None, seen_of(row)):
                changes.setdefault(tuple(wanted.items()), []).append(row.pk)
            else:
                stale.append(row)
        for values, pks in changes.items():
            Criterion.objects.filter(pk__in=pks).update(**dict(values))
        count = sum(map(len, changes.values()))
        made.what = _what(count, None if methods is not None or toggle else importance)
        if changes:
            fields = dict(next(iter(changes)))
            codes = {"criteria": count}
            record(
                "specification.changed", by=by, subject=vacancy, school_id=vacancy.school_id, fields=fields, codes=codes
            )
    return count, stale


def _what(count: int, importance: str | None) -> str:
    """ "made 3 criteria essential"."""
    return f"made {CRITERIA.count(count)} {importance}" if importance else f"changed {CRITERIA.count(count)}"


def _wanted(
    row: Criterion, importance: str | None, methods: Iterable[str] | None, toggle: str | None, *, turn_on: bool
) -> dict[str, str]:
    wanted = {} if importance is None else {"importance": importance}
    if methods is not None:
        wanted["methods"] = Criterion.join_methods(list(methods))
    elif toggle:
        kept = {method for method in row.assessed_by if method != toggle}
        wanted["methods"] = Criterion.join_methods(kept | ({toggle} if turn_on else set()))
    return wanted


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
    with step(vacancy, by=by, what="added a criterion"):
        make_room(CRITERIA, vacancy, 1)
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
    delete_rows(CRITERIA, criterion.vacancy, by=by, rows={criterion.pk: None})


def move_criterion(criterion: Criterion, *, by: User, up: bool) -> None:
    """Move a criterion of a draft one place; at the edge of its section it goes into the next one."""
    nudge(CRITERIA, criterion, by=by, up=up)


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
    forget(vacancy)
    number = vacancy.specification_versions.count() + 1
    return SpecificationVersion.objects.create(vacancy=vacancy, number=number, content=as_content(vacancy))


def _fresh(criterion: Criterion) -> Criterion:
    found = Criterion.objects.filter(pk=criterion.pk).first()
    if found is None:
        raise StateError(gone(CRITERIA))
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


def _end(rows: Any) -> int:
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else int(last) + 1
