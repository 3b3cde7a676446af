"""Make the demo school and print who can sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import School
from senco_recruit.demo.build import Builder
from senco_recruit.demo.people import PEOPLE


class Command(BaseCommand):
    """The demo: a trust with three schools and a vacancy at every stage. Refused outside demo mode."""

    help = "Make the demo school."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the seed and whether a made demo is left alone."""
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there is a school already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, or say why not."""
        if not settings.DEMO_MODE:
            raise CommandError("The demo school is made only with DEMO_MODE=1.")
        if not School.objects.exists():
            Builder(options["seed"]).build()
        elif not options["if_empty"]:
            raise CommandError("There is a school already. The demo is made only in an empty place.")
        self.stdout.write(f"Open {settings.SITE_URL}/demo/ and choose who to be, without a password:")
        for person in PEOPLE:
            self.stdout.write(f"  {person.name:<20} {person.what}")
