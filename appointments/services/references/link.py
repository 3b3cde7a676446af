"""A referee's link: made at sending, dead once it has been used, changed, stopped, or is twelve weeks old."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from appointments.models import ReferenceRequest
from appointments.services.days import Days, days_of
from core import links

State = ReferenceRequest.State
LINK_KIND = "reference"
LINK_SECONDS = 12 * 7 * 24 * 3600  # twelve weeks, as national services for school jobs use
OPEN_STATES = frozenset({State.REQUESTED, State.OPENED})
ANSWER_DAYS = 5  # working days that a referee has


def token(request: ReferenceRequest) -> str:
    """Return the token of the referee's link. It dies when the reference is sent or the address changes."""
    return links.sign(LINK_KIND, request.ref, request.link_version)


def find_by_token(value: str) -> ReferenceRequest:
    """Return the open request of a link; raise LinkError for a forged, old, used or stopped one alike."""
    ref, version = parts_of(LINK_KIND, value)
    request = (
        ReferenceRequest.objects.select_related("application__vacancy__school", "application__details", "referee")
        .filter(ref=ref, link_version=version, state__in=OPEN_STATES)
        .first()
    )
    if request is None:
        raise links.LinkError(LINK_KIND)
    return request


def parts_of(kind: str, value: str) -> tuple[str, int]:
    """Return the reference and version that a token of `kind` names; raise LinkError for any other text."""
    parts = links.read(kind, value, max_age=LINK_SECONDS)
    if len(parts) != 2 or not parts[1].isdigit():
        raise links.LinkError(kind)
    return parts[0], int(parts[1])


def send_by(request: ReferenceRequest, days: Days | None = None) -> date | None:
    """Return the day by which the referee is asked to answer: five working days, but before the interview.

    `days` is the school's calendar where a page asks for many.
    """
    if request.requested_at is None:
        return None
    vacancy = request.application.vacancy
    days = days or days_of(vacancy.school)
    asked_on = timezone.localdate(request.requested_at)
    day = days(asked_on, ANSWER_DAYS)
    return max(min(day, days(vacancy.interview_on, -1)), asked_on) if vacancy.interview_on else day
