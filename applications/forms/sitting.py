"""Many school examinations of one sitting, on one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from applications.completeness import Missing
from applications.forms.base import SectionForm
from applications.forms.details import clean_year, year_field
from applications.forms.items import SCHOOL_KINDS
from applications.sitting import MOST_LINES, MOST_SUBJECT, Line, read
from core.forms import Look


class SittingForm(SectionForm):
    """Kind, school and year once; then a line for each subject."""

    looks: ClassVar[Mapping[str, Look]] = {
        "institution": Look(what="where you studied"),
        "awarded_year": Look(what="the year", width=4),
        "lines": Look(rows=10, what="the subjects and grades"),
    }

    kind = forms.ChoiceField(
        label="What were they?",
        choices=[(kind, kind) for kind in reversed(SCHOOL_KINDS)],
        widget=forms.RadioSelect,
        required=False,
    )
    institution = forms.CharField(label="School or college", max_length=200, required=False)
    awarded_year = year_field("Year you got them")
    awarding_body = forms.CharField(label="Who awarded them (optional)", max_length=150, required=False)
    lines = forms.CharField(
        label="Subjects and grades",
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text="One on each line, the grade at the end. For example: English language 6",
    )

    def clean_awarded_year(self) -> int | None:
        """In the past."""
        return clean_year(self.cleaned_data["awarded_year"])

    def clean_lines(self) -> str:
        """Lines that can be kept. Raises ValidationError that names the line to mend."""
        text: str = self.cleaned_data["lines"]
        found = read(text)
        if len(found) > MOST_LINES:
            raise ValidationError(f"Enter at most {MOST_LINES} lines. You can add the rest afterwards")
        for number, line in found:
            if len(line.subject) > MOST_SUBJECT:
                raise ValidationError(f"Line {number} is too long. Put each subject on a line of its own")
        return text

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """All but who awarded them."""
        wanted = (
            ("kind", "Choose what they were"),
            ("institution", "Enter your school or college"),
            ("awarded_year", "Enter the year you got them"),
            ("lines", "Enter a subject and its grade on each line"),
        )
        return [Missing(name, message) for name, message in wanted if not cleaned.get(name)]

    @property
    def read_lines(self) -> list[Line]:
        """What was written, each subject once."""
        return list(dict.fromkeys(line for _, line in read(self.cleaned_data["lines"])))

    def rows(self) -> list[dict[str, Any]]:
        """The columns of each qualification."""
        same = {name: value for name, value in self.cleaned_data.items() if name != "lines"}
        return [{**same, "subject": line.subject, "grade": line.grade} for line in self.read_lines]
