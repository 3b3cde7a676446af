"""What machines read: the feed of jobs, the map of the site, what robots may visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.views.generic import View

from core.display import when
from core.links import absolute
from core.permissions import PUBLIC, Permitted
from core.plain_text import printable
from vacancies.models import Vacancy
from vacancies.pay_shown import PAY_READ, pay_of

MOST_IN_FEED = 100
MOST_IN_MAP = 50_000  # the protocol's own bound


def address_of(vacancy: Vacancy) -> str:
    """The whole address of a vacancy's public page."""
    return absolute(reverse("vacancies:public_detail", args=[vacancy.ref]))


class JobsFeed(Feed):
    """The jobs that are open, the newest first."""

    feed_type = Atom1Feed
    title = "SENCo jobs"
    subtitle = "Jobs for SENCos that are open for applications"
    author_name = "SENCo Recruit"

    def link(self) -> str:
        return absolute(reverse("vacancies:public_list"))

    def feed_url(self) -> str:
        return absolute(reverse("vacancies:public_feed"))

    def items(self) -> Iterable[Vacancy]:
        jobs = Vacancy.objects.for_public_list(timezone.now()).select_related(*PAY_READ[0])
        return jobs.with_changed_at().prefetch_related(*PAY_READ[1]).order_by("-published_at", "-pk")[:MOST_IN_FEED]

    def item_title(self, item: Vacancy) -> str:
        return printable(f"{item.title}, {item.school.name}")

    def item_description(self, item: Vacancy) -> str:
        pay = pay_of(item)
        closes = f"Apply by {when(item.closes_at)}." if item.closes_at else ""
        words = "\n\n".join(words for words in (item.overview, pay.line if pay else "", closes) if words)
        return linebreaks(printable(words), autoescape=True)  # Atom calls a summary HTML

    def item_link(self, item: Vacancy) -> str:
        return address_of(item)

    def item_guid(self, item: Vacancy) -> str:
        return address_of(item)

    def item_pubdate(self, item: Vacancy) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Vacancy) -> datetime:
        """An entry must have it (RFC 4287, section 4.1.2): a reader shows an extended or corrected job again."""
        changed: datetime = item.changed_at  # type: ignore[attr-defined]
        return changed

    def item_author_name(self, item: Vacancy) -> str:
        return printable(item.school.name)


class FeedView(Permitted, View):
    """The feed of jobs (Atom)."""

    permission_required = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The feed; what is typed is text in it."""
        response: HttpResponse = JobsFeed()(request)
        patch_cache_control(response, public=True, max_age=300)
        return response


class SitemapView(Permitted, View):
    """The pages that search engines should know."""

    permission_required = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The list of jobs and every open one."""
        jobs = Vacancy.objects.live(timezone.now()).with_changed_at().order_by("pk").only("ref")[:MOST_IN_MAP]
        pages: list[tuple[str, Any]] = [(absolute(reverse("vacancies:public_list")), None)]
        pages += [(address_of(job), job.changed_at) for job in jobs]  # type: ignore[attr-defined]
        return TemplateResponse(
            request, "vacancies/public_sitemap.xml", {"pages": pages}, content_type="application/xml"
        )


class RobotsView(Permitted, View):
    """What robots may visit: the jobs, and what those pages are drawn with."""

    permission_required = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The rules, and where the map is."""
        lines = ["User-agent: *", "Allow: /jobs/", "Allow: /static/", "Allow: /schools/", "Disallow: /", ""]
        lines.append(f"Sitemap: {absolute(reverse('vacancies:sitemap'))}")
        return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
