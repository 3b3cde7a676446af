"""The referee's pages: by link, no account, on a phone. A GET changes nothing: scanners open links."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from appointments import questions, second_device
from appointments.forms.referee import CodeForm, DeclineForm, RefereeForm
from appointments.models import ReferenceRequest
from appointments.services import references
from core.components import Change, Fact, Step
from core.display import clock, month_year
from core.links import LinkError
from core.permissions import BY_LINK, Permitted
from core.rate_limits import allow
from core.states import StateError

TRIES, SECONDS = 60, 300  # pages from one address in five minutes: enough for a slow form, too few to guess
KEPT, KEPT_PAGE = "kept-", "kept_page"  # what was typed, carried through the page that asks for the code
PAGE_MINUTES = 2  # a page of questions takes about so long
SAVED = "reference_saved_at"  # session key


class RefereePage(Permitted):
    """A page behind a referee's link. A dead link, whatever killed it, gets the same neutral page."""

    permission_required = BY_LINK
    kwargs: dict[str, Any]
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the request of the link, or show the neutral page. What was answered elsewhere needs the code first."""
        if not allow(f"referee:{request.META.get('REMOTE_ADDR', '')}", TRIES, SECONDS):
            return render(request, "appointments/referee_slow.html", status=429)
        try:
            reference = self.reference_request
        except LinkError:
            return render(request, "appointments/referee_dead.html", status=410)
        known = second_device.may_go_on(request, reference)
        response = super().dispatch(request, *args, **kwargs) if known else self.ask_for_code()
        # The token goes to no other site; "no-referrer" would send "Origin: null" and so fail the CSRF check.
        response["Referrer-Policy"] = "same-origin"
        return response

    def ask_for_code(self) -> HttpResponseBase:
        """Send this session to the page that asks for the code."""
        response = redirect(self.url("referee_code"))
        response["Cache-Control"] = "no-store, private"
        return response

    @cached_property
    def reference_request(self) -> ReferenceRequest:
        """The request of the link; raises LinkError when the link is dead."""
        return references.find_by_token(self.kwargs["token"])

    @property
    def answers(self) -> dict[str, Any]:
        """What has been saved so far."""
        return self.reference_request.draft or {}

    @property
    def first_name(self) -> str:
        """How the questions call the candidate."""
        details = self.reference_request.application.details
        return questions.first_name(details.first_names, details.full_name)

    def url(self, name: str, *args: str) -> str:
        """An address behind the same link."""
        return reverse(f"appointments:{name}", args=[self.kwargs["token"], *args])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom the reference is about."""
        application = self.reference_request.application
        day = references.send_by(self.reference_request)
        kwargs.setdefault("token", self.kwargs["token"])  # TemplateView gives it already
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            reference_request=self.reference_request,
            candidate=application.details.full_name,
            first_name=self.first_name,
            vacancy=application.vacancy,
            school=application.vacancy.school,
            send_by=day,
            late=day is not None and day < timezone.localdate(),
            address=second_device.masked(self.reference_request.referee.email),
            **kwargs,
        )
        return context


class RefereeStartView(RefereePage, TemplateView):
    """What is asked, how long it takes, and the way on or out."""

    template_name = "appointments/referee_start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page to carry on with."""
        left = questions.missing(self.answers)
        name = left[0].name if left else ""
        carry_on = self.url("referee_page", name) if name else self.url("referee_check")
        return super().get_context_data(carry_on=carry_on, begun=questions.begun(self.answers), **kwargs)


class RefereePageView(RefereePage, FormView):
    """One page of questions."""

    template_name = "appointments/referee_page.html"
    form_class = RefereeForm

    @cached_property
    def page(self) -> questions.Page:
        """The page of the address, or the first, in words about this candidate."""
        return questions.named(questions.page(self.kwargs["page"]) or questions.PAGES[0], self.first_name)

    def ask_for_code(self) -> HttpResponseBase:
        """What was typed on this page waits in the page that asks for the code."""
        if self.request.method != "POST":
            return super().ask_for_code()
        typed = [(f"{KEPT}{name}", value) for name, value in self.request.POST.items() if name != "csrfmiddlewaretoken"]
        kept = [(KEPT_PAGE, self.page.name), *typed]
        context = RefereePage.get_context_data(self, form=CodeForm(), kept=kept)
        return render(self.request, "appointments/referee_code.html", context)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its page. "Save and stop" may leave answers out."""
        return {**super().get_form_kwargs(), "page": self.page, "must": "stop" not in self.request.POST}

    def get_initial(self) -> dict[str, Any]:
        """What was saved."""
        return self.answers

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
        following = questions.after(self.page.name, self.answers)
        return redirect(self.url("referee_page", following.name) if following else self.url("referee_check"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where this page stands among the others."""
        pages = questions.asked(self.answers)
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
            steps_title=f"Your reference: about {PAGE_MINUTES * (len(names) - place)} minutes left",
            saved_at=self.request.session.get(SAVED, "") if questions.begun(self.answers) else "",
            **kwargs,
        )


class RefereeCheckView(RefereePage, TemplateView):
    """Everything that was answered, before it is sent."""

    template_name = "appointments/referee_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers by page and what is missing."""
        pages = [questions.named(page, self.first_name) for page in questions.asked(self.answers)]
        left = [questions.named(page, self.first_name) for page in questions.missing(self.answers)]
        drawn = [(page, _facts(page, self.answers, self)) for page in pages]
        back = self.url("referee_page", pages[-1].name)
        return super().get_context_data(pages=drawn, missing=left, back=back, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the reference."""
        try:
            references.send(self.reference_request)
        except StateError as error:
            messages.error(request, str(error))
            return redirect(self.url("referee_check"))
        return redirect("appointments:referee_sent")


class RefereeDeclineView(RefereePage, FormView):
    """Saying no, with or without a reason."""

    template_name = "appointments/referee_decline.html"
    form_class = DeclineForm

    def form_valid(self, form: DeclineForm) -> HttpResponse:
        """Record it and stop asking."""
        references.decline(self.reference_request, reason=form.cleaned_data["reason"])
        return redirect("appointments:referee_declined")


class RefereeSentView(Permitted, TemplateView):
    """Thanks. Says nothing about anybody, so it needs no link."""

    permission_required = BY_LINK
    template_name = "appointments/referee_sent.html"


class RefereeDeclinedView(Permitted, TemplateView):
    """Thanks for saying so."""

    permission_required = BY_LINK
    template_name = "appointments/referee_declined.html"


def keep(request: HttpRequest, reference: ReferenceRequest, answers: dict[str, Any]) -> None:
    """Save a page. Whoever gives the first answers goes on from this session without a code. Raises StateError."""
    if references.save_page(reference, answers=answers):
        second_device.trust(request, reference)
    request.session[SAVED] = clock(timezone.now())


def words(question: questions.Question, value: Any) -> str:
    """Return an answer as people read it."""
    if value in (None, ""):
        return ""
    if question.kind in ("yes_no", "choice"):
        return dict(question.choices or questions.YES_NO).get(value, str(value))
    if question.kind == "month":
        return month_year(date.fromisoformat(value))
    return "Yes" if value is True else str(value)


def _facts(page: questions.Page, answers: dict[str, Any], view: RefereePage) -> list[Fact]:
    url = view.url("referee_page", page.name)
    return [
        Fact(question.label, words(question, answers.get(question.key)), Change(url, about=question.label))
        for question in page.questions
    ]


def _steps(view: RefereePage, pages: list[questions.Page], now: str) -> list[Step]:
    """The pages of the form; those not reached yet are no links."""
    left = [page.name for page in questions.missing(view.answers)]
    steps = []
    for page in pages:
        done = page.name not in left
        reached = done or page.name == now or page.name == left[0]
        url = view.url("referee_page", page.name) if reached else ""
        state = "now" if page.name == now else "done" if done else "next"
        steps.append(Step(questions.named(page, view.first_name).title, url, state, "answered"))  # type: ignore[arg-type]
    return [*steps, Step("Check and send", "" if left else view.url("referee_check"))]
