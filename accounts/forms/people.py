"""Inviting people, naming a deputy, and one's own name."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from accounts.models import Membership, Role, School
from core.forms import GovDateField, GovForm, Look

MOST_DAYS_AS_DEPUTY = 366


class NameForm(GovForm):
    """How a person is called."""

    name = forms.CharField(
        label="What is your full name?",
        max_length=150,
        help_text="It stands beside what you write and do here. Your applications keep the name you gave in them.",
    )
    heading_field = "name"
    looks: ClassVar = {"name": Look(what="your full name", width="full", autocomplete="name")}


class InviteForm(GovForm):
    """Who is to join, and as what."""

    name = forms.CharField(label="Full name", max_length=150)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="Their own one at work. They sign in with codes sent to it.",
    )
    job_title = forms.CharField(
        label="What they do at the school",
        max_length=100,
        required=False,
        help_text="For example, deputy head.",
    )
    role = forms.ChoiceField(label="Role", choices=Role.choices, widget=forms.RadioSelect)
    where = forms.ChoiceField(
        label="Where",
        choices=[("school", "At this school"), ("trust", "At every school of the trust")],
        widget=forms.RadioSelect,
        initial="school",
    )
    looks: ClassVar = {
        "name": Look(what="their full name", width="full"),
        "email": Look(what="their e-mail address", width="full"),
        "job_title": Look(width=20),
        "role": Look(
            what="a role",
            hints={
                Role.HR: "Makes vacancies, runs each recruitment, invites people.",
                Role.HEAD: "Sees each recruitment and signs the appointment.",
                Role.STAFF: "Sits on panels. Sees only the vacancies of their panels.",
            },
        ),
        "where": Look(what="where"),
    }

    def __init__(self, *args: Any, school: School, may_invite_to_trust: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_invite_to_trust:
            del self.fields["where"]
        else:
            self.fields["where"].choices = [  # type: ignore[attr-defined]
                ("school", f"At {school}"),
                ("trust", f"At every school of {school.trust}"),
            ]

    def clean_email(self) -> str:
        """In small letters: the address is who they are."""
        return str(self.cleaned_data["email"]).lower()


class DeputyForm(GovForm):
    """Who signs in the head's place, and when."""

    deputy = forms.ChoiceField(label="Who signs in your place?", widget=forms.RadioSelect)
    starts_on = GovDateField(
        label="First day", what="the first day", earliest=timezone.localdate, earliest_says="today or later"
    )
    ends_on = GovDateField(label="Last day", what="the last day")
    looks: ClassVar = {"deputy": Look(what="who signs in your place")}

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(member.user_id): member.user for member in members}
        titles = {str(member.user_id): member.job_title or member.get_role_display() for member in members}
        self.fields["deputy"].choices = [  # type: ignore[attr-defined]
            (pk, f"{user}, {titles[pk]}") for pk, user in self.people.items()
        ]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, nor more than a year after it."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be the first day or after it")
        elif first and last and (last - first).days > MOST_DAYS_AS_DEPUTY:
            self.add_error("ends_on", "The last day must be within a year of the first day")
        return cleaned
