"""What the catalogue needs to know of an appointment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """The school, the post and the person's history."""

    trust_or_independent: bool  # academies and free schools are independent schools in law
    mainstream: bool  # named in section 67 of the Children and Families Act 2014
    leads_team: bool  # leads a team, a budget, or sits on the leadership team
    early_years: bool  # works with nursery or Reception, or manages that provision
    lived_abroad: bool | None  # None: the person has not said
    has_award: bool  # holds the NPQ for SENCOs or the NASENCO
    former_names: bool = False
    trained_abroad: bool = False  # qualified as a teacher in another country
    by_qtls: bool = False  # the teacher record does not show QTLS
    induction_open: bool = False  # has not passed statutory induction and may have to
    update_service: bool = False  # subscribes to the DBS Update Service and lets the school look
    recent_school_work: bool = False  # the school relies on work in a school up to three months ago
    starts_early: bool = False  # is to start before the DBS result
    asks_section_128: bool = False  # the school or trust asks for it where the law does not
