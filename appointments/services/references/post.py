"""Letters about a reference, queued once for each link."""

from __future__ import annotations

from accounts.models import User
from appointments.models import ReferenceRequest
from core import emails
from core.conflicts import is_close
from core.states import StateError


def refuse_close(by: User, request: ReferenceRequest) -> None:
    """Raise StateError for a relative or close friend of the candidate: a reference is proved by somebody else."""
    if is_close(by, request.application):
        raise StateError("Nobody settles the reference of a relative or close friend. Ask a colleague.")


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
