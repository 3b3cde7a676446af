"""HR's forms about references: checking whom they are from, settling, ringing, entering, asking somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from applications import completeness
from applications.forms.details import uk_phone
from applications.models import Application, Referee
from appointments.forms.referee import field_for, look_for
from appointments.models import Call, Reference, Verification
from appointments.questions import Page
from core.forms import GovDateField, GovForm, Look, Section


def _today() -> date:
    return timezone.localdate()


class VerifyForm(GovForm):
    """One try to find out whether a reference is from the person named."""

    mark_optional = False  # what a call needs is said beside it
    looks: ClassVar = {
        "how": Look(what="how you checked"),
        "spoke_with": Look(width=20),
        "number": Look(width=20),
        "note": Look(what="what you did"),
        "outcome": Look(what="whether it came from them"),
    }

    how = forms.ChoiceField(
        label="How did you check that it came from them?",
        choices=Reference.Source.choices,
        widget=forms.RadioSelect,
    )
    spoke_with = forms.CharField(label="If you rang: who did you speak with?", max_length=150, required=False)
    number = forms.CharField(label="If you rang: what number?", max_length=30, required=False)
    number_found = forms.ChoiceField(
        label="If you rang: where did you find the number?",
        help_text="Not in the reference, and not from the candidate.",
        choices=Verification.Found.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label="What did you do?",
        help_text="For example: rang the school’s main number and spoke with the head’s PA.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outcome = forms.ChoiceField(
        label="Did it come from the person named?", choices=Verification.Outcome.choices, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        """A call has its number, where that was found, and whom it reached."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("how") == Reference.Source.CALL_BACK:
            for name, message in (
                ("number", "Enter the number you rang"),
                ("number_found", "Say where you found the number"),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, message)
            if data.get("outcome") == Verification.Outcome.CONFIRMED and not data.get("spoke_with"):
                self.add_error("spoke_with", "Enter who you spoke with")
        return data


class ConcernForm(GovForm):
    """How an answer that needed a decision was settled."""

    note = forms.CharField(
        label="What did you find out, and what was decided?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SettleForm(GovForm):
    """How a difference between a reference and the form was settled."""

    note = forms.CharField(
        label="What did you find out, and from whom?",
        help_text="For example: the candidate says that the post began in April as cover. The referee agrees.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    looks: ClassVar = {"note": Look(what="what you found out")}


class AddressForm(GovForm):
    """Another address for a referee or a head."""

    email = forms.EmailField(label="The referee’s e-mail address at work", max_length=254)


class HeadAddressForm(AddressForm):
    """Where the head is asked again."""

    email = forms.EmailField(label="The head’s e-mail address at work", max_length=254)


class StopForm(GovForm):
    """Why a referee is asked no more."""

    reason = forms.CharField(
        label="Why do you stop asking?",
        help_text="For example: another referee answers in their place. It is kept with the record.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CallForm(GovForm):
    """What came of a call to a silent referee."""

    outcome = forms.ChoiceField(label="What came of the call?", choices=Call.Outcome.choices, widget=forms.RadioSelect)
    spoke_with = forms.CharField(label="Who did you speak with?", max_length=150, required=False)
    promised_on = GovDateField(
        label="When will they send it?", what="the day", earliest=_today, earliest_says="today or later", required=False
    )
    note = forms.CharField(label="Note", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    looks: ClassVar = {"outcome": Look(what="what came of the call"), "spoke_with": Look(width=20)}


class OtherRefereeForm(GovForm):
    """Another person to ask in place of a referee. The candidate's own form has the same questions."""

    looks: ClassVar = {
        "name": Look(what="the referee’s name", width=20),
        "job_title": Look(what="their job title", width=20),
        "organisation": Look(what="where they work"),
        "email": Look(what="their e-mail address at work"),
        "phone": Look(width=20),
        "relationship": Look(what="how they know the candidate’s work"),
    }

    name = forms.CharField(label="Name", max_length=150)
    job_title = forms.CharField(label="Job title", max_length=150)
    organisation = forms.CharField(label="School or organisation", max_length=200)
    email = forms.EmailField(label="E-mail address at work", max_length=254)
    phone = forms.CharField(label="Phone number at work", max_length=30, required=False)
    relationship = forms.CharField(label="How do they know the candidate’s work?", max_length=200)

    def __init__(self, *args: Any, application: Application, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        if own:
            self.fields["relationship"].label = "How do they know your work?"
            self.fields[
                "relationship"
            ].help_text = "For example, my line manager since 2021. Not a relative or a friend"

    def clean_phone(self) -> str:
        """A number that can be rung."""
        text: str = self.cleaned_data["phone"]
        return uk_phone(text) if text else ""

    def clean(self) -> dict[str, Any]:
        """The rules of the application form hold: not the candidate, not a relative, nobody twice."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for each in completeness.referee(
                Referee(**data),
                candidate_name=self.application.details.full_name,
                candidate_email=self.application.candidate.email,
                others=self.application.referees.exclude(request__state="stopped"),
            ):
                self.add_error(each.field, each.message)
        return data


class EnterForm(VerifyForm):
    """A reference that came by phone or on paper: how, what was said, how it was verified."""

    channel = forms.ChoiceField(
        label="How did it come?",
        choices=[(each.value, each.label) for each in (Reference.Channel.PHONE, Reference.Channel.PAPER)],
        widget=forms.RadioSelect,
    )
    scan = forms.FileField(
        label="The paper",
        help_text="A PDF or a photo. It is kept encrypted.",
        required=False,
    )
    looks: ClassVar = {**VerifyForm.looks, "channel": Look(what="how it came")}

    def __init__(self, *args: Any, pages: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = pages
        for page in pages:
            for question in page.questions:
                self.fields[question.key] = field_for(question, must=False)
                self.dress(question.key, self.fields[question.key])
                self.fields[question.key].look = look_for(question)  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        """How it came, the questions under their pages' titles, how it was verified."""
        questions = [Section(page.title, *(each.key for each in page.questions)) for page in self.pages]
        verified = ("how", "spoke_with", "number", "number_found", "note", "outcome")
        return Layout(Section("How it came", "channel", "scan"), *questions, Section("How you checked it", *verified))

    def clean(self) -> dict[str, Any]:
        """A paper reference has its paper."""
        data = super().clean()
        if data.get("channel") == Reference.Channel.PAPER and not data.get("scan") and "scan" not in self.errors:
            self.add_error("scan", "Choose the scan or photo of the paper")
        return data

    def answers(self) -> dict[str, Any]:
        """What was said, by question; "" for what was not."""
        keys = [question.key for page in self.pages for question in page.questions]
        return {key: plain(self.cleaned_data.get(key)) for key in keys}

    def verification(self) -> dict[str, Any]:
        """How it was verified."""
        return {name: self.cleaned_data.get(name, "") for name in VerifyForm.base_fields}


def plain(value: Any) -> Any:
    """An answer as JSON keeps it: a month as an ISO date, "" for nothing."""
    return value.isoformat() if isinstance(value, date) else value or ""
