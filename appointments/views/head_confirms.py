"""The head of the referee's school: reads what was said about children and procedures, and confirms it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from appointments import second_device
from appointments.forms.referee import HeadForm
from appointments.models import HeadConfirmation
from appointments.reference_text import sent_facts
from appointments.second_device import Guarded
from appointments.services.references import heads
from appointments.views.by_link import CodePage, LinkPage
from core.permissions import BY_LINK, Permitted
from core.states import StateError


class HeadPage(LinkPage):
    """A page behind a head's link. Answers stand there from the start, so the code comes first."""

    code_route = "head_code"

    @cached_property
    def subject(self) -> HeadConfirmation:
        """What is to be confirmed."""
        return heads.find_by_token(self.kwargs["token"])

    @cached_property
    def guarded(self) -> Guarded:
        """The head's mail."""
        return second_device.of_head(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom it is about."""
        request = self.subject.reference.request
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            candidate=request.application.details.full_name,
            vacancy=request.application.vacancy,
            school=request.application.vacancy.school,
            referee=request.referee,
            **kwargs,
        )
        return context


class HeadConfirmsView(HeadPage, FormView):
    """The answers, and whether they are right."""

    template_name = "appointments/head_confirms.html"
    form_class = HeadForm

    def form_valid(self, form: HeadForm) -> HttpResponse:
        """Record the head's word."""
        try:
            heads.answer(self.subject, answer=form.cleaned_data["answer"], note=form.cleaned_data["note"])
        except StateError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("appointments:head_done")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add those answers alone that a head confirms."""
        return super().get_context_data(pages=sent_facts(self.subject.reference, only=heads.PAGES), **kwargs)


class HeadCodeView(HeadPage, CodePage):
    """The code."""

    on_route = "head_confirms"


class HeadDoneView(Permitted, TemplateView):
    """Thanks. Says nothing about anybody, so it needs no link."""

    permission_required = BY_LINK
    template_name = "appointments/head_done.html"
