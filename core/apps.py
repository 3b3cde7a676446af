from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import data_declared  # noqa: F401  (fills the register)

        post_migrate.connect(_load_bank_holidays, sender=self)


def _load_bank_holidays(using: str, plan: Any = None, **kwargs: Any) -> None:
    """Give a fresh database its bank holidays, and an upgraded one the years since: chases count working days."""
    from django.db import connections

    from core.models import BankHoliday
    from core.services.calendar import load_bank_holidays

    # Migrating back to nothing also ends here, without the table.
    if using == "default" and BankHoliday._meta.db_table in connections[using].introspection.table_names():
        load_bank_holidays()
