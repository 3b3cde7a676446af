"""What everyone may see: the list of jobs, and one job."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.cache import caches
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.generic import TemplateView

from accounts.models import Phase
from core.paging import pages
from core.permissions import PUBLIC, Permitted
from vacancies.job_posting import as_script, job_posting
from vacancies.models import ContractType, Vacancy
from vacancies.pay_shown import pay_of
from vacancies.public_page import PAGE_COLUMNS, PAGE_READ, kept_context, share_of
from vacancies.public_posting import posting_of
from vacancies.search import PATTERNS, PAY_STEPS, JobSearch, employers_of

PER_PAGE = 20
CHOICES: dict[str, Any] = {
    "phases": Phase.choices, "patterns": PATTERNS.items(), "contracts": ContractType.choices, "pay": PAY_STEPS,
}  # fmt: skip
S = Vacancy.State


class PublicListView(Permitted, TemplateView):
    """The jobs that are open, by words, place, phase, hours, contract, pay, closing day and employer."""

    permission_required = PUBLIC
    template_name = "vacancies/public_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of jobs: four queries for any number."""
        now = timezone.now()
        employers = employers_of(now)
        search = JobSearch.of(self.request.GET, employers)
        page = Paginator(search.found(now), PER_PAGE).get_page(self.request.GET.get("page"))
        choices = {**CHOICES, "employers": employers.items()}
        return super().get_context_data(
            search=search,
            choices=choices,
            filters=_drawn_filters(search, choices),
            jobs=[(job, pay_of(job)) for job in page],
            count=page.paginator.count,
            pages=pages(page, self.request.GET, noun="jobs"),
            **kwargs,
        )


def _drawn_filters(search: JobSearch, choices: dict[str, Any]) -> SafeString:
    """The filters, drawn once for each choice of them: forty fields that are the same at nearly every visit."""
    key = f"filters.{hash((search.only_filters, tuple(choices['employers'])))}"
    drawn: SafeString | None = caches["adverts"].get(key)
    if drawn is None:
        drawn = render_to_string("vacancies/_public_filters.html", {"search": search, "choices": choices})
        caches["adverts"].set(key, drawn)
    return drawn


class PublicVacancy(Permitted):
    """Mixin for public pages of one vacancy: a draft does not exist, nor does one that was withdrawn as a draft."""

    permission_required = PUBLIC
    kwargs: dict[str, Any]
    columns: tuple[str, ...] = ()  # those that are read; empty: all

    @cached_property
    def vacancy(self) -> Vacancy:
        """The vacancy of the address. Raises Http404."""
        rows = Vacancy.objects.exclude(state=S.DRAFT).exclude(published_at=None).select_related(*PAGE_READ)
        return get_object_or_404(rows.only(*self.columns) if self.columns else rows, ref=self.kwargs["ref"])


class PublicDetailView(PublicVacancy, TemplateView):
    """One job. A withdrawn one is gone, and the page says so."""

    template_name = "vacancies/public_detail.html"
    columns = PAGE_COLUMNS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The advert, or that there is none any more."""
        if self.vacancy.state == S.WITHDRAWN:
            context = {"vacancy": self.vacancy, "school": self.vacancy.school}
            return render(request, "vacancies/public_gone.html", context, status=410)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the advert as it reads now, and what search engines are told while it is open."""
        page = kept_context(self.vacancy)
        job = posting_of(self.vacancy, duties=page["duties"], pay=page["pay"], at=timezone.now())
        # as_script escapes what could end the element; autoescaping would break the JSON.
        posting = mark_safe(as_script(job_posting(job))) if job else ""  # noqa: S308
        share = share_of(self.vacancy, page["pay"])
        return super().get_context_data(**page, posting=posting, share=share, **kwargs)
