"""A child of the test process that dies where it is told to."""

from __future__ import annotations

import os
import traceback
import warnings
from collections.abc import Callable

from django.db import connections

from core import faults

KILLED = 86


def die_at(point: str, nth: int, act: Callable[[], object]) -> bool:
    """Run `act` in a forked child that leaves by os._exit at the `nth` time it reaches `point`.

    Return whether it died there; False means that it reached the end. Raises AssertionError when `act` failed.
    """
    connections.close_all()  # a connection must not be shared with the child
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of forks beside threads
        child = os.fork()
    if child == 0:
        _run_and_leave(point, nth, act)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED), f"the child failed with {code}"
    return code == KILLED


def _run_and_leave(point: str, nth: int, act: Callable[[], object]) -> None:
    left = nth

    def hook(name: str) -> None:
        nonlocal left
        left -= name == point
        if left == 0:
            os._exit(KILLED)  # no clean-up, no commit, no goodbye

    try:
        faults.arm(hook)
        act()
    except BaseException:  # noqa: BLE001 - a child must never go on as the test run
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
