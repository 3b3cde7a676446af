"""A person who can speak for the candidate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms

from applications import completeness
from applications.completeness import Missing
from applications.forms.details import uk_phone
from applications.forms.items import ItemForm
from applications.models import ANSWER_WITHIN, Referee
from core.forms import Look, Section, YesNoField

AT_ONCE = "at_once"


def asked_first(days: int) -> str:
    """What a candidate promises who wants to be asked first: to answer within so many working days."""
    within = "by the next working day" if days == 1 else f"within {days} working days"
    return f"No, ask me first. I will answer {within}"


class RefereeForm(ItemForm):
    """One referee."""

    looks: ClassVar[Mapping[str, Look]] = {
        "name": Look(what="the referee’s name"),
        "job_title": Look(what="their job title"),
        "organisation": Look(what="where they work"),
        "email": Look(what="their e-mail address at work"),
        "phone": Look(width=20),
        "relationship": Look(what="how they know your work"),
        "is_current_employer": Look(inline=True),
        "is_head": Look(inline=True),
        "knows_work_with_children": Look(inline=True),
    }

    name = forms.CharField(label="Name", max_length=150, required=False)
    job_title = forms.CharField(label="Job title", max_length=150, required=False)
    organisation = forms.CharField(label="School or organisation", max_length=200, required=False)
    email = forms.EmailField(
        label="E-mail address at work",
        max_length=254,
        required=False,
        help_text="A personal address, such as Gmail, takes longer: the school must check whose it is",
    )
    phone = forms.CharField(label="Phone number at work (optional)", max_length=30, required=False)
    relationship = forms.CharField(
        label="How do they know your work?",
        max_length=200,
        required=False,
        help_text="For example, my line manager since 2021. Not a relative or a friend",
    )
    is_current_employer = YesNoField(
        label="Do they speak for your present employer, or your last one if you are not working?", required=False
    )
    is_head = YesNoField(
        label="Are they the head of the school?",
        required=False,
        help_text="If you are the head yourself, choose Yes for your chair of governors or trust chief executive",
    )
    knows_work_with_children = YesNoField(label="Do they know your work with children?", required=False)
    asking = forms.ChoiceField(
        label="If you are shortlisted, may the school write to them at once?",
        choices=[(AT_ONCE, "Yes"), *((str(days), asked_first(days)) for days in ANSWER_WITHIN)],
        widget=forms.RadioSelect,
        required=False,
        initial=AT_ONCE,
        help_text="For example, ask us to wait if they do not know yet that you are applying. Nobody writes to them "
        "before you agree. The school needs references before the interview, so an answer that is late can delay it",
    )

    def layout(self) -> Layout:
        """Who, then how they know the candidate."""
        return Layout(
            Section("Who they are", "name", "job_title", "organisation", "email", "phone"),
            Section(
                "How they know you",
                "relationship",
                "is_current_employer",
                "is_head",
                "knows_work_with_children",
                "asking",
            ),
        )

    def clean_phone(self) -> str:
        """A number that can be rung."""
        text: str = self.cleaned_data["phone"]
        return uk_phone(text) if text else ""

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.referee; and the yes-or-no questions."""
        wanted = [
            ("is_current_employer", "Say whether they speak for your present or last employer"),
            ("is_head", "Say whether they are the head of the school"),
            ("knows_work_with_children", "Say whether they know your work with children"),
        ]
        others = [row for row in self.application.referees.all() if self.item is None or row.pk != self.item.pk]
        details = getattr(self.application, "details", None)
        return completeness.referee(
            Referee(**{name: value for name, value in cleaned.items() if value is not None and name != "asking"}),
            candidate_name=details.full_name if details else self.application.candidate.name,
            candidate_email=self.application.candidate.email,
            others=others,
        ) + [Missing(name, message) for name, message in wanted if cleaned.get(name) is None]

    def values(self) -> dict[str, Any]:
        """Columns: whether to ask first, and the promise."""
        values = dict(self.cleaned_data)
        asking = values.pop("asking") or AT_ONCE
        promise = {} if asking == AT_ONCE else {"answer_within": int(asking)}
        return {**values, "ask_me_first": asking != AT_ONCE, **promise}
