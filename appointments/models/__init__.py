"""References, checks, the offer, the signature, the single central record."""

from appointments.models.check import Check, CheckCode
from appointments.models.offer import Offer
from appointments.models.record import RecordEntry
from appointments.models.reference import Reference, ReferenceRequest
from appointments.models.signoff import SignOff

__all__ = ["Check", "CheckCode", "Offer", "RecordEntry", "Reference", "ReferenceRequest", "SignOff"]
