"""The forms of the online search."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from accounts.models import User
from appointments.forms.checks import today
from appointments.models import OnlineSearch
from core.forms import GovDateField, GovForm, Look

LONGEST = 4000


class ScopeForm(GovForm):
    """Where and for what is looked, the same for everyone, and who looks."""

    looks: ClassVar = {
        "sites": Look(what="where you look"),
        "terms": Look(what="what you look for"),
        "searcher": Look(what="who does the search"),
    }
    sites = forms.CharField(
        label="Where do you look?",
        help_text="One place a line.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    terms = forms.CharField(
        label="What do you look for?",
        help_text="One search a line. The same words for each person.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    searcher = forms.ModelChoiceField(
        label="Who does the search?",
        help_text="Somebody of the school who is not on the panel.",
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(pk__in=[person.pk for person in people]).order_by("name", "pk")
        self.fields["searcher"].queryset = rows  # type: ignore[attr-defined]


class SearchForm(GovForm):
    """One person's search."""

    mark_optional = False
    looks: ClassVar = {
        "outcome": Look(
            what="what came of it",
            hints={
                OnlineSearch.Outcome.NOTHING: "Nothing that matters for work with children.",
                OnlineSearch.Outcome.RELEVANT: "The chair and HR read it, and the candidate may answer.",
                OnlineSearch.Outcome.DECIDED_NOT: "The reason is kept.",
            },
        ),
    }
    outcome = forms.ChoiceField(
        label="What came of it?", choices=OnlineSearch.Outcome.choices, widget=forms.RadioSelect
    )
    done_on = GovDateField(label="When?", what="the date", latest=today, latest_says="today or in the past")
    whole_scope = forms.BooleanField(
        label="I looked in every place on the list, with every search on the list", required=False
    )
    finding = forms.CharField(
        label="What did you find, and where?",
        help_text="Only if it is relevant. Leave out anything about faith, health, family, politics or private life.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    relevance = forms.CharField(
        label="Why does it matter for work with children?",
        help_text="Only if it is relevant.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why_not = forms.CharField(
        label="Why did you decide not to search?",
        help_text="Only if you did not.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ResponseForm(GovForm):
    """What the candidate says to what was found."""

    looks: ClassVar = {"response": Look(what="what you want to say")}
    response = forms.CharField(
        label="What do you want to say to it?", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 7})
    )


class ConcludeForm(GovForm):
    """What the chair or HR conclude."""

    looks: ClassVar = {"note": Look(what="what you concluded and why")}
    note = forms.CharField(
        label="What did you conclude, and why?",
        help_text="Kept encrypted.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
