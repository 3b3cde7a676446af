"""manage.py remind: what is due at a time, decided or only shown."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from core.services.tick import run


class Command(BaseCommand):
    help = "Decide the reminders that are due at a time, as the tick does each minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", metavar="TIME", help="an ISO date or time, London time if it names no zone")
        parser.add_argument("--dry-run", action="store_true", help="only show what is due")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        decisions = run(time_given(options["at"]), dry_run=options["dry_run"])
        if options["json"]:
            rows = [{**asdict(d), "due_at": timezone.localtime(d.due_at).isoformat()} for d in decisions]
            self.stdout.write(json.dumps(rows, indent=2))
            return
        for d in decisions:
            self.stdout.write(f"{d.kind} {d.step} {d.subject_type} {d.subject_id} {d.outcome or 'due'}")
        self.stdout.write(f"{len(decisions)} due.")


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
