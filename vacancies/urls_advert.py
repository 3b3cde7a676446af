"""Addresses of the parts of an advert and of what is done with it before and after it goes out."""

from __future__ import annotations

from django.urls import path

from vacancies.models import LevelTable, VacancyDocument, VacancyStatement
from vacancies.views import advert, again, approval, dates, documents, extras, scheduling, versions

OF = "vacancies/<str:ref>"

urlpatterns = [
    path("jobs/<str:ref>/changes/", versions.PublicChangesView.as_view(), name="public_changes"),
    path("jobs/<str:ref>/documents/<int:pk>/", documents.PublicDocumentView.as_view(), name="public_document"),
    path(f"{OF}/contract/", advert.ContractView.as_view(), name="contract"),
    path(f"{OF}/about/", advert.AboutView.as_view(), name="about"),
    path(f"{OF}/reporting/", advert.ReportingView.as_view(), name="reporting"),
    path(f"{OF}/contact/", advert.ContactView.as_view(), name="contact"),
    path(f"{OF}/applying/", advert.ApplyView.as_view(), name="apply_settings"),
    path(f"{OF}/conditions/", advert.EndView.as_view(), name="jd_end"),
    path(f"{OF}/dates/plan/", dates.PlanView.as_view(), name="plan"),
    path(f"{OF}/own-statements/", extras.StatementsListView.as_view(), name="more"),
    path(f"{OF}/own-statements/add/", extras.StatementView.as_view(), name="more_add"),
    path(f"{OF}/own-statements/<int:pk>/", extras.StatementView.as_view(), name="more_edit"),
    path(
        f"{OF}/own-statements/<int:pk>/delete/",
        extras.DeleteExtraView.as_view(model=VacancyStatement, list_page="more"),
        name="more_delete",
    ),
    path(f"{OF}/levels/", extras.LevelsListView.as_view(), name="levels"),
    path(f"{OF}/levels/add/", extras.LevelTableView.as_view(), name="levels_add"),
    path(f"{OF}/levels/<int:pk>/", extras.LevelTableView.as_view(), name="levels_edit"),
    path(
        f"{OF}/levels/<int:pk>/delete/",
        extras.DeleteExtraView.as_view(model=LevelTable, list_page="levels"),
        name="levels_delete",
    ),
    path(f"{OF}/documents/", extras.DocumentsListView.as_view(), name="documents"),
    path(f"{OF}/documents/add/", extras.DocumentView.as_view(), name="documents_add"),
    path(
        f"{OF}/documents/<int:pk>/delete/",
        extras.DeleteExtraView.as_view(model=VacancyDocument, list_page="documents"),
        name="documents_delete",
    ),
    path(f"{OF}/schedule/", scheduling.ScheduleView.as_view(), name="schedule"),
    path(f"{OF}/unschedule/", scheduling.UnscheduleView.as_view(), name="unschedule"),
    path(f"{OF}/approval/", approval.ApprovalView.as_view(), name="approval"),
    path(f"{OF}/approval/ask/", approval.AskView.as_view(), name="approval_ask"),
    path(f"{OF}/approval/take-back/", approval.TakeBackAskingView.as_view(), name="approval_take_back"),
    path(f"{OF}/approval/approve/", approval.ApproveView.as_view(), name="approval_approve"),
    path(f"{OF}/approval/send-back/", approval.SendBackView.as_view(), name="approval_send_back"),
    path(f"{OF}/versions/", versions.VersionsView.as_view(), name="versions"),
    path(f"{OF}/versions/correct/", versions.CorrectView.as_view(), name="correct"),
    path(f"{OF}/again/", again.AgainView.as_view(), name="again"),
]
