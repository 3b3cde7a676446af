"""manage.py verify_audit: walks the audit's chain."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.display import when
from core.services.seal import Head, Verdict, head, verify


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it has no pages, and may stand on an empty database
    help = "Check the audit trail link by link. Ends with 1 at the first break."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--export", metavar="FILE", help="add the chain's head to FILE (keep it elsewhere)")
        parser.add_argument("--against", metavar="FILE", help="check that the heads in FILE are still there")

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify(_read(options["against"]) if options["against"] else ())
        self._tell(verdict)
        if verdict.broken:
            sys.exit(1)
        if options["export"] and (last := head()):
            line = {"position": last.position, "digest": last.digest, "sealed_at": last.sealed_at.isoformat()}
            with Path(options["export"]).open("a", encoding="ascii") as file:
                file.write(json.dumps(line) + "\n")

    def _tell(self, verdict: Verdict) -> None:
        if verdict.broken:
            self.stdout.write(self.style.ERROR(f"Broken. {verdict.broken}"))
        self.stdout.write(f"{verdict.checked} links hold.")
        if verdict.head:
            self.stdout.write(f"Head: link {verdict.head.position}, {verdict.head.digest}")
        if verdict.late:
            self.stdout.write(f"{verdict.late} events were sealed more than an hour after they say they happened.")
        if verdict.unsealed and verdict.oldest_unsealed:
            since = when(timezone.localtime(verdict.oldest_unsealed))
            self.stdout.write(f"{verdict.unsealed} events are not sealed yet, the oldest from {since}.")


def _read(name: str) -> list[Head]:
    try:
        lines = [json.loads(line) for line in Path(name).read_text("ascii").splitlines() if line.strip()]
        return [Head(x["position"], x["digest"], datetime.fromisoformat(x["sealed_at"])) for x in lines]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{name} is not a file of exported heads: {error}") from error
