"""Taking a sift out of the service. Each time is recorded."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core import audit
from shortlisting.files import grid_pdf, sift_xlsx
from shortlisting.grid import Grid
from shortlisting.models import Panel

FORMATS = {
    "xlsx": (sift_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": (grid_pdf, "application/pdf"),
}


def export_sift(panel: Panel, grid: Grid, *, kind: str, by: User) -> bytes:
    """Return the grid as a file of `kind` (a key of FORMATS), and record who took it. Raises KeyError for another."""
    write, _ = FORMATS[kind]
    content = write(panel, grid)
    with transaction.atomic():
        codes: dict[str, str | int | bool | None] = {"format": kind, "candidates": len(grid.rows)}
        audit.record("sift.exported", by=by, subject=panel, school_id=panel.vacancy.school_id, codes=codes)
    return content
