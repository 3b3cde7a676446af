"""HR's list of vacancies."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.current import current_school
from accounts.models import Role, User
from accounts.permissions import schools_of
from core.components import Cell, Column, Line, NavItem, TagColour
from core.components import Table as DataTable
from core.conflicts import has_interest
from core.display import clock, short_date
from core.paging import pages
from core.permissions import Permitted
from vacancies.models import Vacancy
from vacancies.states import ENDED

S = Vacancy.State
PER_PAGE = 20
COLOURS: dict[str, TagColour] = {S.DRAFT: "grey", S.SCHEDULED: "blue", S.PUBLISHED: "green", S.CLOSED: "blue"}
SHOWS = {"": "Now", "ended": "Ended"}


class ListView(Permitted, TemplateView):
    """The vacancies of the schools where the person is HR or head."""

    permission_required = "vacancies.list"
    template_name = "vacancies/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, a page at a time."""
        user = cast("User", self.request.user)
        show = self.request.GET.get("show", "")
        show = show if show in SHOWS else ""
        page = Paginator(_rows(user, ended=show == "ended"), PER_PAGE).get_page(self.request.GET.get("page"))
        rows = [vacancy for vacancy in page if not has_interest(user, vacancy)]
        schools = {vacancy.school_id for vacancy in rows}
        return super().get_context_data(
            table=_table(rows, several=len(schools) > 1) if rows else None,
            count=page.paginator.count - (len(page) - len(rows)),
            pages=pages(page, self.request.GET, noun="vacancies"),
            ended=show == "ended",
            shows=[NavItem(label, f"?show={key}" if key else "?", key == show) for key, label in SHOWS.items()],
            may_start=user.has_perm("vacancies.start"),
            school=current_school(self.request),
            **kwargs,
        )


def _rows(user: User, *, ended: bool) -> QuerySet[Vacancy]:
    vacancies = Vacancy.objects.filter(school__in=schools_of(user, Role.HR, Role.HEAD)).select_related("school")
    if ended:
        return vacancies.filter(state__in=ENDED).order_by("-ended_at", "-pk")
    return vacancies.exclude(state__in=ENDED).order_by(F("closes_at").asc(nulls_first=True), "pk")


def _table(rows: list[Vacancy], *, several: bool) -> DataTable:
    lines = [
        Line(
            cells=[
                Cell(
                    vacancy.title,
                    hint=vacancy.school.name if several else "",
                    url=reverse("workbench", args=[vacancy.ref]),
                    about=f"at {vacancy.school.name}",
                    strong=True,
                ),
                Cell(tag=vacancy.get_state_display(), colour=COLOURS.get(vacancy.state, "grey")),
                Cell(
                    f"{short_date(vacancy.closes_at)}, {clock(vacancy.closes_at)}" if vacancy.closes_at else "Not set"
                ),
                Cell(short_date(vacancy.interview_on) if vacancy.interview_on else "Not set"),
            ]
        )
        for vacancy in rows
    ]
    return DataTable("Vacancies", [Column("Job"), Column("State"), Column("Closes"), Column("Interviews")], lines)
