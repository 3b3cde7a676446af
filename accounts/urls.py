"""Addresses of accounts. Those of signing in: sign_in_urls.py."""

from __future__ import annotations

from django.urls import path

from accounts.views import account, people, public, school, schools
from accounts.views.invitation import InvitationView

app_name = "accounts"
urlpatterns = [
    path("account/", account.SecurityView.as_view(), name="security"),
    path("account/name/", account.NameView.as_view(), name="name"),
    path("account/second-step/", account.SecondStepView.as_view(), name="second_step"),
    path("account/again/", account.AskAgainView.as_view(), name="ask_again"),
    path("account/carry-on/", account.CarryOnView.as_view(), name="carry_on"),
    path("invitations/<str:token>/", InvitationView.as_view(), name="invitation"),
    path("schools/", schools.SchoolsView.as_view(), name="schools"),
    path("schools/<str:ref>/", school.SchoolView.as_view(), name="school"),
    path("schools/<str:ref>/choose/", schools.ChooseSchoolView.as_view(), name="choose_school"),
    path("schools/<str:ref>/look.css", public.SchoolCssView.as_view(), name="school_css"),
    path("schools/<str:ref>/logo", public.SchoolLogoView.as_view(), name="school_logo"),
    path("schools/<str:ref>/look/", school.LookView.as_view(), name="school_look"),
    path("schools/<str:ref>/settings/<slug:section>/", school.SectionView.as_view(), name="school_section"),
    path("schools/<str:ref>/dates/", school.DatesView.as_view(), name="school_dates"),
    path("schools/<str:ref>/dates/add/", school.AddDatesView.as_view(), name="school_dates_add"),
    path(
        "schools/<str:ref>/dates/<int:pk>/remove/",
        school.RemoveDatesView.as_view(),
        name="school_dates_remove",
    ),
    path("schools/<str:ref>/people/", people.PeopleView.as_view(), name="people"),
    path("schools/<str:ref>/people/invite/", people.InviteView.as_view(), name="invite"),
    path("schools/<str:ref>/people/<int:pk>/end/", people.EndMembershipView.as_view(), name="end_membership"),
    path(
        "schools/<str:ref>/people/invitations/<str:invitation_ref>/again/",
        people.ResendView.as_view(),
        name="invitation_resend",
    ),
    path(
        "schools/<str:ref>/people/invitations/<str:invitation_ref>/withdraw/",
        people.WithdrawView.as_view(),
        name="invitation_withdraw",
    ),
    path("schools/<str:ref>/people/deputy/", people.DeputyView.as_view(), name="deputy"),
    path("schools/<str:ref>/people/deputy/<int:pk>/end/", people.EndDeputyView.as_view(), name="deputy_end"),
]
