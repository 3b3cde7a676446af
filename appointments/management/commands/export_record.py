"""Writes a school's single central record to a file.

    manage.py export_record 136531 --format xlsx
    manage.py export_record 136531 --format csv --out record.csv

SCHOOL is the six numbers of the national register or the school's reference in addresses of this service.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from accounts.models import School
from appointments.services.record import FORMATS, export


class Command(BaseCommand):
    """export_record."""

    help = "Write the single central record of a school as an Excel or CSV file. It holds personal data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which school, which format, where to."""
        parser.add_argument("school", help="the school's URN or reference")
        parser.add_argument("--format", choices=sorted(FORMATS), default="xlsx")
        parser.add_argument("--out", type=Path, help="the file to write; by default record-URN.FORMAT here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, readable by the person who asked alone, and say where."""
        name = options["school"]
        school = School.objects.filter(Q(urn=name) | Q(ref=name)).first()
        if school is None:
            raise CommandError(f"No school has the URN or reference {name}.")
        path: Path = options["out"] or Path(f"record-{school.urn or school.ref}.{options['format']}")
        content = export(school, kind=options["format"], by=None)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {path}.")
