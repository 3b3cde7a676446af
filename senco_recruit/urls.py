"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

from senco_recruit.views.health import HealthView

urlpatterns = [
    path("healthz", HealthView.as_view(), name="healthz"),
    path("", include("vacancies.urls")),
    path("", include("applications.urls")),
    path("", include("shortlisting.urls")),
    path("", include("appointments.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("accounts.sign_in_urls")),
    path("", include("core.urls")),
    path("", include("senco_recruit.pages_urls")),  # last: its /vacancies/<ref>/ would swallow /vacancies/new/
]
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.server_error"
