"""Vacancies and what their packs hold."""

from vacancies.models.advert_parts import LevelRow, LevelTable, SectionMark, VacancyDocument, VacancyStatement
from vacancies.models.approval import Approval
from vacancies.models.pack import ImportedPack
from vacancies.models.pay import HoursOption, PayScale, SenReason, Tlr, VacancyPay
from vacancies.models.posting import VacancyPosting
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
from vacancies.models.template import VacancyTemplate
from vacancies.models.undo import UndoStep
from vacancies.models.vacancy import AgainReason, ContractType, KeyDate, Vacancy, WorkingPattern
from vacancies.models.wording import AdviceLeft, WordingMend

__all__ = [
    "AdviceLeft",
    "AgainReason",
    "Approval",
    "ContractType",
    "Criterion",
    "CriterionSection",
    "Duty",
    "DutySection",
    "HoursOption",
    "Importance",
    "ImportedPack",
    "KeyDate",
    "LevelRow",
    "LevelTable",
    "Method",
    "PayScale",
    "Scoring",
    "SectionMark",
    "SenReason",
    "SpecificationVersion",
    "Tlr",
    "UndoStep",
    "Vacancy",
    "VacancyDocument",
    "VacancyPay",
    "VacancyPosting",
    "VacancyStatement",
    "VacancyTemplate",
    "WordingMend",
    "WorkingPattern",
]
