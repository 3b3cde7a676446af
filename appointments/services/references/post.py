"""Letters about a reference, queued once for each link."""

from __future__ import annotations

from appointments.models import ReferenceRequest
from core import emails


def school_of(request: ReferenceRequest) -> int:
    """Return the id of the school that asks."""
    return request.application.vacancy.school_id


def write(request: ReferenceRequest, template: str, *, once: str = "") -> None:
    """Queue a letter. One of its kind goes for each link; `once` tells apart several behind the same link."""
    emails.queue(
        template,
        {"request": request.pk, "version": request.link_version},
        subject=request,
        school_id=school_of(request),
        once=f"{template}:{request.pk}:{request.link_version}{f':{once}' if once else ''}",
    )
