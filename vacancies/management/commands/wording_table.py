"""Make docs/wording-checks.md from the catalogue of checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from vacancies.wording import WordingCheck, catalogue

HEAD = """# The checks of wording

Made by `manage.py wording_table` from the catalogue (`vacancies/wording/`).

Every advert is looked at by {count} checks before it is published: its words, its criteria and its dates. What they
find stands on the page "Check and publish", with the words marked, the reason and the source.

- **Law** and **plain errors** stop publication. There is no way round them.
- **Guidance** stops it too, until it is mended or somebody types a reason (20 characters or more). The reason is kept
  with the name and the date. When the words change, it no longer fits and has to be given again.
- **Advice** stops nothing. Leave it, and it is gone until its words change.

Where only one mend is right, a button makes it, and each such change can be undone. Where a check needs a fact that is
not known (the kind of school, say), it keeps silent. A check that is wrong about your text is a defect: tell us.

`manage.py check_wording FILE --json` says the same of a pack in a file, `--vacancy REF` of a vacancy. With
`--school-type` it knows the kind of school; with `--at 2027-03-01` it looks as on that day.

## Where a pack has no person specification

"Choose from our criteria" on the page of the person specification offers 60, those that the job description calls for
first, each with the duty it is offered for. Nothing is chosen for anybody: tick what the job needs, then change the
words as you like.

## All checks

| code | looks for | force | source |
| --- | --- | --- | --- |
"""
FORCES = {"LAW": "law", "DEFECT": "plain error", "SG": "guidance", "GP": "advice"}


def table() -> str:
    """Return the page."""
    rows = catalogue()
    return HEAD.format(count=len(rows)) + "".join(_line(row) for row in rows)


def _line(row: WordingCheck) -> str:
    forces = " or ".join(FORCES[force] for force in row.forces)
    return f"| {row.code} | {row.title} | {forces} | {row.source} |\n"


class Command(BaseCommand):
    """Write docs/wording-checks.md, or with --check fail when it is not what would be written."""

    help = "Make docs/wording-checks.md from the catalogue of checks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        path = Path(settings.BASE_DIR) / "docs" / "wording-checks.md"
        if not options["check"]:
            path.write_text(table(), "utf-8")
        elif not path.exists() or path.read_text("utf-8") != table():
            raise CommandError("docs/wording-checks.md is out of date. Run: manage.py wording_table")
