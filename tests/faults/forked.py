"""A child of the test process that dies where it is told to."""

from __future__ import annotations

import os
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import connection, connections

from core import faults

KILLED = 86
Act = Callable[[], object]


def die_at(point: str, nth: int, act: Act) -> bool:
    """Run `act` in a forked child that leaves by os._exit at the `nth` time it reaches `point`.

    Return whether it died there; False means that it reached the end. Raises AssertionError when `act` failed.
    """
    return _in_a_child(_deadly_point(point, nth), act)


def die_after(nth: int, act: Act) -> bool:
    """The same at the `nth` statement of `act`, once the database has answered it and before anything follows."""
    return _in_a_child(_deadly_statement(nth), act)


def _in_a_child(deadly: AbstractContextManager[None], act: Act) -> bool:
    connections.close_all()  # a connection must not be shared with the child
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of forks beside threads
        child = os.fork()
    if child == 0:
        _run_and_leave(deadly, act)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED), f"the child failed with {code}"
    return code == KILLED


def _run_and_leave(deadly: AbstractContextManager[None], act: Act) -> None:
    try:
        with deadly:
            act()
    except BaseException:  # noqa: BLE001 - a child must never go on as the test run
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


@contextmanager
def _deadly_point(point: str, nth: int) -> Iterator[None]:
    left = nth

    def hook(name: str) -> None:
        nonlocal left
        left -= name == point
        if left == 0:
            os._exit(KILLED)  # no clean-up, no commit, no goodbye

    faults.arm(hook)
    yield


@contextmanager
def _deadly_statement(nth: int) -> Iterator[None]:
    left = nth

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        answer = execute(sql, params, many, context)
        left -= 1
        if left == 0:
            os._exit(KILLED)
        return answer

    with connection.execute_wrapper(run):
        yield
