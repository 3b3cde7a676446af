"""Addresses of references: HR's, the candidate's, the referee's and the head's."""

from __future__ import annotations

from django.urls import path

from appointments.views.consent import AnotherRefereeView, ConsentView
from appointments.views.head_confirms import HeadCodeView, HeadConfirmsView, HeadDoneView
from appointments.views.referee import (
    RefereeCheckView,
    RefereeDeclinedView,
    RefereeDeclineView,
    RefereePageView,
    RefereeSentView,
    RefereeStartView,
)
from appointments.views.referee_code import RefereeCodeView
from appointments.views.referee_copy import RefereeCopyView, RefereeDraftView
from appointments.views.reference_chase import (
    AskAgainView,
    AskAnotherView,
    AskRefereesView,
    ConsentAgainView,
    EnterView,
    HeadAgainView,
    PhoneScriptView,
    ReplaceView,
    ResendView,
    StopView,
)
from appointments.views.references import (
    ConcernView,
    DifferenceView,
    ReferencePdfView,
    ReferenceView,
    ScanView,
)

HR = "appointments/<str:app_ref>/references/<str:ref>/"
urlpatterns = [
    path("appointments/<str:app_ref>/ask/", AskRefereesView.as_view(), name="ask"),
    path(HR, ReferenceView.as_view(), name="reference"),
    path(f"{HR}address/", AskAgainView.as_view(), name="ask_again"),
    path(f"{HR}again/", ResendView.as_view(), name="resend"),
    path(f"{HR}another/", AskAnotherView.as_view(), name="ask_another"),
    path(f"{HR}concern/", ConcernView.as_view(), name="concern"),
    path(f"{HR}consent/", ConsentAgainView.as_view(), name="consent_again"),
    path(f"{HR}differences/<int:pk>/", DifferenceView.as_view(), name="difference"),
    path(f"{HR}enter/", EnterView.as_view(), name="enter_reference"),
    path(f"{HR}head/", HeadAgainView.as_view(), name="head_again"),
    path(f"{HR}pdf/", ReferencePdfView.as_view(), name="reference_pdf"),
    path(f"{HR}phone/", PhoneScriptView.as_view(), name="phone_script"),
    path(f"{HR}replace/", ReplaceView.as_view(), name="replace_referee"),
    path(f"{HR}scan/", ScanView.as_view(), name="reference_scan"),
    path(f"{HR}stop/", StopView.as_view(), name="stop"),
    path("references/<str:ref>/another/", AnotherRefereeView.as_view(), name="another"),
    path("references/<str:ref>/consent/", ConsentView.as_view(), name="consent"),
    path("reference/copy/", RefereeCopyView.as_view(), name="referee_copy"),
    path("reference/declined/", RefereeDeclinedView.as_view(), name="referee_declined"),
    path("reference/sent/", RefereeSentView.as_view(), name="referee_sent"),
    path("reference/head/confirmed/", HeadDoneView.as_view(), name="head_done"),
    path("reference/head/<str:token>/", HeadConfirmsView.as_view(), name="head_confirms"),
    path("reference/head/<str:token>/code/", HeadCodeView.as_view(), name="head_code"),
    path("reference/<str:token>/", RefereeStartView.as_view(), name="referee"),
    path("reference/<str:token>/check/", RefereeCheckView.as_view(), name="referee_check"),
    path("reference/<str:token>/code/", RefereeCodeView.as_view(), name="referee_code"),
    path("reference/<str:token>/decline/", RefereeDeclineView.as_view(), name="referee_decline"),
    path("reference/<str:token>/draft/", RefereeDraftView.as_view(), name="referee_draft"),
    path("reference/<str:token>/<str:page>/", RefereePageView.as_view(), name="referee_page"),
]
