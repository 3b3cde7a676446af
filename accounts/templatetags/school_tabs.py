"""The pages of one school as tabs."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from accounts.models import School
from core.components import NavItem

register = template.Library()

# Each page: the name that pages put into `here`, its label, its address, the permission that opens it.
TABS = (
    ("settings", "Settings", "accounts:school", "accounts.manage_school"),
    ("dates", "Dates", "accounts:school_dates", "accounts.manage_school"),
    ("people", "People", "accounts:people", "accounts.view_people"),
    ("monitoring", "Equality monitoring", "applications:school_monitoring", "applications.monitoring"),
    ("fairness", "Fairness", "shortlisting:fairness", "applications.monitoring"),
    ("papers", "Keeping and deleting", "papers", "papers.view"),
)


@register.inclusion_tag("_components/sub_navigation.html", takes_context=True)
def school_tabs(context: dict[str, Any], school: School, here: str = "") -> dict[str, Any]:
    """The tabs that the reader may open, the one named `here` marked."""
    user = context["request"].user
    allowed = {name for name in {each[3] for each in TABS} if user.has_perm(name, school)}
    items = [
        NavItem(label, reverse(address, args=[school.ref]), current=name == here)
        for name, label, address, permission in TABS
        if permission in allowed
    ]
    return {"items": items, "label": "School"}
