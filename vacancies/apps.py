from __future__ import annotations

from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "vacancies"

    def ready(self) -> None:
        # Each fills a register of core, or listens to what an earlier stage announces.
        from vacancies import (  # noqa: F401
            gates,
            gates_approval,
            ladders,
            letters,
            pay_gates,
            permissions,
            personal_data,
            posting_letters,
            posting_receivers,
        )
