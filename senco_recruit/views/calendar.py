"""Everything with a date, for HR and head."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView, View

from accounts.current import only_school
from accounts.person import person
from accounts.services.people import set_weekly_digest
from core.components import Cell, Column, Line, Table
from core.downloads import download
from core.permissions import Permitted
from senco_recruit.due import Due, calendar_of, due_of


class CalendarView(Permitted, TemplateView):
    """Late things first, then each month."""

    permission_required = "vacancies.list"
    template_name = "home/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows by month."""
        user = person(self.request)
        rows = due_of(user)
        groups = groupby(rows, key=lambda row: "Late" if row.late else f"{row.on:%B %Y}")
        months = [_table(name, list(found)) for name, found in groups]
        return super().get_context_data(months=months, digest=user.weekly_digest, school=only_school(user), **kwargs)


def _table(name: str, rows: list[Due]) -> Table:
    today = timezone.localdate()
    lines = [
        Line(
            cells=[
                Cell("Today" if row.on == today else f"{row.on:%a} {row.on.day}"),
                Cell(row.what, hint=row.where, url=row.url, strong=row.who == "You"),
                Cell(row.who),
            ],
            mine=row.who == "You",
        )
        for row in rows
    ]
    return Table(name, [Column("Day"), Column("What"), Column("Whose turn")], lines, show_caption=True)


class CalendarFileView(Permitted, View):
    """The days of one's recruitments for a calendar of one's own."""

    permission_required = "vacancies.list"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file."""
        return download(calendar_of(due_of(person(request))), "recruitment.ics", kind="text/calendar")


class DigestView(Permitted, View):
    """Monday's e-mail on or off."""

    permission_required = "vacancies.list"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set it as the button says."""
        wanted = request.POST.get("wanted") == "yes"
        set_weekly_digest(person(request), wanted=wanted)
        messages.success(request, "You get an e-mail each Monday." if wanted else "You get no e-mail on Mondays.")
        return redirect("calendar")
