"""Criteria, one or many at a time, and duties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from core.forms import GovForm, Look
from vacancies.forms.seen import SeenForm
from vacancies.models import Importance, Method, Scoring
from vacancies.services.arranging import LONGEST, Part

ROW = re.compile(r"(\d{1,18}):([0-9a-f]{16})")
MOST_DUTIES = 200

WHICH = (
    ("ticked", "The rows I tick"),
    ("importance", "Every row without importance"),
    ("methods", "Every row without a way to assess it"),
    ("all", "Every row"),
)


class RowsField(forms.MultipleChoiceField):
    """Ticks of rows, each "id:digest" as the page showed it. Cleans to {id: digest}; other things are left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def valid_value(self, value: Any) -> bool:
        """Any digest: a row that has changed since is told apart by the service, not refused here."""
        return bool(ROW.fullmatch(str(value)))

    def clean(self, value: Any) -> dict[int, str | None]:
        """The ids with their digests."""
        found = (ROW.fullmatch(str(each)) for each in value or [])
        return {int(match[1]): match[2] for match in found if match}


class TickedForm(GovForm):
    """Rows that were ticked, to be merged, moved or deleted. `least`: how many it takes."""

    rows = RowsField(label="Rows")

    def __init__(
        self, *args: Any, rows: Iterable[Any] = (), least: int = 1, doing: str = "change", **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id="bulk_%s", **kwargs)
        self._rows, self._least, self._doing = list(rows), least, doing
        self.fields["rows"].choices = [(str(each.pk), each.text) for each in self._rows]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Enough rows, still there."""
        given = super().clean() or {}
        if len(self.chosen(given)) < self._least:
            two = "two or more rows" if self._least > 1 else "the rows"
            self.add_error("rows", f"Tick {two} to {self._doing}")
        return given

    def chosen(self, given: dict[str, Any]) -> dict[int, str | None]:
        """The rows to act on, with the digests that the page showed."""
        return dict(given.get("rows") or {})


class RowsForm(TickedForm):
    """The same importance or ways to assess for many rows."""

    which = forms.ChoiceField(label="Change", choices=WHICH, required=False)
    importance = forms.ChoiceField(
        label="Importance", choices=[("", "Leave as it is"), *Importance.choices[1:]], required=False
    )
    methods = forms.MultipleChoiceField(
        label="Assessed by", choices=Method.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    mark_optional = False

    def clean(self) -> dict[str, Any]:
        """Something to change, and rows to change it in."""
        given = super().clean()
        if not given.get("importance") and not given.get("methods"):
            self.add_error("importance", "Choose an importance, or tick how the rows are assessed")
        return given

    def chosen(self, given: dict[str, Any]) -> dict[int, str | None]:
        """The rows to change, with the digests that the page showed (None where the choice is not by tick)."""
        which = given.get("which") or "ticked"
        if which == "ticked":
            return super().chosen(given)
        every = {"importance": "importance", "methods": "methods"}.get(which)
        return {each.pk: None for each in self._rows if every is None or not getattr(each, every)}


class SplitForm(SeenForm):
    """A row's words, to be cut by putting each part on a line of its own."""

    texts = forms.CharField(
        label="The words, one line for each part",
        max_length=20_000,
        widget=forms.Textarea,
        help_text="Put the cursor where it should be cut and press Enter",
    )
    looks = {"texts": Look(what="the words", rows=6)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["texts"].max_length = None  # type: ignore[attr-defined]  # no counter: the limit still holds

    def clean_texts(self) -> list[str]:
        """Two lines or more, none too long."""
        texts = [line for line in (" ".join(each.split()) for each in self.cleaned_data["texts"].splitlines()) if line]
        if len(texts) < 2:
            raise forms.ValidationError("Press Enter where it should be cut, so that there are two lines or more")
        for number, text in enumerate(texts, start=1):
            if len(text) > LONGEST:
                raise forms.ValidationError(
                    f"Line {number} has {len(text):,} characters. One row holds at most {LONGEST:,}: cut it once more"
                )
        return texts


class MoveForm(GovForm):
    """A place for the rows that were chosen: first under a heading, or after a row."""

    rows = RowsField(label="Rows")
    to = forms.ChoiceField(label="Put them")
    looks = {"to": Look(what="where they should go")}

    def __init__(self, *args: Any, part: Part, headings: Sequence[Any], rows: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].widget = forms.MultipleHiddenInput()
        chosen = self.chosen_rows()
        self.fields["to"].label = f"Where should {'it' if len(chosen) == 1 else 'they'} stand?"
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (
                getattr(heading, part.title) or "Without a heading",
                [(f"{heading.pk}:", "First"), *(
                    (f"{heading.pk}:{row.pk}", f"After: {_short(row)}")
                    for row in rows if row.section_id == heading.pk and row.pk not in chosen
                )],
            )
            for heading in headings
        ]  # fmt: skip

    def chosen_rows(self) -> set[int]:
        """The ids of the rows that are to move."""
        given = self["rows"].value() or []
        return {int(match[1]) for match in (ROW.fullmatch(str(each)) for each in given) if match}

    def place(self) -> tuple[int, int | None]:
        """The heading, and the row to stand after, of a valid form."""
        heading, _, row = str(self.cleaned_data["to"]).partition(":")
        return int(heading), int(row) if row else None


def _short(row: Any) -> str:
    words = f"{getattr(row, 'number', '')} {row.text}".split()
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


class CriterionForm(SeenForm):
    """One criterion."""

    text = forms.CharField(
        label="Criterion",
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="One thing that can be judged by itself",
    )
    number = forms.CharField(label="Number", max_length=20, required=False, help_text="As printed in your pack")
    section = forms.CharField(
        label="Section",
        max_length=300,
        required=False,
        help_text="The heading it stands under. A new name makes a new one",
    )
    importance = forms.ChoiceField(
        label="Importance", choices=Importance.choices[1:], required=False, widget=forms.RadioSelect
    )
    methods = forms.MultipleChoiceField(
        label="Assessed by", choices=Method.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    scoring = forms.ChoiceField(
        label="How it is scored",
        choices=[(Scoring.SCORED.value, "With points, 0 to 4"), (Scoring.PASS_FAIL.value, "Met, partly or not met")],
        widget=forms.RadioSelect,
        help_text="Use met or not met for facts, like qualified teacher status",
    )
    looks = {
        "text": Look(what="the criterion", rows=4),
        "number": Look(width=5),
        "importance": Look(inline=True, small=True, optional=False),
        "methods": Look(small=True),
        "scoring": Look(small=True),
    }
    field_order = ("seen", "text", "importance", "methods", "section", "number", "scoring")

    def clean_text(self) -> str:
        """On one line, as a row of a table."""
        return " ".join(str(self.cleaned_data["text"]).split())


class DutiesForm(SeenForm):
    """A heading of the job description and its duties, a line each."""

    heading = forms.CharField(label="Heading", max_length=300, required=False)
    duties = forms.CharField(
        label="Duties",
        max_length=60_000,
        widget=forms.Textarea,
        help_text="One on each line. Take out a line to delete a duty",
    )
    looks = {"duties": Look(what="at least one duty", rows=14)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duties"].max_length = None  # type: ignore[attr-defined]  # no counter: the limit still holds

    def clean_duties(self) -> list[str]:
        """The lines, without bullets that were pasted with them."""
        lines = (line.strip().lstrip("•·-–*").strip() for line in self.cleaned_data["duties"].splitlines())
        duties = [line for line in lines if line]
        if len(duties) > MOST_DUTIES:
            raise forms.ValidationError(f"A heading holds at most {MOST_DUTIES} duties. It has {len(duties)}")
        if not duties:
            raise forms.ValidationError("Enter at least one duty")
        return duties
