"""manage.py remind: what is due at a time, decided or only shown."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.management.due import add_time, time_given
from core.services.tick import run


class Command(BaseCommand):
    help = "Decide the reminders that are due at a time, as the tick does each minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_time(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        decisions = run(time_given(options["at"]), dry_run=options["dry_run"])
        if options["json"]:
            rows = [{**asdict(d), "due_at": timezone.localtime(d.due_at).isoformat()} for d in decisions]
            self.stdout.write(json.dumps(rows, indent=2))
            return
        for d in decisions:
            self.stdout.write(f"{d.kind} {d.step} {d.subject_type} {d.subject_id} {d.outcome or 'due'}")
        self.stdout.write(f"{len(decisions)} due.")
