"""Bringing in a pack."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import GovForm, Look
from vacancies.models import ImportedPack
from vacancies.packs.sources.kinds import MOST_BYTES, MOST_CHARACTERS

KINDS = "A Word document (.docx), a PDF or a text file (.txt), up to 10MB"


def within_limit(file: Any) -> Any:
    """Return the file as it came. Raises ValidationError over the limit: its bytes are read only after this."""
    if file and file.size > MOST_BYTES:
        raise forms.ValidationError("The file must be smaller than 10MB. Take out pictures, or paste the text")
    return file


class PackForm(GovForm):
    """A file or pasted text, one of the two. `key` is one for each showing of the form: two presses bring in one pack.

    `asks_how`: the vacancy has criteria or duties already. `refused`: what is wrong with the pack that was sent
    last, said beside its field.
    """

    file = forms.FileField(
        label="Upload the job pack",
        required=False,
        allow_empty_file=True,  # the reader refuses it, and says what to do
        help_text=KINDS,
    )
    text = forms.CharField(
        label="Or paste the text",
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
        help_text="The job description and the person specification, as they are",
    )
    how = forms.ChoiceField(
        label="Where should it go?", choices=ImportedPack.How.choices, widget=forms.RadioSelect,
        help_text="You can undo either",
    )  # fmt: skip
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    looks = {
        "file": Look(optional=False),
        "text": Look(rows=12, optional=False),
        "how": Look(what="where it should go", small=True),
    }

    def __init__(self, *args: Any, asks_how: bool = False, refused: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._refused = refused
        # A counter up to 400,000 characters helps nobody; the limit still holds.
        self.fields["text"].max_length = None  # type: ignore[attr-defined]
        if not asks_how:
            del self.fields["how"]

    def clean_file(self) -> Any:
        """Not over the limit."""
        return within_limit(self.cleaned_data.get("file"))

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        file, text = given.get("file"), str(given.get("text") or "").strip()
        if self._refused:
            self.errors.clear()
            self.add_error("text" if text else "file", self._refused)
        elif file and text:
            self.add_error("text", "Upload a file or paste the text, not both. Empty this box to use the file")
        elif not file and not text and not {"file", "text"} & set(self.errors):
            self.add_error("file", "Choose a file, or paste the text in the box below")
        return given
