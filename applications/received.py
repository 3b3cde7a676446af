"""The applications of a vacancy as HR may count and name them. Nothing here writes."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from applications.models import Application
from vacancies.models import Vacancy

S = Application.State


def counts(vacancy: Vacancy) -> dict[str, int]:
    """How many were sent (of these on paper), are being written, were withdrawn after they were sent; one query."""
    sent = ~Q(state__in=[S.DRAFT, S.WITHDRAWN])
    found: dict[str, int] = vacancy.applications.aggregate(
        sent=Count("pk", filter=sent),
        on_paper=Count("pk", filter=sent & Q(on_paper_at__isnull=False)),
        writing=Count("pk", filter=Q(state=S.DRAFT, on_paper_at=None)),
        withdrawn=Count("pk", filter=Q(state=S.WITHDRAWN, submitted_at__isnull=False)),
    )
    return found


def named_rows(vacancy: Vacancy, released: datetime) -> QuerySet[Application]:
    """The applications that have names: sent, and not withdrawn before the release. By last name."""
    since_then = Q(withdrawn_at=None) | Q(withdrawn_at__gte=released)
    rows: QuerySet[Application] = vacancy.applications.filter(since_then, submitted_at__isnull=False, purged_at=None)
    return rows.exclude(state=S.DRAFT).select_related("details").order_by("details__last_name", "pk")
