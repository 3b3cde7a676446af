"""Two people at the same moment, on real threads with connections of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run `acts` at once and return what each returned, or the exception it raised, in their order.

    The test needs a database it commits to: `@pytest.mark.django_db(transaction=True)`.
    """
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            ready.wait(timeout=10)
            return act()
        except Exception as error:  # noqa: BLE001 - the test looks at what each got
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
