from __future__ import annotations

from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "vacancies"

    def ready(self) -> None:
        # Each fills a register of core, or listens to what an earlier stage announces.
        from vacancies import gates, ladders, letters, permissions, personal_data  # noqa: F401
