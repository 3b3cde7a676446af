"""What vacancies hold about people: little, and only of staff."""

from __future__ import annotations

from core.personal_data import Erase, FieldPolicy, Lifetime, declare
from vacancies.models import (
    AdviceLeft,
    Approval,
    Criterion,
    CriterionSection,
    Duty,
    DutySection,
    HoursOption,
    ImportedPack,
    KeyDate,
    LevelRow,
    LevelTable,
    SectionMark,
    SpecificationVersion,
    UndoStep,
    Vacancy,
    VacancyDocument,
    VacancyPay,
    VacancyPosting,
    VacancyStatement,
    VacancyTemplate,
    WordingMend,
)

CONTACT = FieldPolicy(Lifetime.SIX_YEARS, erase=Erase.BLANK)
ACTED = FieldPolicy(Lifetime.SIX_YEARS, export=False, erase=Erase.KEEP, why_kept="Shows who acted for the school")

declare(
    Vacancy,
    about="The advert, with the person to ask",
    person="created_by",
    personal={
        "contact_name": CONTACT,
        "contact_email": CONTACT,
        "contact_phone": CONTACT,
        "created_by": ACTED,
        "scheduled_by": ACTED,
    },
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
        "job_share",
        "parental_leave_cover",
        "start_note",
        "working_closely_with",
        "subjects",
        "school_offer",
        "benefits",
        "flexible_working",
        "flexible_working_text",
        "visa_sponsorship",
        "further_details",
        "visits_welcome",
        "conditions",
        "last_reviewed",
        "next_review",
        "signed_by",
        "how_to_apply",
        "selection_process",
        "publish_at",
        "again_of",
        "again_reason",
        "starts_on",
        "interview_on",
        "start_key",
        "earlier_closes_at",
        "statement_words",
        "created_at",
        "published_at",
        "ended_at",
        "counted_from",
        "purged_at",
    ],
)
declare(KeyDate, about="Dates of a recruitment", not_personal=["vacancy", "kind", "on", "note"])
declare(DutySection, about="The job description", not_personal=["vacancy", "heading", "position"])
declare(Duty, about="The job description", not_personal=["section", "text", "position", "source", "place"])
declare(CriterionSection, about="The person specification", not_personal=["vacancy", "name", "position"])
declare(
    Criterion,
    about="The person specification",
    not_personal=[
        "vacancy", "section", "number", "text", "importance", "methods", "scoring", "weight", "position",
        "source", "place",
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
    not_personal=[
        "vacancy", "state", "how", "key", "file", "source_text", "result", "warnings", "refusal", "imported_at",
        "claimed_at", "tries",
    ],
)  # fmt: skip
declare(
    UndoStep,
    about="Changes to a draft that can be undone",
    personal={"by": ACTED},
    not_personal=["vacancy", "what", "changes", "undone", "at"],
)
declare(VacancyStatement, about="The advert", not_personal=["vacancy", "heading", "text", "position"])
declare(LevelTable, about="The job description", not_personal=["vacancy", "title", "intro", "position"])
declare(LevelRow, about="The job description", not_personal=["table", "post", "level", "duties", "position"])
declare(VacancyDocument, about="Files of the advert", not_personal=["vacancy", "file", "title", "added_at"])
declare(
    SectionMark,
    about="How far each part of an advert is",
    personal={"marked_by": ACTED},
    not_personal=["vacancy", "section", "done", "marked_at"],
)
declare(
    Approval,
    about="The head’s word on an advert",
    personal={"asked_by": ACTED, "decided_by": ACTED},
    not_personal=["vacancy", "state", "asked_at", "decided_at", "digest", "reason"],
)
declare(
    VacancyPay,
    about="What the job pays",
    not_personal=[
        "vacancy", "scale", "scale_name", "edition", "area", "point_from", "point_to", "salary_from", "salary_to",
        "tlr", "tlr_label", "tlr_amount", "tlr_reason", "tlr_until", "tlr_whole", "sen_amount", "sen_reason",
        "full_week",
    ],
)  # fmt: skip
declare(HoursOption, about="What the job pays", not_personal=["pay", "share", "minutes", "position"])
declare(
    VacancyTemplate,
    about="Vacancies kept to start others from",
    personal={"saved_by": ACTED},
    not_personal=["ref", "school", "trust", "name", "content", "saved_at"],
)
declare(
    VacancyPosting,
    about="Where else the advert is shown",
    not_personal=[
        "vacancy", "wanted", "wanted_version", "posted_version", "kept_off", "number", "offered", "remote_id",
        "public_url", "expires_at", "state", "due_at", "claimed_at", "attempts", "error_code", "answer", "posted_at",
    ],
)  # fmt: skip
declare(
    AdviceLeft,
    about="Advice on an advert's words that was left",
    personal={"by": ACTED},
    not_personal=["vacancy", "code", "fingerprint", "at"],
)
declare(
    WordingMend,
    about="Words of an advert that a check put right",
    personal={"by": ACTED},
    not_personal=["vacancy", "check_code", "title", "place", "label", "before", "after", "at", "undone"],
)
