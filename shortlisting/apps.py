from __future__ import annotations

from django.apps import AppConfig


class ShortlistingConfig(AppConfig):
    name = "shortlisting"

    def ready(self) -> None:
        # Each fills a register of core, or listens to what an earlier stage announces.
        from shortlisting import advert_scale, gates, ladders, letters, permissions, personal_data, receivers  # noqa: F401
