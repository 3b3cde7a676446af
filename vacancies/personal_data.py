"""What vacancies hold about people: little, and only of staff."""

from __future__ import annotations

from core.personal_data import Erase, FieldPolicy, Lifetime, declare
from vacancies.models import (
    Criterion,
    CriterionSection,
    Duty,
    DutySection,
    ImportedPack,
    KeyDate,
    SpecificationVersion,
    Vacancy,
)

CONTACT = FieldPolicy(Lifetime.SIX_YEARS, erase=Erase.BLANK)
ACTED = FieldPolicy(Lifetime.SIX_YEARS, export=False, erase=Erase.KEEP, why_kept="Shows who acted for the school")

declare(
    Vacancy,
    about="The advert, with the person to ask",
    person="created_by",
    personal={"contact_name": CONTACT, "contact_email": CONTACT, "contact_phone": CONTACT, "created_by": ACTED},
    not_personal=[
        "ref",
        "school",
        "state",
        "title",
        "contract_type",
        "fixed_term_until",
        "fixed_term_reason",
        "working_pattern",
        "hours_text",
        "pay_text",
        "reports_to",
        "responsible_for",
        "overview",
        "visits",
        "leads_team",
        "early_years",
        "leadership_scale",
        "safeguarding_statement",
        "exemption_statement",
        "equality_statement",
        "checks_statement",
        "closes_at",
        "starts_on",
        "interview_on",
        "start_key",
        "earlier_closes_at",
        "statement_words",
        "created_at",
        "published_at",
        "ended_at",
    ],
)
declare(KeyDate, about="Dates of a recruitment", not_personal=["vacancy", "kind", "on", "note"])
declare(DutySection, about="The job description", not_personal=["vacancy", "heading", "position"])
declare(Duty, about="The job description", not_personal=["section", "text", "position"])
declare(CriterionSection, about="The person specification", not_personal=["vacancy", "name", "position"])
declare(
    Criterion,
    about="The person specification",
    not_personal=[
        "vacancy", "section", "number", "text", "importance", "methods", "scoring", "weight", "position",
    ],
)  # fmt: skip
declare(
    SpecificationVersion,
    about="The person specification",
    not_personal=["vacancy", "number", "content", "frozen_at", "note"],
)
declare(
    ImportedPack,
    about="The school's own job pack",
    personal={"imported_by": ACTED},
    not_personal=["vacancy", "file", "source_text", "result", "warnings", "imported_at"],
)
