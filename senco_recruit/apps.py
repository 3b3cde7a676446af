from __future__ import annotations

from django.apps import AppConfig


class SencoRecruitConfig(AppConfig):
    name = "senco_recruit"

    def ready(self) -> None:
        from senco_recruit import digest, permissions  # noqa: F401
