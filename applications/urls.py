"""Addresses of applications."""

from __future__ import annotations

from django.urls import URLPattern, path

from applications.views import (
    apply,
    form_options,
    hr,
    items,
    late,
    lists,
    marks,
    monitoring,
    monitoring_report,
    send,
    single,
    statements,
    writing,
)

app_name = "applications"


def item_paths(
    section: str, kind: str, form: type[items.ItemFormPage], remove: type[items.ItemRemovePage]
) -> list[URLPattern]:
    """Add, change and remove one kind of item."""
    start = f"applications/<str:ref>/{section}/{kind}/"
    return [
        path(f"{start}add/", form.as_view(), name=f"{kind}_add"),
        path(f"{start}<int:pk>/", form.as_view(), name=f"{kind}_change"),
        path(f"{start}<int:pk>/remove/", remove.as_view(), name=f"{kind}_remove"),
    ]


OWN = "applications/<str:ref>/"
urlpatterns: list[URLPattern] = [
    path("jobs/<str:ref>/apply/", apply.ApplyView.as_view(), name="apply"),
    path("applications/", apply.MineView.as_view(), name="mine"),
    path("profile/", apply.ProfileView.as_view(), name="profile"),
    path(OWN, apply.TaskListView.as_view(), name="task_list"),
    path(f"{OWN}details/", single.DetailsView.as_view(), name="details"),
    path(f"{OWN}teaching-status/", single.StatusView.as_view(), name="teaching_status"),
    path(f"{OWN}teaching-status/date/", single.SencoDateView.as_view(), name="senco_date"),
    path(f"{OWN}qualifications/", lists.QualificationsView.as_view(), name="qualifications"),
    *item_paths("qualifications", "qualification", items.QualificationView, items.QualificationRemoveView),
    *item_paths("qualifications", "training", items.TrainingView, items.TrainingRemoveView),
    *item_paths("qualifications", "membership", items.MembershipView, items.MembershipRemoveView),
    path(f"{OWN}history/", lists.HistoryView.as_view(), name="history"),
    path(f"{OWN}history/left-school/", items.LeftSchoolView.as_view(), name="left_school"),
    *item_paths("history", "job", items.JobView, items.JobRemoveView),
    *item_paths("history", "break", items.BreakView, items.BreakRemoveView),
    path(f"{OWN}statements/", statements.StatementsView.as_view(), name="statements"),
    path(f"{OWN}statements/<int:pk>/", writing.StatementView.as_view(), name="statement"),
    path(f"{OWN}statements/one/", writing.StatementView.as_view(), name="supporting"),
    path(f"{OWN}statements/one/versions/", writing.VersionsView.as_view(), name="supporting_versions"),
    path(f"{OWN}statements/one/points/<int:pk>/", marks.MarksView.as_view(), name="marks"),
    path(f"{OWN}statements/length/", statements.LengthView.as_view(), name="length"),
    path(f"{OWN}statements/length.pdf", statements.LengthPdfView.as_view(), name="length_pdf"),
    path(f"{OWN}statements/names/", statements.IdentityView.as_view(), name="identity"),
    path(f"{OWN}statements/<int:pk>/versions/", writing.VersionsView.as_view(), name="versions"),
    path(f"{OWN}referees/", lists.RefereesView.as_view(), name="referees"),
    *item_paths("referees", "referee", items.RefereeView, items.RefereeRemoveView),
    path(f"{OWN}adjustments/", single.AdjustmentsView.as_view(), name="adjustments"),
    path(f"{OWN}faith/", single.FaithView.as_view(), name="faith"),
    path(f"{OWN}links/", single.LinksView.as_view(), name="links"),
    path(f"{OWN}declarations/", single.DeclarationsView.as_view(), name="declarations"),
    path(f"{OWN}monitoring/", monitoring.MonitoringView.as_view(), name="monitoring"),
    path(f"{OWN}reminders/", monitoring.RemindersView.as_view(), name="reminders"),
    path(f"{OWN}more-time/", late.AskLateView.as_view(), name="ask_late"),
    path(f"{OWN}check/", send.CheckView.as_view(), name="check"),
    path(f"{OWN}sent/", send.SentView.as_view(), name="sent"),
    path(f"{OWN}copy/", send.CopyView.as_view(), name="copy"),
    path(f"{OWN}copy.txt", send.CopyTextView.as_view(), name="copy_text"),
    path(f"{OWN}copy.pdf", send.CopyPdfView.as_view(), name="copy_pdf"),
    path(f"{OWN}withdraw/", send.WithdrawView.as_view(), name="withdraw"),
    path("schools/<str:ref>/monitoring/", monitoring_report.SchoolMonitoringView.as_view(), name="school_monitoring"),
    path(
        "schools/<str:ref>/monitoring/<int:year>/",
        monitoring_report.SchoolMonitoringView.as_view(),
        name="school_monitoring_year",
    ),
    path(
        "schools/<str:ref>/monitoring/trust/", monitoring_report.TrustMonitoringView.as_view(), name="trust_monitoring"
    ),
    path(
        "schools/<str:ref>/monitoring/trust/<int:year>/",
        monitoring_report.TrustMonitoringView.as_view(),
        name="trust_monitoring_year",
    ),
    path("vacancies/<str:ref>/application-form/", form_options.FormOptionsView.as_view(), name="form_options"),
    path("vacancies/<str:ref>/applications/", hr.ApplicationsView.as_view(), name="hr_list"),
    path("vacancies/<str:ref>/applications/more-time/<int:pk>/", late.DecideLateView.as_view(), name="late"),
    path("vacancies/<str:ref>/applications/<str:app_ref>/", hr.ApplicationView.as_view(), name="hr_detail"),
]
