"""Forms of an interview day: the day, its activities, one time, what is allowed, who stays, sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils import timezone

from applications.models import Application
from core.forms import GovDateField, GovForm, GovTimeField, Look
from shortlisting import sift
from shortlisting.interview_day import Adjustment
from shortlisting.models import Activity, Booking, PanelMember
from shortlisting.services.attendance import LONGEST_REASON
from shortlisting.services.timetable import LONGEST_EXTRA, LONGEST_REST
from vacancies.models import Criterion

TEXT = 2000
Kind = Activity.Kind
KIND_HINTS: dict[str, str] = {
    Kind.INTERVIEW: "Gets a kit of questions from the criteria, one about safeguarding always among them",
    Kind.STUDENT_PANEL: "Pupils say what they think in words, never in numbers",
    Kind.TOGETHER: "Welcome, break, lunch: everybody at one time",
}


class DayForm(GovForm):
    """The day itself, and who comes."""

    on = GovDateField(label="Which day?", what="the day", earliest=timezone.localdate, earliest_says="today or later")
    starts_at = GovTimeField(label="When does it start?", what="the time it starts", initial=time(9))
    ends_at = GovTimeField(label="When does it end?", what="the time it ends", initial=time(15, 30))
    second_part_at = GovTimeField(
        label="Do some candidates go home before the end?", what="the time the second part starts", required=False,
        help_text="If they do: when does the second part start, only for those you keep? For example, 1pm. "
        "Leave it empty if everybody stays",
    )  # fmt: skip
    turnaround = forms.IntegerField(
        label="How many minutes between two activities?", min_value=0, max_value=60, initial=5,
        help_text="To change rooms and finish notes",
    )  # fmt: skip
    place = forms.CharField(label="Where?", max_length=300, help_text="The address, and where to report")
    note = forms.CharField(
        label="What do candidates need to know?", required=False, max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, what to bring, where to park, that lunch is provided",
    )  # fmt: skip
    candidates = forms.MultipleChoiceField(label="Who comes?", widget=forms.CheckboxSelectMultiple)
    looks = {
        "on": Look(),
        "starts_at": Look(width=10),
        "ends_at": Look(width=10),
        "second_part_at": Look(width=10, optional=False),
        "turnaround": Look(width=3, suffix="minutes", what="how many minutes"),
        "place": Look(what="where it is"),
        "note": Look(what="what candidates need to know"),
        "candidates": Look(what="who comes", small=True),
    }

    def __init__(self, *args: Any, people: Sequence[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(each.pk): each for each in people}
        choices = [(pk, sift.name_of(each)) for pk, each in self._people.items()]
        self.fields["candidates"].choices = choices  # type: ignore[attr-defined]
        self.fields["candidates"].error_messages["required"] = "Choose at least one candidate"

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        return {**self.cleaned_data, "candidates": [self._people[pk] for pk in self.cleaned_data["candidates"]]}


class ActivityForm(GovForm):
    """An activity: what, where, how long, who is there, what is judged."""

    kind = forms.ChoiceField(label="What kind of activity is it?", choices=Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="What is it called?", max_length=120)
    minutes = forms.IntegerField(label="How long does it take for each candidate?", min_value=5, max_value=480)
    together_at = GovTimeField(
        label="When does it start?", what="the time it starts", required=False,
        help_text="Only for what everybody does together. For example, 12:30pm",
    )  # fmt: skip
    room = forms.CharField(label="In which room?", max_length=80, required=False)
    members = forms.MultipleChoiceField(
        label="Who of the panel is there?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="They are never in two places at once. Whoever scores here is ticked",
    )  # fmt: skip
    also_needed = forms.CharField(
        label="Who else is needed?", max_length=200, required=False, help_text="For example, four pupils of Year 8"
    )
    criteria = forms.MultipleChoiceField(
        label="Which criteria are judged here?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Those that the person specification assesses by interview, task or presentation",
    )  # fmt: skip
    candidates_choose = forms.BooleanField(label="Candidates choose their own time", required=False)
    second_part = forms.BooleanField(label="Only for those who stay for the second part", required=False)
    brief = forms.CharField(
        label="What do you tell candidates about it?", required=False, max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    materials = forms.CharField(
        label="What has to be there?", required=False, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only your side sees this",
    )  # fmt: skip
    looks = {
        "kind": Look(what="what kind of activity it is", small=True, hints=KIND_HINTS),
        "title": Look(what="what it is called", width=30),
        "minutes": Look(width=3, suffix="minutes", what="how many minutes it takes"),
        "together_at": Look(width=10, optional=False),
        "room": Look(width=20),
        "members": Look(small=True, optional=False),
        "also_needed": Look(width=30),
        "criteria": Look(small=True, optional=False),
    }

    def __init__(
        self, *args: Any, members: Sequence[PanelMember], criteria: Sequence[Criterion], parts: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._members = {str(each.pk): each for each in members}
        self._criteria = {str(each.pk): each for each in criteria}
        people = [(pk, str(each)) for pk, each in self._members.items()]
        judged = [(pk, f"{each.number} {each.text}".strip()) for pk, each in self._criteria.items()]
        self.fields["members"].choices = people  # type: ignore[attr-defined]
        self.fields["criteria"].choices = judged  # type: ignore[attr-defined]
        if not parts:
            del self.fields["second_part"]

    def clean(self) -> dict[str, Any]:
        """What is not for its kind counts as empty; what its kind needs is asked for."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        together = data.get("kind") == Kind.TOGETHER
        if not together:
            data["together_at"] = None
        elif not data.get("together_at") and "together_at" not in self.errors:
            self.add_error("together_at", "Enter the time at which it starts")
        if data.get("kind") not in (Kind.TOGETHER, Kind.STUDENT_PANEL) and not data.get("members") and not self.errors:
            self.add_error("members", "Choose who scores it")
        if together:
            data["candidates_choose"] = False
        return data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        data["members"] = [self._members[pk] for pk in data["members"]]
        scored = data["kind"] not in (Kind.TOGETHER, Kind.STUDENT_PANEL)
        data["criteria"] = [self._criteria[pk] for pk in data["criteria"]] if scored else []
        return data


class SlotForm(GovForm):
    """One time, by hand."""

    starts_at = GovTimeField(label="Starts at", what="the time it starts")
    ends_at = GovTimeField(label="Ends at", what="the time it ends")
    looks = {"starts_at": Look(width=10), "ends_at": Look(width=10)}


class AdjustForm(GovForm):
    """What HR allows one candidate. No reason is asked or kept."""

    not_before = GovTimeField(
        label="Should their day start later?", what="the time", required=False,
        help_text="The earliest time, for example 10am. Leave it empty if not",
    )  # fmt: skip
    rest = forms.IntegerField(
        label="Do they need a rest between activities?", required=False, min_value=0, max_value=LONGEST_REST
    )
    looks = {
        "not_before": Look(width=10, optional=False),
        "rest": Look(width=3, suffix="minutes", optional=False, what="how many minutes"),
    }

    def __init__(self, *args: Any, activities: Sequence[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {f"extra_{each.pk}": each.pk for each in activities}
        for each in activities:
            name = f"extra_{each.pk}"
            self.fields[name] = forms.IntegerField(
                label=f"Extra time for {each.title}", required=False, min_value=0, max_value=LONGEST_EXTRA,
                help_text=f"It takes {each.minutes} minutes",
            )  # fmt: skip
            self.dress(name, self.fields[name])
            look = Look(width=3, suffix="minutes", optional=False, what="how many minutes")
            self.fields[name].look = look  # type: ignore[attr-defined]
        self.order_fields([*self._names, "not_before", "rest"])

    @staticmethod
    def initial_of(allowed: Adjustment) -> dict[str, Any]:
        """What is kept, as the form has it."""
        extra = {f"extra_{key}": value for key, value in allowed.extra.items()}
        return {**extra, "not_before": allowed.not_before, "rest": allowed.rest or None}

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        extra = {pk: data.get(name) or 0 for name, pk in self._names.items()}
        return {"extra": extra, "not_before": data["not_before"], "rest": data["rest"] or 0}


class StayForm(GovForm):
    """For each candidate, whether they stay, and why not."""

    def __init__(self, *args: Any, bookings: Sequence[Booking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bookings = list(bookings)
        for each in self._bookings:
            name = sift.name_of(each.application) if each.application else ""
            stays, reason = f"stays-{each.pk}", f"reason-{each.pk}"
            self.fields[stays] = forms.ChoiceField(
                label=name, choices=[("yes", "Stays for the second part"), ("no", "Goes home")],
                widget=forms.RadioSelect, initial={True: "yes", False: "no"}.get(each.stays),  # type: ignore[arg-type]
                error_messages={"required": f"Choose whether {name} stays"},
            )  # fmt: skip
            self.fields[reason] = forms.CharField(
                label=f"Why {name} goes home", required=False, max_length=TEXT, initial=each.stays_reason,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="Against the criteria. The candidate may read it",
            )  # fmt: skip
            for field in (stays, reason):
                self.dress(field, self.fields[field])
            self.fields[stays].look = Look(reveals={"no": reason}, label_size="m")  # type: ignore[attr-defined]
            self.fields[reason].look = Look(optional=False)  # type: ignore[attr-defined]

    def given(self) -> Mapping[int, tuple[bool, str]]:
        """What the service takes."""
        data = self.cleaned_data
        return {b.pk: (data[f"stays-{b.pk}"] == "yes", data[f"reason-{b.pk}"]) for b in self._bookings}


class NoticeForm(GovForm):
    """Why candidates get fewer than five working days."""

    reason = forms.CharField(
        label="Why is the notice so short?", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept with the day. Candidates do not see it",
    )  # fmt: skip
    looks = {"reason": Look(what="why the notice is so short")}


class AskForm(GovForm):
    """A candidate asks for another time."""

    text = forms.CharField(
        label="When could you come?", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="You need not say why. The school answers you by e-mail",
    )  # fmt: skip
    looks = {"text": Look(what="when you could come", label_size="m")}


class AbsentForm(GovForm):
    """That a candidate did not come."""

    reason = forms.CharField(
        label="Did they say why?",
        help_text="Only what they told you, in a few words. The candidate can ask to read it.",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    looks = {"reason": Look(what="why they did not come")}


class AnswerForm(GovForm):
    """HR answers a candidate."""

    text = forms.CharField(
        label="Your answer", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="We e-mail it. A new time reaches them when you send the timetable again",
    )  # fmt: skip
    looks = {"text": Look(what="your answer", label_size="m")}
