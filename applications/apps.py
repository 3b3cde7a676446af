from __future__ import annotations

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self) -> None:
        # Each fills a register of core, or listens to what an earlier stage announces.
        from applications import (  # noqa: F401
            advert_writing,
            contact_data,
            correspondence,
            gates,
            ladders,
            letters,
            permissions,
            personal_data,
            receivers,
        )
