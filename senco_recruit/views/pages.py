"""Pages that belong to everybody: help, privacy, accessibility."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from core.permissions import PUBLIC, Permitted
from core.personal_data import register


class HelpView(Permitted, TemplateView):
    """Who to ask, and the questions that people ask most."""

    permission_required = PUBLIC
    template_name = "pages/help.html"


class PrivacyView(Permitted, TemplateView):
    """What is held about people and for how long, printed from the personal-data register."""

    permission_required = PUBLIC
    template_name = "pages/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a row for each kind of record that holds something about people."""
        rows = [policy for _, policy in sorted(register().items()) if policy.personal]
        kinds = [(policy.about, sorted({str(f.lifetime.value) for f in policy.personal.values()})) for policy in rows]
        return super().get_context_data(kinds=kinds, **kwargs)


class AccessibilityView(Permitted, TemplateView):
    """How the service is made to work for everybody, and what to do when it does not."""

    permission_required = PUBLIC
    template_name = "pages/accessibility.html"
