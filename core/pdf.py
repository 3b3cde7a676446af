"""PDFs that a screen reader can read (PDF/UA-1), made from our own templates and nothing from outside."""

from __future__ import annotations

import logging
import mimetypes
import re
import threading
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

import pikepdf
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_HOME = "http://assets.invalid/"  # never asked: only a root that addresses in templates are resolved against
_FILE = "/file/"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class PdfError(Exception):
    """The template would give a PDF that is not accessible or not whole. For developers, never for people."""


class _OwnAssets(URLFetcher):
    """Gives out our static files and the files that came with the call; refuses every other address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=[], allow_redirects=False)
        self._given = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the bytes, or raise what stops WeasyPrint."""
        path = unquote(urlsplit(url).path)
        if url.startswith(_HOME + _FILE[1:]) and path.removeprefix(_FILE) in self._given:
            return URLFetcherResponse(url, self._given[path.removeprefix(_FILE)])
        prefix = "/" + settings.STATIC_URL.strip("/") + "/"
        if url.startswith(_HOME) and path.startswith(prefix):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, _static(path.removeprefix(prefix)), {"Content-Type": kind})
        raise FatalURLFetchingError(f"A PDF may not fetch {url}")


def _static(name: str) -> bytes:
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                content: bytes = file.read()
                return content
        found = finders.find(name)
    except SuspiciousFileOperation as error:
        raise FatalURLFetchingError(f"{name} is outside our static files") from error
    if not isinstance(found, str):
        raise FatalURLFetchingError(f"There is no static file {name}")
    with open(found, "rb") as file:  # noqa: PTH123  (finders give plain strings)
        return file.read()


class _Complaints(logging.Handler):
    """Collects the errors that WeasyPrint only logs, of this thread's rendering."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._thread = threading.get_ident()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.found.append(record.getMessage())


def render_pdf(
    template: str,
    context: Mapping[str, Any],
    *,
    accent: str = "",
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return `template` (which extends `pdf/base.html`) as a PDF/UA-1 file.

    `accent` is the school's colour, `#rrggbb`. `files` are pictures by name, for `<img src="/file/NAME" alt="…">`.
    Raises PdfError for a picture without words, an address that is not ours, or a missing title or language.
    """
    if accent and not _COLOUR.fullmatch(accent):
        raise PdfError(f"{accent} is not a colour like #14474f.")
    fetcher = _OwnAssets(files or {})
    sheets = [CSS(string=f":root {{ --accent: {accent} }}", url_fetcher=fetcher)] if accent else []
    html = HTML(string=render_to_string(template, dict(context)), base_url=_HOME, url_fetcher=fetcher)
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        pdf = html.write_pdf(pdf_variant="pdf/ua-1", stylesheets=sheets)
    except FatalURLFetchingError as error:
        raise PdfError(str(error)) from error
    finally:
        logger.removeHandler(complaints)
    if complaints.found:
        raise PdfError(f"{template}: {'; '.join(complaints.found)}")
    return _finished(pdf, template)


def _finished(pdf: bytes, template: str) -> bytes:
    """Add what WeasyPrint leaves out (a scope on each table header) and check what it cannot know."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if not str(document.Root.get("/Lang", "")):
            raise PdfError(f"{template}: <html> needs a lang.")
        if not str(document.docinfo.get("/Title", "")).strip():
            raise PdfError(f"{template}: the title is empty.")
        _scope(document.Root.StructTreeRoot, in_head=False)
        out = BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _scope(element: pikepdf.Object, *, in_head: bool) -> None:
    """Walk the tags: a header in a table's head speaks for its column, any other for its row."""
    children: Any = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if not isinstance(child, pikepdf.Dictionary) or "/S" not in child:
            continue
        if child.S == "/TH":
            child.A["/Scope"] = pikepdf.Name("/Column" if in_head else "/Row")
        _scope(child, in_head=in_head or child.S == "/THead")
