"""How one field looks and what its errors call it: everything a label, hint and widget do not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django import forms

Width = Literal[2, 3, 4, 5, 10, 20, 30, "full", "three-quarters", "two-thirds", "one-half", "one-third"]


@dataclass(frozen=True)
class Look:
    """Presentation of a field; every part may be left out.

    what: what the field asks for, in errors: "your e-mail address" gives "Enter your e-mail address".
    width: characters, or a part of the column. prefix, suffix: units beside the box ("£").
    label_size: s (bold), m, l, xl or "" (plain). hide_label: for screen readers only.
    autocomplete: the browser's word, only for the reader's own details ("given-name", "bday").
    rows: of a text box. inline, small: choices side by side; small ones.
    hints: under each choice, by value. divider: the choice before which "or" stands; exclusive: the tick box
    that clears the others. reveals: fields shown under a choice, by value; they count only when it is chosen.
    optional: False leaves "(optional)" off the label of a field that may be empty.
    """

    what: str = ""
    width: Width | None = None
    prefix: str = ""
    suffix: str = ""
    label_size: Literal["", "s", "m", "l", "xl"] = "s"
    hide_label: bool = False
    autocomplete: str = ""
    rows: int | None = None
    inline: bool = False
    small: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)
    divider: str | None = None
    exclusive: str | None = None
    reveals: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    optional: bool = True


def look_of(form_field: forms.Field) -> Look:
    """The look given to a field by its form, or the plain one (fields of other people's forms)."""
    return getattr(form_field, "look", None) or Look()


def revealed_by(look: Look) -> list[tuple[str, str]]:
    """Each (choice value, field name) of a look's reveals."""
    return [
        (value, name)
        for value, names in look.reveals.items()
        for name in ((names,) if isinstance(names, str) else names)
    ]
