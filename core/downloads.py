"""Files that a page gives out about people: named, typed, and kept by no browser that others use."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"


def download(content: bytes | str, name: str, *, kind: str = PDF, inline: bool = False) -> HttpResponse:
    """Return `content` as the file `name`; `inline` for one that is read in the browser first."""
    headers = {
        "Content-Disposition": content_disposition_header(not inline, name) or "attachment",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
