"""Vacancies and what their packs hold."""

from vacancies.models.pack import ImportedPack
from vacancies.models.specification import (
    Criterion,
    CriterionSection,
    Duty,
    DutySection,
    Importance,
    Method,
    Scoring,
    SpecificationVersion,
)
from vacancies.models.vacancy import ContractType, KeyDate, Vacancy, WorkingPattern

__all__ = [
    "ContractType",
    "Criterion",
    "CriterionSection",
    "Duty",
    "DutySection",
    "Importance",
    "ImportedPack",
    "KeyDate",
    "Method",
    "Scoring",
    "SpecificationVersion",
    "Vacancy",
    "WorkingPattern",
]
