"""Starting an application, the list of one's own, the task list, the status after sending."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import User
from accounts.permissions import roles_of
from applications.correspondence import UNREAD, MessageLine, lines_of, unread_count
from applications.criteria import asked
from applications.models import Application, Thread
from applications.services.late import may_ask
from applications.services.lifecycle import LateError, start_application
from applications.services.profile import profile_of
from applications.states import WITHDRAWABLE
from applications.status import dates_of, feedback_url, mine_table, standing, turn_table
from applications.task_list import tasks
from applications.turns import links_of, others_of, turns_of
from applications.views.base import ApplicationPage
from core.permissions import SIGNED_IN, Permitted
from vacancies.views.address import AtVacancy


class ApplyView(AtVacancy, TemplateView):
    """What the form asks, and the one button that starts it."""

    permission_required = "applications.apply"
    template_name = "applications/apply.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Someone who has started goes on where they were."""
        rows = Application.objects.filter(vacancy=self.vacancy, candidate=cast("User", request.user))
        if found := rows.exclude(state=Application.State.WITHDRAWN).first():
            return self.go_on(found)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many answers there are and whether it is open."""
        school = self.vacancy.school
        held = {(kind, pk) for _, kind, pk in roles_of(cast("User", self.request.user))}
        return super().get_context_data(
            vacancy=self.vacancy,
            school=school,
            answers=len(asked(self.vacancy).now),
            is_open=self.vacancy.is_open(timezone.now()),
            may_copy=profile_of(cast("User", self.request.user)) is not None,
            works_here=("school", school.pk) in held or ("trust", school.trust_id) in held,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start it, or say that it is too late."""
        user = cast("User", request.user)
        copying = profile_of(user) if "copy" in request.POST else None
        try:
            application = start_application(self.vacancy, candidate=user, copying=copying)
        except LateError:
            return self.render_to_response(self.get_context_data(), status=409)
        return self.go_on(application)

    def go_on(self, application: Application) -> HttpResponse:
        """To where they were; while HR enters what they sent on paper, to the list that says so."""
        if application.on_paper_at and application.state == Application.State.DRAFT:
            messages.info(self.request, "The school is entering the application that you sent on paper.")
            return redirect("applications:mine")
        return redirect("applications:task_list", application.ref)


class MineView(Permitted, TemplateView):
    """All one's applications: where each stands and whose turn it is."""

    permission_required = SIGNED_IN
    template_name = "applications/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list."""
        rows = list(Application.objects.of_candidate(self.request.user).annotate(unread=UNREAD))
        unread = [row for row in rows if row.unread]
        return super().get_context_data(
            table=mine_table(rows, timezone.now()), count=len(rows), unread=unread, **kwargs
        )


class TaskListView(ApplicationPage):
    """While it is written: the sections. Afterwards: where it stands."""

    whole = True

    def get_template_names(self) -> list[str]:
        """Two pages under one address, so that every link to it stays right."""
        if self.application.state != Application.State.DRAFT:
            return ["applications/status.html"]
        return ["applications/paper_task_list.html" if self.application.on_paper_at else "applications/task_list.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sections of a draft, or the standing of what was sent."""
        context = super().get_context_data(now=timezone.now(), **kwargs)
        if self.application.state == Application.State.DRAFT:
            context["unread"] = unread_count(self.application)
            return context | tasks(self.application, timezone.now()) | self._late()
        turns, today = turns_of(self.application), timezone.localdate()
        return context | {
            "today": today,
            "standing": standing(self.application),
            "turns": turns,
            "whose_turn": turn_table(turns, others_of(self.application), today),
            "links": links_of(self.application),
            "dates": dates_of(self.application),
            "feedback": feedback_url(self.application),
            "lines": self._thread(),
            "may_withdraw": self.application.state in WITHDRAWABLE,
        }

    def _thread(self) -> list[MessageLine]:
        """The two newest messages, the newest on top. Only the page of messages marks them as read."""
        thread = Thread.objects.filter(application=self.application).first()
        if thread is not None:
            thread.application = self.application
        return lines_of(thread, mine_is_school=False)[:-3:-1]

    def _late(self) -> dict[str, bool]:
        """Whether more time may be asked for, or has been."""
        if not may_ask(self.application, timezone.now()):
            return {}
        return {"may_ask_late": True, "asked_late": self.application.late_requests.filter(decided_at=None).exists()}
