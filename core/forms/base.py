"""The base of every form: plain messages, tidy input, questions that appear only when they matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from unicodedata import category

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.utils import pretty_name
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from core.forms.dates import DateInputs
from core.forms.look import Look, revealed_by
from core.forms.messages import speak_plainly

HIDDEN_CHARACTER = "We took out a hidden character that cannot be kept. Check the text and send it again"


# NUL, which no database column takes, and what only says where a line may break: pasted from the web, never seen, and
# in the way when a name is looked for in a text.
_LEFT_OUT = dict.fromkeys(map(ord, "\x00\u00ad\u200b\u2060\ufeff"))
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # kinds of characters that leave the paper white
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that are drawn as nothing


def _tidy(value: Any) -> Any:
    """Line ends as one character, as the browser counts them; what nobody can see is no answer."""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").translate(_LEFT_OUT)
    return text if not text.strip() or any(map(_is_seen, text)) else ""


def _is_seen(character: str) -> bool:
    return category(character) not in _UNSEEN and character not in _BLANK


def tidied(data: Any) -> tuple[Any, frozenset[str]]:
    """Return a copy of submitted `data` made tidy, and the names that held a NUL."""
    if data is None:
        return None, frozenset()
    if isinstance(data, MultiValueDict):
        copy = data.copy()
        held = {name for name, values in data.lists() if any("\x00" in str(value) for value in values)}
        for name, values in data.lists():
            copy.setlist(name, [_tidy(value) for value in values])
        return copy, frozenset(held)
    held = {name for name, value in data.items() if isinstance(value, str) and "\x00" in value}
    return {name: _tidy(value) for name, value in data.items()}, frozenset(held)


class _GovForm(forms.BaseForm):
    """What GovForm and GovModelForm share.

    looks: presentation by field name. heading_field: the field whose label is the page's h1.
    mark_optional: False where a draft may leave anything empty, so that "(optional)" would mislead.
    """

    looks: ClassVar[Mapping[str, Look]] = {}
    heading_field: ClassVar[str] = ""
    mark_optional: ClassVar[bool] = True
    use_required_attribute = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        data, self._held_nul = tidied(data)
        super().__init__(data, *args, **kwargs)
        for name, field in self.fields.items():
            self.dress(name, field)

    def dress(self, name: str, field: forms.Field) -> None:
        """Give a field its look and its messages. Call it for a field added after __init__."""
        field.look = self.looks.get(name, Look())  # type: ignore[attr-defined]
        speak_plainly(field, str(field.label or pretty_name(name)))

    @property
    def heading_text(self) -> str:
        """The page's h1, where it is a label."""
        return str(self[self.heading_field].label) if self.heading_field else ""

    @cached_property
    def helper(self) -> FormHelper:
        """Crispy's helper: fields without a form tag, which belongs to the page."""
        helper = FormHelper()
        helper.form_tag = False
        helper.attrs = {"novalidate": True}
        if (layout := self.layout()) is not None:
            helper.layout = layout
        return helper

    def layout(self) -> Layout | None:
        """The order and sections of the fields; None for the order they are declared in."""
        return None

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        self._forget_unrevealed()
        self._refuse_nul()

    def _forget_unrevealed(self) -> None:
        """A field under a choice that was not made counts as empty, whatever the browser sent."""
        for owner, field in self.fields.items():
            given = self[owner].data
            chosen = {str(each) for each in given} if isinstance(given, list | tuple) else {str(given)}
            for value, name in revealed_by(field.look):  # type: ignore[attr-defined]
                if value not in chosen:
                    self.errors.pop(name, None)
                    self.cleaned_data[name] = _empty(self.fields[name])

    def _refuse_nul(self) -> None:
        for name, field in self.fields.items():
            sent_as = {self.add_prefix(name)}
            if isinstance(field.widget, DateInputs):
                sent_as = set(field.widget.names(self.add_prefix(name)))
            if sent_as & self._held_nul:
                self.add_error(name, HIDDEN_CHARACTER)


def _empty(field: forms.Field) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        return []
    if isinstance(field, forms.ModelMultipleChoiceField):
        return field.queryset.none() if field.queryset is not None else None
    return getattr(field, "empty_value", None)


class GovForm(_GovForm, forms.Form):
    """A form drawn as GOV.UK draws them. It validates; a service writes."""


class GovModelForm(_GovForm, forms.ModelForm):
    """The same for a model's fields. Call a service with `cleaned_data`; do not call save()."""
