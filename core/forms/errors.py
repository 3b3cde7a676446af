"""What is wrong with a form, each thing with the id of the place that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet

from core.forms.dates import DateInputs


@dataclass(frozen=True)
class ErrorLine:
    """A line of the error summary. `target` is the id of an element on the page; "" where there is none."""

    message: str
    target: str = ""


def wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """The parts of a date that its errors name: "day", "month", "year"."""
    return tuple(
        part
        for error in bound.form.errors.as_data().get(bound.name, [])
        for part in (error.params or {}).get("parts", ())
    )


def target_of(bound: BoundField) -> str:
    """The id that a link to the field must name: first choice, first wrong part of a date, or the box."""
    widget = bound.field.widget
    if bound.is_hidden or not bound.auto_id:
        return ""
    if isinstance(widget, DateInputs):
        wrong = wrong_parts(bound)
        return f"{bound.auto_id}_{next((part for part in widget.parts if part in wrong), widget.parts[0])}"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        choices = [each for each in bound.subwidgets if str(each.data["value"]) != ""]
        return choices[0].data["attrs"]["id"] if choices else ""
    if isinstance(widget, forms.MultiWidget):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def _form_lines(form: BaseForm) -> Iterator[ErrorLine]:
    """Errors of the whole form first, then field by field in the form's order."""
    for message in form.errors.get(NON_FIELD_ERRORS, []):
        yield ErrorLine(str(message))
    for name in form.fields:
        if messages := form.errors.get(name):
            bound = form[name]
            for message in messages:
                yield ErrorLine(str(message), target_of(bound))


def error_lines(form: Any) -> list[ErrorLine]:
    """Everything wrong with a bound form or formset; an empty list for anything else."""
    if isinstance(form, BaseFormSet):
        if not form.is_bound:
            return []
        lines = [ErrorLine(str(message)) for message in form.non_form_errors()]
        return lines + [line for each in form.forms for line in _form_lines(each)]
    if isinstance(form, BaseForm) and form.is_bound:
        return list(_form_lines(form))
    return []
