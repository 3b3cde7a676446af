"""What every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from core.components import NavItem
from senco_recruit.navigation import navigation_for


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the menu (asked for only when drawn), the way home, and whether the demo banner stands."""
    signed_in = isinstance(getattr(request, "user", None), User)

    def menu() -> list[NavItem]:
        return navigation_for(request)

    return {
        "demo_mode": settings.DEMO_MODE,
        "navigation": SimpleLazyObject(menu) if hasattr(request, "user") else [],
        "home_url": reverse("home") if signed_in else reverse("vacancies:public_list"),
    }
