"""The self-declaration of a candidate without an e-mail address: a form to post, and what came back on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from applications.forms.on_behalf import told_of
from applications.models import OnBehalf
from applications.services.on_behalf import act_for
from appointments import declaration as questions
from appointments.catalogue.figures import FILTERING, FILTERING_SOURCE
from appointments.forms.self_declaration import PaperSendForm
from appointments.services import self_declaration as service
from appointments.views import my_declaration
from appointments.views.declaration_page import DeclarationPage
from core.downloads import download
from core.forms import GovForm
from core.pdf import render_pdf


class PrintedFormView(DeclarationPage, View):
    """The questions on paper, to post with the letter that asks for them."""

    permission_required = "applications.speak_for"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A PDF."""
        vacancy = self.application.vacancy
        context = {
            "declaration": self.declaration,
            "person": self.application.details,
            "vacancy": vacancy,
            "school": vacancy.school,
            "pages": self.asked,
            "promises": questions.PROMISES,
            "rules": FILTERING,
            "source": FILTERING_SOURCE,
        }
        pdf = render_pdf("pdf/self_declaration.html", context, accent=vacancy.school.accent)
        return download(pdf, "self-declaration.pdf")


class CheckView(my_declaration.MyCheckView):
    """Look at every answer, and send; from paper, with who opened it and when it came."""

    @property
    def from_paper(self) -> bool:
        """HR enters what came on paper."""
        return self.application.candidate_id != self.by.pk

    def get_form_class(self) -> type[GovForm]:
        """With what HR knows of the paper."""
        return PaperSendForm if self.from_paper else super().get_form_class()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who fills it in."""
        return {**super().get_form_kwargs(), **({"by": self.by} if self.from_paper else {})}

    def act(self, form: GovForm) -> str:
        """Send. Whoever entered it has read it."""
        if not self.from_paper:
            return super().act(form)
        given, declaration = form.cleaned_data, self.declaration

        def send(by: Any, words: str) -> None:
            service.send(declaration, name=given["name"], by=by)
            service.read(declaration, by=by)

        act_for(
            self.application, by=self.by, act=OnBehalf.Act.DECLARED, about=declaration.pk, do=send,
            told=told_of(given), form_key=given["form_key"],
        )  # fmt: skip
        return "The self-declaration is entered. Keep the paper where only the chair and HR can read it."

    def after(self) -> str:
        """HR goes on where the chair and HR read it."""
        if self.from_paper:
            return reverse("appointments:declaration", args=[self.application.ref])
        return super().after()
