from __future__ import annotations

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "appointments"

    def ready(self) -> None:
        # Each fills a register of core, or listens to what an earlier stage announces.
        from appointments import (  # noqa: F401
            after_letters,
            candidate_turns,
            check_candidate_turns,
            check_gates,
            check_ladders,
            check_letters,
            gates,
            letters,
            npq_ladder,
            offer_ladder,
            offer_letters,
            on_behalf,
            permissions,
            personal_data,
            receivers,
            reference_ladders,
            reference_letters,
            system_checks,
        )
        from appointments.services import ties  # noqa: F401
