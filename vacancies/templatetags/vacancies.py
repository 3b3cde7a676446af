"""The pages of one vacancy as tabs."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from core.components import NavItem
from vacancies.models import Vacancy

register = template.Library()

# Each page: the name that pages put into `tab`, its label, its address, the permission that opens it.
TABS = (
    ("overview", "Overview", "workbench", "vacancies.view"),
    ("applications", "Applications", "applications:hr_list", "applications.list"),
    ("messages", "Messages", "applications:hr_threads", "applications.list"),
    ("panel", "Panel and sift", "shortlisting:panel", "shortlisting.manage"),
    ("interviews", "Interviews", "shortlisting:interviews", "shortlisting.manage"),
    ("references", "References and checks", "appointments:references", "appointments.list"),
    ("advert", "Advert", "vacancies:advert", "vacancies.view"),
    ("history", "History", "vacancies:history", "vacancies.view"),
)


@register.inclusion_tag("_components/sub_navigation.html", takes_context=True)
def vacancy_tabs(context: dict[str, Any], vacancy: Vacancy, tab: str = "") -> dict[str, Any]:
    """The tabs that the reader may open, the one named `tab` marked."""
    user = context["request"].user
    allowed = {name for name in {each[3] for each in TABS} if user.has_perm(name, vacancy)}
    items = []
    for name, label, address, permission in TABS:
        if permission not in allowed:
            continue
        try:
            items.append(NavItem(label, reverse(address, args=[vacancy.ref]), current=name == tab))
        except NoReverseMatch:
            continue
    return {"items": items, "label": "This vacancy"}
