"""One vacancy: where it is, whose turn it is, what is due."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from core.components import Cell, Column, Line, Stage, Table
from core.display import day_month, plain_date
from core.states import StateError
from senco_recruit.progress import for_reader, progress_of
from senco_recruit.progress_rows import STAGES, Progress
from senco_recruit.reminding import remind_member
from senco_recruit.turns import HEAD, HR, Turn, turns_of
from shortlisting.models import PanelMember
from vacancies.key_dates import resignation_date
from vacancies.models import Vacancy
from vacancies.steps import steps_of
from vacancies.views.address import AtVacancy


class RemindMemberView(AtVacancy, View):
    """A reminder of the scores that one panel member has still to send in, when HR wants it and not the ladder."""

    permission_required = "vacancies.change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str, pk: int) -> HttpResponse:
        """Remind, and back to the panel on the workbench."""
        members = PanelMember.objects.current().select_related("panel__vacancy", "user")
        member = get_object_or_404(members, pk=pk, panel__vacancy=self.vacancy)
        try:
            remind_member(member, by=self.user)
        except StateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"We have reminded {member.user}.")
        return redirect(reverse("workbench", args=[ref]))


class WorkbenchView(AtVacancy, TemplateView):
    """The workbench of one vacancy. While the sift is blind it holds counts only, never a name."""

    permission_required = "vacancies.view"
    template_name = "home/workbench.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the stages, whose turn it is, the panel and the next dates."""
        row = for_reader(progress_of([self.vacancy]), self.user)[0]
        turns = turns_of(row)
        may_change = self.request.user.has_perm("vacancies.change", self.vacancy)
        mine = [turn for turn in turns if turn.who == (HR if may_change else HEAD)]
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            tab="overview",
            row=row,
            mine=mine,
            late=sum(turn.late for turn in mine),
            theirs=None if mine or not turns else turns[0],
            whose=turns[0].who_name if turns else "",
            appointed=[each for each in row.people if each.state in ("appointed", "started")],
            may_change=may_change,
            may_remind=may_change and row.waits_for_scores,
            today=timezone.localdate(),
            may_answer=self.request.user.has_perm("shortlisting.challenge", self.vacancy),
            stages=_stages(row),
            turns=_turn_table(turns, {HR} if may_change else {HEAD}) if turns else None,
            blind=row.sent and row.released_at is None,
            dates=_dates(row),
            steps=steps_of(self.vacancy) if may_change else [],
            **kwargs,
        )


def _stages(row: Progress) -> list[Stage]:
    done = [member for member in row.members if member.submitted]
    scoring = [member for member in row.members if member.total]
    left = sum(1 for person in row.people if person.state == "shortlisted")
    figures = [
        (_days_open(row), _closing(row)),
        (str(row.sent) if row.vacancy.published_at else "", _applications(row)),
        (
            f"{len(done)} of {len(scoring)}" if scoring and not row.hidden else "",
            "Score first" if row.hidden else "panel members are done" if scoring else "Not started",
        ),
        (str(len(row.people)) if row.released_at else "", _interviews(row, left)),
        ("1" if any(person.offer for person in row.people) else "", _offer(row)),
        (_open_checks(row), _start(row)),
    ]
    return [
        Stage(name, figure, what, "done" if place < row.stage else "now" if place == row.stage else "next")
        for place, (name, (figure, what)) in enumerate(zip(STAGES, figures, strict=True))
    ]


def _days_open(row: Progress) -> str:
    vacancy = row.vacancy
    if not vacancy.published_at or not vacancy.closes_at:
        return ""
    days = (min(vacancy.closes_at, timezone.now()) - vacancy.published_at).days
    if days < 1 and vacancy.closes_at > timezone.now():
        return "Today"
    return f"{max(days, 1)} day{'s' if days > 1 else ''}"


def _applications(row: Progress) -> str:
    if not row.vacancy.published_at:
        return "Not started"
    return f"{row.drafts} more not finished" if row.drafts else "sent"


def _closing(row: Progress) -> str:
    vacancy = row.vacancy
    if vacancy.closes_at is None:
        return "No closing date yet"
    word = "Closes" if vacancy.closes_at > timezone.now() else "Closed"
    return f"{word} {plain_date(vacancy.closes_at)}"


def _interviews(row: Progress, left: int) -> str:
    if row.vacancy.interview_on is None:
        return "No date yet"
    where = plain_date(row.vacancy.interview_on)
    over = row.vacancy.interview_on < timezone.localdate()
    return f"{where}, {left} to record" if row.released_at and left and over else where


def _offer(row: Progress) -> str:
    offers = [person.offer for person in row.people if person.offer]
    return offers[-1].get_state_display() if offers else "Not started"


def _open_checks(row: Progress) -> str:
    return str(sum(person.checks_open for person in row.people if person.state == "accepted") or "")


def _start(row: Progress) -> str:
    return f"Start on {plain_date(row.vacancy.starts_on)}" if row.vacancy.starts_on else "Not started"


def _turn_table(turns: list[Turn], mine: set[str]) -> Table:
    lines = [
        Line(
            cells=[
                Cell(turn.what, hint=turn.hint, url=turn.url_for(mine), strong=True),
                Cell("You" if turn.who in mine else turn.who_name),
                Cell(tag="Late", colour="red") if turn.late else Cell(day_month(turn.by) if turn.by else "No date"),
            ],
            mine=turn.who in mine,
        )
        for turn in turns
    ]
    return Table("What has to be done, by whom and until when", [Column("What"), Column("Who"), Column("By")], lines)


def _dates(row: Progress) -> list[tuple[Any, str]]:
    vacancy = row.vacancy
    waits = vacancy.publish_at and vacancy.state == Vacancy.State.SCHEDULED
    resign = resignation_date(vacancy.starts_on) if vacancy.starts_on else None
    found = [
        (timezone.localdate(vacancy.publish_at) if waits else None, "The advert goes out"),
        (timezone.localdate(vacancy.closes_at) if vacancy.closes_at else None, "Applications close"),
        (None if row.sheets_in else row.sift_due_on, "The panel’s scores are due"),
        (vacancy.interview_on, "Interviews"),
        (resign, f"Last day for teachers to resign for {vacancy.starts_on:%B}" if vacancy.starts_on else ""),
        (vacancy.starts_on, "Start of the job"),
    ]
    return sorted((day, what) for day, what in found if day and day >= timezone.localdate())
