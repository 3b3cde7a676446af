"""Addresses of core."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from core.views.mail_events import MailEventsView

app_name = "core"
urlpatterns: list[URLPattern] = [path("mail/events/", MailEventsView.as_view(), name="mail_events")]
if settings.COMPONENTS_PAGE:
    from core.views.components import ComponentsView

    urlpatterns.append(path("dev/components/", ComponentsView.as_view(), name="components"))
