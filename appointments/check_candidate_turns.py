"""What waits for the candidate: the self-declaration, an answer about the online search, papers for the checks."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.turns import CandidateTurn, register
from appointments import check_chase as chase
from appointments.models import Check, OnlineSearch, SelfDeclaration
from appointments.permissions import BEFORE_RELEASE


def waiting(application: Application) -> Iterator[CandidateTurn]:
    """Yield each thing that the candidate has been asked for; three queries, and none before the shortlist."""
    if application.state in BEFORE_RELEASE or application.state == Application.State.WITHDRAWN:
        return
    ref = application.ref
    yield from _declaration(application)
    asked = OnlineSearch.objects.filter(
        application=application, asked_at__isnull=False, responded_at=None, settled_at=None
    )
    if asked.exists():
        url = reverse("appointments:my_search", args=[ref])
        yield CandidateTurn("Say what you think of something we found online", "Read it and answer", url)
    rows = application.checks.filter(status=Check.Status.ASKED_FOR).exclude(code="SD").values_list("code", "due_on")
    mine = [due for code, due in rows if chase.turn_of(code, Check.Status.ASKED_FOR) == chase.CANDIDATE]
    if mine:
        things = f"{len(mine)} thing{'' if len(mine) == 1 else 's'}"
        by = min((due for due in mine if due), default=None)
        url = reverse("appointments:my_checks", args=[ref])
        yield CandidateTurn(f"Bring or send {things} for the checks", "See what we need", url, by)


def _declaration(application: Application) -> Iterator[CandidateTurn]:
    state = SelfDeclaration.objects.filter(application=application).values_list("state", flat=True).first()
    url = reverse("appointments:my_declaration", args=[application.ref])
    day = application.vacancy.interview_on
    if state == SelfDeclaration.State.ASKED:
        yield CandidateTurn("Answer the self-declaration", "Answer the self-declaration", url, day)
    elif state == SelfDeclaration.State.SENT and day and timezone.localdate() >= day:
        yield CandidateTurn("Sign the self-declaration again", "Sign it again", url, day)


register(waiting)
