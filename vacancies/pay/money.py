"""Sums of pay: exact while they are worked out, rounded once, written as people read them. No Django.

The rule of rounding: a sum is added up and multiplied as exact fractions, and rounded to the nearest penny at the
very end, half a penny up. So a total may differ by a penny from the sum of its rounded parts; the total is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


def to_the_penny(amount: Fraction) -> Decimal:
    """Return `amount` (pounds, not negative) to the nearest penny, half a penny up."""
    pence, rest = divmod(amount.numerator * 100, amount.denominator)
    return Decimal(pence + (2 * rest >= amount.denominator)) / 100


def added_up(parts: Iterable[tuple[Decimal, Fraction]]) -> Decimal:
    """Return the sum of the parts of (pounds a year at full time, share of it that is paid), rounded once."""
    return to_the_penny(sum((Fraction(pounds) * share for pounds, share in parts), Fraction()))


def pounds(amount: Decimal, *, pence: bool = False) -> str:
    """£34,069, or £20,441.40 where there are pence; £38,501.00 with `pence`, beside a sum that has some."""
    return f"£{amount:,.2f}" if pence or has_pence(amount) else f"£{amount:,.0f}"


def has_pence(amount: Decimal) -> bool:
    """Whether it is no whole number of pounds."""
    return amount != amount.to_integral_value()


@dataclass(frozen=True)
class Span:
    """From `low` to `high`, pounds a year; both are the same where there is one figure."""

    low: Decimal
    high: Decimal

    @property
    def words(self) -> str:
        """ "£34,069 to £52,835", or "£34,069". Both ends have pence where one has: "£20,441.40 to £31,701.00"."""
        if self.low == self.high:
            return pounds(self.low)
        pence = has_pence(self.low) or has_pence(self.high)
        return f"{pounds(self.low, pence=pence)} to {pounds(self.high, pence=pence)}"

    def holds(self, amount: Decimal) -> bool:
        """Whether `amount` lies in it, ends included."""
        return self.low <= amount <= self.high
