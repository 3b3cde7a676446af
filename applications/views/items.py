"""Adding, changing and removing items of the sections that are lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from applications.forms.base import SectionForm
from applications.forms.items import (
    KINDS,
    OTHER,
    BreakForm,
    JobForm,
    LeftSchoolForm,
    MembershipForm,
    QualificationForm,
    TrainingForm,
)
from applications.forms.referees import AT_ONCE, RefereeForm
from applications.models import (
    Break,
    EmploymentRecord,
    ProfessionalMembership,
    Qualification,
    Referee,
    SectionName,
    Training,
)
from applications.services import sections
from applications.views.item_pages import ItemFormPage, ItemRemovePage, Kind, WithinSection

QUALIFICATION = Kind("qualification", "a qualification", SectionName.QUALIFICATIONS, Qualification)
TRAINING = Kind("training", "your training", SectionName.QUALIFICATIONS, Training)
MEMBERSHIP = Kind("membership", "a membership", SectionName.QUALIFICATIONS, ProfessionalMembership)
JOB = Kind("job", "a job", SectionName.HISTORY, EmploymentRecord)
BREAK = Kind("break", "a break", SectionName.HISTORY, Break)
REFEREE = Kind("referee", "a referee", SectionName.REFEREES, Referee)


class QualificationView(ItemFormPage):
    """Add or change a qualification."""

    of, section, form_class = QUALIFICATION, SectionName.QUALIFICATIONS, QualificationForm

    def initial(self) -> Mapping[str, Any]:
        """A kind that is not on the list stands under "Something else"."""
        values = dict(super().initial())
        kind = values.get("kind", "")
        return values | ({"kind": OTHER, "kind_other": kind} if kind and kind not in KINDS else {})


class TrainingView(ItemFormPage):
    """Add or change training."""

    of, section, form_class = TRAINING, SectionName.QUALIFICATIONS, TrainingForm


class MembershipView(ItemFormPage):
    """Add or change a membership."""

    of, section, form_class = MEMBERSHIP, SectionName.QUALIFICATIONS, MembershipForm


class JobView(ItemFormPage):
    """Add or change a job."""

    of, section, form_class = JOB, SectionName.HISTORY, JobForm

    def initial(self) -> Mapping[str, Any]:
        """Still there: no end."""
        values = dict(super().initial())
        return values | ({"still_there": values["ended_on"] is None} if values else {})


class BreakView(ItemFormPage):
    """Add or change a break; a link from a gap brings its months."""

    of, section, form_class = BREAK, SectionName.HISTORY, BreakForm

    def initial(self) -> Mapping[str, Any]:
        """The row's, or the months of the gap in the address."""
        if self.item:
            values = dict(super().initial())
            return values | {"goes_on": values["ended_on"] is None}
        start, end = (month_in(self.request.GET.get(name, "")) for name in ("from", "to"))
        return {"started_on": start, "ended_on": end, "goes_on": False if start and end else None}


class RefereeView(ItemFormPage):
    """Add or change a referee."""

    of, section, form_class = REFEREE, SectionName.REFEREES, RefereeForm

    def initial(self) -> Mapping[str, Any]:
        """Whether to ask first, and the promise, in one answer."""
        values = dict(super().initial())
        if values:
            values["asking"] = str(values["answer_within"]) if values["ask_me_first"] else AT_ONCE
        return values


class QualificationRemoveView(ItemRemovePage):
    """Remove a qualification."""

    of = QUALIFICATION


class TrainingRemoveView(ItemRemovePage):
    """Remove training."""

    of = TRAINING


class MembershipRemoveView(ItemRemovePage):
    """Remove a membership."""

    of = MEMBERSHIP


class JobRemoveView(ItemRemovePage):
    """Remove a job."""

    of = JOB


class BreakRemoveView(ItemRemovePage):
    """Remove a break."""

    of = BREAK


class RefereeRemoveView(ItemRemovePage):
    """Remove a referee."""

    of = REFEREE


class LeftSchoolView(WithinSection):
    """When the history begins."""

    section = SectionName.HISTORY
    form_class = LeftSchoolForm
    title = "When you left school"
    template_name = "applications/left_school.html"
    key = "left_school"

    def initial(self) -> Mapping[str, Any]:
        """The month."""
        return {"left_education_on": self.application.left_education_on}

    def save(self, form: SectionForm, *, done: bool) -> None:
        """Save it."""
        month = form.cleaned_data["left_education_on"]
        sections.save_left_education(self.application, by=self.by, month=month)


def month_in(text: str) -> date | None:
    """The first day of a month written 2019-03; None for anything else."""
    found = re.fullmatch(r"(19|20)(\d\d)-(0[1-9]|1[0-2])", text, re.ASCII)
    return date(int(found[1] + found[2]), int(found[3]), 1) if found else None
