"""Make docs/retention.md: what is held about people, how long, and how it goes, from the register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.personal_data import FieldPolicy, register

HEAD = """# Retention schedule

Made by `manage.py retention_table` from the register of personal data, which also drives the nightly purge and the
privacy notice. "The recruitment's time" is what the school has set (twelve months unless it says otherwise), counted
from the release of the outcomes, else from the end of the vacancy, else from its closing. A legal hold stops it
for everything but copies of DBS certificates: the DBS code of practice makes no exception.

| what | fields | how long | then |
| --- | --- | --- | --- |
"""
BESIDE = """
## Beside the register

| what | how long | then |
| --- | --- | --- |
| Source packs and steps back of a vacancy | the recruitment's time | emptied, the file deleted |
| The outbox: which letter went when, never its words | six months | deleted |
| The audit: ids, field names and codes | kept; it names nobody once an account is erased | |
| Backups | as long as whoever runs the service keeps them (`BACKUP_DAYS`, shown on the school's page) | overwritten |
| Logs of web server, worker and beat: no words of any form | set by who runs the service; 30 days is usual | deleted |
"""


def table() -> str:
    """Return the page."""
    lines = []
    for _, policy in sorted(register().items()):
        groups: dict[FieldPolicy, list[str]] = {}
        for name, field in policy.personal.items():
            groups.setdefault(field, []).append(name.replace("_", " "))
        for field, names in groups.items():
            then = f"{field.erase}: {field.why_kept}" if field.why_kept else str(field.erase)
            lines.append(f"| {policy.about} | {', '.join(names)} | {field.lifetime} | {then} |\n")
    return HEAD + "".join(lines) + BESIDE


class Command(BaseCommand):
    """Write docs/retention.md, or with --check fail when it is not what would be written."""

    help = "Make docs/retention.md from the register of personal data."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        path = Path(settings.BASE_DIR) / "docs" / "retention.md"
        if options["check"]:
            if not path.exists() or path.read_text("utf-8") != table():
                raise CommandError("docs/retention.md is out of date. Run: manage.py retention_table")
            return
        path.write_text(table(), "utf-8")
        self.stdout.write(f"Wrote {path.name}.")
