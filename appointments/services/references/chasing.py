"""Who is chased about a reference now, and when next. The steps: appointments/reference_ladders.py."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import School
from appointments import reference_chase as chase
from appointments.models import HeadConfirmation, ReferenceRequest
from appointments.reference_chase import Chase
from appointments.services.days import days_of
from appointments.services.references.link import OPEN_STATES

State = ReferenceRequest.State
CONSENT, REFEREE, ANOTHER, HEAD = "reference.consent", "reference.referee", "reference.another", "reference.head"
ANOTHER_STATES = frozenset({State.REQUESTED, State.OPENED, State.DECLINED, State.BOUNCED})


def chase_of(request: ReferenceRequest, school: School) -> Chase | None:
    """Return the chase that runs for `request` in its present state, if one does."""
    if request.state == State.WAITING and request.consent_asked_at and not request.consent_refused_at:
        started = request.consent_asked_at
        return Chase(CONSENT, f"{started:%Y%m%d%H%M}", timezone.localdate(started), chase.candidate(within(request)))
    if request.another_asked_at and request.state in ANOTHER_STATES:
        started = request.another_asked_at
        return Chase(ANOTHER, f"{started:%Y%m%d%H%M}", timezone.localdate(started), chase.candidate(within(request)))
    if request.state in OPEN_STATES and request.requested_at:
        rungs = chase.referee(school.reference_reminder_days, school.reference_hr_days)
        return Chase(REFEREE, str(request.link_version), timezone.localdate(request.requested_at), rungs)
    return None


def within(request: ReferenceRequest) -> int:
    """Return the working days that the candidate has: for consent those they promised in their form."""
    return request.referee.answer_within if request.state == State.WAITING else chase.ANOTHER_WITHIN


def plan(request: ReferenceRequest) -> None:
    """Write when the first rung of the chase that runs now is due; nothing where none runs. In the caller's
    transaction, after each change of what a chase hangs on."""
    school = request.application.vacancy.school
    running = chase_of(request, school)
    zone = timezone.get_default_timezone()
    request.next_at = chase.first_at(running, days_of(school), zone) if running else None
    ReferenceRequest.objects.filter(pk=request.pk).update(next_at=request.next_at)


def head_chase(head: HeadConfirmation) -> Chase:
    """Return the chase of a head who is asked to confirm."""
    return Chase(HEAD, str(head.link_version), timezone.localdate(head.asked_at), chase.HEAD)


def plan_head(head: HeadConfirmation) -> None:
    """Write when the head is reminded first. In the caller's transaction."""
    school = head.reference.request.application.vacancy.school
    head.next_at = chase.first_at(head_chase(head), days_of(school), timezone.get_default_timezone())
    HeadConfirmation.objects.filter(pk=head.pk).update(next_at=head.next_at)
