"""The single central record: a person, a check, a spreadsheet, another system's layout."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from appointments.models import Check, RecordLayout
from appointments.record_headings import CHECKS_CALLED, check_called
from appointments.record_reading import PARTS, PERSON, Sheet
from core.forms import GovDateField, GovForm, Look

STATES = [
    (Check.Status.CLEAR, "Done and clear"),
    (Check.Status.ASKED_FOR, "Asked for, not back yet"),
    (Check.Status.TO_DO, "Missing"),
    (Check.Status.NOT_REQUIRED, "Not needed"),
]


def _today() -> date:
    return timezone.localdate()


class PersonForm(GovForm):
    """Somebody who works at the school."""

    surname = forms.CharField(label="Surname", max_length=150)
    forenames = forms.CharField(label="First names", max_length=150, required=False)
    former_names = forms.CharField(label="Former names", max_length=200, required=False)
    date_of_birth = GovDateField(label="Date of birth", what="the date of birth", latest=_today,
                                 latest_says="in the past", required=False)  # fmt: skip
    job_title = forms.CharField(label="Post", max_length=150)
    starts_on = GovDateField(label="Start date", what="the start date")


class RecordCheckForm(GovForm):
    """One check of one person."""

    status = forms.ChoiceField(label="How does it stand?", choices=STATES, widget=forms.RadioSelect)
    on = GovDateField(label="On which day was it made?", what="the day of the check", latest=_today,
                      latest_says="today or in the past", required=False)  # fmt: skip
    note = forms.CharField(label="What was seen, or why is it not needed?", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A clear check has its day."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("status") == Check.Status.CLEAR and not data.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day on which the check was made")
        return data


class LeftForm(GovForm):
    """The last day at the school."""

    heading_field = "left_on"
    left_on = GovDateField(label="What was, or will be, their last day?", what="the last day")


class UploadForm(GovForm):
    """The school's own spreadsheet."""

    heading_field = "file"
    file = forms.FileField(
        label="Choose your spreadsheet",
        help_text="An Excel file (.xlsx) or CSV, with the headings in its first row and one person a row",
        error_messages={"required": "Choose a file"},
    )


def targets() -> list[tuple[str, str]]:
    """What a column can be."""
    names = {"job_title": "Post", "starts_on": "Start date", "forenames": "First names"}
    person = [(name, names.get(name, name.replace("_", " ").capitalize())) for name in PERSON]
    words = {"on": "date", "by": "checked by", "note": "evidence or number"}
    checks = [(f"{code}.{part}", f"{check_called(code)}: {words[part]}") for code in CHECKS_CALLED for part in PARTS]
    return [("", "Leave out"), *person, *checks]


class MappingForm(GovForm):
    """Which column is what. One field a column, with what stands in its first row as the hint."""

    mark_optional = False  # "Leave out" is an answer

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = sheet.rows[0][1]
        for place, heading in enumerate(sheet.headings):
            sample = str(first[place] if place < len(first) and first[place] is not None else "")[:40].strip()
            field = forms.ChoiceField(
                label=heading or f"Column {place + 1}, without a heading", choices=targets(), required=False,
                help_text=f"For example: {sample}" if sample else "Empty in the first row",
            )  # fmt: skip
            self.fields[f"column_{place}"] = field
            self.dress(f"column_{place}", field)

    def clean(self) -> dict[str, Any]:
        """Each thing comes from one column, and the three that a row needs are there."""
        data: dict[str, Any] = super().clean() or {}
        seen: dict[str, str] = {}
        for name, target in list(data.items()):
            if target and target in seen:
                self.add_error(name, "Another column is this already. Choose one of them")
            elif target:
                seen[target] = name
        words = dict(targets())
        for target in ("surname", "job_title", "starts_on"):
            if target not in seen:
                self.add_error(None, f"Say which column is “{words[target]}”")
        return data

    def mapping(self) -> dict[int, str]:
        """{place of the column: what it is}."""
        return {int(name.removeprefix("column_")): target for name, target in self.cleaned_data.items() if target}


class LayoutForm(GovForm):
    """What another system wants: its headings, in order."""

    name = forms.CharField(label="What is it called?", max_length=60, help_text="For example, the system that takes it")
    days = forms.ChoiceField(
        label="How does it write dates?", choices=RecordLayout.Days.choices, widget=forms.RadioSelect,
        initial=RecordLayout.Days.BRITISH,
    )  # fmt: skip
    columns = forms.CharField(
        label="Its columns",
        widget=forms.Textarea,
        help_text="One a line, in its order: our column = its heading. Leave out what it does not want",
    )
    looks = {"columns": Look(rows=20)}

    def __init__(self, *args: Any, ours: list[str], taken: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ours, self._taken = ours, taken
        self.fields["columns"].initial = "\n".join(f"{name} = {name}" for name in ours)

    def clean_name(self) -> str:
        """Not used yet."""
        name: str = self.cleaned_data["name"]
        if name.casefold() in {each.casefold() for each in self._taken}:
            raise forms.ValidationError("There is a layout with this name already. Choose another")
        return name

    def clean_columns(self) -> list[list[str]]:
        """[[our column, its heading]]; an error names the line."""
        found = []
        for line in filter(str.strip, self.cleaned_data["columns"].splitlines()):
            ours, _, theirs = (part.strip() for part in line.partition("="))
            if ours not in self._ours:
                raise forms.ValidationError(
                    f"“{ours[:60]}” is not a column of the record. Take it from the list as it was"
                )
            found.append([ours, theirs or ours])
        if not found:
            raise forms.ValidationError("Name at least one column")
        return found
