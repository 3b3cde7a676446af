"""What a pack means, whatever it looks like."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vacancies.packs.pack import METHODS, Importance, Method


@dataclass(frozen=True)
class Line:
    """A criterion as a school means it."""

    section: str
    text: str
    importance: Importance | None
    methods: tuple[Method, ...]
    number: str | None = None

    def without(self, *, importance: bool = False, methods: bool = False) -> Line:
        """The line where the layout says nothing of its importance or methods."""
        return replace(
            self,
            importance=None if importance else self.importance,
            methods=() if methods else self.methods,
        )

    @property
    def level(self) -> str:
        """E or D."""
        return "E" if self.importance == "essential" else "D"


@dataclass(frozen=True)
class Meant:
    """A pack's facts, duties by heading, criteria in order, and the warnings it deserves."""

    facts: dict[str, str] = field(default_factory=dict)
    duties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    criteria: tuple[Line, ...] = ()
    warnings: frozenset[str] = frozenset()


def in_order(methods: set[Method]) -> tuple[Method, ...]:
    """Methods in the order of the schema."""
    return tuple(m for m in METHODS if m in methods)
