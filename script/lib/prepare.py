"""The database, the static files and the demo school, made ready in one process (Django starts once)."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Migrate, make the cache table, collect static files if told to, and make the demo school if empty."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senco_recruit.settings.base")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if "--static" in sys.argv:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    if "--demo" in sys.argv:
        call_command("demo_school", if_empty=True)


if __name__ == "__main__":
    main()
