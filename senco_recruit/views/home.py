"""The home page of each role: whose turn it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.current import only_school
from accounts.models import Role
from accounts.permissions import roles_of
from accounts.person import person
from core.components import Bar, Cell, Column, Line, Table
from core.display import day_month
from core.permissions import SIGNED_IN, Permitted
from senco_recruit.lately import done_since
from senco_recruit.navigation import has_applied, sits_on_panel
from senco_recruit.progress_rows import STAGES, Progress
from senco_recruit.turns import CHAIR, HEAD, HR, Turn, turns_of
from senco_recruit.whose_turn import Needs, dates_of, hats_of, needs_of
from vacancies.models import Vacancy

WEEK = timedelta(days=7)


class HomeView(Permitted, TemplateView):
    """What needs you, over everything you do here."""

    permission_required = SIGNED_IN
    template_name = "home/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a person who only applies for jobs straight to their applications."""
        user = person(request)
        if not roles_of(user) and not sits_on_panel(user):
            return redirect("applications:mine" if has_applied(user) else "vacancies:public_list")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is this person's turn, what they wait for, their vacancies and their panels."""
        user = person(self.request)
        needs = needs_of(user)
        hats = hats_of(needs.recruits)
        return super().get_context_data(
            today=timezone.localdate(),
            recruits=bool(needs.recruits),
            mine=needs.mine,
            late=needs.late,
            vacancies=_vacancy_table(needs.rows, hats),
            vacancy_count=len(needs.rows),
            waiting=_waiting_table(needs.waiting, hats),
            waiting_count=len(needs.waiting),
            may_start=Role.HR in needs.recruits,
            panels=needs.places,
            soon=_soon(needs),
            lately=done_since(needs.rows, timezone.now() - WEEK, reminders=not has_applied(user)),
            school=only_school(user),
            **kwargs,
        )


def _vacancy_table(rows: list[Progress], hats: set[str]) -> Table:
    lines = []
    for row in rows:
        turn = next(iter(turns_of(row)), None)
        url = reverse("workbench", args=[row.vacancy.ref])
        cells = [
            Cell(row.vacancy.title, hint=row.vacancy.school.name, url=url, about=row.vacancy.school.name, strong=True),
            Cell(row.stage_name, bar=Bar(row.stage, len(STAGES))),
            _whose(turn, hats) if turn else Cell("Nobody", hint=_quiet(row)),
            Cell(_next_date(row)),
        ]
        lines.append(Line(cells=cells))
    columns = [Column("Vacancy"), Column("Stage"), Column("Whose turn"), Column("Next date")]
    return Table("Each open vacancy, its stage, whose turn it is and the next date", columns, lines)


def _whose(turn: Turn, hats: set[str]) -> Cell:
    mine = turn.who in hats
    return Cell("You" if mine else turn.who_name, hint=turn.what, strong=mine)


def _quiet(row: Progress) -> str:
    return f"{row.sent} sent, {row.drafts} being written" if row.vacancy.state == Vacancy.State.PUBLISHED else ""


def _next_date(row: Progress) -> str:
    coming = [(day, what) for day, what in dates_of(row) if day >= timezone.localdate()]
    return f"{coming[0][1]} {day_month(coming[0][0])}" if coming else "None set"


def _waiting_table(turns: list[Turn], hats: set[str]) -> Table:
    columns = [Column("Who"), Column("For"), Column("By"), Column("Chased")]
    if not any(turn.chased for turn in turns):
        columns.pop()  # a head waits for HR, whom nothing chases
    lines = [
        Line(
            cells=[
                Cell(turn.who_name),
                Cell(turn.what, hint=turn.hint, url=turn.url_for(hats)),
                _by(turn),
                Cell(turn.chased),
            ]
        )
        for turn in turns
    ]
    return Table("Who is waited for, for what and until when", columns, lines)


def _by(turn: Turn) -> Cell:
    if turn.late:
        return Cell(tag="Late", colour="red", hint=f"was {day_month(turn.by)}" if turn.by else "")
    return Cell(day_month(turn.by) if turn.by else "No date")


def _soon(needs: Needs) -> list[tuple[date, str]]:
    """The dates of the next seven days: of the vacancies, and of what the person and others have to do."""
    today = timezone.localdate()
    dates = [
        (day, f"{what}, {row.vacancy.title}, {row.vacancy.school.name}")
        for row in needs.rows
        for day, what in dates_of(row)
    ]
    due = [(turn.by, f"{turn.what}. {turn.hint}") for turn in needs.mine if turn.by]
    roles = {HR: "HR", CHAIR: "the chair", HEAD: "the head"}  # members' scores are a date of the vacancy already
    due += [
        (turn.by, f"{turn.what} ({roles[turn.who]}). {turn.hint}")
        for turn in needs.waiting
        if turn.by and turn.who in roles
    ]
    return sorted((day, what.rstrip(". ")) for day, what in [*dates, *due] if today <= day <= today + WEEK)
