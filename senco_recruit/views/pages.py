"""Pages that belong to everybody: help, privacy, accessibility."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from core.permissions import PUBLIC, Permitted
from core.personal_data import Lifetime, ModelPolicy, register

PARTS = {
    "applications": "Your application",
    "shortlisting": "The panel and the interviews",
    "appointments": "References, checks and the appointment",
    "accounts": "Your account and your role",
    "vacancies": "Adverts",
    "core": "Records of what was done",
}
HOW_LONG = {
    Lifetime.CLOSING: "Until applications close",
    Lifetime.VACANCY: "Until the vacancy ends",
    Lifetime.SIX_MONTHS: "6 months",
    Lifetime.DRAFT: "6 months after applications close",
    Lifetime.ACCOUNT: "As long as you have an account",
    Lifetime.RECRUITMENT: "Up to 12 months after the outcomes",
    Lifetime.APPOINTED: "Up to 12 months after the outcomes. If you are appointed, as long as your personnel file",
    Lifetime.STAFF: "As long as you work at the school",
    Lifetime.TWO_YEARS_AFTER: "2 years after you leave",
    Lifetime.SIX_YEARS: "6 years",
}


class HelpView(Permitted, TemplateView):
    """Who to ask, and the questions that people ask most."""

    permission_required = PUBLIC
    template_name = "pages/help.html"


class PrivacyView(Permitted, TemplateView):
    """What is held about people and for how long, printed from the personal-data register."""

    permission_required = PUBLIC
    template_name = "pages/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each kind of record that holds something about people, by the part of the service it belongs to."""
        parts: dict[str, list[tuple[str, list[str]]]] = {title: [] for title in PARTS.values()}
        for label, policy in sorted(register().items()):
            if policy.personal:
                parts[PARTS[label.partition(".")[0]]].append((policy.about, _how_long(policy)))
        return super().get_context_data(parts=parts.items(), **kwargs)


def _how_long(policy: ModelPolicy) -> list[str]:
    """How long its fields live, in words for the people they are about; the longest last."""
    found = {field.lifetime for field in policy.personal.values()}
    if Lifetime.APPOINTED in found:
        found.discard(Lifetime.RECRUITMENT)  # its words say both
    return [words for lifetime, words in HOW_LONG.items() if lifetime in found]


class AccessibilityView(Permitted, TemplateView):
    """How the service is made to work for everybody, and what to do when it does not."""

    permission_required = PUBLIC
    template_name = "pages/accessibility.html"
