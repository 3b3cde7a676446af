"""An advert as Teaching Vacancies takes it, and what it would refuse. No Django, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

LONGEST_TITLE = 75
LONGEST_SALARY = 256
ROLE = "sendco"
# Our phases and theirs; what is not named here is the same word.
PHASES = {"16_plus": "sixth_form_or_college", "all_through": "through"}
PATTERNS = {"full_time": ["full_time"], "part_time": ["part_time"], "either": ["full_time", "part_time"]}
# It is for schools that the state pays for.
NOT_TAKEN = frozenset({"independent"})


@dataclass(frozen=True)
class Advert:
    """What a posting says. `body` is HTML of p, br, strong, em, ul, li, h1 to h5, a and blockquote alone."""

    reference: str
    title: str
    body: str
    url: str
    expires_at: datetime
    salary: str
    pattern: str  # full_time, part_time, either
    contract: str  # permanent, fixed_term
    phase: str
    urn: str
    trust_uid: str = ""
    starts: str = ""
    benefits: str = ""
    job_share: bool = False
    visa_sponsorship: bool = False


@dataclass(frozen=True)
class Problem:
    """What stops a posting, as a sentence that says what to do. `field`: their name of what it is about."""

    field: str
    says: str


def takes(school_type: str) -> bool:
    """Tell whether the service takes jobs of schools of this type."""
    return school_type not in NOT_TAKEN


def problems(advert: Advert, *, today: date) -> list[Problem]:
    """Return what the service would refuse, so that nothing is sent in vain. `today` in London."""
    found = []
    if len(advert.title) > LONGEST_TITLE:
        found.append(Problem("job_title", f"Shorten the job title to {LONGEST_TITLE} characters or fewer."))
    if advert.expires_at.date() <= today:
        found.append(Problem("expires_at", "The closing date must be tomorrow or later. Give more time to apply."))
    if not advert.salary:
        found.append(Problem("salary", "Say what the job pays."))
    if not advert.body:
        found.append(Problem("job_advert", "Say what the job is about."))
    if advert.pattern not in PATTERNS:
        found.append(Problem("working_patterns", "Choose full time, part time or either."))
    if not advert.contract:
        found.append(Problem("contract_type", "Choose the type of contract."))
    return found


def payload(advert: Advert) -> dict[str, Any]:
    """Return the body of a request that creates or updates a posting."""
    vacancy: dict[str, Any] = {
        "external_reference": advert.reference,
        "external_advert_url": advert.url,
        "job_title": advert.title,
        "job_advert": advert.body,
        "expires_at": advert.expires_at.isoformat(timespec="seconds"),
        "salary": advert.salary[:LONGEST_SALARY],
        "job_roles": [ROLE],
        "working_patterns": PATTERNS[advert.pattern],
        "contract_type": advert.contract,
        "phases": [PHASES.get(advert.phase, advert.phase)],
        "schools": _schools(advert.urn, advert.trust_uid),
        "is_job_share": advert.job_share,
        "visa_sponsorship_available": advert.visa_sponsorship,
    }
    vacancy |= {name: words for name, words in _said(advert) if words}
    return {"vacancy": vacancy}


def _said(advert: Advert) -> Sequence[tuple[str, str]]:
    return ("starts_on", advert.starts), ("benefits_details", advert.benefits)


def _schools(urn: str, trust_uid: str) -> dict[str, Any]:
    return {"trust_uid": trust_uid, "school_urns": [urn]} if trust_uid else {"school_urns": [urn]}
