"""Files for a challenge: asked for by a page, made by a worker, given out until they go. Each act is recorded.

The row in the database is the order; Celery only wakes `make_waiting`, and the beat asks again, so a worker that is
killed half way loses nothing: what it had claimed is claimed again after a while.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from core.models import StoredFile
from core.services.files import PDF, read_file
from core.tasks import wake
from shortlisting.challenge_file import challenge_of, challenge_pdf
from shortlisting.models import ChallengeOrder, Others

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)  # longer than any making may take
MOST_TRIES = 3
KEPT = timedelta(days=2)  # after the day it was made: it is asked for to be taken away, and can be made again
S = ChallengeOrder.State


def ask(application: Application, *, others: Others, key: str, by: User) -> ChallengeOrder:
    """Order the file, to be made soon; asked twice with one `key` (of the showing of the form), it is one."""
    with transaction.atomic():
        order, made = ChallengeOrder.objects.get_or_create(
            key=key, defaults={"application": application, "others": str(others), "asked_by": by}
        )
        if made:  # before it is made, so that the file names its own making
            school_id = application.vacancy.school_id
            codes: dict[str, str | int | bool | None] = {"others": str(others)}
            audit.record("challenge_file.made", by=by, subject=application, school_id=school_id, codes=codes)
            from shortlisting.tasks import make_challenge_files  # the task calls this module

            transaction.on_commit(lambda: wake(make_challenge_files))
    return order


def make_waiting(now: datetime | None = None) -> int:
    """Make every file that waits, one after the other; return how many were made or given up. `now` is for tests."""
    at = now or timezone.now()
    due = list(ChallengeOrder.objects.due(at - LEASE).values_list("pk", flat=True))
    return sum(_make(pk) for pk in due if _claim(pk, at))


def _claim(pk: int, at: datetime) -> bool:
    """Take an order that waits, or one whose worker has not come back; of two workers one gets it."""
    mine = ChallengeOrder.objects.due(at - LEASE).filter(pk=pk)
    return bool(mine.order_by().update(state=S.MAKING, claimed_at=at, tries=F("tries") + 1))


def _make(pk: int) -> bool:
    rows = ChallengeOrder.objects.select_related("asked_by", "application__vacancy__school")
    if (order := rows.filter(pk=pk).first()) is None:  # erased meanwhile
        return False
    if order.tries > MOST_TRIES:
        return _held(order, S.FAILED)
    try:
        found = challenge_of(order.application, others=Others(order.others))
        content = challenge_pdf(found, by=order.asked_by, at=timezone.now())
    except Exception:  # a fault of ours must not hold up other schools' files; this one is tried again
        logger.exception("File for a challenge %s could not be made", pk)
        return False
    with transaction.atomic():
        if not _held(order, S.MADE, made_at=timezone.now()):
            return False
        ChallengeOrder.objects.filter(pk=pk).update(file=_store(order, content))
    return True


def _held(order: ChallengeOrder, state: str, **also: object) -> bool:
    """Move a claimed order on, unless another worker has taken it over."""
    claim = ChallengeOrder.objects.filter(pk=order.pk, state=S.MAKING, claimed_at=order.claimed_at)
    return bool(claim.update(state=state, **also))


def _store(order: ChallengeOrder, content: bytes) -> StoredFile:
    """Keep the file, encrypted, until its day is over: the purge takes it then."""
    today = timezone.localdate()
    stored = StoredFile(
        name=f"decision-{order.application.ref}-{today:%Y-%m-%d}.pdf",
        kind=PDF,
        size=len(content),
        school_id=order.application.vacancy.school_id,
        uploaded_by=order.asked_by,
        delete_after=today + KEPT,
    )
    stored.file.save(stored.ref, ContentFile(content), save=False)  # no part of the person's name for it
    stored.save()
    return stored


def take_out(order: ChallengeOrder, *, by: User) -> bytes:
    """Return a made file, and record who took it. Raises FileNotFoundError when it has gone."""
    if order.file is None or order.file.delete_after is None or order.file.delete_after < timezone.localdate():
        raise FileNotFoundError
    return read_file(order.file, by=by, subject=order.application)
