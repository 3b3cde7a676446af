"""Items of the sections that are lists: a qualification, training, a membership, a job, a break; leaving school."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db import models

from applications import completeness
from applications.completeness import Missing
from applications.forms.base import SectionForm, this_month
from applications.forms.details import FIRST_YEAR, clean_year, year_field
from applications.models import Break, EmploymentRecord, ProfessionalMembership, Qualification
from core.forms import GovMonthField, Look, YesNoField

SCHOOL_KINDS = ("A level or other level 3", "GCSE or other level 2")
KINDS = (
    "Bachelor’s degree",
    "Master’s degree",
    "Doctorate",
    "PGCE or PGDE",
    "Other teaching qualification",
    "NPQ",
    "NASENCO",
    "Assessor qualification (access arrangements)",
    *SCHOOL_KINDS,
)
OTHER = "other"


def month(label: str, what: str, *, help_text: str = "For example, 9 2019") -> GovMonthField:
    """A month that is over or is this one."""
    return GovMonthField(
        label=label,
        what=what,
        required=False,
        earliest=date(FIRST_YEAR, 1, 1),
        latest=this_month,
        latest_says="this month or earlier",
        help_text=help_text,
    )


class ItemForm(SectionForm):
    """An item of a list. `item`: the row that is changed, None for a new one."""

    def __init__(self, *args: Any, item: models.Model | None = None, **kwargs: Any) -> None:
        self.item = item
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """An end is never before its start."""
        cleaned = super().clean()
        start, end = cleaned.get("started_on"), cleaned.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", f"The end must be {start:%B %Y} or later: that is when it started")
        return cleaned


class QualificationForm(ItemForm):
    """One qualification."""

    looks: ClassVar[Mapping[str, Look]] = {
        "kind": Look(what="the kind of qualification", reveals={OTHER: "kind_other"}),
        "kind_other": Look(what="the qualification"),
        "institution": Look(what="where you studied"),
        "grade": Look(width=20),
        "awarded_year": Look(what="the year", width=4),
    }

    kind = forms.ChoiceField(
        label="Kind of qualification",
        choices=[*((kind, kind) for kind in KINDS), (OTHER, "Something else")],
        widget=forms.RadioSelect,
        required=False,
    )
    kind_other = forms.CharField(label="What is it called?", max_length=150, required=False)
    subject = forms.CharField(label="Subject (optional)", max_length=150, required=False)
    institution = forms.CharField(label="School, college or university", max_length=200, required=False)
    awarding_body = forms.CharField(label="Who awarded it (optional)", max_length=150, required=False)
    grade = forms.CharField(label="Grade or class (optional)", max_length=60, required=False)
    awarded_year = year_field("Year you got it", "Leave empty if you are still studying")
    started_on = month(
        "When you started (optional)",
        "the month you started",
        help_text="Give both months if this was your main occupation: it then counts in your history",
    )
    ended_on = month("When you finished (optional)", "the month you finished", help_text="For example, 6 2015")

    def clean_awarded_year(self) -> int | None:
        """In the past."""
        return clean_year(self.cleaned_data["awarded_year"])

    def clean(self) -> dict[str, Any]:
        """Something else must be named."""
        cleaned = super().clean()
        if cleaned.get("kind") == OTHER and not cleaned.get("kind_other"):
            self.add_error("kind_other", "Enter what the qualification is called")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Columns: the kind in words."""
        values = dict(self.cleaned_data)
        other = values.pop("kind_other", "")
        return values | {"kind": other if values.get("kind") == OTHER else values.get("kind", "")}

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.qualification."""
        return completeness.qualification(Qualification(**{k: v for k, v in cleaned.items() if k != "kind_other"}))


class TrainingForm(ItemForm):
    """One piece of training."""

    looks: ClassVar[Mapping[str, Look]] = {"title": Look(what="what it was"), "year": Look(what="the year", width=4)}

    title = forms.CharField(label="What was the training?", max_length=200, required=False)
    provider = forms.CharField(label="Who ran it (optional)", max_length=200, required=False)
    length = forms.CharField(
        label="How long did it take? (optional)", max_length=60, required=False, help_text="For example, 2 days"
    )
    year = year_field("Year")

    def clean_year(self) -> int | None:
        """In the past."""
        return clean_year(self.cleaned_data["year"])

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """What and when."""
        found = [] if cleaned.get("title") else [Missing("title", "Enter what the training was")]
        return found if cleaned.get("year") else [*found, Missing("year", "Enter the year")]


class MembershipForm(ItemForm):
    """Membership of one professional body."""

    looks: ClassVar[Mapping[str, Look]] = {
        "body": Look(what="the professional body"),
        "by_exam": Look(inline=True),
        "number": Look(width=20),
        "year": Look(what="the year", width=4),
    }

    body = forms.CharField(
        label="Professional body", max_length=150, required=False, help_text="For example, an association for SENCos"
    )
    by_exam = YesNoField(label="Did you pass an exam to join?", required=False)
    kind = forms.CharField(label="Type of membership (optional)", max_length=100, required=False)
    number = forms.CharField(label="Membership number (optional)", max_length=40, required=False)
    year = year_field("Member since (optional)", "The year")

    def clean_year(self) -> int | None:
        """In the past."""
        return clean_year(self.cleaned_data["year"])

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.membership."""
        return completeness.membership(ProfessionalMembership(**cleaned))


class JobForm(ItemForm):
    """One post, paid or voluntary."""

    looks: ClassVar[Mapping[str, Look]] = {
        "employer": Look(what="the employer or school"),
        "town": Look(width="two-thirds"),
        "role": Look(what="your job title"),
        "is_school": Look(inline=True),
        "with_children": Look(inline=True),
        "still_there": Look(reveals={"yes": "notice", "no": "ended_on"}),
        "duties": Look(what="your main duties", rows=4),
        "reason_for_leaving": Look(what="your reason for leaving", rows=2),
    }

    employer = forms.CharField(label="Employer or school", max_length=200, required=False)
    town = forms.CharField(label="Town or city (optional)", max_length=100, required=False)
    role = forms.CharField(
        label="Job title", max_length=150, required=False, help_text="The panel sees this without the employer’s name"
    )
    phase = forms.CharField(label="Age range or key stages you taught (optional)", max_length=80, required=False)
    is_school = YesNoField(label="Is it a school or college?", required=False)
    with_children = YesNoField(label="Did you work with children or young people?", required=False)
    started_on = month("When you started", "the month you started")
    still_there = YesNoField(
        label="Do you still work there?", yes="Yes, or I am working my notice", no="No", required=False
    )
    notice = forms.CharField(
        label="What notice must you give, or when is your last day? (optional)",
        max_length=150,
        required=False,
        help_text="Teachers can usually leave on 31 December, 30 April or 31 August. "
        "For example, my last day is 30 April",
    )
    ended_on = month("When you left", "the month you left")
    duties = forms.CharField(label="Main duties", max_length=1500, required=False, widget=forms.Textarea)
    reason_for_leaving = forms.CharField(
        label="Reason for leaving, or for wanting to leave", max_length=300, required=False, widget=forms.Textarea
    )

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.job; and the questions whose answer the row cannot leave open."""
        wanted = [
            ("is_school", "Say whether it is a school or college"),
            ("with_children", "Say whether you worked with children or young people"),
            ("still_there", "Say whether you still work there"),
        ]
        found = [Missing(name, message) for name, message in wanted if cleaned.get(name) is None]
        if cleaned.get("still_there") is False and not cleaned.get("ended_on"):
            found.append(Missing("ended_on", "Enter the month you left"))
        columns = {name: value for name, value in cleaned.items() if name != "still_there"}
        return completeness.job(EmploymentRecord(**columns)) + found

    def values(self) -> dict[str, Any]:
        """Columns."""
        return {name: value for name, value in self.cleaned_data.items() if name != "still_there"}


class BreakForm(ItemForm):
    """Time without a post."""

    looks: ClassVar[Mapping[str, Look]] = {
        "reason": Look(what="what you were doing", rows=2),
        "goes_on": Look(reveals={"no": "ended_on"}),
    }

    reason = forms.CharField(
        label="What were you doing?",
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text="A few words are enough. For example, caring for a child, travelling, looking for work. "
        "If you were ill, “time away from work” is enough",
    )
    started_on = month("When it started", "the month it started")
    goes_on = YesNoField(label="Does it still go on?", required=False)
    ended_on = month("When it ended", "the month it ended")

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.time_away."""
        found = completeness.time_away(Break(**{k: v for k, v in cleaned.items() if k != "goes_on"}))
        if cleaned.get("goes_on") is None:
            found.append(Missing("goes_on", "Say whether it still goes on"))
        elif not cleaned["goes_on"] and not cleaned.get("ended_on"):
            found.append(Missing("ended_on", "Enter the month it ended"))
        return found

    def values(self) -> dict[str, Any]:
        """Columns."""
        return {name: value for name, value in self.cleaned_data.items() if name != "goes_on"}


class LeftSchoolForm(SectionForm):
    """From when the history runs."""

    left_education_on = month("When did you leave school or college?", "the month you left school or college")

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """The month."""
        return completeness.history(cleaned.get("left_education_on"), [])
