"""For the templates of the pack `govuk` alone."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms import BoundField

from core.forms.rendering import FieldView, drawn, top_fields, view_of

register = template.Library()


@register.simple_tag(takes_context=True)
def field_view(context: dict[str, Any], field: BoundField) -> FieldView:
    """The field ready to draw."""
    show_label = context.get("form_show_labels") is not False
    view = view_of(field, show_label=show_label)
    drawn(revealed for choice in view.choices for revealed in choice.reveals)
    return view


@register.filter
def top(form: forms.BaseForm) -> list[BoundField]:
    """The form's fields, without those under another's choice."""
    return top_fields(form)


@register.filter
def kept_classes(classes: str) -> str:
    """Of the classes that crispy or a form gives a button, those that mean something here."""
    words = (word for word in (classes or "").split() if word.startswith(("govuk-", "app-", "moj-")))
    return " ".join(word for word in words if word != "govuk-button")
