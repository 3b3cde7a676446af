"""The exact length of the statements: the real page is laid out on A4 and its sides are counted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO

import pdfplumber
from django.core.cache import cache

from applications.passages import paragraphs
from core.pdf import render_pdf

KEPT_FOR = 7 * 24 * 3600  # seconds


def pdf_of(texts: Sequence[str]) -> bytes:
    """The texts as the page that is counted: A4, Arial 11 point, margins of about 2 cm, nothing else on it."""
    return render_pdf("pdf/sides.html", {"texts": [paragraphs(text) for text in texts if text.strip()]})


def sides_of(texts: Sequence[str]) -> float:
    """How many sides of A4 the texts take, the last one in tenths; 0 for no words.

    Counted once for the same words: the page is laid out before sending is tried, so that no row is held meanwhile.
    """
    written = [text for text in texts if text.strip()]
    if not written:
        return 0
    key = "sides:" + hashlib.sha256("\0".join(written).encode()).hexdigest()
    found: float | None = cache.get(key)
    if found is None:
        found = _count(pdf_of(written))
        cache.set(key, found, KEPT_FOR)
    return found


def _count(pdf: bytes) -> float:
    with pdfplumber.open(BytesIO(pdf)) as document:
        last = document.pages[-1]
        foot = last.height - 22 / 25.4 * 72
        bottom = max((float(word["bottom"]) for word in last.extract_words() if word["bottom"] <= foot), default=0)
        top = 20 / 25.4 * 72
        used = max(bottom - top, 0) / (foot - top)
        return round(len(document.pages) - 1 + min(max(used, 0.1), 1), 1)
