"""What the commands that show or do what is due at a time have in common."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime


def add_time(parser: ArgumentParser) -> None:
    """Add --at, --dry-run and --json."""
    parser.add_argument("--at", metavar="TIME", help="an ISO date or time, London time if it names no zone")
    parser.add_argument("--dry-run", action="store_true", help="only show what is due")
    parser.add_argument("--json", action="store_true", help="print JSON")


def time_given(text: str | None) -> datetime:
    """Read `--at`. A date alone is its end, so that everything of that day is due."""
    if text is None:
        return timezone.now()
    try:
        found = parse_datetime(text) if len(text) > 10 else None
        day = None if found else parse_date(text)
    except ValueError as error:
        raise CommandError(f"--at {text}: {error}") from error
    if day:
        found = datetime.combine(day, datetime.max.time())
    if found is None:
        raise CommandError(f"--at {text} is not a time such as 2026-11-30T12:00 or a date such as 2026-11-30.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
