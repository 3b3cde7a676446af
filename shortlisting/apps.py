from __future__ import annotations

from django.apps import AppConfig


class ShortlistingConfig(AppConfig):
    name = "shortlisting"

    def ready(self) -> None:
        # Each fills a register of core, or listens to what an earlier stage announces.
        from shortlisting import (  # noqa: F401  # noqa: F401
            advert_scale,
            candidate_pages,
            gates,
            ladders,
            letters,
            letters_interview,
            on_behalf,
            permissions,
            personal_data,
            receivers,
            release_ladder,
        )
