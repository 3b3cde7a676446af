"""manage.py verify_signoff: does each signature prove what it shows, also after a purge? Exit 1 at a fault."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from appointments.models import SignOff
from appointments.seal import changed_since, faults_of


class Command(BaseCommand):
    help = "Check the seal of one appointment, or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", nargs="?", help="the reference of an application")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = SignOff.objects.select_related("application").order_by("pk")
        if ref := options["ref"]:
            rows = rows.filter(application__ref=ref)
            if not rows:
                raise CommandError(f"{ref} has no signature.")
        found = [
            {
                "application": row.application.ref,
                "signed_at": row.signed_at.isoformat(),
                "words": bool(row.salt),
                "faults": faults_of(row),
                "changed_since": changed_since(row),
            }
            for row in rows.iterator()
        ]
        self.stdout.write(json.dumps(found, indent=2) if options["json"] else "\n".join(map(_line, found)))
        if any(row["faults"] for row in found):
            sys.exit(1)


def _line(row: dict[str, Any]) -> str:
    said = "; ".join(row["faults"]) or ("sound" if row["words"] else "sound; its words have been erased")
    later = f" (changed since: {', '.join(row['changed_since'])})" if row["changed_since"] else ""
    return f"{row['application']}: {said}{later}"
