"""Figures that law or guidance sets for the checks. Each carries its source and edition: data, not code.

When an edition changes, change the row here; nothing else holds the number.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One figure. `force` is LAW, SG or GP; `confirmed` is False where no current text was at hand."""

    value: int
    unit: str  # "months", "working days"
    what: str
    source: str
    edition: str
    force: str
    confirmed: bool = True


DBS_COPY_MONTHS = Figure(
    6, "months", "a copy of a DBS certificate is kept at most", "KCSIE Part 3", "seen in the edition of 2018", "SG"
)
RECENT_WORK_MONTHS = Figure(
    3, "months", "break after work in a school without which no new DBS check is asked", "KCSIE Part 3", "2021", "SG"
)
ABROAD_YEARS = Figure(
    10, "years", "how far back time abroad is looked at", "the school’s policy", "5 to 10 is common", "GP"
)
DBS_STUCK_DAYS = Figure(
    20, "working days", "a DBS check that takes longer is chased", "good practice", "our default", "GP"
)
DBS_HEAD_DAYS = Figure(30, "working days", "after these the head is told too", "good practice", "our default", "GP")
REVIEW_DAYS = Figure(
    14, "days", "between reviews of a start before the DBS result", "good practice", "fortnightly is common", "GP"
)
EXPIRY_DAYS = Figure(56, "days", "before a right to work runs out, HR is told", "good practice", "our default", "GP")


@dataclass(frozen=True)
class Protected:
    """A row of the filtering rules: when a record need no longer be told (it is protected)."""

    record: str
    age: str
    after: str
    unless: str


FILTERING_SOURCE = "Rehabilitation of Offenders Act 1974 (Exceptions) Order 1975, as amended on 28 November 2020"
FILTERING = (
    Protected("A conviction", "18 or over", "11 years", "it was for a specified offence, or led to prison"),
    Protected("A conviction", "Under 18", "5 and a half years", "it was for a specified offence, or led to prison"),
    Protected("A caution", "18 or over", "6 years", "it was for a specified offence"),
    Protected("A youth caution, reprimand or warning", "Under 18", "At once", ""),
)
