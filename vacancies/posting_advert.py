"""A vacancy as the advert that Teaching Vacancies takes."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from core.links import absolute
from vacancies.models import Vacancy
from vacancies.pack_content import duties_of
from vacancies.pay_shown import pay_of
from vacancies.public_posting import description_of
from vacancies.teaching_vacancies.advert import Advert


def advert_for(vacancy: Vacancy, reference: str) -> Advert:
    """Return the advert of a published vacancy, under the reference it is to be known by there."""
    if vacancy.closes_at is None:
        raise ValueError("A published vacancy has a closing time.")
    pay, school = pay_of(vacancy), vacancy.school
    return Advert(
        reference=reference,
        title=vacancy.title,
        body=description_of(vacancy, duties_of(vacancy)),
        url=absolute(reverse("vacancies:public_detail", args=[vacancy.ref])),
        expires_at=timezone.localtime(vacancy.closes_at),
        salary=pay.api_text if pay else "",
        pattern=vacancy.working_pattern,
        contract=vacancy.contract_type,
        phase=school.phase,
        urn=school.urn,
        trust_uid=school.trust.uid if school.trust else "",
        starts=f"{vacancy.starts_on:%Y-%m-%d}" if vacancy.starts_on else "",
        benefits=vacancy.benefits,
        job_share=bool(vacancy.job_share),
        visa_sponsorship=bool(vacancy.visa_sponsorship),
    )
