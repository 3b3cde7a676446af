"""What the demo's candidates and HR write to each other, and an application that came on paper."""

from __future__ import annotations

import uuid

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.services.messages import write_to_candidate, write_to_school
from applications.services.paper import Sender, begin_paper
from vacancies.models import Vacancy

ON_PAPER = Sender("Winifred", "Stanhope", "", "9 Ferry Lane\nBramblewick\nBW2 4CD")


def asks(vacancy: Vacancy, name: str, text: str, *, answer: str = "", by: User | None = None) -> None:
    """A candidate asks HR; where there is an `answer`, `by` gives it."""
    application = Application.objects.get(vacancy=vacancy, candidate__name=name)
    write_to_school(application, by=application.candidate, text=text, form_key=uuid.uuid4())
    if by is not None:
        write_to_candidate(application, by=by, text=answer, form_key=uuid.uuid4(), seen=_newest(application))


def _newest(application: Application) -> int:
    last = application.thread.messages.last()
    return last.pk if last else 0


def on_paper(vacancy: Vacancy, *, by: User) -> Application:
    """HR has begun to enter a form that came by post."""
    return begin_paper(vacancy, by=by, sender=ON_PAPER, arrived_at=timezone.now(), form_key=uuid.uuid4())
