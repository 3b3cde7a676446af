"""Pay: editions of teachers' pay, what a job pays for the hours on offer, and what a text says of pay. No Django."""

from __future__ import annotations

from vacancies.pay.checking import PayFinding, check_text
from vacancies.pay.editions import AREAS, POINTS, Edition, Scale, award_is_known, edition_at, edition_named, editions
from vacancies.pay.shown import (
    Allowance,
    AllowanceShown,
    OptionShown,
    PayShown,
    PayTerms,
    Worked,
    confirmed,
    show,
    worked_out,
)

__all__ = [
    "AREAS",
    "POINTS",
    "Allowance",
    "AllowanceShown",
    "Edition",
    "OptionShown",
    "PayFinding",
    "PayShown",
    "PayTerms",
    "Scale",
    "Worked",
    "award_is_known",
    "check_text",
    "confirmed",
    "edition_at",
    "edition_named",
    "editions",
    "show",
    "worked_out",
]
