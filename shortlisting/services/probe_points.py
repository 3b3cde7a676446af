"""What to explore with a candidate at interview."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.gaps import Gap
from applications.models import Application, Break
from core import audit
from core.display import month_year
from shortlisting.models import ProbePoint

GAP = "history.gap"


def add(application: Application, *, source: str, key: str, text: str, by: User | None) -> ProbePoint:
    """Write something to explore. The same `source` and `key` twice is one point, as first written.

    For later stages too: a difference in a reference, an answer in a declaration.
    """
    with transaction.atomic():
        point, made = ProbePoint.objects.get_or_create(
            application=application, source=source, key=key, defaults={"text": text}
        )
        if made:
            school_id = application.vacancy.school_id
            audit.record("probe_point.added", by=by, subject=point, school_id=school_id, codes={"source": source})
    return point


def add_gaps(application: Application, *, by: User | None) -> int:
    """Write a point for each time without a post that the candidate explained; return how many there are.

    Gaps are explored at interview (KCSIE Part 3: history since leaving school, gaps explained).
    """
    gaps = list(Break.objects.filter(application=application).order_by("started_on", "pk"))
    for gap in gaps:
        since = f"{month_year(gap.started_on)} until now"
        months = Gap(gap.started_on, gap.ended_on).words if gap.ended_on else since
        add(application, source=GAP, key=str(gap.pk), text=f"No post, {months}. They wrote: {gap.reason}", by=by)
    return len(gaps)


def explore(point: ProbePoint, *, note: str, by: User) -> None:
    """Record that the point was explored, and what was said. An empty note opens it again."""
    note = note.strip()
    with transaction.atomic():
        point.explored_note = note
        point.explored_by, point.explored_at = (by, timezone.now()) if note else (None, None)
        point.save(update_fields=["explored_note", "explored_by", "explored_at"])
        school_id = point.application.vacancy.school_id
        verb = "probe_point.explored" if note else "probe_point.opened_again"
        audit.record(verb, by=by, subject=point, school_id=school_id, fields=["explored_note"])
