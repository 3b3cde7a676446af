"""Named instants at which a test may kill the process, to prove that nothing is lost there.

Nothing outside the process can set one: no environment variable, no address, no row. A forked child of a test
calls `arm`, and that refuses unless the settings say FAULT_POINTS, which no shipped settings do.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

POINTS = (
    "tick.started",  # the step's transaction is open
    "tick.decided",  # the reminder's row is written, nothing done yet
    "tick.acted",  # its letter is queued, nothing committed yet
    "tick.committed",
    "outbox.claimed",  # the claim is committed
    "outbox.built",  # the letter is rendered, nothing sent yet
    "outbox.accepted",  # the mail server has taken it, and we have not written that down
    "outbox.marked",  # written down
    "seal.chained",  # links are written, not committed
    "seal.committed",
)
_hook: Callable[[str], None] | None = None


def fault_point(name: str) -> None:
    """Do nothing, unless a test armed this process."""
    if _hook is not None:
        if name not in POINTS:
            raise KeyError(name)
        _hook(name)


def arm(hook: Callable[[str], None] | None) -> None:
    """Have `hook` called with the name of each point that is reached, or stop that with None.

    Raises RuntimeError under any settings but a test's.
    """
    if not getattr(settings, "FAULT_POINTS", False):
        raise RuntimeError("Fault points are for tests.")
    global _hook  # noqa: PLW0603  (one process, one hook)
    _hook = hook
