"""Equality monitoring in totals: a school's years, and the whole trust's."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import School
from applications.monitoring_report import Report, report_of, years
from core.permissions import Permitted


class SchoolMonitoringView(Permitted, TemplateView):
    """One school's totals of a year that is over."""

    permission_required = "applications.monitoring"
    template_name = "applications/monitoring_report.html"
    whole_trust = False
    kwargs: dict[str, Any]

    @cached_property
    def school(self) -> School:
        """The school of the address."""
        return get_object_or_404(School.objects.select_related("trust"), ref=self.kwargs["ref"])

    def get_permission_object(self) -> School:
        """The school."""
        return self.school

    def report(self, schools: list[School], year: int) -> Report:
        """What is shown; what is hidden is settled for the trust as one."""
        return report_of(schools, year, column=None if self.whole_trust else self.school)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the years to choose from, and the chosen one's figures."""
        trust = self.school.trust
        schools = list(School.objects.filter(trust=trust).order_by("pk")) if trust else [self.school]
        found = years(schools, timezone.localdate())
        year = self.kwargs.get("year") or (found[0] if found else None)
        if year is not None and year not in found:
            raise Http404
        return super().get_context_data(
            school=self.school,
            trust=trust,
            whole_trust=self.whole_trust,
            may_see_trust=self.request.user.has_perm("applications.trust_monitoring", self.school),
            may_manage=self.request.user.has_perm("accounts.manage_school", self.school),
            years=found,
            report=self.report(schools, year) if year is not None else None,
            **kwargs,
        )


class TrustMonitoringView(SchoolMonitoringView):
    """All schools of the trust together."""

    permission_required = "applications.trust_monitoring"
    whole_trust = True
