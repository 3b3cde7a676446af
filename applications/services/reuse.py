"""A new application starts from the last one: who the person is and what they have done, never what they declared.

Statements belong to the vacancy they were written for, so they stay there. Adjustments, faith, links and
declarations are asked anew each time.
"""

from __future__ import annotations

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
SECTIONS = (*ROWS, *LISTS)


def last_application(candidate: User) -> Application | None:
    """The application whose answers are the newest, of those that say who the person is; none on the first one."""
    rows = Application.objects.filter(candidate=candidate, details__isnull=False)
    return rows.select_related("vacancy__school").order_by("-saved_at", "-pk").first()


def copy_into(application: Application, source: Application, *, by: User) -> None:
    """Copy what may be copied from `source`, in the transaction that started `application`. Each section is to check.

    Raises ValueError when they are not the same person's.
    """
    if source.candidate_id != application.candidate_id:
        raise ValueError("An application is copied only from its own candidate's.")
    copied = [section for section, model in ROWS.items() if _copy(model, source, application)]
    for section, names in LISTS.items():
        models_of = [Application._meta.get_field(name).related_model for name in names]
        made = [_copy(model, source, application) for model in models_of]  # type: ignore[arg-type]
        if any(made):
            copied.append(section)
    application.left_education_on = source.left_education_on
    application.sections = {section.value: SectionState.COPIED.value for section in copied}
    application.save(update_fields=["left_education_on", "sections"])
    school_id = application.vacancy.school_id
    codes: dict[str, Any] = {"from": source.pk}
    record("application.copied", by=by, subject=application, school_id=school_id, fields=copied, codes=codes)


def _copy(model: type[models.Model], source: Application, target: Application) -> bool:
    """Copy the rows of one model; tell whether there were any."""
    rows = list(model._default_manager.filter(application=source).order_by("pk"))
    for row in rows:
        row.pk = None
        row._state.adding = True
        row.application = target  # type: ignore[attr-defined]
    model._default_manager.bulk_create(rows)
    return bool(rows)
