"""Radios and tick boxes, ready to draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from core.forms.look import look_of, revealed_by

OWN_ATTRS = {"id", "class", "checked", "required", "disabled", "aria-describedby", "aria-invalid"}


@dataclass(frozen=True)
class Choice:
    """A radio or tick box."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    disabled: bool
    hint: str
    hint_id: str
    divider: bool
    exclusive: bool
    reveals: tuple[BoundField, ...]
    attrs: SafeString


def choices_of(bound: BoundField) -> Iterator[Choice]:
    """The radios or tick boxes of a field, with what stands under each."""
    look = look_of(bound.field)
    reveals: dict[str, list[BoundField]] = {}
    for value, name in revealed_by(look):
        reveals.setdefault(value, []).append(bound.form[name])
    for each in bound.subwidgets:
        data = each.data
        value = str(data["value"])
        if value == "" and not isinstance(bound.field.widget, forms.CheckboxSelectMultiple):
            continue  # Django's empty choice: radios start with none chosen instead
        extra = {name: item for name, item in data["attrs"].items() if name not in OWN_ATTRS}
        yield Choice(
            id=data["attrs"]["id"],
            name=data["name"],
            value=value,
            label=str(data["label"]),
            checked=bool(data["selected"]),
            disabled=bound.field.disabled or bool(data["attrs"].get("disabled")),
            hint=look.hints.get(value, ""),
            hint_id=f"{data['attrs']['id']}-hint",
            divider=look.divider == value,
            exclusive=look.exclusive == value,
            reveals=tuple(reveals.get(value, ())),
            attrs=flatatt(extra),
        )


def single_choice(bound: BoundField, hint: str, hint_id: str) -> Choice:
    """The one tick box of a field that is ticked or not."""
    extra = {name: item for name, item in bound.field.widget.attrs.items() if name not in OWN_ATTRS}
    return Choice(
        id=bound.id_for_label or bound.auto_id,
        name=bound.html_name,
        value=str(bound.field.widget.attrs.get("value", "on")),
        label=str(bound.label),
        checked=bool(bound.field.widget.check_test(bound.value())),
        disabled=bound.field.disabled,
        hint=hint,
        hint_id=hint_id,
        divider=False,
        exclusive=False,
        reveals=tuple(bound.form[name] for _, name in revealed_by(look_of(bound.field))),
        attrs=flatatt(extra),
    )
