"""What the templates of the pack `govuk` draw: one FieldView for any bound field, ours or another's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from core.forms.choices import Choice, choices_of, single_choice
from core.forms.dates import DateInputs
from core.forms.errors import wrong_parts
from core.forms.look import Look, look_of, revealed_by

PLAIN_TEXT = (forms.EmailInput, forms.URLInput, forms.NumberInput, forms.PasswordInput)


@dataclass(frozen=True)
class FieldView:
    """A field ready to draw. `control` is the widget's own mark-up; choices are drawn by the template."""

    kind: str
    id: str
    label: str
    label_class: str
    is_heading: bool
    hint: str
    hint_id: str
    errors: tuple[str, ...]
    error_id: str
    described_by: str
    look: Look
    control: SafeString = field(default_factory=SafeString)
    choices: tuple[Choice, ...] = ()
    count: dict[str, Any] = field(default_factory=dict)
    prefix: str = ""
    current: str = ""
    clear: Choice | None = None

    @property
    def template(self) -> str:
        """The template that draws this kind."""
        return f"govuk/fields/{self.kind}.html"


def kind_of(bound: BoundField) -> str:
    """Which template draws a field."""
    kinds = {
        "checkboxes": forms.CheckboxSelectMultiple,
        "radios": forms.RadioSelect,
        "checkbox": forms.CheckboxInput,
        "date": DateInputs,
        "file": forms.FileInput,
        "password": forms.PasswordInput,
        "textarea": forms.Textarea,
        "select": forms.Select,
        "group": forms.MultiWidget,
    }
    if bound.is_hidden:
        return "hidden"
    return next((kind for kind, widget in kinds.items() if isinstance(bound.field.widget, widget)), "input")


def top_fields(form: forms.BaseForm) -> list[BoundField]:
    """A form's fields without those that stand under a choice of another."""
    under = {name for owner in form.fields.values() for _, name in revealed_by(look_of(owner))}
    return [bound for bound in form if bound.name not in under]


def _label_class(bound: BoundField, look: Look, kind: str, show_label: bool) -> str:
    base = "govuk-fieldset__legend" if kind in ("radios", "checkboxes", "date", "group") else "govuk-label"
    size = "l" if _is_heading(bound) and look.label_size in ("", "s") else look.label_size
    hidden = " govuk-visually-hidden" if look.hide_label or not show_label else ""
    return base + (f" {base}--{size}" if size else "") + hidden


def _is_heading(bound: BoundField) -> bool:
    return getattr(bound.form, "heading_field", "") == bound.name


def _label(bound: BoundField, look: Look, kind: str) -> str:
    label = str(bound.label)
    marks = getattr(bound.form, "mark_optional", True) and look.optional and kind not in ("checkbox", "checkboxes")
    under = any(bound.name == name for each in bound.form.fields.values() for _, name in revealed_by(look_of(each)))
    if bound.field.required or not marks or under or "optional" in label or not label:
        return label
    return f"{label} (optional)"


def _control_class(bound: BoundField, kind: str, look: Look) -> str:
    base = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}.get(
        kind, "govuk-input"
    )
    classes = [base]
    numeric = 10 if isinstance(bound.field.widget, forms.NumberInput) else None
    width = look.width or getattr(bound.field, "width", None) or numeric
    if kind == "password":
        classes.append("govuk-password-input__input govuk-js-password-input-input")
    if bound.errors:
        classes.append(f"{base}--error")
    if isinstance(width, int):
        classes.append(f"govuk-input--width-{width}")
    elif width:
        classes.append(f"govuk-!-width-{width}")
    return " ".join(classes)


def _typing_help(widget: forms.Widget, kind: str, look: Look) -> dict[str, Any]:
    """Attributes that help fingers and keep browsers from cutting or mending what is typed."""
    attrs: dict[str, Any] = {"maxlength": False, "minlength": False, "placeholder": False}
    if isinstance(widget, forms.NumberInput):
        # A number box throws away what it cannot read; a text box keeps it beside the error.
        widget.input_type = "text"
        attrs |= {"min": False, "max": False, "step": False}
        whole = str(widget.attrs.get("step", "1")) in ("1", "any")
        attrs["inputmode"] = "numeric" if whole else "decimal"
    if isinstance(widget, PLAIN_TEXT):
        attrs["spellcheck"] = "false"
    if isinstance(widget, forms.EmailInput | forms.PasswordInput):
        attrs["autocapitalize"] = "none"
    if kind == "textarea":
        attrs |= {"cols": False, "rows": look.rows or widget.attrs.get("rows", 5)}
        if "rows" in widget.attrs and widget.attrs["rows"] == "10" and not look.rows:
            attrs["rows"] = 5  # Django's own default, not a wish of the form
    if look.autocomplete:
        attrs["autocomplete"] = look.autocomplete
    return attrs


def _control(bound: BoundField, kind: str, look: Look, described_by: str) -> SafeString:
    widget = bound.field.widget
    classes = _control_class(bound, kind, look)
    if own := widget.attrs.get("class"):
        classes += f" {own}"
    if kind == "textarea" and _count(bound):
        classes += " govuk-js-character-count"
    attrs = _typing_help(widget, kind, look) | {"class": classes}
    if described_by:
        attrs["aria-describedby"] = described_by
    return bound.as_widget(attrs=attrs)


def _count(bound: BoundField) -> dict[str, Any]:
    """The limit that a text box counts down to."""
    if words := getattr(bound.field, "max_words", None):
        return {"limit": words, "unit": "words"}
    characters = getattr(bound.field, "max_length", None)
    if characters and isinstance(bound.field.widget, forms.Textarea):
        return {"limit": characters, "unit": "characters"}
    return {}


def _file(bound: BoundField) -> dict[str, Any]:
    """The file kept already, and the tick box that removes it."""
    widget = bound.field.widget
    if not isinstance(widget, forms.ClearableFileInput) or not widget.is_initial(bound.initial):
        return {}
    found: dict[str, Any] = {"current": str(bound.initial).rsplit("/", 1)[-1]}
    if not bound.field.required:
        name = widget.clear_checkbox_name(bound.html_name)
        clear_id = widget.clear_checkbox_id(name)
        found["clear"] = Choice(
            clear_id, name, "on", "Remove this file", False, False, "", "", False, False, (), SafeString()
        )
    return found


def view_of(bound: BoundField, *, show_label: bool = True) -> FieldView:
    """Everything a template needs to draw `bound`."""
    look, kind = look_of(bound.field), kind_of(bound)
    base = bound.auto_id or bound.html_name
    hint, errors = conditional_escape(bound.help_text or ""), tuple(str(error) for error in bound.errors)
    described = [f"{base}-hint"] if hint else []
    if errors:
        described.append(f"{base}-error")
    if count := _count(bound):
        described.insert(0, f"{base}-info")
    return FieldView(
        kind=kind,
        id=bound.id_for_label or base,
        label=_label(bound, look, kind),
        label_class=_label_class(bound, look, kind, show_label),
        is_heading=_is_heading(bound),
        hint=hint,
        hint_id=f"{base}-hint",
        errors=errors,
        error_id=f"{base}-error",
        described_by=" ".join(described),
        look=look,
        prefix=look.prefix or getattr(bound.field, "prefix", ""),
        count=count,
        **_parts(bound, kind, look, " ".join(described)),
    )


def _parts(bound: BoundField, kind: str, look: Look, described_by: str) -> dict[str, Any]:
    """What only fields of this kind have: boxes to choose from, or the control itself."""
    if kind in ("radios", "checkboxes"):
        return {"choices": tuple(choices_of(bound))}
    if kind == "checkbox":
        hint = conditional_escape(bound.help_text or "")
        return {"choices": (single_choice(bound, hint, f"{bound.auto_id or bound.html_name}-hint"),)}
    if kind == "date":
        wrong = wrong_parts(bound) or (bound.field.widget.parts if bound.errors else ())
        attrs: dict[str, Any] = {"wrong": wrong, "autocomplete": look.autocomplete}
        return {"control": bound.as_widget(attrs=attrs)}
    if kind in ("hidden", "group"):
        return {"control": SafeString(str(bound))}
    if kind == "file":
        return {**_file(bound), "control": _file_input(bound, look, described_by)}
    return {"control": _control(bound, kind, look, described_by)}


def _file_input(bound: BoundField, look: Look, described_by: str) -> SafeString:
    """The file box alone: what Django adds for a kept file is drawn by the template."""
    plain = forms.FileInput(attrs=dict(bound.field.widget.attrs))
    attrs = bound.build_widget_attrs({"class": _control_class(bound, "file", look)}, plain)
    if bound.auto_id:
        attrs["id"] = bound.auto_id
    if described_by:
        attrs["aria-describedby"] = described_by
    return plain.render(bound.html_name, None, attrs)


def drawn(fields: Iterable[BoundField]) -> None:
    """Tell crispy that fields were drawn, so that a layout does not draw them again."""
    for bound in fields:
        if hasattr(bound.form, "rendered_fields"):
            bound.form.rendered_fields.add(bound.name)
