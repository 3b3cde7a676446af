"""References, checks, the offer, the signature, the single central record."""

from appointments.models.after import InductionItem, NpqPlan
from appointments.models.check import Check, CheckCode
from appointments.models.check_extras import CheckFacts, CheckFile, PersonalTie
from appointments.models.discrepancy import Call, Discrepancy, HeadConfirmation, Verification
from appointments.models.offer import Offer
from appointments.models.online_search import OnlineSearch, SearchScope
from appointments.models.record import RecordEntry
from appointments.models.record_import import RecordImport, RecordLayout
from appointments.models.reference import Reference, ReferenceRequest
from appointments.models.risk_assessment import RiskAssessment, RiskReview
from appointments.models.self_declaration import SelfDeclaration
from appointments.models.signoff import Countersignature, SignOff

__all__ = [
    "Call",
    "Check",
    "CheckCode",
    "CheckFacts",
    "CheckFile",
    "Countersignature",
    "Discrepancy",
    "HeadConfirmation",
    "InductionItem",
    "NpqPlan",
    "Offer",
    "OnlineSearch",
    "PersonalTie",
    "RecordEntry",
    "RecordImport",
    "RecordLayout",
    "Reference",
    "ReferenceRequest",
    "RiskAssessment",
    "RiskReview",
    "SearchScope",
    "SelfDeclaration",
    "SignOff",
    "Verification",
]
