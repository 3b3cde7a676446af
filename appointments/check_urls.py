"""Addresses of checks, self-declaration, online search, and a start before the DBS result."""

from __future__ import annotations

from django.urls import path

from appointments.views import (
    check_copies,
    checks,
    my_checks,
    my_declaration,
    online_search,
    paper_declaration,
    risk_assessment,
    self_declaration,
)

ONE = "appointments/<str:app_ref>"
OWN = "applications/<str:app_ref>"
patterns = [
    path("vacancies/<str:ref>/self-declarations/", self_declaration.DeclarationsView.as_view(), name="declarations"),
    path("vacancies/<str:ref>/online-searches/", online_search.SearchesView.as_view(), name="searches"),
    path("vacancies/<str:ref>/online-searches/scope/", online_search.ScopeView.as_view(), name="search_scope"),
    path(f"{ONE}/checks/", checks.ChecksView.as_view(), name="checks"),
    path(f"{ONE}/checks.pdf", checks.ChecksPdfView.as_view(), name="checks_pdf"),
    path(f"{ONE}/checks-asked/", checks.AskView.as_view(), name="checks_ask"),
    path(f"{ONE}/checks-close/", checks.TieView.as_view(), name="checks_close"),
    path(f"{ONE}/check-facts/", checks.FactsView.as_view(), name="check_facts"),
    path(f"{ONE}/checks/<str:code>/", checks.CheckView.as_view(), name="check"),
    path(f"{ONE}/checks/<str:code>/decide/", checks.DecideView.as_view(), name="check_decide"),
    path(f"{ONE}/checks/<str:code>/copies/", check_copies.AddCopyView.as_view(), name="check_copy_add"),
    path(f"{ONE}/checks/<str:code>/copies/<int:pk>/", check_copies.CopyView.as_view(), name="check_copy"),
    path(f"{ONE}/self-declaration/", self_declaration.DeclarationView.as_view(), name="declaration"),
    path(f"{ONE}/self-declaration/form.pdf", paper_declaration.PrintedFormView.as_view(), name="declaration_form"),
    path(f"{ONE}/self-declaration/answers/", self_declaration.AnswersView.as_view(), name="declaration_answers"),
    path(f"{ONE}/self-declaration/raise/", self_declaration.RaiseView.as_view(), name="declaration_raise"),
    path(f"{ONE}/self-declaration/sign/", self_declaration.DeviceSignView.as_view(), name="declaration_sign"),
    path(f"{ONE}/online-search/", online_search.SearchView.as_view(), name="search"),
    path(f"{ONE}/online-search/ask/", online_search.AskView.as_view(), name="search_ask"),
    path(f"{ONE}/risk-assessment/", risk_assessment.RiskView.as_view(), name="risk"),
    path(f"{ONE}/risk-assessment/write/", risk_assessment.WriteRiskView.as_view(), name="risk_write"),
    path(f"{ONE}/risk-assessment/approve/", risk_assessment.ApproveRiskView.as_view(), name="risk_approve"),
    path(f"{ONE}/risk-assessment/review/", risk_assessment.ReviewRiskView.as_view(), name="risk_review"),
    path(f"{ONE}/start/", risk_assessment.StartView.as_view(), name="start"),
    path(f"{ONE}/start/pass/", risk_assessment.PassAtStartView.as_view(), name="start_pass"),
    path("self-declaration/what-is-protected/", my_declaration.FilteringView.as_view(), name="filtering"),
    path(f"{OWN}/checks/", my_checks.MyChecksView.as_view(), name="my_checks"),
    path(f"{OWN}/checks/<str:code>/", check_copies.SendCopyView.as_view(), name="my_copy"),
    path(f"{OWN}/online-search/", online_search.MySearchView.as_view(), name="my_search"),
    path(f"{OWN}/self-declaration/", my_declaration.MyDeclarationView.as_view(), name="my_declaration"),
    path(f"{OWN}/self-declaration/check/", paper_declaration.CheckView.as_view(), name="my_declaration_check"),
    path(f"{OWN}/self-declaration/explain/", my_declaration.MyExplainView.as_view(), name="my_declaration_explain"),
    path(f"{OWN}/self-declaration/sign/", my_declaration.MySignView.as_view(), name="my_declaration_sign"),
    path(f"{OWN}/self-declaration/<str:page>/", my_declaration.MyPageView.as_view(), name="my_declaration_page"),
]
