"""The job pack as a PDF, in the school's colour."""

from __future__ import annotations

from core.pdf import render_pdf
from vacancies.models import Vacancy
from vacancies.pack_content import accent_of, logo_of, pack_of


def pack_pdf(vacancy: Vacancy) -> bytes:
    """Return the pack: the job, its duties, the person specification, the process and statements (PDF/UA-1)."""
    logo = logo_of(vacancy.school)
    context = {"pack": pack_of(vacancy), "school": vacancy.school, "has_logo": bool(logo)}
    files = {"logo.png": logo} if logo else {}
    return render_pdf("pdf/vacancy_pack.html", context, accent=accent_of(vacancy.school), files=files)
