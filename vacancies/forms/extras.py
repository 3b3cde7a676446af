"""Statements of the school's own, level tables, documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from core.forms import GovForm, Look, Section
from vacancies.forms.seen import SeenForm
from vacancies.models import LevelTable
from vacancies.services.extras import Row

BLANK_ROWS, MOST_ROWS = 2, 30
PARTS = ("post", "level", "duties")


class StatementForm(SeenForm):
    """A passage under a heading."""

    heading = forms.CharField(label="Heading", max_length=120)
    text = forms.CharField(label="What it says", max_length=4000, widget=forms.Textarea)
    looks = {"heading": Look(what="a heading", width="two-thirds"), "text": Look(what="what it says", rows=8)}


class LevelTableForm(SeenForm):
    """A table's title, what stands over it, and its rows with two empty ones to fill."""

    title = forms.CharField(label="Title", max_length=200, help_text="For example, what each level of payment is for")
    intro = forms.CharField(label="What holds for everybody", max_length=4000, required=False, widget=forms.Textarea)
    looks = {"title": Look(what="a title"), "intro": Look(rows=4)}

    def __init__(self, *args: Any, table: LevelTable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._count = min((table.rows.count() if table else 0) + BLANK_ROWS, MOST_ROWS)
        for place in range(self._count):
            self._add_row(place)

    def _add_row(self, place: int) -> None:
        fields = {
            "post": forms.CharField(label="Post", max_length=200, required=False),
            "level": forms.CharField(label="Level", max_length=100, required=False, help_text="For example, TLR 2"),
            "duties": forms.CharField(
                label="Further duties", max_length=4000, required=False, widget=forms.Textarea,
                help_text="One on each line",
            ),
        }  # fmt: skip
        for name, field in fields.items():
            self.fields[f"{name}_{place}"] = field
            self.dress(f"{name}_{place}", field)
            field.look = Look(rows=4 if name == "duties" else None, optional=False)  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        """A fieldset a row."""
        rows = [Section(f"Row {place + 1}", *(f"{name}_{place}" for name in PARTS)) for place in range(self._count)]
        return Layout("seen", "title", "intro", *rows)

    def clean(self) -> dict[str, Any]:
        """A table without rows says nothing."""
        given = super().clean() or {}
        if not self.errors and not self.rows():
            self.add_error("post_0", "Fill in at least one row")
        return given

    def rows(self) -> list[Row]:
        """The rows that have something in them, in order."""
        typed = [
            tuple(str(self.cleaned_data.get(f"{name}_{place}") or "").strip() for name in PARTS)
            for place in range(self._count)
        ]
        return [row for row in typed if any(row)]  # type: ignore[misc]


def rows_initial(rows: Sequence[Row]) -> dict[str, str]:
    """The rows of a table by box."""
    return {f"{name}_{place}": row[part] for place, row in enumerate(rows) for part, name in enumerate(PARTS)}


class DocumentForm(GovForm):
    """A file and what it is called."""

    title = forms.CharField(label="What is it called?", max_length=120, help_text="For example, A letter from our head")
    file = forms.FileField(
        label="Choose the file",
        allow_empty_file=True,  # refused with the other reasons, in one place
        help_text="A PDF or Word document (.docx). Everybody who sees the advert can read it",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )
    looks = {"title": Look(what="what it is called", width="two-thirds"), "file": Look(what="the file")}
