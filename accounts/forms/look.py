"""How a school looks: its colour, dark enough for white text, and its logo."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from accounts.colours import contrast_on_white, darkened, is_dark_enough, parse
from core.forms import GovForm, Look


class LookForm(GovForm):
    """The school's colour and logo."""

    accent = forms.CharField(
        label="Main colour",
        max_length=20,
        help_text="Six numbers and letters after a #, like #14474f. White text stands on it, so it must be dark.",
    )
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="A PNG or JPEG picture, smaller than 2MB. A square one fits best.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    remove_logo = forms.BooleanField(label="Remove the logo", required=False)
    looks: ClassVar = {
        "accent": Look(what="the main colour", width=10),
        "remove_logo": Look(optional=False),
    }

    def __init__(self, *args: Any, has_logo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["remove_logo"]

    def clean_accent(self) -> str:
        """The colour, dark enough for white text."""
        try:
            colour = parse(self.cleaned_data["accent"])
        except ValueError as error:
            raise forms.ValidationError("Enter the colour as # and six numbers and letters, like #14474f") from error
        if not is_dark_enough(colour):
            raise forms.ValidationError(
                f"{colour} is too light for white text: its contrast is {contrast_on_white(colour):.1f} to 1 and must "
                f"be 7 to 1. The nearest shade that works is {darkened(colour)}"
            )
        return colour

    def clean(self) -> dict[str, Any]:
        """One wish about the logo, not two."""
        cleaned = super().clean() or {}
        if cleaned.get("logo") and cleaned.get("remove_logo"):
            self.add_error("logo", "Choose a new logo or remove the old one, not both")
        return cleaned
