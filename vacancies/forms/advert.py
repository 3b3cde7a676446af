"""The parts of an advert, one form a page. In a draft anything but the job title may stay empty."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import GovDateField, Look, YesNoField
from vacancies.forms.seen import SeenForm
from vacancies.models import ContractType, WorkingPattern


def _text(label: str, most: int, help_text: str = "", **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=help_text, **kwargs)


def _long(label: str, most: int, help_text: str = "") -> forms.CharField:
    return _text(label, most, help_text, widget=forms.Textarea)


def _yes_no(label: str, help_text: str = "") -> YesNoField:
    return YesNoField(label=label, required=False, help_text=help_text)


class PartForm(SeenForm):
    """A part of the advert. `still_open`: the fields that may be put right once the advert is out."""

    mark_optional = False
    still_open: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.vacancy = kwargs.pop("vacancy", None)
        super().__init__(*args, **kwargs)
        # A part that is wholly fixed keeps its boxes: who was typing when it went out sees their words once more.
        if self.still_open and self.vacancy is not None and self.vacancy.state != self.vacancy.State.DRAFT:
            for name in [name for name in self.fields if name not in (*self.still_open, "seen")]:
                del self.fields[name]

    def given(self) -> dict[str, Any]:
        """What can be kept of a form with errors: the fields without one."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in (*self.errors, "seen")}
        return {name: value for name, value in values.items() if name in self.fields}


class DetailsForm(PartForm):
    """What the job is."""

    title = forms.CharField(
        label="Job title", min_length=4, max_length=75, help_text="Short and plain, as people search for it"
    )
    overview = _long("About the job", 3000, "Two or three sentences that make the right person read on")
    subjects = _text(
        "Teaching that goes with the job", 200, "For example, half a timetable of English, or no class of your own"
    )
    further_details = _long("Anything else people should know", 3000)
    looks = {
        "title": Look(what="a job title"),
        "overview": Look(rows=6),
        "further_details": Look(rows=4),
    }

    def clean_title(self) -> str:
        """On one line."""
        return " ".join(str(self.cleaned_data["title"]).split())


class ContractForm(PartForm):
    """How long and how much of the week."""

    contract_type = forms.ChoiceField(
        label="How long does the job last?", choices=ContractType.choices, required=False, widget=forms.RadioSelect
    )
    fixed_term_until = GovDateField(label="Last day of a fixed term", what="the last day", required=False)
    fixed_term_reason = _text("Reason for a fixed term", 200, "For example, maternity cover")
    parental_leave_cover = _yes_no("Does it cover someone’s maternity or parental leave?")
    working_pattern = forms.ChoiceField(
        label="Full time or part time?", choices=WorkingPattern.choices, required=False, widget=forms.RadioSelect
    )
    hours_text = _text("Hours", 200, "For example, full time, 32.5 hours of teaching a week, or 4 days")
    job_share = _yes_no("Can two people share the job?")
    start_note = _text("About the start", 200, "For example, an earlier start can be agreed")
    looks = {
        name: Look(inline=True, small=True)
        for name in ("contract_type", "working_pattern", "parental_leave_cover", "job_share")
    }

    def clean(self) -> dict[str, Any]:
        """A fixed term ends after the start; a permanent job does not end."""
        given = super().clean() or {}
        until, starts = given.get("fixed_term_until"), self.vacancy.starts_on if self.vacancy else None
        if given.get("contract_type") == ContractType.PERMANENT:
            for name in ("fixed_term_until", "fixed_term_reason"):
                if given.get(name):
                    self.add_error(name, "A permanent job has no fixed term. Empty this, or choose fixed term")
        elif until and starts and until <= starts:
            self.add_error("fixed_term_until", "The last day must be after the start of the job")
        return given


class AboutForm(PartForm):
    """Why a good person would come."""

    school_offer = _long("What your school offers", 3000, "The school, its pupils, the team and the support")
    benefits = _long("Benefits besides pay", 2000, "For example, a pension, a laptop, time for the qualification")
    flexible_working = _yes_no("Is flexible working possible?")
    flexible_working_text = _long("What is possible", 1000, "For example, a late start one day a week")
    visa_sponsorship = _yes_no("Can you sponsor a visa?")
    looks = {
        "school_offer": Look(rows=6),
        "benefits": Look(rows=4),
        "flexible_working_text": Look(rows=3),
        "flexible_working": Look(inline=True, small=True),
        "visa_sponsorship": Look(inline=True, small=True),
    }


class ReportingForm(PartForm):
    """Who the person works for, leads and works with; and what follows from that for the checks."""

    reports_to = _text("Reports to", 200, "The post, not the name. For example, deputy headteacher")
    responsible_for = _text("Leads", 200, "For example, 7 teaching assistants")
    working_closely_with = _long("Works closely with", 1000, "One on each line")
    leads_team = _yes_no(
        "Does the person lead a team or a budget, or sit on the leadership team?",
        "In academies and independent schools this decides whether a section 128 check is needed",
    )
    early_years = _yes_no(
        "Does the person work with nursery or Reception, or manage it?",
        "This decides whether the childcare disqualification rules apply",
    )
    looks = {
        "working_closely_with": Look(rows=4),
        "leads_team": Look(inline=True, small=True),
        "early_years": Look(inline=True, small=True),
    }

    def clean(self) -> dict[str, Any]:
        """Both answers decide on checks, so an empty one leaves what is stored."""
        given = super().clean() or {}
        for name in ("leads_team", "early_years"):
            if given.get(name) is None and self.vacancy is not None:
                given[name] = getattr(self.vacancy, name)
        return given


class ContactForm(PartForm):
    """Whom to ask, and how to see the school."""

    visits_welcome = _yes_no("Can people visit the school before they apply?")
    visits = _long("About visits", 1000, "When people can come, and how they book")
    contact_name = _text("Name of the person to ask", 150, "With their job title")
    contact_email = forms.EmailField(label="E-mail address", max_length=254, required=False)
    contact_phone = _text("Phone number", 30)
    still_open = ("visits_welcome", "visits", "contact_name", "contact_email", "contact_phone")
    looks = {
        "visits_welcome": Look(inline=True, small=True),
        "visits": Look(rows=3),
        "contact_email": Look(what="the e-mail address", width="two-thirds"),
        "contact_phone": Look(width=20),
    }


class StatementsForm(PartForm):
    """The statements of the advert, copied from the school when the vacancy was started."""

    safeguarding_statement = _long("Keeping children safe", 3000)
    exemption_statement = _long("Cautions and convictions", 3000, "The Rehabilitation of Offenders Act statement")
    equality_statement = _long("Equality", 3000)
    checks_statement = _long("References and online search", 3000)
    looks = {
        name: Look(rows=6)
        for name in ("safeguarding_statement", "exemption_statement", "equality_statement", "checks_statement")
    }


class ApplyForm(PartForm):
    """What people are told about applying and about the day."""

    how_to_apply = _long(
        "How to apply", 3000, "What to keep to. The advert says by itself that people apply here, and until when"
    )
    selection_process = _long(
        "What happens on the interview day", 3000, "For example, a lesson, a task with data, a talk with pupils"
    )
    looks = {"how_to_apply": Look(rows=5), "selection_process": Look(rows=5)}


class EndForm(PartForm):
    """What stands at the end of a job description."""

    conditions = _long("Conditions of employment", 4000, "For example, that the teachers’ pay document applies")
    last_reviewed = _text("Last review of the job description", 100, "For example, March 2026")
    next_review = _text("Next review", 100, "For example, every year with the appraisal")
    signed_by = _long("Who signs it", 400, "One on each line. The job pack gets a line for each signature and its date")
    looks = {"conditions": Look(rows=6), "signed_by": Look(rows=3)}
