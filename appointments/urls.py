"""Addresses of references, checks, offers, signatures and the single central record."""

from __future__ import annotations

from django.urls import path

from appointments import check_urls, record_urls, reference_urls
from appointments.views.after import AwardView, InductionPdfView, InductionView, PlanView
from appointments.views.candidate import CandidateView
from appointments.views.chosen import ChosenView
from appointments.views.countersign import AskGovernorView, CountersignView
from appointments.views.desk import (
    MoreTimeView,
    NextInReserveView,
    NotStartingView,
    OfferPdfView,
    OfferView,
    TakeBackOfferView,
)
from appointments.views.own import MyOfferPdfView, MyOfferView
from appointments.views.record import RecordExportView, RecordView, ReferencesView
from appointments.views.sign import SignedPdfView, SignView, TakeBackView, WaiveView

app_name = "appointments"
urlpatterns = [
    *check_urls.patterns,
    *reference_urls.urlpatterns,
    path("vacancies/<str:ref>/references/", ReferencesView.as_view(), name="references"),
    path("appointments/<str:app_ref>/", CandidateView.as_view(), name="candidate"),
    path("appointments/<str:app_ref>/offer/", OfferView.as_view(), name="offer"),
    path("appointments/<str:app_ref>/offer/letter.pdf", OfferPdfView.as_view(), name="offer_pdf"),
    path("appointments/<str:app_ref>/offer/more-time/", MoreTimeView.as_view(), name="offer_more_time"),
    path("appointments/<str:app_ref>/offer/take-back/", TakeBackOfferView.as_view(), name="offer_take_back"),
    path("appointments/<str:app_ref>/not-starting/", NotStartingView.as_view(), name="not_starting"),
    path("appointments/<str:app_ref>/offer/next/", NextInReserveView.as_view(), name="next_in_reserve"),
    path("appointments/<str:app_ref>/sign/", SignView.as_view(), name="sign"),
    path("appointments/<str:app_ref>/sign/pass/", WaiveView.as_view(), name="waive"),
    path("appointments/<str:app_ref>/sign/take-back/", TakeBackView.as_view(), name="take_back"),
    path("appointments/<str:app_ref>/sign/signed.pdf", SignedPdfView.as_view(), name="signed_pdf"),
    path("appointments/<str:app_ref>/how-chosen/", ChosenView.as_view(), name="chosen"),
    path("appointments/<str:app_ref>/countersign/ask/", AskGovernorView.as_view(), name="countersign_ask"),
    path("appointments/<str:app_ref>/countersign/", CountersignView.as_view(), name="countersign"),
    path("appointments/<str:app_ref>/npq/", PlanView.as_view(), name="npq"),
    path("appointments/<str:app_ref>/npq/award/", AwardView.as_view(), name="npq_award"),
    path("appointments/<str:app_ref>/first-days/", InductionView.as_view(), name="induction"),
    path("appointments/<str:app_ref>/first-days/list.pdf", InductionPdfView.as_view(), name="induction_pdf"),
    path("applications/<str:ref>/offer/letter.pdf", MyOfferPdfView.as_view(), name="my_offer_pdf"),
    path("applications/<str:ref>/offer/", MyOfferView.as_view(), name="my_offer"),
    path("schools/<str:ref>/record/", RecordView.as_view(), name="record"),
    *record_urls.urlpatterns,
    path("schools/<str:ref>/record/export/", RecordExportView.as_view(), name="record_export"),
]
