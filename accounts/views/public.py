"""What a browser fetches to draw a school's pages: its colours and its logo. Public, and the same for everyone."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.generic import View

from accounts.colours import parse
from accounts.models import School
from core.permissions import PUBLIC, Permitted

A_MINUTE = "public, max-age=60"  # then asked for again by its tag, so that a change shows at once


class SchoolCssView(Permitted, View):
    """The school's colours as a stylesheet of two variables."""

    permission_required = PUBLIC

    def get(self, request: HttpRequest, ref: str) -> HttpResponseBase:
        school = get_object_or_404(School.objects.only("accent", "accent_tint"), ref=ref)
        # Read again on the way out: nothing but a colour ever reaches a stylesheet.
        css = f":root{{--app-accent:{parse(school.accent)};--app-accent-tint:{parse(school.accent_tint)}}}"
        return _cacheable(request, css.encode("ascii"), "text/css; charset=utf-8")


class SchoolLogoView(Permitted, View):
    """The school's logo."""

    permission_required = PUBLIC

    def get(self, request: HttpRequest, ref: str) -> HttpResponseBase:
        school = get_object_or_404(School.objects.select_related("logo"), ref=ref)
        if school.logo is None:
            raise Http404
        with school.logo.file.open() as file:
            response = _cacheable(request, file.read(), school.logo.kind)
        response.headers["Content-Disposition"] = 'inline; filename="logo.png"'
        return response


def _cacheable(request: HttpRequest, content: bytes, kind: str) -> HttpResponseBase:
    response = HttpResponse(content, content_type=kind, headers={"Cache-Control": A_MINUTE})
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    response.headers["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=response) or response
