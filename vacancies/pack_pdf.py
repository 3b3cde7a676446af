"""The job pack as a PDF, in the school's colour."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import School
from core.links import absolute
from core.pdf import render_pdf
from vacancies.advert import advert_of
from vacancies.models import DutySection, Vacancy


def pack_pdf(vacancy: Vacancy) -> bytes:
    """Return the pack: the job, its duties, the person specification, dates and statements (PDF/UA-1)."""
    files = _logo(vacancy.school)
    context = {**pack_context(vacancy), "has_logo": bool(files)}
    return render_pdf("pdf/vacancy_pack.html", context, accent=vacancy.school.accent, files=files)


def pack_context(vacancy: Vacancy) -> dict[str, Any]:
    """What the pack's template says."""
    return {
        "vacancy": vacancy,
        "school": vacancy.school,
        "advert": advert_of(vacancy, at=timezone.now()),
        "duties": duties_of(vacancy),
        "address": absolute(reverse("vacancies:public_detail", args=[vacancy.ref])),
    }


def duties_of(vacancy: Vacancy) -> list[DutySection]:
    """The headings of the job description that have duties, with them at hand: two queries."""
    return [section for section in vacancy.duty_sections.prefetch_related("duties") if section.duties.all()]


def _logo(school: School) -> dict[str, bytes]:
    if school.logo is None:
        return {}
    with school.logo.file.open() as file:
        return {"logo.png": file.read()}
