"""The home page of each role: whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import Delegation, Role, School, User
from accounts.permissions import roles_of, schools_of
from accounts.person import person
from core.components import Cell, Column, Line, Table
from core.conflicts import has_interest
from core.display import day_month
from core.permissions import SIGNED_IN, Permitted
from senco_recruit.navigation import has_applied, sits_on_panel
from senco_recruit.progress import Progress, progress_of
from senco_recruit.turns import CHAIR, HEAD, HR, Turn, turns_of
from shortlisting.models import PanelMember
from vacancies.models import Vacancy

ENDED = (Vacancy.State.FILLED, Vacancy.State.UNFILLED, Vacancy.State.WITHDRAWN)
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
        recruits = {role for role, _, _ in roles_of(user)} & {Role.HR, Role.HEAD}
        rows = progress_of(open_vacancies(user, schools_of(user, Role.HR, Role.HEAD))) if recruits else []
        turns = [turn for row in rows for turn in turns_of(row)]
        places = list(PanelMember.objects.for_home(user))
        mine = [turn for turn in turns if turn.who in _hats(user)] + _deputising(user) + _scoring(places)
        waiting = [turn for turn in turns if turn.who not in _hats(user)]
        return super().get_context_data(
            today=timezone.localdate(),
            recruits=bool(recruits),
            mine=sorted(mine, key=lambda turn: (not turn.late, turn.by or date.max)),
            late=sum(turn.late for turn in mine),
            vacancies=_vacancy_table(rows),
            vacancy_count=len(rows),
            waiting=_waiting_table(waiting),
            waiting_count=len(waiting),
            may_start=Role.HR in recruits,
            panels=places,
            soon=_soon(rows),
            **kwargs,
        )


def open_vacancies(user: User, schools: Iterable[School]) -> list[Vacancy]:
    """Return the vacancies of `schools` that have not ended and for which `user` did not apply."""
    vacancies = (
        Vacancy.objects.filter(school__in=schools)
        .exclude(state__in=ENDED)
        .select_related("school", "school__trust")
        .order_by("closes_at", "pk")
    )
    if not has_applied(user):
        return list(vacancies)
    return [vacancy for vacancy in vacancies if not has_interest(user, vacancy)]


def _deputising(user: User) -> list[Turn]:
    """Signatures that wait while this person stands in for a head."""
    held = Delegation.objects.current().filter(deputy=user).values_list("school", flat=True)
    rows = progress_of(open_vacancies(user, School.objects.filter(pk__in=held))) if held else []
    return [turn for row in rows for turn in turns_of(row) if turn.who == HEAD]


def _scoring(places: list[PanelMember]) -> list[Turn]:
    """What a panel member has to do: score, and for a chair decide."""
    today = timezone.localdate()
    turns = []
    for place in places:
        left: int = place.left  # type: ignore[attr-defined]
        if left:
            vacancy, due = place.panel.vacancy, place.panel.sift_due_on
            url = reverse("shortlisting:sift", args=[vacancy.ref])
            what = f"Score {left} application{'' if left == 1 else 's'}"
            where = f"{vacancy.title}, {vacancy.school.name}"
            turns.append(Turn(what, HR, url, where, due, late=due is not None and due < today))
    chaired = [p.panel.vacancy for p in places if p.role == PanelMember.Role.CHAIR and p.panel.sift_opened_at]
    return turns + [turn for row in progress_of(chaired) for turn in turns_of(row) if turn.who == CHAIR]


def _hats(user: User) -> set[str]:
    """The names under which a turn is this person's own."""
    roles = {role for role, _, _ in roles_of(user)}
    return {hat for hat, role in ((HR, Role.HR), (HEAD, Role.HEAD)) if role in roles}


def _who(turn: Turn) -> str:
    return {HR: "HR", CHAIR: "The chair", HEAD: "The head"}.get(turn.who, turn.who)


def _vacancy_table(rows: list[Progress]) -> Table:
    lines = []
    for row in rows:
        turn = next(iter(turns_of(row)), None)
        url = reverse("workbench", args=[row.vacancy.ref])
        cells = [
            Cell(row.vacancy.title, hint=row.vacancy.school.name, url=url, about=row.vacancy.school.name, strong=True),
            Cell(row.stage_name),
            Cell(_who(turn), hint=turn.what) if turn else Cell("Nobody", hint=_quiet(row)),
            Cell(_next_date(row)),
        ]
        lines.append(Line(cells=cells))
    columns = [Column("Vacancy"), Column("Stage"), Column("Whose turn"), Column("Next date")]
    return Table("Each open vacancy, its stage, whose turn it is and the next date", columns, lines)


def _quiet(row: Progress) -> str:
    return f"{row.sent} sent, {row.drafts} being written" if row.vacancy.state == Vacancy.State.PUBLISHED else ""


def _dates(row: Progress) -> list[tuple[date, str]]:
    """The dates that the vacancy has, with what happens then."""
    vacancy = row.vacancy
    found = (
        (timezone.localdate(vacancy.closes_at) if vacancy.closes_at else None, "Closes"),
        (None if row.sheets_in else row.sift_due_on, "Scores are due"),
        (vacancy.interview_on, "Interviews"),
        (vacancy.starts_on, "Starts"),
    )
    return sorted((day, what) for day, what in found if day)


def _next_date(row: Progress) -> str:
    coming = [(day, what) for day, what in _dates(row) if day >= timezone.localdate()]
    return f"{coming[0][1]} {day_month(coming[0][0])}" if coming else "None set"


def _waiting_table(turns: Iterable[Turn]) -> Table:
    lines = [
        Line(cells=[Cell(_who(turn)), Cell(turn.what, hint=turn.hint, url=turn.others_url), _by(turn)])
        for turn in turns
    ]
    return Table("Who is waited for, for what and until when", [Column("Who"), Column("For"), Column("By")], lines)


def _by(turn: Turn) -> Cell:
    if turn.late:
        return Cell(tag="Late", colour="red", hint=f"was {day_month(turn.by)}" if turn.by else "")
    return Cell(day_month(turn.by) if turn.by else "No date")


def _soon(rows: list[Progress]) -> list[tuple[date, str]]:
    """The dates of the next seven days."""
    today = timezone.localdate()
    coming = [
        (day, f"{what}, {row.vacancy.title}, {row.vacancy.school.name}")
        for row in rows
        for day, what in _dates(row)
        if today <= day <= today + WEEK
    ]
    return sorted(coming)
