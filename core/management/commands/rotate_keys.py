"""manage.py rotate_keys: re-encrypts everything with the first of FIELD_KEYS."""

from __future__ import annotations

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from core.services.keys import rotate_keys


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it has no pages, and may stand on an empty database
    help = "Re-encrypt every encrypted value and file with the first of FIELD_KEYS. Safe to stop and run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = rotate_keys()
        except InvalidToken as error:
            where = "; ".join(getattr(error, "__notes__", [])) or "a file that no key in FIELD_KEYS opens"
            raise CommandError(f"Stopped at {where}. Add the key it was encrypted with and run this again.") from error
        for label, count in sorted(changed.items()):
            self.stdout.write(f"{label}: {count}")
        self.stdout.write(f"{changed.total()} values and files re-encrypted. The other keys can be taken away now.")
