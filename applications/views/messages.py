"""Messages: the candidate's page, HR's list, HR's page of one thread. While the sift is blind none bears a name."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView, View

from applications import correspondence
from applications.forms.messages import CandidateMessageForm, SchoolMessageForm
from applications.models import Application, Thread
from applications.models.application import ApplicationQuerySet
from applications.services import messages as services
from applications.services.messages import MessageError
from applications.services.post import letters_to_post
from applications.views.address import AtApplication
from applications.views.base import ApplicationPage, TypedAgain
from core.permissions import Permitted
from vacancies.views.address import AtVacancy


class Writing:
    """Mixin for pages with a thread and a box to write in. The permission stands before FormView: put that last."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Send it, or say beside the box what is wrong."""
        try:
            self.send(form.cleaned_data)
        except MessageError as error:
            form.add_error(error.field, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Your message is sent.")
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """What was typed stays."""
        page: Any = self
        answer: HttpResponse = page.render_to_response(page.get_context_data(form=form), status=422)
        return answer

    def get_success_url(self) -> str:
        """Here."""
        return self.request.path

    def send(self, data: dict[str, Any]) -> None:
        """Call the service."""
        raise NotImplementedError


class CandidateMessagesView(Writing, TypedAgain, ApplicationPage, FormView):
    """What the school and the candidate wrote. Looking at it marks the school's messages as read."""

    permission_required = "applications.correspond"
    template_name = "applications/messages.html"
    form_class = CandidateMessageForm

    def send(self, data: dict[str, Any]) -> None:
        """To HR."""
        services.write_to_school(self.application, by=self.by, text=data["text"], form_key=data["form_key"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the thread."""
        thread = Thread.objects.filter(application=self.application).first()
        if thread is not None:
            thread.application = self.application
        lines = correspondence.lines_of(thread, mine_is_school=False)
        if thread is not None:
            services.read_by_candidate(thread)
        return super().get_context_data(lines=lines, closed=services.why_closed(self.application), **kwargs)


class ThreadsView(AtVacancy, TemplateView):
    """All conversations of a vacancy. To HR on the panel of a blind sift it says how many wait, and who can answer."""

    permission_required = "applications.list"
    template_name = "applications/hr_threads.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the table, or who can answer."""
        may_answer = self.user.has_perm("applications.post_letters", self.vacancy)
        threads = Thread.objects.filter(application__vacancy=self.vacancy)
        waiting = threads.filter(waits_since__isnull=False).count()
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            tab="messages",
            may_answer=may_answer,
            waiting=waiting,
            count=0 if may_answer else threads.count(),
            table=correspondence.table_of(self.vacancy, _listed(threads)) if may_answer else None,
            colleagues=[] if may_answer else services.answerers(self.vacancy),
            to_post=len(letters_to_post([self.vacancy.pk]).get(self.vacancy.pk, ())),
            bulk=self.vacancy.bulk_messages.select_related("by"),
            **kwargs,
        )


def _listed(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    rows = threads.select_related("application__details", "application__candidate")
    return rows.annotate(count=Count("messages"), last_at=Max("messages__sent_at")).order_by("pk")


class SchoolThread(Permitted):
    """Mixin for HR's pages of one thread."""

    permission_required = "applications.answer"
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def thread(self) -> Thread:
        """The thread of the address, on the vacancy of the address. Raises Http404."""
        rows = Thread.objects.filter(ref=self.kwargs["thread"], application__vacancy__ref=self.kwargs["ref"])
        joins = ("application__vacancy__school__trust", "application__candidate", "application__details")
        found = rows.select_related(*joins, "application__paper").first()
        if found is None:
            raise Http404
        return found

    @property
    def application(self) -> Application:
        """What it is about."""
        return self.thread.application

    def get_permission_object(self) -> Thread:
        """The thread."""
        return self.thread


class ThreadView(Writing, SchoolThread, FormView):
    """One conversation, with the box for the answer. That HR opened it is recorded."""

    template_name = "applications/hr_thread.html"
    form_class = SchoolMessageForm

    def send(self, data: dict[str, Any]) -> None:
        """To the candidate."""
        by: Any = self.request.user
        services.write_to_candidate(self.application, by=by, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the thread. A box that is shown anew knows what the page shows."""
        by: Any = self.request.user
        lines = correspondence.lines_of(self.thread, mine_is_school=True)
        services.read_by_school(self.thread, by=by)
        vacancy = self.application.vacancy
        context = super().get_context_data(
            vacancy=vacancy,
            school=vacancy.school,
            tab="messages",
            thread=self.thread,
            application=self.application,
            name=correspondence.name_of(self.application),
            title=correspondence.title_of(self.thread),
            lines=lines,
            newest=lines[-1].pk if lines else 0,
            closed=services.why_closed(self.application),
            by_post=services.is_by_post(self.application),
            may_tell=by.has_perm("applications.speak_for", self.application),
            **kwargs,
        )
        context["form"].initial["seen"] = context["newest"]
        return context


class NoAnswerView(SchoolThread, View):
    """HR says that nothing needs an answer."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Settle it, up to what the page showed."""
        seen = request.POST.get("seen", "")
        by: Any = request.user
        services.need_no_answer(self.thread, by=by, seen=int(seen[:18]) if seen.isascii() and seen.isdecimal() else 0)
        return redirect("applications:hr_threads", self.application.vacancy.ref)


class WriteToView(Writing, AtApplication, AtVacancy, FormView):
    """HR writes first, to a candidate whose name they know. Where there is a thread already it leads there."""

    under_vacancy = True
    permission_required = "applications.write_to"
    template_name = "applications/hr_thread.html"
    form_class = SchoolMessageForm

    def read(self) -> ApplicationQuerySet:
        """With the name, and whether it came on paper."""
        return super().read().select_related("details", "paper")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One thread has one page."""
        if (thread := Thread.objects.filter(application=self.application).first()) is not None:
            return redirect("applications:hr_thread", self.vacancy.ref, thread.ref)
        return super().get(request, *args, **kwargs)

    def send(self, data: dict[str, Any]) -> None:
        """To the candidate."""
        services.write_to_candidate(self.application, by=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom it goes to."""
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            tab="messages",
            application=self.application,
            name=correspondence.name_of(self.application),
            title=correspondence.name_of(self.application),
            lines=[],
            closed=services.why_closed(self.application),
            by_post=services.is_by_post(self.application),
            **kwargs,
        )
