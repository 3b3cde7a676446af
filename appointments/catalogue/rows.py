"""The rows of the catalogue, in the order in which the head reads them. No Django here.

Sources are named without paragraph numbers, which move every year (docs/checks.md says which edition was read).
"""

from __future__ import annotations

from dataclasses import dataclass

from appointments.catalogue import decide
from appointments.catalogue.decide import Decide, always
from appointments.catalogue.facts import Facts

STAFFING = "School Staffing Regulations 2009; Independent School Standards 2014"
GUIDANCE = "KCSIE Part 3"
SEND = "SEND Regulations 2014, regulation 49"
BEFORE, AFTER = "Before the interview is over", "Before the person starts"


@dataclass(frozen=True)
class Entry:
    """One check. `days`: working days until it is due; `asked_of`: whose turn it is once asked for."""

    code: str
    force: str
    source: str
    days: int
    column: str  # of the single central record; "" when the record has none
    decide: Decide
    asked_of: str = "candidate"  # candidate, or others (a body outside: the DBS, occupational health)
    group: str = AFTER


ENTRIES = (
    Entry("ID", "LAW", STAFFING, 5, "Identity", decide.identity),
    Entry("RTW", "LAW", "Immigration, Asylum and Nationality Act 2006", 5, "Right to work",
          always("Everyone, British citizens too, before the first day.")),
    Entry("DBS", "LAW", STAFFING, 20, "Enhanced DBS", decide.dbs),
    Entry("BL", "LAW", "Safeguarding Vulnerable Groups Act 2006", 5, "Barred list", decide.barred, "others"),
    Entry("US", "SG", GUIDANCE, 5, "", decide.update_service),
    Entry("PROH", "LAW", "Education Act 2002, section 141B", 5, "Prohibition from teaching",
          always("A SENCo does teaching work. Read the teacher record after identity is proved."), "others"),
    Entry("QTS", "LAW", SEND, 5, "Qualified teacher status", decide.qualified),
    Entry("ECT", "LAW", "Education (Induction Arrangements) (England) Regulations 2012", 5, "", decide.induction),
    Entry("SENCO", "LAW", SEND, 10, "SENCo qualification", decide.award),
    Entry("S128", "LAW", "Education and Skills Act 2008, section 128", 5, "Section 128", decide.section_128, "others"),
    Entry("OS", "LAW", STAFFING, 20, "Overseas", decide.overseas),
    Entry("EEA", "SG", GUIDANCE, 20, "", decide.standing),
    Entry("MED", "LAW", "Education (Health Standards) (England) Regulations 2003", 10, "",
          always("Everyone, and only after the offer. Record the outcome, no medical detail.")),
    Entry("CD", "LAW", "Childcare (Disqualification) Regulations 2018", 5, "Childcare disqualification",
          decide.childcare),
    Entry("EMP", "SG", GUIDANCE, 10, "",
          always("Everyone. The history and the reasons for leaving agree with what employers say."), "others"),
    Entry("SD", "SG", GUIDANCE, 5, "", always("Asked of everyone shortlisted and talked through."), group=BEFORE),
    Entry("CMP", "SG", GUIDANCE, 20, "", decide.compared, "others"),
    Entry("ONL", "SG", GUIDANCE, 5, "", always("The same search for everyone shortlisted."), "others", BEFORE),
)  # fmt: skip
BY_CODE = {entry.code: entry for entry in ENTRIES}


def force_of(entry: Entry, facts: Facts) -> str:
    """LAW, or SG where the law does not reach this kind of school and the check is its own wish."""
    own_award = entry.code == "SENCO" and not facts.mainstream
    own_section_128 = entry.code == "S128" and facts.asks_section_128 and not facts.trust_or_independent
    return "SG" if own_award or own_section_128 else entry.force
