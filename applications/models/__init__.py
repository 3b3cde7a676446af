"""A candidate's application and its parts."""

from applications.models.application import Application, SectionName, SectionState
from applications.models.faith import FaithAnswer, FaithProof
from applications.models.form_options import MOST_SIDES, FormOptions, LimitKind, StatementKind
from applications.models.half_typed import HalfTyped
from applications.models.history import Break, EmploymentRecord, ProfessionalMembership, Qualification, Training
from applications.models.late import LateRequest
from applications.models.monitoring import MonitoringAnswer, MonitoringDraft, MonitoringHeld, MonitoringStage
from applications.models.person import (
    AdjustmentRequest,
    Declaration,
    PersonalDetails,
    ProfessionalStatus,
    QtsRoute,
    QtsStatus,
    SencoQualification,
    WantedPattern,
)
from applications.models.referee import Referee
from applications.models.statement import CriterionStatement, StatementVersion

__all__ = [
    "MOST_SIDES",
    "AdjustmentRequest",
    "Application",
    "Break",
    "CriterionStatement",
    "Declaration",
    "EmploymentRecord",
    "FaithAnswer",
    "FaithProof",
    "FormOptions",
    "HalfTyped",
    "LateRequest",
    "LimitKind",
    "MonitoringAnswer",
    "MonitoringDraft",
    "MonitoringHeld",
    "MonitoringStage",
    "PersonalDetails",
    "ProfessionalMembership",
    "ProfessionalStatus",
    "QtsRoute",
    "QtsStatus",
    "Qualification",
    "Referee",
    "SectionName",
    "SectionState",
    "SencoQualification",
    "StatementKind",
    "StatementVersion",
    "Training",
    "WantedPattern",
]
