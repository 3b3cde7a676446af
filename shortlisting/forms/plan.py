"""The sift plan: scale, pass mark, places, weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import GovForm, Look
from shortlisting.models import Panel, Ties
from shortlisting.plan import OWN, PRESETS, PlanError, preset_of, read_words, write_words
from shortlisting.scoring import Scale
from shortlisting.services.plan import MOST_PLACES, WEIGHTS
from vacancies.models import Criterion

WEIGHT_WORDS = {1: "Counts once", 2: "Counts twice", 3: "Counts three times"}


class PlanForm(GovForm):
    """How the panel scores. One field for the weight of each scored criterion is added by the criteria."""

    scale = forms.ChoiceField(
        label="Which scale do you score on?",
        choices=[*((each.code, each.label) for each in PRESETS), (OWN, "A scale of our own")],
        widget=forms.RadioSelect,
    )
    own = forms.CharField(
        label="Your own scale",
        help_text="One score a line, the lowest first. For example: 0 No evidence",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    pass_mark = forms.IntegerField(
        label="Pass mark of each essential criterion",
        help_text="An essential below it is shown to the chair. Nobody is turned down by it alone.",
        min_value=0,
        max_value=7,
    )
    places = forms.IntegerField(
        label="How many people do you want to interview?",
        help_text="The shortlist line is drawn there. The chair may choose more or fewer.",
        min_value=1,
        max_value=MOST_PLACES,
    )
    ties = forms.ChoiceField(
        label="How are ties broken?",
        help_text="Essentials always come first. This is for candidates whose essentials come to the same.",
        choices=Ties.choices,
        widget=forms.RadioSelect,
    )
    tie_criterion = forms.TypedChoiceField(label="Which criterion comes first?", coerce=int, empty_value=None)
    calibrates = forms.BooleanField(
        label="Everybody scores the same two candidates first",
        help_text="Then you compare and talk, and the chair opens the rest. It helps a new panel.",
        required=False,
    )
    looks = {
        "ties": Look(what="how ties are broken", small=True, reveals={Ties.CRITERION: "tie_criterion"}),
        "tie_criterion": Look(what="the criterion that comes first"),
        "scale": Look(
            what="the scale",
            small=True,
            reveals={OWN: "own"},
            hints={each.code: "; ".join(f"{n} {word}" for n, word in each.words.items()) for each in PRESETS},
        ),
        "own": Look(what="your own scale", optional=False),
        "pass_mark": Look(what="the pass mark", width=2),
        "places": Look(what="how many people you want to interview", width=2),
    }

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = criteria
        self.fields["tie_criterion"].choices = [  # type: ignore[attr-defined]
            ("", "Choose one"), *((each.pk, f"{each.number} {each.text}".strip()) for each in criteria),
        ]  # fmt: skip
        for each in criteria:
            self.fields[f"weight_{each.pk}"] = forms.TypedChoiceField(
                label=f"{each.number} {each.text}".strip(),
                choices=[(value, WEIGHT_WORDS[value]) for value in WEIGHTS],
                coerce=int,
                initial=each.weight,
            )
            self.dress(f"weight_{each.pk}", self.fields[f"weight_{each.pk}"])

    @staticmethod
    def initial_of(scale: Scale, panel: Panel) -> dict[str, Any]:
        """What the fields show of the plan as it stands."""
        code = preset_of(scale.words)
        own = write_words(scale) if code == OWN else ""
        rules = {"ties": panel.ties, "tie_criterion": panel.tie_criterion_id, "calibrates": panel.calibrates}
        return {"scale": code, "own": own, "pass_mark": scale.pass_mark, "places": panel.places, **rules}

    def clean(self) -> dict[str, Any]:
        """Read the words of the chosen scale."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("scale") == OWN:
            try:
                data["words"] = read_words(data.get("own", ""))
            except PlanError as error:
                self.add_error("own", str(error))
        elif data.get("scale"):
            data["words"] = dict(next(each.words for each in PRESETS if each.code == data["scale"]))
        return data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        weights = {each.pk: data[f"weight_{each.pk}"] for each in self._criteria}
        names = ("words", "pass_mark", "places", "ties", "tie_criterion", "calibrates")
        return {"weights": weights, **{name: data[name] for name in names}}
