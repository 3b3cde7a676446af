"""The referee's pages: by link, no account, on a phone."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from appointments import questions, second_device
from appointments.forms.referee import CodeForm, DeclineForm, RefereeForm
from appointments.models import ReferenceRequest
from appointments.questions import Questionnaire
from appointments.reference_text import facts_of
from appointments.second_device import Guarded
from appointments.services import references
from appointments.views.by_link import AUTOSAVE, KEPT, KEPT_PAGE, LinkPage
from core.components import Change, Step
from core.display import clock
from core.permissions import BY_LINK, Permitted
from core.states import StateError

PAGE_MINUTES = 1.5  # a page of questions takes about so long
SAVED = "reference_saved_at"  # session key


class RefereePage(LinkPage):
    """A page behind a referee's link. What was answered elsewhere needs the code first."""

    code_route = "referee_code"

    @cached_property
    def reference_request(self) -> ReferenceRequest:
        """The request of the link; raises LinkError when the link is dead."""
        return references.find_by_token(self.kwargs["token"])

    @property
    def subject(self) -> ReferenceRequest:
        """The request."""
        return self.reference_request

    @cached_property
    def guarded(self) -> Guarded:
        """The referee's mail."""
        return second_device.of_reference(self.reference_request)

    @property
    def may_enter(self) -> bool:
        """As long as nothing is answered there is nothing to guard."""
        return not questions.begun(self.answers) or second_device.is_trusted(self.request, self.guarded)

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """What this referee is asked."""
        return references.questionnaire_of(self.reference_request)

    @property
    def answers(self) -> dict[str, Any]:
        """What has been saved so far."""
        return self.reference_request.draft or {}

    @property
    def first_name(self) -> str:
        """How the questions call the candidate."""
        details = self.reference_request.application.details
        return questions.first_name(details.first_names, details.full_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom the reference is about."""
        application = self.reference_request.application
        day = references.send_by(self.reference_request)
        kwargs.setdefault("token", self.kwargs["token"])  # TemplateView gives it already
        kwargs.setdefault("address", second_device.masked(self.reference_request.referee.email))
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            reference_request=self.reference_request,
            candidate=application.details.full_name,
            first_name=self.first_name,
            vacancy=application.vacancy,
            school=application.vacancy.school,
            send_by=day,
            late=day is not None and day < timezone.localdate(),
            **kwargs,
        )
        return context


class RefereeStartView(RefereePage, TemplateView):
    """What is asked, how long it takes, and the way on or out."""

    template_name = "appointments/referee_start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page to carry on with."""
        left = self.questionnaire.missing(self.answers)
        carry_on = self.url("referee_page", left[0].name) if left else self.url("referee_check")
        minutes = _minutes(len(self.questionnaire.asked({})))
        return super().get_context_data(
            carry_on=carry_on, begun=questions.begun(self.answers), minutes=minutes, **kwargs
        )


class RefereePageView(RefereePage, FormView):
    """One page of questions. It saves itself while it is typed, and on its buttons."""

    template_name = "appointments/referee_page.html"
    form_class = RefereeForm

    @cached_property
    def page(self) -> questions.Page:
        """The page of the address, or the first, in words about this candidate."""
        page = self.questionnaire.page(self.kwargs["page"]) or self.questionnaire.pages[0]
        return questions.named(page, self.first_name)

    def ask_for_code(self) -> HttpResponseBase:
        """What was typed on this page waits in the page that asks for the code."""
        if self.request.method != "POST" or AUTOSAVE in self.request.headers:
            return super().ask_for_code()
        typed = [(f"{KEPT}{name}", value) for name, value in self.request.POST.items() if name != "csrfmiddlewaretoken"]
        kept = [(KEPT_PAGE, self.page.name), *typed]
        code_url = self.url("referee_code")
        context = RefereePage.get_context_data(self, form=CodeForm(), kept=kept, code_url=code_url, begun=True)
        return render(self.request, "appointments/referee_code.html", context)

    @property
    def may_be_half(self) -> bool:
        """Whether what is saved may leave answers out."""
        return "stop" in self.request.POST or AUTOSAVE in self.request.headers

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its page."""
        return {**super().get_form_kwargs(), "page": self.page, "must": not self.may_be_half}

    def get_initial(self) -> dict[str, Any]:
        """What was saved; until then, who the candidate says they are."""
        referee = self.reference_request.referee
        known = {"name": referee.name, "job_title": referee.job_title, "organisation": referee.organisation}
        return {**known, **self.answers}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save by itself, without a word about what is not finished, or on a button."""
        if AUTOSAVE not in request.headers:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.is_valid()
        try:
            keep(request, self.reference_request, form.answers())
        except StateError as error:
            return JsonResponse({"error": str(error)}, status=409)
        return JsonResponse({"saved": f"Saved at {request.session[SAVED]}"})

    def form_valid(self, form: RefereeForm) -> HttpResponse:
        """Save and go on; to the end at once when the referee cannot give a reference."""
        answers = form.answers()
        try:
            keep(self.request, self.reference_request, answers)
        except StateError:
            return redirect(self.url("referee"))
        if "stop" in self.request.POST:
            messages.success(self.request, "Saved. Use the link in your e-mail to come back.")
            return redirect(self.url("referee"))
        if answers.get("give") == "no":
            return redirect(self.url("referee_decline"))
        following = self.questionnaire.after(self.page.name, self.answers)
        return redirect(self.url("referee_page", following.name) if following else self.url("referee_check"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where this page stands among the others."""
        pages = self.questionnaire.asked(self.answers)
        names = [page.name for page in pages]
        place = names.index(self.page.name) if self.page.name in names else 0
        back = self.url("referee_page", names[place - 1]) if place else self.url("referee")
        return super().get_context_data(
            page=self.page,
            place=place,
            count=len(names) + 1,  # and the page to check and send
            back=back,
            steps=_steps(self, pages, self.page.name),
            place_says=f"{place} of {len(names) + 1} pages done",
            steps_title=f"Your reference: about {_minutes(len(names) - place)} minutes left",
            saved_at=self.request.session.get(SAVED, "") if questions.begun(self.answers) else "",
            **kwargs,
        )


class RefereeCheckView(RefereePage, TemplateView):
    """Everything that was answered, before it is sent."""

    template_name = "appointments/referee_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers by page and what is missing."""
        asked = self.questionnaire.asked(self.answers)
        left = [questions.named(page, self.first_name) for page in self.questionnaire.missing(self.answers)]
        drawn = facts_of(self.questionnaire, self.answers, self.first_name, change=self.change_link)
        back = self.url("referee_page", asked[-1].name)
        return super().get_context_data(pages=drawn, missing=left, back=back, **kwargs)

    def change_link(self, page: questions.Page, question: questions.Question) -> Change:
        """The link that changes one answer."""
        return Change(self.url("referee_page", page.name), about=question.label)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the reference. This browser can take a copy for an hour."""
        try:
            reference = references.send(self.reference_request)
        except StateError as error:
            messages.error(request, str(error))
            return redirect(self.url("referee_check"))
        second_device.allow_copy(request, reference)
        return redirect("appointments:referee_sent")


class RefereeDeclineView(RefereePage, FormView):
    """Saying no, with or without a reason, and naming who should answer instead."""

    template_name = "appointments/referee_decline.html"
    form_class = DeclineForm

    def form_valid(self, form: DeclineForm) -> HttpResponse:
        """Record it and stop asking. What came in at the same moment counts first."""
        try:
            references.decline(self.reference_request, reason=form.cleaned_data["reason"], instead=form.instead())
        except StateError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("appointments:referee_declined")


class RefereeSentView(Permitted, TemplateView):
    """Thanks. Says nothing about anybody, so it needs no link."""

    permission_required = BY_LINK
    template_name = "appointments/referee_sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether this browser may take a copy."""
        return super().get_context_data(may_copy=second_device.copy_of(self.request) is not None, **kwargs)


class RefereeDeclinedView(Permitted, TemplateView):
    """Thanks for saying so."""

    permission_required = BY_LINK
    template_name = "appointments/referee_declined.html"


def keep(request: HttpRequest, reference: ReferenceRequest, answers: dict[str, Any]) -> None:
    """Save a page. Whoever gives the first answers goes on from this session without a code. Raises StateError."""
    if references.save_page(reference, answers=answers):
        second_device.trust(request, second_device.of_reference(reference))
    request.session[SAVED] = clock(timezone.now())


def _minutes(pages: int) -> int:
    return max(1, round(pages * PAGE_MINUTES))


def _steps(view: RefereePage, pages: list[questions.Page], now: str) -> list[Step]:
    """The pages of the form; those not reached yet are no links."""
    left = [page.name for page in view.questionnaire.missing(view.answers)]
    steps = []
    for page in pages:
        done = page.name not in left
        reached = done or page.name == now or page.name == left[0]
        url = view.url("referee_page", page.name) if reached else ""
        state = "now" if page.name == now else "done" if done else "next"
        steps.append(Step(questions.named(page, view.first_name).title, url, state, "answered"))  # type: ignore[arg-type]
    return [*steps, Step("Check and send", "" if left else view.url("referee_check"))]
