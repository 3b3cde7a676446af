"""Benchmarks: each module here measures one thing that people wait for. script/bench runs them.

A module has a docstring that says what is measured, and `run() -> list[bench.Result]`. It makes its own data,
measures with a monotonic clock, and says how many times. A figure is worth little without the machine it
came from, so the report names that too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One measured figure out of so many repetitions, and the limit that it should keep, if any."""

    name: str
    value: float
    unit: str
    repetitions: int
    limit: float | None = None

    @property
    def within(self) -> bool:
        """Whether the figure keeps its limit; without a limit it does."""
        return self.limit is None or self.value <= self.limit
