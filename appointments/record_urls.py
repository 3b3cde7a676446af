"""Addresses of the people, files and layouts of a single central record."""

from __future__ import annotations

from django.urls import path

from appointments.views import record_import as taking
from appointments.views import record_people as people

RECORD = "schools/<str:ref>/record/"
urlpatterns = [
    path(f"{RECORD}add/", people.AddPersonView.as_view(), name="record_add"),
    path(f"{RECORD}people/<int:pk>/", people.PersonView.as_view(), name="record_person"),
    path(f"{RECORD}people/<int:pk>/change/", people.ChangePersonView.as_view(), name="record_change"),
    path(f"{RECORD}people/<int:pk>/left/", people.LeftView.as_view(), name="record_left"),
    path(f"{RECORD}people/<int:pk>/checks/<str:code>/", people.RecordCheckView.as_view(), name="record_check"),
    path(f"{RECORD}import/", taking.UploadView.as_view(), name="record_upload"),
    path(f"{RECORD}import/<str:import_ref>/columns/", taking.MatchView.as_view(), name="record_match"),
    path(f"{RECORD}import/<str:import_ref>/", taking.LookView.as_view(), name="record_look"),
    path(f"{RECORD}layouts/add/", taking.LayoutView.as_view(), name="record_layout"),
]
