"""What accounts holds about people, how long, and what erasing does to it."""

from __future__ import annotations

from accounts.models import Delegation, Invitation, Membership, School, TermDate, Trust, User
from core.personal_data import Erase, FieldPolicy, Lifetime, declare

declare(
    User,
    about="Your account: your e-mail address and how you are called",
    person="pk",
    personal={
        "email": FieldPolicy(Lifetime.ACCOUNT),
        "name": FieldPolicy(Lifetime.ACCOUNT),
        "last_login": FieldPolicy(Lifetime.ACCOUNT),
        "date_joined": FieldPolicy(Lifetime.ACCOUNT),
    },
    not_personal=["password", "is_active", "weekly_digest"],  # nobody has a password: the column always says so
)
declare(
    Membership,
    about="Your role at a school or trust, and since when",
    person="user",
    personal={
        "user": FieldPolicy(Lifetime.STAFF, export=False),
        "job_title": FieldPolicy(Lifetime.STAFF),
        "role": FieldPolicy(Lifetime.STAFF),
        "started_at": FieldPolicy(Lifetime.STAFF),
        "ended_at": FieldPolicy(Lifetime.STAFF),
    },
    not_personal=["school", "trust"],
)
declare(
    Delegation,
    about="That you sign for a head, or that somebody signs for you",
    person="deputy",
    personal={
        "head": FieldPolicy(Lifetime.SIX_YEARS, export=False),
        "deputy": FieldPolicy(Lifetime.SIX_YEARS, export=False),
        "starts_on": FieldPolicy(Lifetime.SIX_YEARS),
        "ends_on": FieldPolicy(Lifetime.SIX_YEARS),
    },
    not_personal=["school", "ended_at"],
)
declare(
    Invitation,
    about="Invitations to join a school or trust",
    personal={
        "email": FieldPolicy(Lifetime.SIX_MONTHS),
        "name": FieldPolicy(Lifetime.SIX_MONTHS),
        "job_title": FieldPolicy(Lifetime.SIX_MONTHS),
        "invited_by": FieldPolicy(Lifetime.SIX_MONTHS, export=False),
    },
    not_personal=["ref", "school", "trust", "role", "invited_at", "accepted_at", "withdrawn_at"],
)
declare(
    School,
    about="Schools, and whom applicants can ask",
    personal={
        name: FieldPolicy(Lifetime.STAFF, export=False, erase=Erase.BLANK)
        for name in ("contact_name", "contact_email", "contact_phone")
    },
    not_personal=[
        "ref", "trust", "name", "urn", "phase", "type_group", "religious_character", "designated_faith", "street",
        "town", "county", "postcode", "website", "pay_area", "timetabled_week", "accent", "accent_tint", "logo",
        "safeguarding_statement", "exemption_statement", "equality_statement", "checks_statement",
        "head_approves_adverts", "gap_days", "training_renewal_months", "retention_months",
        "reference_reminders", "reference_hr_days", "reference_date_days",
    ],
)  # fmt: skip
declare(Trust, about="Trusts", not_personal=["ref", "name", "uid"])
declare(TermDate, about="Terms and closed days", not_personal=["school", "kind", "name", "starts_on", "ends_on"])
