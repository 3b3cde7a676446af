"""What the pay document allows, said beside the field that breaks it. No Django.

Statute fixes the ends of each range for maintained schools; academies mostly keep to them. A person on another range
than the main and upper one is paid for their whole responsibility, so no TLR or SEN allowance goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vacancies.pay.editions import AREAS, Edition, Scale
from vacancies.pay.money import Span
from vacancies.pay.shown import RANGES, point_order

LEAST_OWN, MOST_OWN = Decimal(1_000), Decimal(300_000)  # a year; outside of this it is a slip of the pen
FIXED_TERM_TLR = "TLR3"


@dataclass(frozen=True)
class PayGiven:
    """What somebody wants to pay, as typed or as stored. None where nothing is given."""

    scale: str
    area: str
    point_from: str = ""
    point_to: str = ""
    salary_from: Decimal | None = None
    salary_to: Decimal | None = None
    tlr: str = ""
    tlr_amount: Decimal | None = None
    tlr_until: date | None = None
    sen_amount: Decimal | None = None
    sen_reason: str = ""


@dataclass(frozen=True)
class Problem:
    """Why a field cannot stand as it is."""

    field: str
    message: str


def problems_of(pay: PayGiven, edition: Edition) -> list[Problem]:
    """Return what is wrong with `pay` by the rules of `edition`; nothing when it may stand."""
    return [*_salary(pay, edition), *_tlr(pay, edition), *_sen(pay, edition)]


def _salary(pay: PayGiven, edition: Edition) -> Iterator[Problem]:
    if pay.scale == Scale.MAIN_UPPER:
        yield from _points(pay)
        return
    low, high = pay.salary_from, pay.salary_to
    if low is None or high is None:
        return
    if low > high:
        yield Problem("salary_to", "The salary must not go down. Enter the higher sum here")
        return
    allowed = _allowed(pay, edition)
    for field, amount in (("salary_from", low), ("salary_to", high)):
        if not allowed.holds(amount):
            yield Problem(field, f"{_range_words(pay, edition)} is {allowed.words}. Enter a sum in this range")


def _range_words(pay: PayGiven, edition: Edition) -> str:
    if pay.scale in RANGES:
        return f"The {RANGES[Scale(pay.scale)].lower()} of {edition.name} for {AREAS[pay.area]}"
    return "A full-time salary"


def _allowed(pay: PayGiven, edition: Edition) -> Span:
    ends = edition.range_of(pay.scale, pay.area)
    return ends.span if ends else Span(LEAST_OWN, MOST_OWN)


def _points(pay: PayGiven) -> Iterator[Problem]:
    if pay.point_from and pay.point_to and point_order(pay.point_from) > point_order(pay.point_to):
        yield Problem("point_to", f"Choose {pay.point_from} or a point above it")


def _tlr(pay: PayGiven, edition: Edition) -> Iterator[Problem]:
    if not pay.tlr:
        return
    if pay.scale in RANGES:
        yield Problem("tlr", f"A TLR does not go with the {RANGES[Scale(pay.scale)].lower()}. Put it into the salary")
        return
    allowed = edition.allowances[pay.tlr].span
    if pay.tlr_amount is not None and not allowed.holds(pay.tlr_amount):
        says = f"{pay.tlr} is {allowed.words} a year in {edition.name}. Enter a sum in this range"
        yield Problem("tlr_amount", says)
    if pay.tlr == FIXED_TERM_TLR and pay.tlr_until is None:
        yield Problem("tlr_until", "A TLR3 is for a fixed term. Enter its last day")


def _sen(pay: PayGiven, edition: Edition) -> Iterator[Problem]:
    if pay.sen_amount is None:
        return
    if pay.scale in RANGES:
        says = f"A SEN allowance does not go with the {RANGES[Scale(pay.scale)].lower()}. Put it into the salary"
        yield Problem("sen_amount", says)
        return
    allowed = edition.allowances["SEN"].span
    if not allowed.holds(pay.sen_amount):
        says = f"The SEN allowance is {allowed.words} a year in {edition.name}. Enter a sum in this range"
        yield Problem("sen_amount", says)
    if not pay.sen_reason:
        yield Problem("sen_reason", "Choose why there is a SEN allowance. Being the SENCo is no reason for one")
