"""A job as schema.org's JobPosting, which search engines read from the page. No Django.

Fields as the Department for Education's own service gives them. A job that is closed has none: the page leaves the
block out, so that nobody finds a job that cannot be applied for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

OCCUPATION = "Special educational needs co-ordinator (SENCo)"
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class Employer:
    """The school. `logo` and `website` are whole addresses or empty."""

    name: str
    urn: str
    street: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    website: str = ""
    logo: str = ""


@dataclass(frozen=True)
class Job:
    """What a posting says. `posted` and `closes` carry their zone; pay is pounds a year."""

    title: str
    description: str  # HTML
    url: str
    posted: datetime
    closes: datetime
    employer: Employer
    employment: Sequence[str] = ()  # FULL_TIME, PART_TIME, TEMPORARY
    pay_from: Decimal | None = None
    pay_to: Decimal | None = None
    benefits: str = ""


def job_posting(job: Job) -> dict[str, Any]:
    """Return the posting as plain dictionaries; what is not known is left out. Raises ValueError without a zone."""
    for moment in (job.posted, job.closes):
        if moment.tzinfo is None:
            raise ValueError("A posting's times need a zone.")
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": job.title,
            "description": job.description,
            "datePosted": job.posted.isoformat(timespec="seconds"),
            "validThrough": job.closes.isoformat(timespec="seconds"),
            "employmentType": list(job.employment),
            "industry": "Education",
            "occupationalCategory": OCCUPATION,
            "directApply": True,
            "jobBenefits": job.benefits,
            "jobLocation": {"@type": "Place", "address": _address(job.employer)},
            "baseSalary": _salary(job),
            "hiringOrganization": _known(
                {
                    "@type": "Organization",
                    "name": job.employer.name,
                    "sameAs": job.employer.website,
                    "identifier": job.employer.urn,
                    "logo": job.employer.logo,
                }
            ),
            "url": job.url,
        }
    )


def as_script(posting: dict[str, Any]) -> str:
    """Return the posting as JSON that can stand inside a script element: no typed text can end the element."""
    return json.dumps(posting, ensure_ascii=False).translate(_ESCAPED)


def _address(employer: Employer) -> dict[str, str]:
    return _known(
        {
            "@type": "PostalAddress",
            "streetAddress": employer.street,
            "addressLocality": employer.town,
            "addressRegion": employer.county,
            "postalCode": employer.postcode,
            "addressCountry": "GB",
        }
    )


def _salary(job: Job) -> dict[str, Any] | None:
    if job.pay_from is None or job.pay_to is None:
        return None
    low, high = _number(job.pay_from), _number(job.pay_to)
    figures = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    return {
        "@type": "MonetaryAmount",
        "currency": "GBP",
        "value": {"@type": "QuantitativeValue", **figures, "unitText": "YEAR"},
    }


def _number(pounds: Decimal) -> int | float:
    return int(pounds) if pounds == pounds.to_integral_value() else float(pounds)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [])}
