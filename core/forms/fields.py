"""Fields that several apps ask for: yes or no, text counted in words, sums of money."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

WORD = re.compile(r"\S+")


class YesNoField(forms.TypedChoiceField):
    """Radios Yes and No, none chosen to start with. Cleans to True, False, or None when it may be left."""

    def __init__(self, *, yes: str = "Yes", no: str = "No", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda value: value == "yes",
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """True and False as the choices that stand for them."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class WordsField(forms.CharField):
    """A text box with a limit in words, counted as the browser counts them."""

    def __init__(self, *, max_words: int, rows: int = 10, **kwargs: Any) -> None:
        self.max_words = max_words
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        """Required, and not over the limit: says by how much."""
        super().validate(value)
        over = len(WORD.findall(value)) - self.max_words
        if over > 0:
            raise ValidationError(
                f"Take out {over:,} word{'' if over == 1 else 's'}: the most is {self.max_words:,}",
                code="max_words",
            )


class MoneyField(forms.DecimalField):
    """A sum in pounds, typed as 45127, 45,127 or £45,127.50. Cleans to a Decimal."""

    width = 10
    prefix = "£"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 9)
        kwargs.setdefault("decimal_places", 2)
        messages: Mapping[str, str] = kwargs.get("error_messages") or {}
        kwargs["error_messages"] = {"invalid": "Enter a sum in pounds, like 45,127", **messages}
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The sum typed."""
        if isinstance(value, str):
            value = value.strip().removeprefix("£").replace(",", "").replace(" ", "")
        return super().to_python(value)
