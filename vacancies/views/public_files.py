"""What goes with a job and is no page: the pack, its dates for a calendar, the picture of a shared link."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.generic import View

from vacancies.calendar_file import calendar_file
from vacancies.models import Vacancy
from vacancies.pack_content import accent_of, logo_of, pack_of
from vacancies.pack_docx import pack_docx
from vacancies.pack_pdf import pack_pdf
from vacancies.share_picture import share_picture
from vacancies.views.public import PublicVacancy

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KEPT = 3600  # seconds
S = Vacancy.State


class PublicFileView(PublicVacancy, View):
    """A file about a vacancy that is not withdrawn."""

    kind = ""
    ending = ""
    inline = False

    def content(self) -> bytes:
        """Make the file."""
        raise NotImplementedError

    def get(self, request: HttpRequest, ref: str) -> HttpResponseBase:
        """The file, under a name that says what it is."""
        if self.vacancy.state == S.WITHDRAWN:
            raise Http404
        name = slugify(f"{self.vacancy.title} {self.vacancy.school.name}") or "job"
        response = HttpResponse(self.content(), content_type=self.kind)
        response.headers["Content-Disposition"] = (
            f'{"inline" if self.inline else "attachment"}; filename="{name}.{self.ending}"'
        )
        patch_cache_control(response, public=True, max_age=300)
        return response


class PublicPackView(PublicFileView):
    """The pack to keep and print."""

    kind, ending, inline = "application/pdf", "pdf", True

    def content(self) -> bytes:
        return kept_pack(self.vacancy, pack_pdf)


class PublicPackDocxView(PublicFileView):
    """The pack for Word."""

    kind, ending = WORD, "docx"

    def content(self) -> bytes:
        return kept_pack(self.vacancy, pack_docx)


class PublicDatesView(PublicFileView):
    """The dates for a calendar."""

    kind, ending = "text/calendar; charset=utf-8", "ics"

    def content(self) -> bytes:
        return calendar_file(self.vacancy)


class PublicShareView(PublicFileView):
    """The picture that goes with a shared link."""

    kind, ending, inline = "image/png", "png", True

    def content(self) -> bytes:
        school = self.vacancy.school
        return share_picture(self.vacancy.title, school.name, accent=accent_of(school), logo=logo_of(school))


def kept_pack(vacancy: Vacancy, draw: Callable[[Vacancy], bytes]) -> bytes:
    """Return the pack, drawn once for each thing it says: a PDF takes a second, and anybody may ask for it."""
    school = vacancy.school
    says = repr((draw.__name__, pack_of(vacancy), accent_of(school), school.logo_id))
    key = f"pack.{hashlib.sha256(says.encode(errors='replace')).hexdigest()}"
    pack: bytes | None = cache.get(key)
    if pack is None:
        pack = draw(vacancy)
        cache.set(key, pack, KEPT)
    return pack
