"""Adding many school examinations at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.contrib import messages

from applications.forms.base import SectionForm
from applications.forms.sitting import SittingForm
from applications.models import Qualification, SectionName
from applications.services import sections
from applications.views.item_pages import WithinSection


class SittingView(WithinSection):
    """GCSEs or A levels of one school and year, a line each."""

    section = SectionName.QUALIFICATIONS
    form_class = SittingForm
    title = "Add GCSEs or A levels together"
    template_name = "applications/item.html"
    key = "sitting"

    def initial(self) -> Mapping[str, Any]:
        """Nothing: each is changed on its own page afterwards."""
        return {}

    def is_incomplete(self, form: SectionForm) -> bool:
        """Left for later with something missing: kept as typed."""
        return bool(form.missing(form.cleaned_data))

    def save(self, form: SectionForm, *, done: bool) -> None:
        """Add a qualification for each line."""
        rows = cast("SittingForm", form).rows()
        made = sections.add_items(self.application, Qualification, by=self.by, rows=rows, page=self.page)
        messages.success(self.request, f"Added {made} {'subject' if made == 1 else 'subjects'}. Check each grade")
