"""Which pre-employment checks an appointment asks for, why, and by what law. No Django here.

The catalogue decides from the kind of school, the post and the person's history; screens, gates and the
single central record read its answer and never decide for themselves. Sources are named without paragraph numbers,
which move every year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What the catalogue needs to know."""

    trust_or_independent: bool  # academies and free schools are independent schools in law
    mainstream: bool  # named in section 67 of the Children and Families Act 2014
    leads_team: bool  # leads a team, a budget, or sits on the leadership team
    early_years: bool  # works with nursery or Reception, or manages that provision
    lived_abroad: bool | None  # None: the person has not said
    has_award: bool  # holds the NPQ for SENCOs or the NASENCO


@dataclass(frozen=True)
class Requirement:
    """One row of the catalogue for one appointment."""

    code: str
    required: bool
    force: str  # LAW or SG
    why: str  # why it is needed, or why not
    source: str
    days: int  # working days from acceptance until it is due
    column: str  # column of the single central record; "" when the record has none


@dataclass(frozen=True)
class _Entry:
    code: str
    force: str
    source: str
    days: int
    column: str
    decide: Callable[[Facts], tuple[bool, str]]


def _always(why: str) -> Callable[[Facts], tuple[bool, str]]:
    def decide(facts: Facts) -> tuple[bool, str]:
        return True, why

    return decide


def _barred(facts: Facts) -> tuple[bool, str]:
    return False, "Part of the DBS check. Needed apart only for a start before the DBS result."


def _section_128(facts: Facts) -> tuple[bool, str]:
    if not facts.trust_or_independent:
        return False, "Not needed: the direction is about academies, free schools and independent schools."
    if not facts.leads_team:
        return False, "Not needed: the post does not manage the school, a team or a budget."
    return True, "Needed because the SENCo leads a team in a trust school."


def _overseas(facts: Facts) -> tuple[bool, str]:
    if facts.lived_abroad is False:
        return False, "Not needed: has not lived or worked outside the UK."
    if facts.lived_abroad is None:
        return True, "Needed until we know whether the person lived or worked outside the UK."
    return True, "Needed because the person has lived or worked outside the UK."


def _childcare(facts: Facts) -> tuple[bool, str]:
    if facts.early_years:
        return True, "Needed because the post works with nursery or Reception, or manages that provision."
    return False, "Not needed: no early years or after-school care in this post."


def _senco(facts: Facts) -> tuple[bool, str]:
    if facts.has_award:
        return True, "Look at the certificate or the teacher record."
    if facts.mainstream:
        return True, "Has no award yet: write the plan to pass the NPQ by the third anniversary."
    return True, "The law does not ask it of this kind of school. The school asks it itself."


# Order as the head reads it.
_CATALOGUE = (
    _Entry("ID", "LAW", "School Staffing Regulations 2009; Independent School Standards 2014", 5, "Identity",
           _always("Everyone. Look for changes of name.")),
    _Entry("RTW", "LAW", "Immigration, Asylum and Nationality Act 2006", 5, "Right to work",
           _always("Everyone, British citizens too, before the first day.")),
    _Entry("DBS", "LAW", "School Staffing Regulations 2009; Independent School Standards 2014", 20, "Enhanced DBS",
           _always("A SENCo works in regulated activity. See the original certificate.")),
    _Entry("BL", "LAW", "Safeguarding Vulnerable Groups Act 2006", 5, "Barred list", _barred),
    _Entry("PROH", "LAW", "Education Act 2002, section 141B", 5, "Prohibition from teaching",
           _always("A SENCo does teaching work. Read the teacher record after identity is proved.")),
    _Entry("QTS", "LAW", "SEND Regulations 2014, regulation 49", 5, "Qualified teacher status",
           _always("A SENCo must be a qualified teacher who has passed induction if they had to serve it.")),
    _Entry("SENCO", "LAW", "SEND Regulations 2014, regulation 49", 10, "SENCo qualification", _senco),
    _Entry("S128", "LAW", "Education and Skills Act 2008, section 128", 5, "Section 128", _section_128),
    _Entry("OS", "LAW", "School Staffing Regulations 2009; Independent School Standards 2014", 20, "Overseas",
           _overseas),
    _Entry("MED", "LAW", "Education (Health Standards) (England) Regulations 2003", 10, "",
           _always("Everyone, and only after the offer. Record the outcome, no medical detail.")),
    _Entry("CD", "LAW", "Childcare (Disqualification) Regulations 2018", 5, "Childcare disqualification", _childcare),
    _Entry("SD", "SG", "KCSIE Part 3", 5, "", _always("Asked of everyone shortlisted and talked through.")),
    _Entry("ONL", "SG", "KCSIE Part 3", 5, "", _always("The same search for everyone shortlisted.")),
)  # fmt: skip


def requirements(facts: Facts) -> list[Requirement]:
    """Return every row of the catalogue for `facts`, required or not, in the order the head reads them."""
    rows = []
    for entry in _CATALOGUE:
        required, why = entry.decide(facts)
        force = entry.force
        if entry.code == "SENCO" and not facts.mainstream:
            force = "SG"  # regulation 49 does not reach it; the school's own requirement may be waived with a reason
        rows.append(Requirement(entry.code, required, force, why, entry.source, entry.days, entry.column))
    return rows


def columns() -> list[tuple[str, str]]:
    """Return (code, heading) of each column of the single central record."""
    return [(entry.code, entry.column) for entry in _CATALOGUE if entry.column]
