"""Saving the sections that are one page each, and items of the sections that are lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from applications import completeness
from applications.models import (
    AdjustmentRequest,
    Application,
    Break,
    Declaration,
    EmploymentRecord,
    FaithAnswer,
    HalfTyped,
    PersonalDetails,
    ProfessionalMembership,
    ProfessionalStatus,
    Qualification,
    Referee,
    SectionName,
    SectionState,
    Training,
)
from applications.services.draft import forget_typed, hold_draft, mark, mark_touched, saved
from core.states import StateError

Item = EmploymentRecord | Break | Qualification | Training | ProfessionalMembership | Referee
SECTION_OF: dict[type[models.Model], SectionName] = {
    EmploymentRecord: SectionName.HISTORY,
    Break: SectionName.HISTORY,
    Qualification: SectionName.QUALIFICATIONS,
    Training: SectionName.QUALIFICATIONS,
    ProfessionalMembership: SectionName.QUALIFICATIONS,
    Referee: SectionName.REFEREES,
}
MOST_ITEMS = 60  # of a kind; a career of 40 years with 25 posts fits well, a mistake or a script does not
TOO_MANY = "There are already {} of these. Remove one before you add another."


def save_details(application: Application, *, by: User, values: Mapping[str, Any], done: bool) -> None:
    """Save names, address and contact. `done`: the candidate calls the section finished."""
    _save_row(application, PersonalDetails, SectionName.DETAILS, by=by, values=values, done=done)


def save_status(application: Application, *, by: User, values: Mapping[str, Any], done: bool) -> None:
    """Save qualified teacher status and the SENCo qualification."""
    _save_row(application, ProfessionalStatus, SectionName.STATUS, by=by, values=values, done=done)


def save_adjustments(application: Application, *, by: User, values: Mapping[str, Any], done: bool) -> None:
    """Save what would help at interview (encrypted; HR alone reads it)."""
    _save_row(application, AdjustmentRequest, SectionName.ADJUSTMENTS, by=by, values=values, done=done)


def save_declaration(application: Application, *, by: User, values: Mapping[str, Any], done: bool) -> None:
    """Save the declaration; it counts as signed at the moment it is finished."""
    times = {"saved_at": timezone.now(), "signed_at": timezone.now() if done else None}
    values = {**values, **times}
    _save_row(application, Declaration, SectionName.DECLARATIONS, by=by, values=values, done=done)


def save_links(application: Application, *, by: User, values: Mapping[str, Any], done: bool) -> None:
    """Save links with people at the school; they stand in the declaration."""
    _save_row(application, Declaration, SectionName.LINKS, by=by, values=values, done=done)


def save_faith(application: Application, *, by: User, values: Mapping[str, Any], done: bool) -> None:
    """Save what was said about faith (encrypted). Raises StateError at a school that may not ask."""
    if SectionName.FAITH not in application.section_names:
        raise StateError("This school may not ask about faith.")
    _save_row(application, FaithAnswer, SectionName.FAITH, by=by, values=values, done=done)


def _save_row(
    application: Application,
    model: type[models.Model],
    section: SectionName,
    *,
    by: User,
    values: Mapping[str, Any],
    done: bool,
) -> None:
    with transaction.atomic():
        hold_draft(application)
        model._default_manager.update_or_create(application=application, defaults=dict(values))
        mark(application, section, SectionState.DONE if done else SectionState.IN_PROGRESS)
        if done:
            forget_typed(application, section)
        saved(application, section, by=by, fields=values)


def save_left_education(application: Application, *, by: User, month: date | None) -> None:
    """Save the month of leaving school or college, from which the search for gaps runs."""
    with transaction.atomic():
        hold_draft(application)
        application.left_education_on = month
        application.save(update_fields=["left_education_on"])
        mark_touched(application, SectionName.HISTORY)
        forget_typed(application, "left_school")
        saved(application, SectionName.HISTORY, by=by, fields=["left_education_on"])


def save_item(
    application: Application,
    model: type[Item],
    *,
    by: User,
    values: Mapping[str, Any],
    page: str,
    pk: int | None = None,
) -> Item:
    """Add an item of a list section, or change the one with `pk`; return it.

    Sent twice it is one item. Raises StateError when there are too many, when the item has gone, or when the
    application is no draft any more.
    """
    section = SECTION_OF[model]
    with transaction.atomic():
        hold_draft(application)
        rows: models.QuerySet[Any] = model._default_manager.filter(application=application)
        if pk is None:
            item: Item = _same(rows, values) or _add(application, model, rows, values)
        else:
            if not rows.filter(pk=pk).update(**values):
                raise StateError("This has been removed, perhaps on another page. Add it again if you need it.")
            item = rows.get(pk=pk)
        mark_touched(application, section)
        forget_typed(application, page)
        saved(application, section, by=by, fields=values)
    return item


def add_items(
    application: Application, model: type[Item], *, by: User, rows: Sequence[Mapping[str, Any]], page: str
) -> int:
    """Add many items of a list section at once; return how many. Those that stand there already are not added again.

    Raises StateError when that were too many, or when the application is no draft any more; then none is added.
    """
    section = SECTION_OF[model]
    with transaction.atomic():
        hold_draft(application)
        there: list[Any] = list(model._default_manager.filter(application=application))
        new = [model(application=application, **values) for values in rows if not _same(there, values)]
        if len(there) + len(new) > MOST_ITEMS:
            raise StateError(f"There would be more than {MOST_ITEMS} of these. Remove some before you add others.")
        model._default_manager.bulk_create(new)  # type: ignore[arg-type]
        mark_touched(application, section)
        forget_typed(application, page)
        saved(application, section, by=by, fields=rows[0] if rows else ())
    return len(new)


def _same(rows: Iterable[Item], values: Mapping[str, Any]) -> Item | None:
    """The row that says the same, if there is one. Looked for here, because what is encrypted cannot be in SQL."""
    return next((row for row in rows if all(getattr(row, name) == value for name, value in values.items())), None)


def _add(application: Application, model: type[Item], rows: models.QuerySet[Any], values: Mapping[str, Any]) -> Item:
    most = completeness.MOST_REFEREES if model is Referee else MOST_ITEMS
    if rows.count() >= most:
        raise StateError(TOO_MANY.format(most))
    return model._default_manager.create(application=application, **values)


def remove_item(application: Application, model: type[Item], *, by: User, pk: int, page: str) -> None:
    """Remove an item; one that has gone already is no error."""
    with transaction.atomic():
        hold_draft(application)
        if model._default_manager.filter(application=application, pk=pk).delete()[0]:
            saved(application, SECTION_OF[model], by=by, fields=[], verb="item_removed")
        forget_typed(application, page)


def finish(application: Application, section: SectionName, *, by: User) -> None:
    """The candidate calls a list section finished; what it still needs is asked by whoever calls this."""
    set_state(application, section, SectionState.DONE, by=by)


def set_state(application: Application, section: SectionName, state: SectionState, *, by: User) -> None:
    """Say how far a section is."""
    with transaction.atomic():
        hold_draft(application)
        mark(application, section, state)
        saved(application, section, by=by, fields=[])


def keep_typed(
    application: Application,
    *,
    by: User,
    page: str,
    section: str,
    typed: Mapping[str, Sequence[str]],
    typing: bool = False,
) -> None:
    """Keep the boxes of a page as they were typed, because they cannot be saved yet (half a date, a wrong number).

    A page that would add something and was left empty holds nothing to come back to. `typing`: somebody is still at
    it, so a finished section stays finished for now, and the trace is left once.
    """
    adds = page.endswith(".new") or page == "sitting"
    with transaction.atomic():
        hold_draft(application)
        if adds and not any(box.strip() for boxes in typed.values() for box in boxes):
            forget_typed(application, page)
            return
        values = {"typed": {name: list(boxes) for name, boxes in typed.items()}, "saved_at": timezone.now()}
        _, new = HalfTyped.objects.update_or_create(application=application, page=page, defaults=values)
        if typing:
            mark_touched(application, section)
        else:
            mark(application, section, SectionState.IN_PROGRESS)
        if new or not typing:
            saved(application, section, by=by, fields=[], verb="kept_as_typed")


def discard_typed(application: Application, *, by: User, page: str, section: str) -> None:
    """Throw away what was kept of a page, at the candidate's wish."""
    with transaction.atomic():
        hold_draft(application)
        forget_typed(application, page)
        saved(application, section, by=by, fields=[], verb="typed_discarded")
