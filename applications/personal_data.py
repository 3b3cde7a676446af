"""What the form and the statements hold about people: how long, whether in their copy, how it is erased.

What candidates and schools write to each other is in contact_data.py.
"""

from __future__ import annotations

from applications.document import answers_told
from applications.models import (
    AdjustmentRequest,
    Application,
    Break,
    CriterionStatement,
    Declaration,
    EmploymentRecord,
    FaithAnswer,
    FormOptions,
    HalfTyped,
    MonitoringAnswer,
    MonitoringDraft,
    MonitoringHeld,
    PersonalDetails,
    ProfessionalMembership,
    ProfessionalStatus,
    Profile,
    Qualification,
    Referee,
    StatementVersion,
    Training,
)
from core.personal_data import Erase, FieldPolicy, Lifetime, declare

OURS = "application__candidate"
KEPT = FieldPolicy(Lifetime.APPOINTED)
NAMED = FieldPolicy(Lifetime.APPOINTED, erase=Erase.BLANK)  # the row stays, so that lists can say "Name deleted"
SELECTION = FieldPolicy(Lifetime.RECRUITMENT)
WRITING = FieldPolicy(Lifetime.DRAFT)
COUNTED = FieldPolicy(
    Lifetime.RECRUITMENT,
    erase=Erase.KEEP,
    why_kept="That an application was made, and how it ended, is counted; everything in it is deleted",
)
ACTED = FieldPolicy(Lifetime.RECRUITMENT, export=False, erase=Erase.KEEP, why_kept="Shows who acted for the school")


def alike(policy: FieldPolicy, *names: str) -> dict[str, FieldPolicy]:
    """Return fields that share one policy."""
    return dict.fromkeys(names, policy)


declare(
    Application,
    about="Your applications, and where each stands",
    person="candidate",
    personal=alike(COUNTED, "candidate", "state", "created_at", "submitted_at", "withdrawn_at")
    | {
        "left_education_on": FieldPolicy(Lifetime.APPOINTED, erase=Erase.BLANK),
        "identity_choices": FieldPolicy(Lifetime.RECRUITMENT, erase=Erase.BLANK),
    },
    not_personal=[
        "ref",
        "vacancy",
        "sections",
        "closes_at_for_them",
        "on_paper_at",
        "reminders_wanted",
        "saved_at",
        "purged_at",
    ],
)
declare(
    PersonalDetails,
    about="Your name, address and contact",
    person=OURS,
    personal=alike(
        NAMED, "first_names", "last_name", "former_names", "phone", "address", "town", "postcode", "has_ni_number",
        "national_insurance_number", "country", "needs_sponsorship", "working_patterns", "lived_abroad",
    ),
    not_personal=["application"],
)  # fmt: skip
declare(
    ProfessionalStatus,
    about="Your teaching status and SENCo qualification",
    person=OURS,
    personal=alike(
        KEPT, "qts", "qts_year", "qts_route", "qts_detail", "trn", "induction_completed", "induction_detail",
        "age_range_subject", "senco_qualification", "senco_qualification_year", "senco_course_started_on",
        "senco_course_provider", "first_senco_on", "senco_months",
    ),
    not_personal=["application"],
)  # fmt: skip
declare(
    Qualification,
    about="Your qualifications",
    person=OURS,
    personal=alike(
        KEPT, "kind", "subject", "institution", "awarding_body", "grade", "started_on", "ended_on", "awarded_year"
    ),
    not_personal=["application"],
)
declare(
    Training,
    about="Your training",
    person=OURS,
    personal=alike(KEPT, "title", "provider", "length", "year"),
    not_personal=["application"],
)
declare(
    ProfessionalMembership,
    about="The professional bodies you belong to",
    person=OURS,
    personal=alike(KEPT, "body", "by_exam", "kind", "number", "year"),
    not_personal=["application"],
)
declare(
    FaithAnswer,
    about="What you said about faith, at a school that may ask",
    person=OURS,
    personal=alike(
        SELECTION, "ethos", "follows", "religion", "place_of_worship", "proof", "referee_name", "referee_role",
        "referee_email", "referee_phone",
    ),
    not_personal=["application"],
)  # fmt: skip
declare(
    FormOptions,
    about="How a school wants statements written",
    not_personal=["vacancy", "kind", "limit", "words", "sides"],
)
declare(
    EmploymentRecord,
    about="Your jobs, paid or voluntary",
    person=OURS,
    personal=alike(
        KEPT, "employer", "town", "role", "phase", "with_children", "is_school", "started_on", "ended_on", "duties",
        "reason_for_leaving", "notice",
    ),
    not_personal=["application"],
)  # fmt: skip
declare(
    Break,
    about="Breaks between jobs, and what you said about them",
    person=OURS,
    personal=alike(KEPT, "reason", "started_on", "ended_on"),
    not_personal=["application"],
)
declare(
    CriterionStatement,
    about="What you wrote on each thing the school looks for",
    person=OURS,
    personal=alike(SELECTION, "text", "saved_at"),
    not_personal=["application", "criterion", "marks", "version"],
)
declare(
    StatementVersion,
    about="Earlier versions of what you wrote",
    person="statement__application__candidate",
    personal=alike(SELECTION, "text", "saved_at"),
    not_personal=["statement", "number", "set_aside"],
)
declare(
    Referee,
    about="The people you named as referees",
    person=OURS,
    personal=alike(
        KEPT, "name", "job_title", "organisation", "email", "phone", "relationship", "is_current_employer",
        "is_head", "knows_work_with_children", "ask_me_first", "answer_within",
    ),
    not_personal=["application"],
)  # fmt: skip
declare(
    AdjustmentRequest,
    about="What would help you at interview",
    person=OURS,
    personal=alike(SELECTION, "needed", "interview_scheme"),
    not_personal=["application"],
)
declare(
    Declaration,
    about="What you declared when you applied",
    person=OURS,
    personal=alike(
        KEPT, "related_to_school", "relationship", "understands_barred_offence", "understands_checks", "is_true",
        "signed_name", "signed_at", "saved_at",
    ),
    not_personal=["application"],
)  # fmt: skip
declare(
    HalfTyped,
    about="What you typed on a page and could not save yet",
    person=OURS,
    personal=alike(WRITING, "typed", "saved_at"),
    not_personal=["application", "page"],
)

declare(
    MonitoringDraft,
    about="Your answers for equality monitoring, until the vacancy closes; then they are parted from you",
    person=OURS,
    personal={"answers": FieldPolicy(Lifetime.CLOSING)},
    not_personal=["application"],
)
declare(
    MonitoringHeld,
    about="Answers for equality monitoring from closing until the vacancy ends, under a random key",
    personal=alike(FieldPolicy(Lifetime.VACANCY, export=False), "answers", "tie"),
)
declare(
    MonitoringAnswer,
    about="Answers for equality monitoring that nobody can be found by, for yearly totals",
    not_personal=[
        "school",
        "year",
        "stage",
        "sex",
        "gender",
        "age",
        "ethnicity",
        "disability",
        "religion",
        "orientation",
    ],
)
declare(
    Profile,
    about="Your profile, with which your next application can start",
    person="person",
    personal={
        "answers": FieldPolicy(Lifetime.ACCOUNT, told=answers_told),
        "saved_at": FieldPolicy(Lifetime.ACCOUNT),
    },
    not_personal=["person"],
)
