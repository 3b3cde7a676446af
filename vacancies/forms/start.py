"""Starting a vacancy, and keeping one to start others from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import School
from core.forms import GovForm, Look
from vacancies.beginnings import Beginnings
from vacancies.forms.packs import KINDS, within_limit

PACK, TEMPLATE, COPY, BLANK = "pack", "template", "copy", "blank"
WAYS = (
    (PACK, "Our job pack"),
    (TEMPLATE, "A template"),
    (COPY, "An earlier vacancy"),
    (BLANK, "Nothing: I write it here"),
)


class StartForm(GovForm):
    """Where to begin, the school and the job title. `key` is one for each showing: two presses make one vacancy."""

    school = forms.ChoiceField(label="Which school is it for?", widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label="What do you want to start from?", choices=WAYS, widget=forms.RadioSelect, required=False
    )
    file = forms.FileField(
        label="Upload the job pack",
        required=False,
        allow_empty_file=True,  # the reader refuses it, and says what to do
        help_text=f"{KINDS}. To paste its text instead, leave this empty",
    )
    template = forms.ChoiceField(label="Which template?")
    earlier = forms.ChoiceField(
        label="Which vacancy?",
        help_text="We take over everything but dates, people and documents. Pay is brought up to date",
    )
    title = forms.CharField(
        label="Job title",
        min_length=4,
        max_length=75,
        required=False,
        help_text="Short and plain, as people search for it. For example, SENCo. "
        "With a template or an earlier vacancy you may leave it empty, and we take its title",
    )
    key = forms.CharField(max_length=20, widget=forms.HiddenInput)

    looks = {
        "school": Look(what="the school"),
        "way": Look(
            optional=False,
            hints={
                PACK: "We read the duties and the person specification from it",
                TEMPLATE: "A whole vacancy to change as you like",
                COPY: "Last year’s, or one that is out now",
            },
            reveals={PACK: "file", TEMPLATE: "template", COPY: "earlier"},
        ),
        "file": Look(optional=False),
        "template": Look(what="a template"),
        "earlier": Look(what="a vacancy"),
        "title": Look(what="a job title", width="two-thirds", optional=False),
    }

    def __init__(self, *args: Any, schools: Sequence[School], beginnings: Beginnings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schools = {school.ref: school for school in schools}
        self.fields["template"].choices = beginnings.templates  # type: ignore[attr-defined]
        self.fields["earlier"].choices = beginnings.earlier  # type: ignore[attr-defined]
        if len(beginnings.earlier) == 1:
            self.fields["way"].choices = [row for row in WAYS if row[0] != COPY]  # type: ignore[attr-defined]
            only = {**vars(self.looks["way"]), "reveals": {PACK: "file", TEMPLATE: "template"}}
            self.fields["way"].look = Look(**only)  # type: ignore[attr-defined]
            del self.fields["earlier"]
        if len(schools) == 1:
            del self.fields["school"]
        else:
            self.fields["school"].choices = [(school.ref, school.name) for school in schools]  # type: ignore[attr-defined]

    def clean_way(self) -> str:
        """A pack, when nothing else is chosen."""
        return self.cleaned_data["way"] or PACK

    def clean_file(self) -> Any:
        """Not over the limit."""
        return within_limit(self.cleaned_data.get("file"))

    def clean_title(self) -> str:
        """A title on one line, without mark-up."""
        title = " ".join(str(self.cleaned_data["title"]).split())
        if "<" in title or ">" in title:
            raise forms.ValidationError("Job title must not contain < or >")
        return title

    def clean(self) -> dict[str, Any]:
        """A title, unless what it starts from has one."""
        given = super().clean() or {}
        if not given.get("title") and "title" not in self.errors and not self.source:
            self.add_error("title", "Enter a job title")
        return given

    @property
    def chosen(self) -> School:
        """The school of a valid form."""
        refs = [self.cleaned_data["school"]] if "school" in self.fields else list(self._schools)
        return self._schools[refs[0]]

    @property
    def source(self) -> str:
        """ "pack:primary", "template:<ref>" or "vacancy:<ref>"; "" for a job pack and for nothing."""
        given = self.cleaned_data
        if given.get("way") == TEMPLATE:
            return str(given.get("template") or "")
        return f"vacancy:{given['earlier']}" if given.get("way") == COPY and given.get("earlier") else ""


class TemplateForm(GovForm):
    """A name, and for whom."""

    name = forms.CharField(
        label="Name of the template", max_length=80, help_text="As you will look for it. For example, SENCo, full time"
    )
    whose = forms.ChoiceField(label="Who can start from it?", widget=forms.RadioSelect)

    looks = {"name": Look(what="a name"), "whose": Look(what="who can start from it")}

    def __init__(self, *args: Any, school: School, for_trust: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_trust and school.trust:
            choices = [("school", f"HR of {school.name}"), ("trust", f"HR of every school of {school.trust}")]
            self.fields["whose"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["whose"]

    @property
    def whole_trust(self) -> bool:
        """Whether the whole trust gets it."""
        return self.cleaned_data.get("whose") == "trust"
