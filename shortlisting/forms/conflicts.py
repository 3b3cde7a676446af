"""The forms of conflicts of interest: a member says whom they know, HR decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import GovForm, Look
from shortlisting.conflicts import Name
from shortlisting.models import ConflictDeclaration
from shortlisting.services.conflicts import HOW_LENGTH, REASON_LENGTH

NONE = "none"


class DeclareForm(GovForm):
    """The list of names, each with how the member knows them; or none."""

    known = forms.MultipleChoiceField(
        label="Who do you know?",
        help_text="Choose everybody you know. If you only met somebody once, you need not choose them.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who you know, or “I know none of them”"},
    )
    looks = {"known": Look(what="who you know", label_size="m")}

    def __init__(self, *args: Any, names: Sequence[Name], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {each.token: each for each in names}
        self.fields["known"].choices = [  # type: ignore[attr-defined]
            *((each.token, each.name) for each in names), (NONE, "I know none of them"),
        ]  # fmt: skip
        self.fields["known"].look = Look(  # type: ignore[attr-defined]
            what="who you know", label_size="m", divider=NONE, exclusive=NONE,
            reveals={each.token: f"how_{each.token}" for each in names},
        )  # fmt: skip
        for each in names:
            field = forms.CharField(
                label=f"How do you know {each.name}?", max_length=HOW_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"how_{each.token}"] = field
            self.dress(f"how_{each.token}", field)
            field.look = Look(what=f"how you know {each.name}")  # type: ignore[attr-defined]

    def clean_known(self) -> list[str]:
        """None stands alone."""
        known: list[str] = self.cleaned_data["known"]
        if NONE in known and len(known) > 1:
            raise forms.ValidationError("Choose the people you know, or “I know none of them”, not both")
        return [each for each in known if each != NONE]

    def given(self) -> dict[int, str]:
        """What the service takes: how, by the application's id."""
        chosen = self.cleaned_data["known"]
        return {self._names[each].application.pk: self.cleaned_data[f"how_{each}"] for each in chosen}


class DecideConflictForm(GovForm):
    """Whether a member may score somebody they know."""

    decision = forms.ChoiceField(
        label="May they score this candidate?", choices=ConflictDeclaration.Decided.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Reason",
        help_text="The member reads it. So can the candidate, if they ask.",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    looks = {
        "decision": Look(
            what="whether they may score this candidate",
            hints={
                "recuse": "Family, friends, who works with them now, or would gain from it",
                "go_on": "They know each other only a little, and it cannot sway them",
            },
        ),
        "reason": Look(what="the reason for this decision"),
    }
