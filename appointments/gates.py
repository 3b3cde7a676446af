"""What must be true before an interview, an offer, the signature. What each check finds: appointments/findings.py."""

from __future__ import annotations

from dataclasses import replace

from appointments import catalogue, findings
from core.gates import Check, Force, GateName, register

FAIR = "choosing fairly"
OTHERS = "what others told us"
CHECKS = "checks"
TERMS = "the appointment"
GUIDANCE = "KCSIE Part 3"
STAFFING = "School Staffing Regulations 2009, regulation 9"
TESTS = "tests/appointments/test_gates.py::test_"

RULES = {
    "DBS": "R23", "BL": "R24", "PROH": "R26", "S128": "R27", "RTW": "R28", "OS": "R29", "CD": "R30", "QTS": "R19",
    "SENCO": "R20", "ONL": "R08", "SD": "R06", "MED": "R14",
}  # fmt: skip
TOLD = {"SD", "ONL"}  # shown with what others told us, not with the papers

_INTERVIEW, _OFFER, _SIGN = GateName.INTERVIEW, GateName.OFFER, GateName.SIGN
_ROWS = (
    (_INTERVIEW, "references_received", Force.SG, GUIDANCE, findings.references_received, "R09", OTHERS),
    (_INTERVIEW, "shortlist_checks", Force.SG, GUIDANCE, findings.shortlist_checks, "R08", OTHERS),
    (_OFFER, "recommended", Force.DEFECT, "The panel's decision", findings.recommended, "R33", TERMS),
    (_SIGN, "panel_trained", Force.SG, GUIDANCE, findings.panel_trained, "R01", FAIR),
    (_SIGN, "panel_trained_law", Force.LAW, STAFFING, findings.panel_trained_law, "R01", FAIR),
    (_SIGN, "two_shortlisted", Force.SG, GUIDANCE, findings.two_shortlisted, "R02", FAIR),
    (_SIGN, "every_essential", Force.GP, "Good practice in selection", findings.every_essential, "R40", FAIR),
    (_SIGN, "equality_apart", Force.GP, "ICO recruitment guidance", findings.equality_apart, "R37", FAIR),
    (_SIGN, "references_verified", Force.SG, GUIDANCE, findings.references_verified, "R11", OTHERS),
    (_SIGN, "concerns_settled", Force.SG, GUIDANCE, findings.concerns_settled, "R11", OTHERS),
    (_SIGN, "offer_accepted", Force.DEFECT, "The offer", findings.offer_accepted, "R33", TERMS),
    (_SIGN, "start_in_time", Force.SG, GUIDANCE, findings.start_in_time, "R25", TERMS),
)
_EVERYTHING = catalogue.Facts(
    trust_or_independent=True, mainstream=True, leads_team=True, early_years=True, lived_abroad=True, has_award=False
)


def _register() -> None:
    for gate, code, force, source, find, rule, group in _ROWS:
        register(Check(gate, code, force, source, find, rule=rule, group=group, test=f"{TESTS}{code}"))
    for row in catalogue.requirements(_EVERYTHING):
        _register_check(row, f"check_{row.code.lower()}", RULES.get(row.code, ""), f"{TESTS}each_check")
    outside = catalogue.requirements(replace(_EVERYTHING, mainstream=False))
    own = next(row for row in outside if row.code == "SENCO")
    _register_check(own, "check_senco_own", "R22", f"{TESTS}check_senco_own")


def _register_check(row: catalogue.Requirement, name: str, rule: str, test: str) -> None:
    force = Force(row.force)
    group = OTHERS if row.code in TOLD else CHECKS
    find = findings.check_row(row.code, force)
    register(Check(_SIGN, name, force, row.source, find, rule=rule, group=group, test=test))


_register()
