"""The candidate's pages of the self-declaration, and the rules of what need not be told."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.person import person
from appointments import declaration as questions
from appointments.catalogue.figures import FILTERING, FILTERING_SOURCE
from appointments.forms.self_declaration import ExplainForm, SendForm, SignAgainForm, TickForm, initial_of
from appointments.models import SelfDeclaration
from appointments.services import self_declaration as service
from appointments.views.common import PersonForm
from appointments.views.declaration_page import DeclarationPage, told
from core.components import Task
from core.forms import GovForm
from core.permissions import PUBLIC, Permitted
from core.states import StateError

S = SelfDeclaration.State


class FilteringView(Permitted, TemplateView):
    """What is protected and need not be told, in plain words."""

    permission_required = PUBLIC
    template_name = "appointments/filtering.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rules."""
        return super().get_context_data(rules=FILTERING, source=FILTERING_SOURCE, **kwargs)


class MyDeclarationView(DeclarationPage, TemplateView):
    """What is asked and who reads it; the pages as tasks; afterwards where it stands."""

    permission_required = "appointments.own_declaration"
    template_name = "appointments/my_declaration.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """HR, who entered it from paper, goes on where it is read."""
        if self.declaration.state != S.ASKED and self.application.candidate_id != self.by.pk:
            return redirect("appointments:declaration", self.application.ref)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tasks, and whether it can be signed again today."""
        day = self.application.vacancy.interview_on
        may_sign = self.declaration.state == S.SENT and (day is None or timezone.localdate() >= day)
        return super().get_context_data(tasks=self._tasks(), may_sign=may_sign, interview_on=day, **kwargs)

    def _tasks(self) -> list[Task]:
        if self.declaration.state != S.ASKED:
            return []
        draft = service.draft_of(self.declaration)
        lacks = {slug for slug, _ in questions.missing(draft, self.asked)}
        found = [_task(self._page(page.slug), page.title, page.slug in draft["done"]) for page in self.asked]
        if questions.to_explain(draft, self.asked):
            found.append(_task(self._page("explain"), "Explain what you ticked", "explain" not in lacks))
        url = reverse("appointments:my_declaration_check", args=[self.application.ref])
        ready = Task("Check and send", "Ready" if not lacks else "Cannot start yet", "" if lacks else url)
        return [*found, ready]

    def _page(self, slug: str) -> str:
        return reverse("appointments:my_declaration_page", args=[self.application.ref, slug])


def _task(url: str, label: str, done: bool) -> Task:
    return Task(label, "Done" if done else "To do", url, colour=None if done else "blue")


class MyPageView(DeclarationPage, PersonForm):
    """One page of boxes to tick."""

    permission_required = "appointments.own_declaration"
    template_name = "appointments/my_declaration_page.html"
    form_class = TickForm

    @cached_property
    def page(self) -> questions.Page:
        """The page of the address, while it is not sent."""
        found = next((page for page in self.asked if page.slug == self.kwargs["page"]), None)
        if found is None or self.declaration.state != S.ASKED:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its page."""
        return {**super().get_form_kwargs(), "page": self.page}

    def get_initial(self) -> dict[str, Any]:
        """What is ticked."""
        return {"ticked": initial_of(self.page, service.draft_of(self.declaration))}

    def form_valid(self, form: GovForm) -> HttpResponse:
        """Keep it, and go on to the next page."""
        try:
            service.save_page(self.declaration, self.page, ticked=form.cleaned_data["ticked"], by=person(self.request))
        except StateError as error:
            messages.error(self.request, str(error))
        return redirect(self.following())

    def following(self) -> str:
        """The next page that is not done, then the words about each yes, then the check."""
        if "later" in self.request.POST:
            return reverse("appointments:my_declaration", args=[self.application.ref])
        lacks = [slug for slug, _ in questions.missing(service.draft_of(self.declaration), self.asked)]
        if lacks:
            return reverse("appointments:my_declaration_page", args=[self.application.ref, lacks[0]])
        return reverse("appointments:my_declaration_check", args=[self.application.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page."""
        number = [page.slug for page in self.asked].index(self.page.slug) + 1
        return super().get_context_data(page=self.page, number=number, total=len(self.asked), **kwargs)


class MyExplainView(DeclarationPage, PersonForm):
    """A box for each yes."""

    permission_required = "appointments.own_declaration"
    template_name = "appointments/my_declaration_explain.html"
    form_class = ExplainForm

    @cached_property
    def to_explain(self) -> list[questions.Question]:
        """What was ticked, while it is not sent."""
        found = questions.to_explain(service.draft_of(self.declaration), self.asked)
        if not found or self.declaration.state != S.ASKED:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its questions."""
        return {**super().get_form_kwargs(), "asked": self.to_explain, "later": "later" in self.request.POST}

    def get_initial(self) -> dict[str, Any]:
        """What is typed."""
        return dict(service.draft_of(self.declaration)["detail"])

    def form_valid(self, form: GovForm) -> HttpResponse:
        """Keep it."""
        service.save_details(self.declaration, details=form.cleaned_data, by=person(self.request))
        name = "my_declaration" if "later" in self.request.POST else "my_declaration_check"
        return redirect(f"appointments:{name}", self.application.ref)


class MyCheckView(DeclarationPage, PersonForm):
    """Look at every answer, sign and send."""

    permission_required = "appointments.own_declaration"
    template_name = "appointments/my_declaration_check.html"
    form_class = SendForm

    def act(self, form: GovForm) -> str:
        """Send."""
        service.send(self.declaration, name=form.cleaned_data["name"], by=person(self.request))
        return "Your self-declaration is sent."

    def after(self) -> str:
        """Where it stands."""
        return reverse("appointments:my_declaration", args=[self.application.ref])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go back to the pages while something is missing, or when it is sent."""
        if self.declaration.state != S.ASKED or questions.missing(service.draft_of(self.declaration), self.asked):
            return redirect("appointments:my_declaration", self.application.ref)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers."""
        answers = questions.answers_of(service.draft_of(self.declaration), self.asked)
        return super().get_context_data(pages=told(self.asked, answers), promises=questions.PROMISES, **kwargs)


class MySignView(DeclarationPage, PersonForm):
    """Sign again on the day of the interview, on one's own page."""

    permission_required = "appointments.own"
    template_name = "appointments/my_declaration_sign.html"
    form_class = SignAgainForm
    device = False

    def act(self, form: GovForm) -> str:
        """Sign."""
        given = form.cleaned_data
        service.sign_again(
            self.declaration, name=given["name"], changes=given["changes"], by=person(self.request), device=self.device
        )
        return "Signed. Thank you."

    def after(self) -> str:
        """Where it stands."""
        return reverse("appointments:my_declaration", args=[self.application.ref])
