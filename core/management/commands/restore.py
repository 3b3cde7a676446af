"""manage.py restore FILE: takes a backup back into an empty place."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.services.backup import BackupError
from core.services.restore import restore


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it has no pages, and may stand on an empty database
    help = "Put back what `backup` wrote, into an empty database and an empty folder of files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            summary = restore(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{summary.rows} rows and {summary.files} files are back. Everybody signs in anew.")
        for name in summary.missing:
            self.stdout.write(f"Was missing when the backup was made: {name}")
