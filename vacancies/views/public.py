"""What everyone may see: the list of jobs, one job, its pack."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.generic import TemplateView, View

from accounts.models import Phase
from core.paging import pages
from core.permissions import PUBLIC, Permitted
from vacancies.advert import advert_of
from vacancies.models import Vacancy
from vacancies.pack_pdf import duties_of, pack_pdf

PER_PAGE = 20
S = Vacancy.State


class PublicListView(Permitted, TemplateView):
    """The jobs that are open, soonest to close first, by words and phase."""

    permission_required = PUBLIC
    template_name = "vacancies/public_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of jobs."""
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:100]
        phase = self.request.GET.get("phase", "")
        phase = phase if phase in Phase.values else ""
        page = Paginator(_found(words, phase), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            words=words,
            phase=phase,
            phases=Phase.choices,
            jobs=list(page),
            count=page.paginator.count,
            pages=pages(page, self.request.GET, noun="jobs"),
            **kwargs,
        )


def _found(words: str, phase: str) -> QuerySet[Vacancy]:
    jobs = Vacancy.objects.for_public_list(timezone.now()).matching(words)
    return jobs.filter(school__phase=phase) if phase else jobs


class PublicVacancy(Permitted):
    """Mixin for public pages of one vacancy: a draft does not exist, nor does one that was withdrawn as a draft."""

    permission_required = PUBLIC
    kwargs: dict[str, Any]

    @cached_property
    def vacancy(self) -> Vacancy:
        """The vacancy of the address. Raises Http404."""
        rows = Vacancy.objects.exclude(state=S.DRAFT).exclude(published_at=None)
        return get_object_or_404(rows.select_related("school__trust", "school__logo"), ref=self.kwargs["ref"])


class PublicDetailView(PublicVacancy, TemplateView):
    """One job."""

    template_name = "vacancies/public_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the advert as it reads now."""
        vacancy = self.vacancy
        return super().get_context_data(
            vacancy=vacancy,
            school=vacancy.school,
            advert=advert_of(vacancy, at=timezone.now()),
            duties=duties_of(vacancy),
            **kwargs,
        )


class PublicPackView(PublicVacancy, View):
    """The pack to keep and print, as long as the vacancy is not withdrawn."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponseBase:
        """Shown by the browser, under a name that says what it is."""
        vacancy = self.vacancy
        if vacancy.state == S.WITHDRAWN:
            raise Http404
        name = slugify(f"{vacancy.title} {vacancy.school.name}") or "job-pack"
        response = HttpResponse(pack_pdf(vacancy), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
        patch_cache_control(response, public=True, max_age=300)
        return response
