"""Addresses of core."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

app_name = "core"
urlpatterns: list[URLPattern] = []
if settings.COMPONENTS_PAGE:
    from core.views.components import ComponentsView

    urlpatterns.append(path("dev/components/", ComponentsView.as_view(), name="components"))
