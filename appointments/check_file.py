"""The check list of one person as a file for the personnel file."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from appointments import catalogue, check_table
from appointments.models import Check
from core.audit import record
from core.pdf import render_pdf


def checks_pdf(application: Application, *, by: User) -> bytes:
    """Return every check of the person as PDF, without notes or numbers in full; the taking is recorded."""
    rows = list(application.checks.select_related("done_by", "decided_by").defer("detail", "decision"))
    requests = list(application.reference_requests.only("state", "answered_at", "application"))
    school = application.vacancy.school
    context = {
        "person": application.details,
        "vacancy": application.vacancy,
        "school": school,
        "table": check_table.table(application, rows, may_record=False, requests=requests),
        "laws": [
            (row.get_code_display(), catalogue.BY_CODE[row.code].source, row.why)
            for row in rows
            if row.status != Check.Status.NOT_REQUIRED
        ],
        "today": timezone.localdate(),
        "by": by,
    }
    content = render_pdf("pdf/checks.html", context, accent=school.accent)
    with transaction.atomic():
        codes: dict[str, str | int | bool | None] = {"format": "pdf", "rows": len(rows)}
        record("checks.exported", by=by, subject=application, school_id=school.pk, codes=codes)
    return content
