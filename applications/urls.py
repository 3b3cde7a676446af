"""Addresses of applications."""

from __future__ import annotations

from django.urls import URLPattern, path

from applications.views import apply, hr, items, lists, send, single, statements

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
    path(OWN, apply.TaskListView.as_view(), name="task_list"),
    path(f"{OWN}details/", single.DetailsView.as_view(), name="details"),
    path(f"{OWN}teaching-status/", single.StatusView.as_view(), name="teaching_status"),
    path(f"{OWN}teaching-status/date/", single.SencoDateView.as_view(), name="senco_date"),
    path(f"{OWN}qualifications/", lists.QualificationsView.as_view(), name="qualifications"),
    *item_paths("qualifications", "qualification", items.QualificationView, items.QualificationRemoveView),
    *item_paths("qualifications", "training", items.TrainingView, items.TrainingRemoveView),
    path(f"{OWN}history/", lists.HistoryView.as_view(), name="history"),
    path(f"{OWN}history/left-school/", items.LeftSchoolView.as_view(), name="left_school"),
    *item_paths("history", "job", items.JobView, items.JobRemoveView),
    *item_paths("history", "break", items.BreakView, items.BreakRemoveView),
    path(f"{OWN}statements/", statements.StatementsView.as_view(), name="statements"),
    path(f"{OWN}statements/<int:pk>/", statements.StatementView.as_view(), name="statement"),
    path(f"{OWN}statements/<int:pk>/versions/", statements.VersionsView.as_view(), name="versions"),
    path(f"{OWN}referees/", lists.RefereesView.as_view(), name="referees"),
    *item_paths("referees", "referee", items.RefereeView, items.RefereeRemoveView),
    path(f"{OWN}adjustments/", single.AdjustmentsView.as_view(), name="adjustments"),
    path(f"{OWN}declarations/", single.DeclarationsView.as_view(), name="declarations"),
    path(f"{OWN}check/", send.CheckView.as_view(), name="check"),
    path(f"{OWN}sent/", send.SentView.as_view(), name="sent"),
    path(f"{OWN}copy/", send.CopyView.as_view(), name="copy"),
    path(f"{OWN}copy.txt", send.CopyTextView.as_view(), name="copy_text"),
    path(f"{OWN}copy.pdf", send.CopyPdfView.as_view(), name="copy_pdf"),
    path(f"{OWN}withdraw/", send.WithdrawView.as_view(), name="withdraw"),
    path("vacancies/<str:ref>/applications/", hr.ApplicationsView.as_view(), name="hr_list"),
    path("vacancies/<str:ref>/applications/<str:app_ref>/", hr.ApplicationView.as_view(), name="hr_detail"),
]
