"""HR's page about the advert on Teaching Vacancies."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from vacancies.models import VacancyPosting
from vacancies.posting_words import words_of
from vacancies.services.posting import want
from vacancies.views.base import OfVacancy

Wanted = VacancyPosting.Wanted


class PostingView(OfVacancy, TemplateView):
    """Where it stands there; show it, take it off, send it again."""

    template_name = "vacancies/posting.html"

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Write the wish; a worker sees to it."""
        wanted = request.POST.get("wanted", "")
        open_now = self.vacancy.is_open(timezone.now())
        if wanted == Wanted.REMOVED or (wanted == Wanted.LIVE and open_now):
            want(self.vacancy, wanted, by=self.user)
        else:
            messages.info(request, "The advert is closed, so there is nothing to send.")
        return redirect(self.page("posting"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it stands."""
        return super().get_context_data(posting=words_of(self.vacancy, at=timezone.now()), **kwargs)
