"""The audit's chain: each link is an HMAC over its place, the link before, and every column of one event.

Events commit unchained with the work they record, so work never waits for the chain. Once a minute the sealer takes
what has committed and adds links. The key (AUDIT_KEY) is not in the database: who can change rows cannot mend the
chain over them. What a chain alone cannot show, that its last links were cut off, is shown by heads kept elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils import timezone

from core.audit import digest_of_reason
from core.faults import fault_point
from core.models import AuditEvent, AuditSeal, TypedReason

BATCH = 1000
START = ""  # what the first link holds in place of the link before
LATE = timedelta(hours=1)  # the sealer comes every minute; an event that was chained later than this is odd


@dataclass(frozen=True)
class Head:
    """The last link. Kept off the host, it proves that the chain was once at least this long."""

    position: int
    digest: str
    sealed_at: datetime


@dataclass(frozen=True)
class Verdict:
    """What walking the chain found. `broken` says in words where it breaks first; "" if nowhere."""

    checked: int
    broken: str
    head: Head | None
    unsealed: int
    oldest_unsealed: datetime | None
    late: int


def seal_pending() -> int:
    """Add a link for every committed event that has none, oldest first; return how many were added.

    Of two sealers at once one wins: positions are unique. The other's links are undone, and it leaves.
    """
    added = 0
    while True:
        try:
            with transaction.atomic():
                count = _seal_batch()
                fault_point("seal.chained")
        except IntegrityError:
            return added
        fault_point("seal.committed")
        added += count
        if count < BATCH:
            return added


def _seal_batch() -> int:
    last = head()
    position, digest = (last.position, last.digest) if last else (0, START)
    now = timezone.now()
    links = []
    for event in unsealed().order_by("pk")[:BATCH]:
        position += 1
        digest = _digest(position, digest, now, event)
        links.append(AuditSeal(position=position, event_id=event.pk, digest=digest, sealed_at=now))
    AuditSeal.objects.bulk_create(links)
    return len(links)


def unsealed() -> QuerySet[AuditEvent]:
    """Return the events that have no link yet."""
    return AuditEvent.objects.filter(~Exists(AuditSeal.objects.filter(event_id=OuterRef("pk"))))


def head() -> Head | None:
    """Return the last link, or None before the first."""
    last = AuditSeal.objects.order_by("-position").first()
    return Head(last.position, last.digest, last.sealed_at) if last else None


def _digest(position: int, before: str, sealed_at: datetime, event: AuditEvent) -> str:
    """Return the HMAC of one link. Every column of the event is in it, those of later versions too."""
    columns = {f.attname: _plain(getattr(event, f.attname)) for f in AuditEvent._meta.concrete_fields}
    words = json.dumps([position, before, _plain(sealed_at), columns], sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.AUDIT_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    """Write times alike on every database."""
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def verify(known_heads: Iterable[Head] = ()) -> Verdict:
    """Walk the chain from its first link; stop at the first break.

    `known_heads` were exported earlier: each must still be in the chain as it was.
    """
    expected = {known.position: known.digest for known in known_heads}
    position, digest, late = 0, START, 0
    broken = ""
    for link, event in _links():
        broken = _break(link, event, position, digest, expected)
        if broken:
            break
        position, digest = link.position, link.digest
        late += event is not None and link.sealed_at - event.at > LATE
    if not broken and (lost := [place for place in expected if place > position]):
        broken = f"The chain ends at link {position}, but it once had link {max(lost)}: its end was cut off."
    if not broken:
        broken = _broken_reason()
    tail = unsealed()
    return Verdict(position, broken, head(), tail.count(), tail.aggregate(at=Min("at"))["at"], late)


def _links() -> Iterator[tuple[AuditSeal, AuditEvent | None]]:
    """Yield the links by position, each with its event, a batch at a time."""
    after = None
    while True:
        links = AuditSeal.objects.order_by("position")
        batch = list((links if after is None else links.filter(position__gt=after))[:BATCH])
        if not batch:
            return
        events = AuditEvent.objects.in_bulk([link.event_id for link in batch])
        yield from ((link, events.get(link.event_id)) for link in batch)
        after = batch[-1].position


def _break(link: AuditSeal, event: AuditEvent | None, position: int, digest: str, expected: dict[int, str]) -> str:
    """Say what is wrong with one link, or return ""."""
    if link.position != position + 1:
        return f"Link {position + 1} is missing."
    if event is None:
        return f"Link {link.position}: event {link.event_id} was deleted."
    if not hmac.compare_digest(link.digest, _digest(link.position, digest, link.sealed_at, event)):
        return f"Link {link.position}: event {link.event_id} or the link was changed, moved or put in."
    if expected.get(link.position, link.digest) != link.digest:
        return f"Link {link.position} is not the one that was exported: the chain was made anew."
    return ""


def _broken_reason() -> str:
    """Say which typed reason no longer fits its event. An erased one is no break."""
    reasons = TypedReason.objects.select_related("event").order_by("event_id")
    for reason in reasons.iterator(chunk_size=BATCH):
        if digest_of_reason(reason.salt, reason.text) != reason.event.reason_digest:
            return f"The typed reason of event {reason.event_id} was changed."
    return ""
