from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import letters, permissions, personal_data, receivers  # noqa: F401  (each fills a register)
