"""Figures of a sift in words. No Django."""

from __future__ import annotations

from fractions import Fraction

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def figure(value: Fraction | None) -> str:
    """One decimal, half up; "–" for nothing. The order is made from the exact value."""
    if value is None:
        return "–"
    tenths = (value * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def ordinal(place: int) -> str:
    """Return "fifth" for 5 and "21st" for 21."""
    if place < len(ORDINALS):
        return ORDINALS[place]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"
