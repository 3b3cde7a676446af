"""The fairness report of a school's or trust's year: for HR, the head and the trust."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import School
from accounts.person import person
from applications.monitoring_report import HIDDEN, years
from applications.views.monitoring_report import SchoolMonitoringView
from core import audit
from core.downloads import download
from shortlisting.fairness_drawing import Figure, Line, draw
from shortlisting.fairness_files import fairness_xlsx
from shortlisting.fairness_report import FairnessReport, GotThrough, fairness_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SchoolFairnessView(SchoolMonitoringView):
    """One school's year that is over. By POST it comes as a spreadsheet, which is recorded."""

    template_name = "shortlisting/fairness.html"

    def report(self, schools: list[School], year: int) -> Any:
        """Who got through, the funnel and time to hire."""
        return fairness_of(schools, year, column=None if self.whole_trust else self.school)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the drawings."""
        context = super().get_context_data(**kwargs)
        report = context["report"]
        if report is None:
            return context
        asked = [(each, _drawn(each, n)) for n, each in enumerate(report.through)]
        return {
            **context,
            "asked": asked,
            "nothing": [each.title for each, drawn in asked if not drawn],
            "funnel": _funnel(report),
            "spans": _spans(report),
            "below": _below(report),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the spreadsheet."""
        trust = self.school.trust
        schools = list(School.objects.filter(trust=trust).order_by("pk")) if trust else [self.school]
        year = kwargs.get("year")
        if year is None or year not in years(schools, timezone.localdate()):
            raise Http404
        name = trust.name if self.whole_trust and trust else self.school.name
        content = fairness_xlsx(self.report(schools, year), name)
        with transaction.atomic():
            codes: dict[str, str | int | bool | None] = {"year": year, "trust": self.whole_trust}
            audit.record("fairness.exported", by=person(request), subject=self.school, school_id=self.school.pk,
                         codes=codes)  # fmt: skip
        return download(content, f"fairness-{year}.xlsx", kind=XLSX)


class TrustFairnessView(SchoolFairnessView):
    """All schools of the trust together."""

    permission_required = "applications.trust_monitoring"
    whole_trust = True


def _said(count: int | None, rate: Fraction | None) -> str:
    if count is None:
        return HIDDEN.lower()
    return f"{count}, {round(rate * 100)}%" if rate is not None else str(count)


def _drawn(asked: GotThrough, n: int) -> list[Figure]:
    lines = [
        Line(row.label, f"{row.figures[0]} applied",
             [(row.rate(step), _said(row.figures[step], row.rate(step))) for step in (1, 2)])
        for row in asked.rows[:-1]
        if row.figures[0] is not None
    ]  # fmt: skip
    return draw(lines, name=f"asked-{n}") if lines else []


def _funnel(report: FairnessReport) -> list[Figure]:
    most = max((step.count for step in report.funnel if step.count), default=0)
    if not most:
        return []
    lines = [
        Line(step.label, "", [(None if step.count is None else Fraction(step.count, most), _said(step.count, None))])
        for step in report.funnel
    ]
    return draw(lines, name="funnel")


def _spans(report: FairnessReport) -> list[Figure]:
    longest = max((span.days for span in report.spans if span.days), default=None)
    if not longest:
        return []
    lines = [
        Line(span.label, "", [(span.days / longest, span.words)]) for span in report.spans if span.days is not None
    ]
    return draw(lines, name="spans")


def _below(report: FairnessReport) -> list[dict[str, Any]]:
    """Each ratio below four-fifths that may be spoken of, in words; and those with too few people, counted."""
    return [
        {"title": asked.title, "each": each, "ratio": each.two_digits}
        for asked in report.through
        for each in asked.compared
        if each.caution in ("chance", "look")
    ]
