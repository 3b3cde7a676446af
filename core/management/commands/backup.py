"""manage.py backup FILE: everything in one archive, without the keys."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.services.backup import BackupError, backup


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it has no pages, and may stand on an empty database
    help = "Write every row and file to FILE. The keys are not in it: keep them too, and apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            summary = backup(options["file"])
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{summary.rows} rows and {summary.files} files are in {options['file']}.")
        for name in summary.missing:
            self.stdout.write(f"A row names a file that is not there: {name}")
