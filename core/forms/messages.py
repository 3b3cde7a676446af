"""What errors say when a form does not say it itself: always what to do, never "This field is required"."""

from __future__ import annotations

from django import forms

from core.display import lower_first
from core.forms.look import look_of


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _required(field: forms.Field, label: str, what: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    chosen = isinstance(field, forms.ChoiceField)
    if not what and label.endswith("?"):
        return f"{'Choose an answer' if chosen else 'Answer this question'}: {label}"
    if isinstance(field, forms.FileField):
        return f"Choose {what}" if what else f"Choose a file: {lower_first(label)}"
    return f"{'Choose' if chosen else 'Enter'} {what or lower_first(label)}"


def _subject(label: str, what: str) -> str:
    """What a limit is about. A "%" would be read as a place for a number, so such a label is not used."""
    subject = _upper_first(what) or label
    return "Your answer" if subject.endswith("?") or "%" in subject else subject


def _wanted(field: forms.Field, label: str, what: str) -> dict[str, str]:
    """Each code's message. The limits are Django's own parameters."""
    subject = _subject(label, what)
    wanted = {
        "required": _required(field, label, what),
        "max_length": f"{subject} must be %(limit_value)d characters or fewer. It has %(show_value)d",
        "min_length": f"{subject} must be %(limit_value)d characters or more. It has %(show_value)d",
        "max_value": f"{subject} must be %(limit_value)s or less",
        "min_value": f"{subject} must be %(limit_value)s or more",
        "invalid_choice": "Choose from the answers on the list",
        "invalid_list": "Choose from the answers on the list",
        "contradiction": "Choose a new file or tick “Remove this file”, not both",
        "empty": "The file is empty. Choose another",
        "missing": "Choose a file",
    }
    if isinstance(field, forms.EmailField):
        wanted["invalid"] = f"{subject} must be in the right form, like name@example.org"
    elif isinstance(field, forms.URLField):
        wanted["invalid"] = f"{subject} must be a web address, like https://www.example.org"
    elif isinstance(field, forms.DecimalField | forms.FloatField):
        wanted["invalid"] = f"{subject} must be a number, like 2.5"
        wanted["max_digits"] = wanted["max_whole_digits"] = f"{subject} is too large. Check the number"
        wanted["max_decimal_places"] = f"{subject} must have at most %(max)s figures after the point"
    elif isinstance(field, forms.IntegerField):
        wanted["invalid"] = f"{subject} must be a whole number, like 12"
    return wanted


def _framework_says(field: forms.Field) -> dict[str, str]:
    """Django's own messages for this kind of field, to tell them from those a form sets."""
    says: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            says.update({code: str(text) for code, text in getattr(kind, "default_error_messages", {}).items()})
    return says


def speak_plainly(field: forms.Field, label: str) -> None:
    """Replace Django's messages on `field`, and leave those that the form or our own field has set."""
    framework = _framework_says(field)
    for code, text in _wanted(field, label, look_of(field).what).items():
        present = field.error_messages.get(code)
        if present is None or str(present) == framework.get(code):
            field.error_messages[code] = text
