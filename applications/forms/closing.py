"""The last sections: adjustments, links with people at the school, declarations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from applications import completeness
from applications.completeness import Missing
from applications.forms.base import SectionForm
from applications.models import AdjustmentRequest, Declaration
from core.forms import Look, YesNoField


class AdjustmentsForm(SectionForm):
    """What would help at an interview. No question about why."""

    looks: ClassVar[Mapping[str, Look]] = {
        "wanted": Look(reveals={"yes": "needed"}),
        "needed": Look(rows=4, what="what would help"),
        "interview_scheme": Look(inline=True),
    }

    wanted = YesNoField(label="Do you need anything to take part in an interview?", required=False)
    needed = forms.CharField(
        label="What would help?",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text="For example, extra time to read, a room without steps, questions in writing. You need not say why",
    )
    interview_scheme = forms.ChoiceField(
        label="Some schools promise disabled people an interview if they meet every essential point. "
        "If this school does, do you want to use that? (optional)",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        required=False,
    )

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.adjustments."""
        row = AdjustmentRequest(needed=cleaned.get("needed", ""))
        return completeness.adjustments(row, wanted=cleaned.get("wanted"))

    def values(self) -> dict[str, Any]:
        """The words and the wish; "no" is the section finished without words."""
        return {
            "needed": self.cleaned_data.get("needed", "") if self.cleaned_data.get("wanted") else "",
            "interview_scheme": self.cleaned_data.get("interview_scheme", ""),
        }


class LinksForm(SectionForm):
    """People at the school whom the candidate is close to."""

    looks: ClassVar[Mapping[str, Look]] = {
        "related_to_school": Look(reveals={"yes": "relationship"}),
        "relationship": Look(rows=3, what="who and how you know them"),
    }

    related_to_school = YesNoField(
        label="Are you related to, or close to, anyone who works at the school or governs it?", required=False
    )
    relationship = forms.CharField(
        label="Who, and how do you know them?", max_length=1000, required=False, widget=forms.Textarea
    )

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.links."""
        return completeness.links(Declaration(**cleaned))


class DeclarationsForm(SectionForm):
    """What the candidate understands, truth, name. No question about a criminal record."""

    looks: ClassVar[Mapping[str, Look]] = {
        "signed_name": Look(width="two-thirds", what="your full name"),
    }

    understands_barred_offence = forms.BooleanField(
        label="I understand that it is an offence to apply for this post if I am barred from work with children",
        required=False,
    )
    understands_checks = forms.BooleanField(
        label="I understand that the school makes checks before anyone starts, and asks referees before the interview",
        required=False,
    )
    is_true = forms.BooleanField(
        label="What I have written is true, and I know that I could lose the offer or the job if it is not",
        required=False,
    )
    signed_name = forms.CharField(
        label="Type your full name", max_length=300, required=False, help_text="This stands for your signature"
    )

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.declaration."""
        return completeness.declaration(Declaration(**cleaned))
