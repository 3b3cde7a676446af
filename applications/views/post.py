"""Letters that HR prints and posts, because the candidate has no e-mail address."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from applications import reveal
from applications.correspondence import named
from applications.services.post import ToPost, letters_to_post, posted, print_letter
from core.downloads import download
from core.pdf import render_pdf
from vacancies.views.address import AtVacancy


class LettersView(AtVacancy, TemplateView):
    """What waits for the post. Before the release without names: they stand on the letter itself."""

    permission_required = "applications.post_letters"
    template_name = "applications/letters.html"

    @cached_property
    def waiting(self) -> list[ToPost]:
        """The letters of this vacancy."""
        found = letters_to_post([self.vacancy.pk]).get(self.vacancy.pk, [])
        for each in found:
            each.application.vacancy = self.vacancy
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add them."""
        released = reveal.released_at(self.vacancy)
        rows = [(each, named(each.application, released)) for each in self.waiting]
        return super().get_context_data(
            vacancy=self.vacancy, school=self.vacancy.school, tab="messages", rows=rows, **kwargs
        )


class OneLetter(LettersView):
    """Mixin for what is done with one of them."""

    @cached_property
    def letter(self) -> ToPost:
        """The letter of the address, while it waits. Raises Http404."""
        found = next((each for each in self.waiting if each.email.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found


class LetterPdfView(OneLetter, View):
    """The letter, ready to print. By POST: it is recorded, and keeps whoever sees it off the panel."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        paper = print_letter(self.letter, by=self.user)
        if paper is None:
            messages.info(request, "This letter is no longer needed.")
            return redirect("applications:letters", self.vacancy.ref)
        school = self.vacancy.school
        context = {"paper": paper, "vacancy": self.vacancy, "school": school}
        pdf = render_pdf("pdf/posted_letter.html", context, accent=school.accent)
        return download(pdf, f"letter-{self.letter.email.pk}.pdf")


class PostedView(OneLetter, View):
    """HR has posted it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep that."""
        posted(self.letter, by=self.user)
        return redirect("applications:letters", self.vacancy.ref)
