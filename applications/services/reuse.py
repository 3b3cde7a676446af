"""A new application starts from the last one: who the person is and what they have done, never what they declared.

Statements belong to the vacancy they were written for, so they stay there. Adjustments, faith, links and
declarations are asked anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from accounts.models import User
from applications.models import Application, PersonalDetails, ProfessionalStatus, SectionName, SectionState
from core.audit import record

ROWS: dict[SectionName, type[models.Model]] = {
    SectionName.DETAILS: PersonalDetails,
    SectionName.STATUS: ProfessionalStatus,
}
LISTS: dict[SectionName, tuple[str, ...]] = {
    SectionName.QUALIFICATIONS: ("qualifications", "training", "memberships"),
    SectionName.HISTORY: ("employment", "breaks"),
    SectionName.REFEREES: ("referees",),
}
ROW_NAMES = {SectionName.DETAILS: "details", SectionName.STATUS: "professional_status"}
SECTIONS = (*ROWS, *LISTS)


def last_application(candidate: User) -> Application | None:
    """The application whose answers are the newest, of those that say who the person is; none on the first one."""
    rows = Application.objects.filter(candidate=candidate, details__isnull=False)
    rows = rows.exclude(state=Application.State.DRAFT, on_paper_at__isnull=False)  # HR is still entering it
    return rows.select_related("vacancy__school").order_by("-saved_at", "-pk").first()


def copy_into(application: Application, source: Application, *, by: User) -> None:
    """Copy what may be copied from `source`, in the transaction that started `application`. Each section is to check.

    Raises ValueError when they are not the same person's.
    """
    if source.candidate_id != application.candidate_id:
        raise ValueError("An application is copied only from its own candidate's.")
    copied = [section for section, name in ROW_NAMES.items() if _copy([getattr(source, name, None)], application)]
    for section, names in LISTS.items():
        made = [_copy(getattr(source, name).all(), application) for name in names]
        if any(made):
            copied.append(section)
    application.left_education_on = source.left_education_on
    application.sections = {section.value: SectionState.COPIED.value for section in copied}
    application.save(update_fields=["left_education_on", "sections"])
    school_id = application.vacancy.school_id
    codes: dict[str, Any] = {"from": source.pk}
    record("application.copied", by=by, subject=application, school_id=school_id, fields=copied, codes=codes)


def _copy(found: Iterable[models.Model | None], target: Application) -> bool:
    """Copy rows of one model; tell whether there were any."""
    rows = sorted((row for row in found if row is not None), key=lambda row: row.pk or 0)
    twins = [_twin(row, target) for row in rows]
    if twins:
        type(twins[0])._default_manager.bulk_create(twins)
    return bool(twins)


def _twin(row: models.Model, target: Application) -> models.Model:
    columns = (field for field in row._meta.concrete_fields if not field.primary_key)
    values = {field.attname: getattr(row, field.attname) for field in columns}
    return type(row)(**{**values, "application_id": target.pk})
