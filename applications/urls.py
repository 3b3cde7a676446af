"""Addresses of applications."""

from __future__ import annotations

from django.urls import URLPattern, path

from applications.views import (
    apply,
    bulk,
    export,
    form_options,
    hr,
    items,
    late,
    lists,
    marks,
    messages,
    monitoring,
    monitoring_report,
    on_behalf,
    paper,
    post,
    profile,
    send,
    single,
    sitting,
    statements,
    writing,
)
from applications.views.item_pages import ItemFormPage, ItemRemovePage

app_name = "applications"


def item_paths(section: str, kind: str, form: type[ItemFormPage], remove: type[ItemRemovePage]) -> list[URLPattern]:
    """Add, change and remove one kind of item."""
    start = f"applications/<str:ref>/{section}/{kind}/"
    return [
        path(f"{start}add/", form.as_view(), name=f"{kind}_add"),
        path(f"{start}<int:pk>/", form.as_view(), name=f"{kind}_change"),
        path(f"{start}<int:pk>/remove/", remove.as_view(), name=f"{kind}_remove"),
    ]


def profile_paths(view: type[ItemFormPage]) -> list[URLPattern]:
    """Add and change one kind of row of the profile."""
    kind = view.of.slug
    return [
        path(f"profile/{kind}/add/", view.as_view(), name=f"profile_{kind}_add"),
        path(f"profile/{kind}/<int:pk>/", view.as_view(), name=f"profile_{kind}_change"),
    ]


OWN = "applications/<str:ref>/"
urlpatterns: list[URLPattern] = [
    path("jobs/<str:ref>/apply/", apply.ApplyView.as_view(), name="apply"),
    path("applications/", apply.MineView.as_view(), name="mine"),
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("profile/details/", profile.ProfileDetailsView.as_view(), name="profile_details"),
    path("profile/teaching-status/", profile.ProfileStatusView.as_view(), name="profile_teaching_status"),
    path("profile/left-school/", profile.ProfileLeftSchoolView.as_view(), name="profile_left_school"),
    path("profile/sitting/", profile.ProfileSittingView.as_view(), name="profile_sitting"),
    *(each for view in profile.LISTED for each in profile_paths(view)),
    path(OWN, apply.TaskListView.as_view(), name="task_list"),
    path(f"{OWN}details/", single.DetailsView.as_view(), name="details"),
    path(f"{OWN}teaching-status/", single.StatusView.as_view(), name="teaching_status"),
    path(f"{OWN}teaching-status/date/", single.SencoDateView.as_view(), name="senco_date"),
    path(f"{OWN}qualifications/", lists.QualificationsView.as_view(), name="qualifications"),
    path(f"{OWN}qualifications/sitting/", sitting.SittingView.as_view(), name="sitting"),
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
    path(f"{OWN}declarations/", paper.DeclarationsView.as_view(), name="declarations"),
    path(f"{OWN}monitoring/", monitoring.MonitoringView.as_view(), name="monitoring"),
    path(f"{OWN}reminders/", monitoring.RemindersView.as_view(), name="reminders"),
    path(f"{OWN}more-time/", late.AskLateView.as_view(), name="ask_late"),
    path(f"{OWN}check/", paper.CheckView.as_view(), name="check"),
    path(f"{OWN}sent/", send.SentView.as_view(), name="sent"),
    path(f"{OWN}copy/", send.CopyView.as_view(), name="copy"),
    path(f"{OWN}copy.txt", send.CopyTextView.as_view(), name="copy_text"),
    path(f"{OWN}copy.pdf", send.CopyPdfView.as_view(), name="copy_pdf"),
    path(f"{OWN}messages/", messages.CandidateMessagesView.as_view(), name="messages"),
    path(f"{OWN}paper/scan/", paper.ScanView.as_view(), name="paper_scan"),
    path(f"{OWN}paper/pass/", paper.PassView.as_view(), name="paper_pass"),
    path(f"{OWN}paper/open/", paper.OpenAgainView.as_view(), name="paper_open"),
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
    path("vacancies/<str:ref>/applications/on-paper/", paper.BeginView.as_view(), name="paper_begin"),
    path("vacancies/<str:ref>/applications/on-paper/<int:pk>/", paper.TakeOverView.as_view(), name="paper_take_over"),
    path("vacancies/<str:ref>/applications/by-post/<int:pk>/", on_behalf.LookWhoseView.as_view(), name="look_whose"),
    path("vacancies/<str:ref>/applications/export/", export.ExportView.as_view(), name="export"),
    path("vacancies/<str:ref>/applications/<str:app_ref>/message/", messages.WriteToView.as_view(), name="write_to"),
    path("vacancies/<str:ref>/applications/<str:app_ref>/told/", on_behalf.ToldView.as_view(), name="told"),
    path("vacancies/<str:ref>/applications/<str:app_ref>/scan/", paper.ScanFileView.as_view(), name="scan_file"),
    path("vacancies/<str:ref>/messages/", messages.ThreadsView.as_view(), name="hr_threads"),
    path("vacancies/<str:ref>/messages/many/", bulk.BulkView.as_view(), name="bulk"),
    path("vacancies/<str:ref>/messages/letters/", post.LettersView.as_view(), name="letters"),
    path("vacancies/<str:ref>/messages/letters/<int:pk>/", post.LetterPdfView.as_view(), name="letter_pdf"),
    path("vacancies/<str:ref>/messages/letters/<int:pk>/posted/", post.PostedView.as_view(), name="letter_posted"),
    path("vacancies/<str:ref>/messages/<str:thread>/", messages.ThreadView.as_view(), name="hr_thread"),
    path("vacancies/<str:ref>/messages/<str:thread>/settled/", messages.NoAnswerView.as_view(), name="no_answer"),
    path("vacancies/<str:ref>/applications/<str:app_ref>/", hr.ApplicationView.as_view(), name="hr_detail"),
]
