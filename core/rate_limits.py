"""Limits on how often something may be tried, counted alike by every web process."""

from __future__ import annotations

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST = 60  # a higher limit would cost too many questions to the cache


def allow(key: str, limit: int, seconds: int, *, now: float | None = None) -> bool:
    """Count one try under `key`; tell whether it is within `limit` tries in the current `seconds`.

    `key` says what and who ("referee-link:203.0.113.9"); only its digest is stored. Windows are fixed: at the
    turn of one, up to twice the limit can fall close together. Counting is exact under any concurrency: each try
    takes one of `limit` places, and `add` gives a place to one taker only (a database cache's `incr` would lose
    counts and forget the window's end).
    Raises ValueError for a limit over 60.
    """
    if not 0 < limit <= MOST:
        raise ValueError(f"A limit is between 1 and {MOST}.")
    window = int((time.time() if now is None else now) // seconds)
    digest = hashlib.sha256(f"{key}|{window}".encode()).hexdigest()
    places = [f"rate.{digest}.{number}" for number in range(limit)]
    taken = cache.get_many(places)
    return any(cache.add(place, 1, seconds) for place in places if place not in taken)


def connection_of(request: HttpRequest) -> str:
    """Return the address that the request came from, behind the proxies that TRUSTED_PROXY_COUNT counts.

    The connection itself is the last proxy's, the same for everybody: counted by it, one person shuts out all.
    """
    return str(get_adapter().get_client_ip(request))
