"""The headings over criteria and over duties: add, name, move, delete, and number their criteria again."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.editing import last_change
from vacancies.models import Criterion, CriterionSection, DutySection, Vacancy
from vacancies.services.arranging import CRITERIA, Part
from vacancies.services.undo import step

Section = CriterionSection | DutySection
LONGEST = 300
GONE = "This heading is no longer there: somebody else has deleted it."


def add_heading(part: Part, vacancy: Vacancy, *, by: User, title: str) -> Section:
    """Add a heading at the end of a draft; one of that name that is there already is the one."""
    with step(vacancy, by=by, what="added a heading"):
        headings = getattr(vacancy, part.sections)
        last = headings.order_by("-position").values_list("position", flat=True).first()
        position = 0 if last is None else last + 1
        found: Section
        found, made = headings.get_or_create(**{part.title: _tidy(title)}, defaults={"position": position})
        if made:
            _record(part, "heading_added", vacancy, found.pk, by=by)
    return found


def name_headings(part: Part, vacancy: Vacancy, *, by: User, titles: Mapping[int, str], seen: Mapping[int, str]) -> int:
    """Give headings other names; `seen` are the names that the page showed. Returns how many changed.

    Raises StateError when somebody else has named one of them since, and changes none then.
    """
    with step(vacancy, by=by, what="") as made:
        changed = 0
        for heading in getattr(vacancy, part.sections).filter(pk__in=titles):
            old, new = getattr(heading, part.title), _tidy(titles[heading.pk])
            if old == new:
                continue
            if old != seen.get(heading.pk, old):
                raise StateError(f"{last_change(vacancy)}: the heading is “{old}” now. Save again to keep yours.")
            setattr(heading, part.title, new)
            heading.save(update_fields=[part.title])
            _record(part, "heading_changed", vacancy, heading.pk, by=by)
            changed += 1
        made.what = f"renamed {changed} heading{'' if changed == 1 else 's'}"
    return changed


def move_heading(part: Part, vacancy: Vacancy, *, by: User, pk: int, up: bool) -> None:
    """Move a heading with its rows one place; nothing happens at the top and the bottom."""
    with step(vacancy, by=by, what="moved a heading"):
        headings = list(getattr(vacancy, part.sections).all())
        place = next((n for n, each in enumerate(headings) if each.pk == pk), None)
        if place is None:
            raise StateError(GONE)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(headings):
            return
        headings[place], headings[other] = headings[other], headings[place]
        for position, heading in enumerate(headings):
            heading.position = position
        part.section._default_manager.bulk_update(headings, ["position"])
        _record(part, "heading_moved", vacancy, pk, by=by)


def delete_heading(part: Part, vacancy: Vacancy, *, by: User, pk: int) -> int:
    """Take a heading and its rows out of a draft; one that has gone already is no error. Returns how many rows went."""
    with step(vacancy, by=by, what="") as made:
        heading = getattr(vacancy, part.sections).filter(pk=pk).first()
        rows = 0 if heading is None else getattr(heading, part.children).count()
        made.what = f"deleted a heading and {part.count(rows)}" if rows else "deleted a heading"
        if heading is not None:
            heading.delete()
            _record(part, "heading_removed", vacancy, pk, by=by)
    return rows


def number_again(vacancy: Vacancy, *, by: User, section: int) -> int:
    """Number the criteria of a section again, in the way that most of them are: 2.1, 2.2 …, or 4, 5 …

    Returns how many numbers changed.
    """
    with step(vacancy, by=by, what="numbered a section again"):
        rows = [row for row in CRITERIA.rows(vacancy) if row.section_id == section]
        prefix, first = _manner(rows)
        changed = []
        for number, row in enumerate(rows, start=first):
            if row.number != f"{prefix}{number}":
                row.number = f"{prefix}{number}"
                changed.append(row)
        Criterion.objects.bulk_update(changed, ["number"], batch_size=100)
        if changed:
            _record(CRITERIA, "numbered", vacancy, section, by=by)
    return len(changed)


def _manner(rows: list[Criterion]) -> tuple[str, int]:
    """What stands before each number of these rows ("2." of 2.1, 2.2), and the number to start with."""
    prefixes = [row.number[: row.number.rindex(".") + 1] for row in rows if "." in row.number.rstrip(".")]
    if prefixes:
        return max(prefixes, key=prefixes.count), 1
    first = next((row.number for row in rows if row.number.isdecimal()), "1")
    return "", int(first)


def _tidy(title: str) -> str:
    return " ".join(title.split())[:LONGEST]


def _record(part: Part, what: str, vacancy: Vacancy, pk: int, *, by: User) -> None:
    record(f"{part.verb}.{what}", by=by, subject=vacancy, school_id=vacancy.school_id, codes={"section": pk})
