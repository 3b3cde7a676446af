"""Making the file for a challenge. Each time is recorded."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from shortlisting.challenge_file import Others, challenge_of, challenge_pdf


def make_challenge_file(application: Application, *, others: Others, by: User) -> bytes:
    """Return the file as a PDF, and record who made it and what it holds of others."""
    with transaction.atomic():  # first, so that the file names its own making
        school_id = application.vacancy.school_id
        codes: dict[str, str | int | bool | None] = {"others": str(others)}
        audit.record("challenge_file.made", by=by, subject=application, school_id=school_id, codes=codes)
    return challenge_pdf(challenge_of(application, others=others), by=by, at=timezone.now())
