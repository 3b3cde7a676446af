"""The JobPosting of a vacancy, from its rows: worked out for an open one, nothing for any other."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join, linebreaks

from accounts.models import School
from core.links import absolute
from vacancies.job_posting import Employer, Job
from vacancies.models import ContractType, Vacancy, WorkingPattern
from vacancies.pay import PayShown

Duties = list[tuple[str, list[str]]]  # headings, each with its duties
_TIMES = {
    WorkingPattern.FULL_TIME: ("FULL_TIME",),
    WorkingPattern.PART_TIME: ("PART_TIME",),
    WorkingPattern.EITHER: ("FULL_TIME", "PART_TIME"),
}


def posting_of(vacancy: Vacancy, *, duties: Duties, pay: PayShown | None, at: datetime) -> Job | None:
    """Return the posting of a vacancy open at the instant `at`; None for every other. No query of its own."""
    if not vacancy.is_open(at) or vacancy.closes_at is None or vacancy.published_at is None:
        return None
    times = _TIMES.get(WorkingPattern(vacancy.working_pattern), ()) if vacancy.working_pattern else ()
    temporary = ("TEMPORARY",) if vacancy.contract_type == ContractType.FIXED_TERM else ()
    return Job(
        title=vacancy.title,
        description=description_of(vacancy, duties),
        url=absolute(reverse("vacancies:public_detail", args=[vacancy.ref])),
        posted=timezone.localtime(vacancy.published_at),
        closes=timezone.localtime(vacancy.closes_at),
        employer=employer_of(vacancy.school),
        employment=(*times, *temporary),
        pay_from=pay.base_min if pay else None,
        pay_to=pay.base_max if pay else None,
        benefits=vacancy.benefits,
    )


def description_of(vacancy: Vacancy, duties: Duties) -> str:
    """The job in paragraphs and lists, typed text escaped: p, br, h3, ul and li are its only tags."""
    parts = [linebreaks(vacancy.overview, autoescape=True)] if vacancy.overview.strip() else []
    for heading, texts in duties:
        if heading:
            parts.append(format_html("<h3>{}</h3>", heading))
        parts.append(format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ([text] for text in texts))))
    return "".join(parts)


def employer_of(school: School) -> Employer:
    """The school as an employer."""
    return Employer(
        name=school.name,
        urn=school.urn,
        street=school.street,
        town=school.town,
        county=school.county,
        postcode=school.postcode,
        website=school.website,
        logo=absolute(reverse("accounts:school_logo", args=[school.ref])) if school.logo_id else "",
    )
