"""Layout objects for crispy that escape what they are given.

Crispy's own Fieldset and Submit read their text as a template: use these wherever the text is not a literal.
"""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import LayoutObject
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Section(LayoutObject):
    """Fields under a legend that belongs to them, such as an address. `size` of the legend: s, m, l."""

    template = "%s/layout/section.html"

    def __init__(self, legend: str, *fields: Any, size: str = "m", hint: str = "", css_id: str = "") -> None:
        self.legend, self.size, self.hint, self.css_id = legend, size, hint, css_id
        self.fields = list(fields)

    def render(self, form: Any, context: Any, template_pack: str = "govuk", **kwargs: Any) -> SafeString:
        """The fieldset with its fields."""
        drawn = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.get_template_name(template_pack), {"section": self, "fields": drawn})
