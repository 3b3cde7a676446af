"""What happened to a vacancy, in words."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from core.paging import pages
from vacancies.history import events_of, rows_of
from vacancies.views.base import OfVacancy

PER_PAGE = 50


class HistoryView(OfVacancy, TemplateView):
    """Every act on the vacancy, the newest first, with who and why."""

    permission_required = "vacancies.view"
    template_name = "vacancies/history.html"
    tab = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(events_of(self.vacancy), PER_PAGE).get_page(self.request.GET.get("page"))
        shown = pages(page, self.request.GET, noun="entries")
        return super().get_context_data(rows=rows_of(page), pages=shown, **kwargs)
