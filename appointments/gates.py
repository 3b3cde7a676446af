"""What must be true before an interview, an offer, the signature. What each finds: findings.py.

The gates of the pre-employment checks, and the first day: appointments/check_gates.py.
"""

from __future__ import annotations

from appointments import findings, reference_findings
from core.gates import Check, Force, GateName, register

FAIR = "choosing fairly"
OTHERS = "what others told us"
TERMS = "the appointment"
GUIDANCE = "KCSIE Part 3"
GOVERNORS = "DfE advice on staffing: governors take part in leadership appointments"
STAFFING = "School Staffing Regulations 2009, regulation 9"
TESTS = "tests/appointments/test_gates.py::test_"

_INTERVIEW, _OFFER, _SIGN = GateName.INTERVIEW, GateName.OFFER, GateName.SIGN
_ROWS = (
    (_INTERVIEW, "references_received", Force.SG, GUIDANCE, reference_findings.references_received, "R09", OTHERS),
    (_OFFER, "recommended", Force.DEFECT, "The panel's decision", findings.recommended, "R33", TERMS),
    (_SIGN, "panel_trained", Force.SG, GUIDANCE, findings.panel_trained, "R01", FAIR),
    (_SIGN, "panel_trained_law", Force.LAW, STAFFING, findings.panel_trained_law, "R01", FAIR),
    (_SIGN, "two_shortlisted", Force.SG, GUIDANCE, findings.two_shortlisted, "R02", FAIR),
    (_SIGN, "every_essential", Force.GP, "Good practice in selection", findings.every_essential, "R40", FAIR),
    (_SIGN, "equality_apart", Force.GP, "ICO recruitment guidance", findings.equality_apart, "R37", FAIR),
    (_SIGN, "references_verified", Force.SG, GUIDANCE, reference_findings.references_verified, "R11", OTHERS),
    (_SIGN, "references_agree", Force.SG, GUIDANCE, reference_findings.references_agree, "R10", OTHERS),
    (_SIGN, "concerns_settled", Force.SG, GUIDANCE, reference_findings.concerns_settled, "R11", OTHERS),
    (_SIGN, "offer_accepted", Force.DEFECT, "The offer", findings.offer_accepted, "R33", TERMS),
    (_SIGN, "governors_countersigned", Force.SG, GOVERNORS, findings.governors_countersigned, "R33", TERMS),
    (_SIGN, "start_in_time", Force.SG, GUIDANCE, findings.start_in_time, "R25", TERMS),
)


def _register() -> None:
    for gate, code, force, source, find, rule, group in _ROWS:
        register(Check(gate, code, force, source, find, rule=rule, group=group, test=f"{TESTS}{code}"))


_register()
