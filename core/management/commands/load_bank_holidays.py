"""manage.py load_bank_holidays: adds the bank holidays that the database does not know yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.services.calendar import load_bank_holidays


class Command(BaseCommand):
    help = "Add the bank holidays of England and Wales that are missing (every migrate does it too)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_bank_holidays()} bank holidays added.")
