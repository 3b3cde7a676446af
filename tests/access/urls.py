"""Every address of the service, with a refusal that is quick to draw: thousands are drawn here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseNotFound

from senco_recruit.urls import urlpatterns  # noqa: F401


def handler404(request: HttpRequest, exception: Exception) -> HttpResponseNotFound:
    """Say no. The page that people see has a test of its own."""
    return HttpResponseNotFound()
