"""A candidate's application and its parts."""

from applications.models.application import Application, SectionName, SectionState
from applications.models.faith import FaithAnswer, FaithProof
from applications.models.form_options import MOST_SIDES, FormOptions, LimitKind, StatementKind
from applications.models.half_typed import HalfTyped
from applications.models.history import Break, EmploymentRecord, ProfessionalMembership, Qualification, Training
from applications.models.late import LateRequest
from applications.models.message import Acquaintance, BulkMessage, Message, Thread
from applications.models.monitoring import MonitoringAnswer, MonitoringDraft, MonitoringHeld, MonitoringStage
from applications.models.on_behalf import OnBehalf
from applications.models.paper import PaperApplication
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
from applications.models.profile import Profile
from applications.models.referee import ANSWER_WITHIN, Referee
from applications.models.statement import CriterionStatement, StatementVersion

__all__ = [
    "ANSWER_WITHIN",
    "MOST_SIDES",
    "Acquaintance",
    "AdjustmentRequest",
    "Application",
    "Break",
    "BulkMessage",
    "CriterionStatement",
    "Declaration",
    "EmploymentRecord",
    "FaithAnswer",
    "FaithProof",
    "FormOptions",
    "HalfTyped",
    "LateRequest",
    "LimitKind",
    "Message",
    "MonitoringAnswer",
    "MonitoringDraft",
    "MonitoringHeld",
    "MonitoringStage",
    "OnBehalf",
    "PaperApplication",
    "PersonalDetails",
    "ProfessionalMembership",
    "ProfessionalStatus",
    "Profile",
    "QtsRoute",
    "QtsStatus",
    "Qualification",
    "Referee",
    "SectionName",
    "SectionState",
    "SencoQualification",
    "StatementKind",
    "StatementVersion",
    "Thread",
    "Training",
    "WantedPattern",
]
