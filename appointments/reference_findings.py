"""What the gates find about references: in, real, agreeing with the form, nothing raised left open."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from applications.models import Application
from appointments.models import Discrepancy, Reference, ReferenceRequest
from core.gates import Finding

State = ReferenceRequest.State


def _page(application: Application) -> str:
    return reverse("appointments:candidate", args=[application.ref])


def _references(application: Application) -> list[ReferenceRequest]:
    rows = application.reference_requests.select_related("referee", "reference")
    return [row for row in rows if row.state != State.STOPPED]


def _open(application: Application, what: str, how: str, *, is_open: bool, link: str = "References") -> Finding:
    return Finding(what, how, open=is_open, url=_page(application), link=link)


def references_received(application: Application) -> Iterator[Finding]:
    """References are in before the interview, so that concerns can be explored there (KCSIE Part 3)."""
    requests = _references(application)
    missing = [row for row in requests if row.state not in (State.RECEIVED, State.VERIFIED)]
    held = [row.referee.name for row in missing if row.state == State.WAITING]
    how = f"Not in yet: {', '.join(row.referee.name for row in missing)}." if missing else f"{len(requests)} in."
    if held:
        how += f" The candidate has not agreed yet: {', '.join(held)}."
    yield _open(
        application,
        "References before the interview",
        how if requests else "Nobody was asked.",
        is_open=bool(missing) or not requests,
    )


def references_verified(application: Application) -> Iterator[Finding]:
    """Each reference comes from the named person (KCSIE Part 3: never through the applicant, verify the source)."""
    requests = _references(application)
    names = [row.referee.name for row in requests if row.state != State.VERIFIED]
    how = f"Not in or not verified: {', '.join(names)}." if names else "Each verified with the person who gave it."
    yield _open(
        application,
        "References real",
        how if requests else "No reference was asked for.",
        is_open=bool(names) or len(requests) < 2,
        link="Check notes",
    )


def references_agree(application: Application) -> Iterator[Finding]:
    """What differs between a reference and the form, or is missing in it, is settled with a note (KCSIE Part 3)."""
    rows = Discrepancy.objects.filter(reference__request__application=application)
    found, left = rows.count(), rows.filter(settled_at=None).count()
    how = f"{left} to settle." if left else f"{found} settled." if found else "Nothing differs, nothing is missing."
    yield _open(application, "References agree with the form", how, is_open=bool(left))


def concerns_settled(application: Application) -> Iterator[Finding]:
    """Nothing that a referee raised is left open."""
    raised = Reference.objects.filter(request__application=application, concern=True)
    left = raised.filter(concern_settled_at=None).count()
    how = f"{left} to settle." if left else "Each settled with a note." if raised else "None was raised."
    yield _open(application, "Concerns in references settled", how, is_open=bool(left))
