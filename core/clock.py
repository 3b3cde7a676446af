"""The time that counts: the database's own clock, so that any number of web processes agree to the instant."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils import timezone


def database_now() -> datetime:
    """Return the instant from the database (`clock_timestamp()`; the host's clock on SQLite, its only clock).

    Read it before any lock is waited for: a closing time is to the second, and waiting must not make a person late.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            instant: datetime = cursor.fetchone()[0]
            return instant
    return timezone.now()
