"""Addresses of references, checks, offers, signatures and the single central record."""

from __future__ import annotations

from django.urls import path

from appointments.views.candidate import CandidateView
from appointments.views.desk import (
    AskAgainView,
    AskRefereesView,
    CheckView,
    ConcernView,
    OfferView,
    ReferenceView,
    ResendView,
    StopView,
)
from appointments.views.own import ConsentView, MyOfferView
from appointments.views.record import RecordExportView, RecordView, ReferencesView
from appointments.views.referee import (
    RefereeCheckView,
    RefereeDeclinedView,
    RefereeDeclineView,
    RefereePageView,
    RefereeSentView,
    RefereeStartView,
)
from appointments.views.referee_code import RefereeCodeView
from appointments.views.sign import SignView, TakeBackView, WaiveView

app_name = "appointments"
urlpatterns = [
    path("vacancies/<str:ref>/references/", ReferencesView.as_view(), name="references"),
    path("appointments/<str:app_ref>/", CandidateView.as_view(), name="candidate"),
    path("appointments/<str:app_ref>/ask/", AskRefereesView.as_view(), name="ask"),
    path("appointments/<str:app_ref>/references/<str:ref>/", ReferenceView.as_view(), name="reference"),
    path("appointments/<str:app_ref>/references/<str:ref>/concern/", ConcernView.as_view(), name="concern"),
    path("appointments/<str:app_ref>/references/<str:ref>/address/", AskAgainView.as_view(), name="ask_again"),
    path("appointments/<str:app_ref>/references/<str:ref>/again/", ResendView.as_view(), name="resend"),
    path("appointments/<str:app_ref>/references/<str:ref>/stop/", StopView.as_view(), name="stop"),
    path("appointments/<str:app_ref>/checks/<str:code>/", CheckView.as_view(), name="check"),
    path("appointments/<str:app_ref>/offer/", OfferView.as_view(), name="offer"),
    path("appointments/<str:app_ref>/sign/", SignView.as_view(), name="sign"),
    path("appointments/<str:app_ref>/sign/pass/", WaiveView.as_view(), name="waive"),
    path("appointments/<str:app_ref>/sign/take-back/", TakeBackView.as_view(), name="take_back"),
    path("applications/<str:ref>/offer/", MyOfferView.as_view(), name="my_offer"),
    path("references/<str:ref>/consent/", ConsentView.as_view(), name="consent"),
    path("reference/sent/", RefereeSentView.as_view(), name="referee_sent"),
    path("reference/declined/", RefereeDeclinedView.as_view(), name="referee_declined"),
    path("reference/<str:token>/", RefereeStartView.as_view(), name="referee"),
    path("reference/<str:token>/check/", RefereeCheckView.as_view(), name="referee_check"),
    path("reference/<str:token>/code/", RefereeCodeView.as_view(), name="referee_code"),
    path("reference/<str:token>/decline/", RefereeDeclineView.as_view(), name="referee_decline"),
    path("reference/<str:token>/<str:page>/", RefereePageView.as_view(), name="referee_page"),
    path("schools/<str:ref>/record/", RecordView.as_view(), name="record"),
    path("schools/<str:ref>/record/export/", RecordExportView.as_view(), name="record_export"),
]
