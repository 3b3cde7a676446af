"""Print the access table."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from senco_recruit.access import addresses


class Command(BaseCommand):
    """Every URL pattern: name, methods, permission, who may enter."""

    help = "Print every address with its permission and who may enter."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        rows = addresses()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(row) for row in rows], indent=1))
            return
        for row in rows:
            self.stdout.write(f"{row.name:<36} {'/'.join(row.methods):<9} {row.permission:<24} {row.roles}")
