"""The checks of an advert's words: forty-two of them, each a small function. Pure Python, no Django.

`examine` takes a `Subject` (a vacancy or a pack, as words in their places and facts) and the moment it is looked at,
and gives what was found. The catalogue is in `CATALOGUE`: code, title, force, source. A check that needs a fact which
is not known keeps silent. False alarms are defects: every check is tested with texts that it must leave alone.
"""

from __future__ import annotations

from datetime import datetime

from vacancies.wording import criteria, dates, facts, fairness, gender, language, safer, senco  # noqa: F401 - they register
from vacancies.wording.remark import CATALOGUE, DEFECT, GP, LAW, SG, Force, Remark, WordingCheck
from vacancies.wording.subject import MAINSTREAM, Criterion, Kind, Passage, Place, Subject

__all__ = [
    "CATALOGUE",
    "DEFECT",
    "GP",
    "LAW",
    "MAINSTREAM",
    "SG",
    "Criterion",
    "Force",
    "Kind",
    "Passage",
    "Place",
    "Remark",
    "Subject",
    "WordingCheck",
    "catalogue",
    "examine",
]
_ORDER: dict[Force, int] = {LAW: 0, DEFECT: 1, SG: 2, GP: 3}


def catalogue() -> list[WordingCheck]:
    """Every check, by code."""
    return [CATALOGUE[code] for code in sorted(CATALOGUE)]


def examine(subject: Subject, at: datetime) -> list[Remark]:
    """What the checks find at the moment `at` (aware), the gravest first, then by code."""
    found = [remark for row in catalogue() for remark in row.find(subject, at)]
    return sorted(found, key=lambda remark: (_ORDER[remark.force], remark.code))
