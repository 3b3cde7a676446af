"""A candidate's application and its parts."""

from applications.models.application import Application, SectionName, SectionState
from applications.models.half_typed import HalfTyped
from applications.models.history import Break, EmploymentRecord, Qualification, Training
from applications.models.person import (
    AdjustmentRequest,
    Declaration,
    PersonalDetails,
    ProfessionalStatus,
    QtsStatus,
    SencoQualification,
)
from applications.models.referee import Referee
from applications.models.statement import CriterionStatement, StatementVersion

__all__ = [
    "AdjustmentRequest",
    "Application",
    "Break",
    "CriterionStatement",
    "Declaration",
    "EmploymentRecord",
    "HalfTyped",
    "PersonalDetails",
    "ProfessionalStatus",
    "QtsStatus",
    "Qualification",
    "Referee",
    "SectionName",
    "SectionState",
    "SencoQualification",
    "StatementVersion",
    "Training",
]
