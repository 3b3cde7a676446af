from __future__ import annotations

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "appointments"

    def ready(self) -> None:
        # Each fills a register of core, or listens to what an earlier stage announces.
        from appointments import candidate_turns, gates, ladders, letters, permissions, personal_data, receivers  # noqa: F401
