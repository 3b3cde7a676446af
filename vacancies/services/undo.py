"""Undo in a draft: every change to its criteria, duties and packs is a step that can be taken back.

A step keeps each row that changed as it was and as it became, so taking it back restores exactly that, ids too,
whatever the change was. Every service that changes these rows does so inside `step`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.editing import hold_draft
from vacancies.models import Criterion, CriterionSection, Duty, DutySection, ImportedPack, UndoStep, Vacancy

MOST = 50  # steps of one vacancy that are kept
CHANGED = "Somebody has changed something since you opened this page, so nothing was undone. Look again."


@dataclass(frozen=True)
class Table:
    """A table that steps cover. `of` is the path from its rows to the vacancy; `owned`: rows come and go."""

    model: type[models.Model]
    fields: tuple[str, ...]
    of: str = "vacancy_id"
    owned: bool = True


# Parents before their children. Of a pack only its standing is covered: its row stays.
TABLES = {
    "pack": Table(ImportedPack, ("state", "warnings"), owned=False),
    "section": Table(CriterionSection, ("name", "position")),
    "criterion": Table(
        Criterion,
        (
            "section_id",
            "number",
            "text",
            "importance",
            "methods",
            "scoring",
            "weight",
            "position",
            "source_id",
            "place",
        ),
    ),
    "duty_section": Table(DutySection, ("heading", "position")),
    "duty": Table(Duty, ("section_id", "text", "position", "source_id", "place"), of="section__vacancy_id"),
}
Values = list[Any]
Picture = dict[str, dict[str, Values]]  # {table: {id: values}}
Changes = dict[str, dict[str, list[Values | None]]]  # {table: {id: [before, after]}}


@dataclass
class Step:
    """A step while it is being made: `what` is shown on the button that takes it back."""

    what: str


@contextmanager
def step(vacancy: Vacancy, *, by: User | None, what: str) -> Iterator[Step]:
    """Hold the draft, let the caller change it, and keep what changed as a step. Atomic.

    Raises StateError after publication.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        before, made = _picture(vacancy), Step(what)
        yield made
        changes = _differences(before, _picture(vacancy))
        if changes:
            vacancy.undo_steps.filter(undone=True).delete()
            UndoStep.objects.create(vacancy=vacancy, what=made.what[:100], changes=changes, by=by)
            old = list(vacancy.undo_steps.order_by("-pk").values_list("pk", flat=True)[MOST:])
            UndoStep.objects.filter(pk__in=old).delete()


@dataclass(frozen=True)
class Steps:
    """The step that can be undone and the one that can be done again."""

    undo: UndoStep | None
    redo: UndoStep | None


def steps_of(vacancy: Vacancy) -> Steps:
    """What can be undone and done again now; one query."""
    steps = list(vacancy.undo_steps.select_related("by").defer("changes"))
    done, undone = [each for each in steps if not each.undone], [each for each in steps if each.undone]
    return Steps(done[-1] if done else None, undone[0] if undone else None)


def undo(vacancy: Vacancy, *, by: User, pk: int) -> UndoStep:
    """Take the last step back; `pk` is the one that the page named. Raises StateError when it is not the last one."""
    return _turn(vacancy, by=by, pk=pk, back=True)


def redo(vacancy: Vacancy, *, by: User, pk: int) -> UndoStep:
    """Do again the step that was undone last. Raises StateError when `pk` is another."""
    return _turn(vacancy, by=by, pk=pk, back=False)


def forget(vacancy: Vacancy) -> None:
    """Drop every step, in the caller's transaction: what is published is not undone."""
    vacancy.undo_steps.all().delete()


def _turn(vacancy: Vacancy, *, by: User, pk: int, back: bool) -> UndoStep:
    with transaction.atomic():
        hold_draft(vacancy)
        steps = steps_of(vacancy)
        found = steps.undo if back else steps.redo
        if found is None or found.pk != pk:
            raise StateError(CHANGED)
        was, becomes = (1, 0) if back else (0, 1)
        stored, changes = _picture(vacancy), found.changes
        wanted = {table: {key: pair[becomes] for key, pair in rows.items()} for table, rows in changes.items()}
        changed = any(
            stored[name].get(key) != pair[was] for name, rows in changes.items() for key, pair in rows.items()
        )
        if changed or _would_lose(stored, wanted):
            raise StateError("This cannot be undone any more: it has been changed in another way since.")
        _write(vacancy, wanted)
        UndoStep.objects.filter(pk=pk).update(undone=back)
        verb = "specification.undone" if back else "specification.redone"
        record(verb, by=by, subject=vacancy, school_id=vacancy.school_id, codes={"step": pk})
    return found


def _picture(vacancy: Vacancy) -> Picture:
    """Every row as it is stored now; one query a table."""
    return {
        name: {
            str(pk): values
            for pk, *values in table.model._default_manager.filter(**{table.of: vacancy.pk}).values_list(
                "pk", *table.fields
            )
        }
        for name, table in TABLES.items()
    }


def _differences(before: Picture, after: Picture) -> Changes:
    changes: Changes = {}
    for name in TABLES:
        old, new = before[name], after[name]
        rows = {key: [old.get(key), new.get(key)] for key in {**old, **new} if old.get(key) != new.get(key)}
        if rows:
            changes[name] = rows
    return changes


def _would_lose(stored: Picture, wanted: Mapping[str, Mapping[str, Values | None]]) -> bool:
    """Whether a heading that goes would take rows with it that the step knows nothing of."""
    for heading, rows in (("section", "criterion"), ("duty_section", "duty")):
        gone = {int(key) for key, values in wanted.get(heading, {}).items() if values is None}
        place = TABLES[rows].fields.index("section_id")
        if any(values[place] in gone and key not in wanted.get(rows, {}) for key, values in stored[rows].items()):
            return True
    return False


def _write(vacancy: Vacancy, wanted: Mapping[str, Mapping[str, Values | None]]) -> None:
    """Put rows to these values: parents are made before their children, and children go before their parents."""
    for name, table in TABLES.items():
        rows = [_row(vacancy, table, int(key), values) for key, values in wanted.get(name, {}).items() if values]
        if rows and table.owned:
            table.model._default_manager.bulk_create(
                rows, update_conflicts=True, unique_fields=["id"], update_fields=_columns(table), batch_size=100
            )
        elif rows:
            table.model._default_manager.bulk_update(rows, table.fields, batch_size=100)
    for name, table in reversed(TABLES.items()):
        gone = [int(key) for key, values in wanted.get(name, {}).items() if values is None]
        if gone and table.owned:
            table.model._default_manager.filter(pk__in=gone).delete()


def _row(vacancy: Vacancy, table: Table, pk: int, values: Values) -> models.Model:
    owner = {"vacancy_id": vacancy.pk} if table.of == "vacancy_id" else {}
    return table.model(pk=pk, **dict(zip(table.fields, values, strict=True)), **owner)


def _columns(table: Table) -> list[str]:
    return [name.removesuffix("_id") for name in table.fields]
