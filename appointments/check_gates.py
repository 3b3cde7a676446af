"""The pre-employment checks at the gates: before the interview, the signature, the first day at work."""

from __future__ import annotations

from dataclasses import replace

from appointments import catalogue, check_findings
from appointments.check_findings import look
from core.gates import Check, Force, GateName, register

OTHERS = "what others told us"
CHECKS = "checks"
START = "the first day"
GUIDANCE = "KCSIE Part 3"
STAFFING = "School Staffing Regulations 2009; Independent School Standards 2014"
TESTS = "tests/appointments/test_check_gates.py::test_"

RULES = {
    "DBS": "R23", "BL": "R24", "PROH": "R26", "S128": "R27", "RTW": "R28", "OS": "R29", "CD": "R30", "QTS": "R19",
    "SENCO": "R20", "ONL": "R08", "SD": "R06", "MED": "R14", "US": "R23", "EEA": "R29", "ECT": "R19", "EMP": "R05",
    "CMP": "R06",
}  # fmt: skip
TOLD = {"SD", "ONL", "EMP", "CMP"}  # shown with what others told us, not with the papers

_INTERVIEW, _SIGN, _START = GateName.INTERVIEW, GateName.SIGN, GateName.START
_ROWS = (
    (_INTERVIEW, "shortlist_checks", Force.SG, GUIDANCE, check_findings.shortlist_checks, "R08", OTHERS),
    (_INTERVIEW, "declaration_in", Force.SG, GUIDANCE, check_findings.declaration_in, "R06", OTHERS),
    (_START, "start_signed", Force.DEFECT, "The head’s signature", check_findings.signed, "R33", START),
    (_START, "start_law_checks", Force.LAW, STAFFING, check_findings.every_law_check, "R28", CHECKS),
    (_START, "start_dbs", Force.LAW, STAFFING, check_findings.dbs_or_assessment, "R25", CHECKS),
    (_START, "start_early_checks", Force.DEFECT, GUIDANCE, check_findings.every_other_check, "R25", CHECKS),
    (_START, "start_guidance_checks", Force.SG, GUIDANCE, check_findings.every_guidance_check, "R25", CHECKS),
)
_EVERYTHING = catalogue.Facts(
    trust_or_independent=True, mainstream=True, leads_team=True, early_years=True, lived_abroad=True, has_award=False
)


def _register() -> None:
    for gate, code, force, source, find, rule, group in _ROWS:
        register(Check(gate, code, force, source, find, rule=rule, group=group, test=f"{TESTS}{code}", read=look))
    for row in catalogue.requirements(_EVERYTHING):
        _at_signature(row, f"check_{row.code.lower()}", RULES.get(row.code, ""), f"{TESTS}each_check")
    own = replace(_EVERYTHING, mainstream=False, trust_or_independent=False, asks_section_128=True)
    outside = catalogue.requirements(own)
    for row in outside:
        if row.code in ("SENCO", "S128"):
            rule = "R22" if row.code == "SENCO" else RULES[row.code]
            _at_signature(row, f"check_{row.code.lower()}_own", rule, f"{TESTS}check_{row.code.lower()}_own")


def _at_signature(row: catalogue.Requirement, name: str, rule: str, test: str) -> None:
    force = Force(row.force)
    group = OTHERS if row.code in TOLD else CHECKS
    find = check_findings.check_row(row.code, force)
    register(Check(_SIGN, name, force, row.source, find, rule=rule, group=group, test=test, read=look))


_register()
