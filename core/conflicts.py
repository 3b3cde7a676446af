"""Who may not act on a vacancy because they have an interest in it (they applied for it themselves).

Later stages register how they know; permissions of every stage ask here, so that an internal candidate loses
every staff permission on that vacancy at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_tests: list[Callable[[Any, Any], bool]] = []


def register(test: Callable[[Any, Any], bool]) -> None:
    """Add `test(user, vacancy) -> bool`."""
    _tests.append(test)


def has_interest(user: Any, vacancy: Any) -> bool:
    """Tell whether any stage knows of an interest of `user` in `vacancy`."""
    return any(test(user, vacancy) for test in _tests)


_ties: list[Callable[[Any, Any], bool]] = []


def register_tie(test: Callable[[Any, Any], bool]) -> None:
    """Add `test(user, application) -> bool`: whether the user is a relative or close friend of the candidate."""
    _ties.append(test)


def is_close(user: Any, application: Any) -> bool:
    """Tell whether `user` is the candidate, or any stage knows that they are close to them."""
    return application.candidate_id == user.pk or any(test(user, application) for test in _ties)
