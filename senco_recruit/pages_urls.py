"""Home of each role, help pages, the workbench of a vacancy."""

from __future__ import annotations

from django.conf import settings
from django.urls import path
from django.views.generic import RedirectView

from core.permissions import PUBLIC, Permitted
from senco_recruit.views.calendar import CalendarFileView, CalendarView, DigestView
from senco_recruit.views.home import HomeView
from senco_recruit.views.pages import AccessibilityView, HelpView, PrivacyView
from senco_recruit.views.papers import LiftHoldView, PapersView, PlaceHoldView
from senco_recruit.views.subject_access import SubjectAccessView
from senco_recruit.views.workbench import RemindMemberView, WorkbenchView
from senco_recruit.views.your_data import DataJsonView, DataPdfView, EraseView, YourDataView


class RootView(Permitted, RedirectView):
    """The bare address leads to the jobs."""

    permission_required = PUBLIC
    pattern_name = "vacancies:public_list"


urlpatterns = [
    path("", RootView.as_view(), name="root"),
    path("calendar/", CalendarView.as_view(), name="calendar"),
    path("calendar.ics", CalendarFileView.as_view(), name="calendar_file"),
    path("calendar/mondays/", DigestView.as_view(), name="weekly_digest"),
    path("home/", HomeView.as_view(), name="home"),
    path("vacancies/<str:ref>/", WorkbenchView.as_view(), name="workbench"),
    path("vacancies/<str:ref>/panel/<int:pk>/remind/", RemindMemberView.as_view(), name="remind_member"),
    path("vacancies/<str:ref>/hold/", PlaceHoldView.as_view(), name="place_hold"),
    path("vacancies/<str:ref>/hold/lift/", LiftHoldView.as_view(), name="lift_hold"),
    path(
        "vacancies/<str:ref>/applications/<str:app_ref>/their-data/",
        SubjectAccessView.as_view(),
        name="subject_access",
    ),
    path("schools/<str:ref>/papers/", PapersView.as_view(), name="papers"),
    path("account/data/", YourDataView.as_view(), name="your_data"),
    path("account/data.json", DataJsonView.as_view(), name="your_data_json"),
    path("account/data.pdf", DataPdfView.as_view(), name="your_data_pdf"),
    path("account/erase/", EraseView.as_view(), name="erase_account"),
    path("help/", HelpView.as_view(), name="help"),
    path("privacy/", PrivacyView.as_view(), name="privacy"),
    path("accessibility/", AccessibilityView.as_view(), name="accessibility"),
]

if settings.DEMO_MODE:
    from senco_recruit.views import demo

    urlpatterns += [
        path("demo/", demo.DemoPeopleView.as_view(), name="demo"),
        path("demo/sign-in/", demo.DemoSignInView.as_view(), name="demo_sign_in"),
        path("demo/letters/", demo.DemoMailboxView.as_view(), name="demo_mail"),
        path("demo/letters/<str:name>/", demo.DemoLetterView.as_view(), name="demo_letter"),
    ]
