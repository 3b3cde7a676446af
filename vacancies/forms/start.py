"""Starting a vacancy and bringing in its pack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import School
from core.forms import GovForm, Look
from vacancies.packs.sources.kinds import MOST_BYTES, MOST_CHARACTERS


class StartForm(GovForm):
    """School and job title. `key` is one for each showing of the form: two presses make one vacancy."""

    school = forms.ChoiceField(label="Which school is it for?", widget=forms.RadioSelect)
    title = forms.CharField(
        label="Job title",
        min_length=4,
        max_length=75,
        help_text="Short and plain, as people search for it. For example, SENCo",
    )
    key = forms.CharField(max_length=20, widget=forms.HiddenInput)

    looks = {"school": Look(what="the school"), "title": Look(what="a job title", width="two-thirds")}

    def __init__(self, *args: Any, schools: Sequence[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schools = {school.ref: school for school in schools}
        if len(schools) == 1:
            del self.fields["school"]
        else:
            self.fields["school"].choices = [(school.ref, school.name) for school in schools]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """A title on one line, without mark-up."""
        title = " ".join(str(self.cleaned_data["title"]).split())
        if "<" in title or ">" in title:
            raise forms.ValidationError("Job title must not contain < or >")
        return title

    @property
    def chosen(self) -> School:
        """The school of a valid form."""
        refs = [self.cleaned_data["school"]] if "school" in self.fields else list(self._schools)
        return self._schools[refs[0]]


class PackForm(GovForm):
    """A file or pasted text, one of the two."""

    file = forms.FileField(
        label="Upload the job pack",
        required=False,
        allow_empty_file=True,  # the reader refuses it, and says what to do
        help_text="A Word document (.docx) or a text file (.txt), up to 10MB",
    )
    text = forms.CharField(
        label="Or paste the text",
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
        help_text="The job description and the person specification, as they are",
    )
    looks = {"file": Look(optional=False), "text": Look(rows=12, optional=False)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A counter up to 400,000 characters helps nobody; the limit still holds.
        self.fields["text"].max_length = None  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Not over the limit: its bytes are read only after this."""
        file = self.cleaned_data.get("file")
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError("The file must be smaller than 10MB. Take out pictures, or paste the text")
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        file, text = given.get("file"), str(given.get("text") or "").strip()
        if file and text:
            self.add_error("text", "Upload a file or paste the text, not both. Empty this box to use the file")
        elif not file and not text and not self.errors:
            self.add_error("file", "Choose a file, or paste the text in the box below")
        return given
