"""Rows under headings: criteria under sections, duties under theirs. Move, merge, split, delete, name headings.

One set of verbs for both; `CRITERIA` and `DUTIES` say which. `rows` maps ids to the digest that the page showed
(None for callers without a page): rows that somebody else changed since are left alone and given back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.editing import Seen, last_change, values_of
from vacancies.models import Criterion, CriterionSection, Duty, DutySection, Importance, Vacancy
from vacancies.services.undo import step

LONGEST = 2000  # characters of one row that can be saved; a pack's longer ones are kept, and asked to be split
MOST = 400  # rows of one vacancy; real packs have 10 to 60
Rows = Mapping[int, str | None]


@dataclass(frozen=True)
class Part:
    """Which rows, under which headings, and what people call them."""

    row: type[Criterion] | type[Duty]
    section: type[CriterionSection] | type[DutySection]
    sections: str  # the vacancy's headings
    children: str  # a heading's rows
    title: str  # the field with a heading's words
    of: str
    verb: str
    one: str
    many: str
    digested: tuple[str, ...]

    def rows(self, vacancy: Vacancy) -> Any:
        """Every row of the vacancy, in order, its heading at hand."""
        order = ("section__position", "section_id", "position", "pk")
        return self.row._default_manager.filter(**{self.of: vacancy}).select_related("section").order_by(*order)

    def seen(self, row: Any) -> str:
        """The digest of a row that the page carries."""
        return Seen.of(values_of(row, self.digested)).digest

    def count(self, number: int) -> str:
        """ "3 criteria"."""
        return f"{number} {self.one if number == 1 else self.many}"


CRITERIA = Part(
    Criterion, CriterionSection, "criterion_sections", "criteria", "name", "vacancy", "specification", "criterion",
    "criteria", ("number", "text", "importance", "methods", "scoring", "weight", "section_id"),
)  # fmt: skip
DUTIES = Part(
    Duty, DutySection, "duty_sections", "duties", "heading", "section__vacancy", "job_description", "duty", "duties",
    ("text", "section_id"),
)  # fmt: skip


def delete_rows(part: Part, vacancy: Vacancy, *, by: User, rows: Rows) -> tuple[int, list[Any]]:
    """Take rows out of a draft. Returns how many went, and those left alone because they were changed since."""
    with step(vacancy, by=by, what="") as made:
        found, stale = _fresh(part, vacancy, rows)
        made.what = f"deleted {part.count(len(found))}"
        part.row._default_manager.filter(pk__in=[row.pk for row in found]).delete()
        drop_sections(part, vacancy, [row.section_id for row in found])
        if found:
            _record(part, "removed", vacancy, by=by, count=len(found))
    return len(found), stale


def merge_rows(part: Part, vacancy: Vacancy, *, by: User, rows: Rows) -> Any:
    """Make one row of several, in their order: the first takes the words of all. Returns it.

    A criterion's ways to be assessed come together; its importance stays only where all agree, for nobody has
    decided it otherwise. Raises StateError when fewer than two are left, or the words are too many for one row.
    """
    with step(vacancy, by=by, what=f"merged {part.count(len(rows))}"):
        found, stale = _fresh(part, vacancy, rows)
        if stale or len(found) < 2:
            meanwhile = f"{last_change(vacancy)}, so nothing was merged. Look again."
            raise StateError(meanwhile if stale else f"Choose two or more {part.many} to merge.")
        first = found[0]
        first.text = " ".join(row.text for row in found)
        fits(first.text)
        if isinstance(first, Criterion):
            known = {row.importance for row in found if row.importance}
            first.importance = known.pop() if len(known) == 1 else Importance.UNSET
            first.methods = Criterion.join_methods([method for row in found for method in row.assessed_by])
        first.save()
        part.row._default_manager.filter(pk__in=[row.pk for row in found[1:]]).delete()
        drop_sections(part, vacancy, [row.section_id for row in found[1:]])
        _record(part, "merged", vacancy, by=by, count=len(found))
    return first


def merge_up(part: Part, row: Any, *, by: User, seen: str | None = None) -> Any:
    """Merge a row with the one above it under the same heading. Returns the one that stays."""
    vacancy = _vacancy_of(row)
    siblings = [each for each in part.rows(vacancy) if each.section_id == row.section_id]
    place = next((n for n, each in enumerate(siblings) if each.pk == row.pk), 0)
    if place == 0:
        raise StateError(f"This is the first {part.one} under its heading, so there is none to merge it with.")
    return merge_rows(part, vacancy, by=by, rows={siblings[place - 1].pk: None, row.pk: seen})


def split_row(part: Part, row: Any, *, by: User, texts: Sequence[str], seen: str | None = None) -> list[Any]:
    """Cut a row into several: it keeps the first of `texts`, each other becomes a row after it that is as it was.

    A criterion's number stays with the first. Raises StateError when it has been changed or deleted since.
    """
    vacancy = _vacancy_of(row)
    with step(vacancy, by=by, what=f"split a {part.one}"):
        found, stale = _fresh(part, vacancy, {row.pk: seen})
        if not found:
            raise StateError(f"{last_change(vacancy)}, so nothing was split. Look again." if stale else gone(part))
        make_room(part, vacancy, len(texts) - 1)
        every = list(part.rows(vacancy))
        place = next(n for n, each in enumerate(every) if each.pk == row.pk)
        first = every[place]
        first.text = fits(texts[0].strip())
        first.save()
        new = [_like(first, fits(text.strip())) for text in texts[1:]]
        every[place + 1 : place + 1] = new
        _set_positions(part, every)
        _record(part, "split", vacancy, by=by, count=len(texts))
    return [first, *new]


def nudge(part: Part, row: Any, *, by: User, up: bool) -> None:
    """Move a row of a draft one place; at the edge of its section it goes into the next one.

    Nothing happens at the top and the bottom.
    """
    vacancy = _vacancy_of(row)
    with step(vacancy, by=by, what=f"moved a {part.one}"):
        rows = list(part.rows(vacancy))
        place = next((n for n, each in enumerate(rows) if each.pk == row.pk), None)
        if place is None:
            raise StateError(gone(part))
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows):
            return
        moved, neighbour, left = rows[place], rows[other], rows[place].section_id
        if neighbour.section_id == left:
            rows[place], rows[other] = neighbour, moved
        else:
            moved.section = neighbour.section
        _set_positions(part, rows)
        drop_sections(part, vacancy, [left])
        _record(part, "moved", vacancy, by=by, count=1)


def move_rows(
    part: Part, vacancy: Vacancy, *, by: User, rows: Rows, section: int, after: int | None = None
) -> tuple[int, list[Any]]:
    """Put rows, in their order, under the heading `section`: after the row `after`, or first.

    Returns how many moved, and those left alone because they were changed since. Raises StateError when the
    heading or the row to stand after has gone.
    """
    with step(vacancy, by=by, what="") as made:
        found, stale = _fresh(part, vacancy, rows)
        made.what = f"moved {part.count(len(found))}"
        target = getattr(vacancy, part.sections).filter(pk=section).first()
        chosen = {row.pk for row in found}
        rest = [row for row in part.rows(vacancy) if row.pk not in chosen]
        place = next((n + 1 for n, row in enumerate(rest) if row.pk == after and row.section_id == section), None)
        if target is None or (after is not None and place is None):
            raise StateError("That place is no longer there: somebody else has changed it. Choose again.")
        left = [row.section_id for row in found]
        for row in found:
            row.section = target
        if place is None:
            place = next((n for n, row in enumerate(rest) if row.section_id == section), len(rest))
        _set_positions(part, [*rest[:place], *found, *rest[place:]])
        drop_sections(part, vacancy, [pk for pk in left if pk != section])
        if found:
            _record(part, "moved", vacancy, by=by, count=len(found))
    return len(found), stale


def gone(part: Part) -> str:
    """What somebody is told who acts on a row that is no longer there."""
    return f"This {part.one} is no longer there: somebody else has deleted it."


def make_room(part: Part, vacancy: Vacancy, more: int) -> None:
    """Raise StateError when a vacancy would hold too many rows with `more` of them."""
    if part.rows(vacancy).count() + more > MOST:
        raise StateError(f"A vacancy holds at most {MOST} {part.many}.")


def drop_sections(part: Part, vacancy: Vacancy, sections: Sequence[int]) -> None:
    """Drop those of `sections` that a change left without rows, in the caller's transaction."""
    getattr(vacancy, part.sections).filter(pk__in=sections, **{part.children: None}).delete()


def fits(text: str) -> str:
    """`text` on one line. Raises StateError when it is longer than a row may be."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise StateError(
            f"One row holds at most {LONGEST:,} characters, and this would have {len(text):,}. "
            "Split it, or cut it down."
        )
    return text


def _fresh(part: Part, vacancy: Vacancy, rows: Rows) -> tuple[list[Any], list[Any]]:
    """The rows in order that are as the page showed them, and those that are not."""
    found = [row for row in part.rows(vacancy) if row.pk in rows]
    stale = [row for row in found if rows[row.pk] not in (None, part.seen(row))]
    return [row for row in found if row not in stale], stale


def _vacancy_of(row: Any) -> Vacancy:
    vacancy: Vacancy = row.section.vacancy
    return vacancy


def _like(row: Any, text: str) -> Any:
    """A new row as `row` is, with other words and no number."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    new = {**columns, "id": None, "text": text, **({"number": ""} if "number" in columns else {})}
    return type(row)._default_manager.create(**new)


def _set_positions(part: Part, rows: Sequence[Any]) -> None:
    """Give each row its place among those of its heading."""
    seen: dict[int, int] = {}
    for row in rows:
        row.position = seen.get(row.section_id, 0)
        seen[row.section_id] = row.position + 1
    part.row._default_manager.bulk_update(rows, ["position", "section"], batch_size=100)


def _record(part: Part, what: str, vacancy: Vacancy, *, by: User, count: int) -> None:
    record(f"{part.verb}.{what}", by=by, subject=vacancy, school_id=vacancy.school_id, codes={part.many: count})
