"""The order in which a member meets candidates: shuffled for each member and criterion, the same on return. No Django.

Sorting by a digest, instead of shuffling a list, keeps everybody else's place when a candidate withdraws.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def shuffled(items: Iterable[Item], *keys: object) -> list[Item]:
    """Return `items` in an order that depends on `keys` alone."""

    def place(item: Item) -> str:
        return hashlib.sha256("|".join(str(part) for part in (*keys, item)).encode()).hexdigest()

    return sorted(items, key=place)


def after(items: list[Item], here: Item) -> list[Item]:
    """Return the items behind `here`, then those before it: where to go on, coming round again at the end."""
    if here not in items:
        return items
    place = items.index(here)
    return items[place + 1 :] + items[:place]
