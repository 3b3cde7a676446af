"""Whether a PDF may be read at all: its bounds, its lock, and what it carries beside its pages."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.pdf import PDF

from vacancies.packs.pack import PackRefused
from vacancies.packs.sources.kinds import MOST_INFLATED, MOST_PAGES

_INSTEAD = "Upload the Word file it was made from, or copy its text and paste it."
DAMAGED = f"This PDF is damaged and does not open. {_INSTEAD}"
TOO_LONG = "This PDF is far longer than a job pack. Upload the job description and person specification only."
TOO_BIG = f"This PDF needs more memory to open than a job pack does, so it was not opened. {_INSTEAD}"
_LOCKED = "This PDF has a password. Take the password off, save it and upload it again, or paste its text."
_PAGES = f"This PDF has more than {MOST_PAGES} pages. Upload the job description and person specification only."
_INFLATES = "This PDF unpacks to far more than a job pack holds, so it was not opened. " + _INSTEAD
_PROGRAM = (
    "This PDF holds a program (JavaScript), so it cannot be opened here. Print it to a new PDF and upload that, "
    "or upload the Word file it was made from."
)
_ATTACHED = (
    "This PDF has another file embedded in it. Take it out, or print the PDF to a new PDF, and upload that. "
    "You can also paste the text."
)

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 600  # bytes before a stream in which it says what it is
_PIECE = 1 << 20
_DEEPEST = 40  # of a tree of names or actions


def check_size(data: bytes) -> None:
    """Refuses a file whose packed parts, pictures aside, inflate beyond the bound. Nothing of it is kept."""
    total = 0
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - _DICTIONARY) : found.start()]
        look = before[before.rfind(b" obj") :] if b" obj" in before else before
        if b"FlateDecode" not in look and b"/Fl" not in look or b"/Image" in look:
            continue
        if look.count(b"FlateDecode") > 1:  # packed twice over: nothing that makes documents does that
            raise PackRefused(_INFLATES)
        for size in _inflated(data, found.end()):
            total += size
            if total > MOST_INFLATED:
                raise PackRefused(_INFLATES)


def _inflated(data: bytes, start: int) -> Iterator[int]:
    """The sizes of the pieces a packed part inflates to."""
    unpack = zlib.decompressobj()
    rest: bytes = data[start : start + _PIECE]
    position = start + len(rest)
    try:
        while rest and not unpack.eof:
            yield len(unpack.decompress(rest, _PIECE))
            rest = unpack.unconsumed_tail
            if not rest:
                rest = data[position : position + _PIECE]
                position += len(rest)
    except zlib.error:
        return


def why_closed(error: BaseException) -> str:
    """What to say of a file that the library does not open."""
    causes = [error, *error.args, error.__cause__, error.__context__]
    if any(isinstance(c, PDFPasswordIncorrect | PDFEncryptionError) for c in causes):
        return _LOCKED
    return TOO_BIG if any(isinstance(c, MemoryError) for c in causes) else DAMAGED


def check(opened: PDF) -> None:
    """Refuses programs, embedded files and too many pages."""
    catalogue = opened.doc.catalog
    names = _dictionary(catalogue.get("Names"))
    if "JavaScript" in names or _runs(catalogue.get("OpenAction")) or _acts(catalogue):
        raise PackRefused(_PROGRAM)
    if "EmbeddedFiles" in names and _holds_any(names["EmbeddedFiles"]):
        raise PackRefused(_ATTACHED)
    count = 0
    for page in PDFPage.create_pages(opened.doc):
        count += 1
        if count > MOST_PAGES:
            raise PackRefused(_PAGES)
        _check_page(page)
    if not count:
        raise PackRefused(DAMAGED)


def _check_page(page: PDFPage) -> None:
    if _acts(page.attrs):
        raise PackRefused(_PROGRAM)
    for each in _list(page.annots):
        note = _dictionary(each)
        kind = _name(note.get("Subtype"))
        if kind in {"FileAttachment", "RichMedia", "Movie", "Sound", "3D"}:
            raise PackRefused(_ATTACHED)
        if _runs(note.get("A")) or _acts(note):
            raise PackRefused(_PROGRAM)


def _acts(holder: Any) -> bool:
    """Whether anything runs by itself when this is opened, closed or touched."""
    return any(_runs(action) for action in _dictionary(_dictionary(holder).get("AA")).values())


def _runs(action: Any, depth: int = 0) -> bool:
    found = _dictionary(action)
    if _name(found.get("S")) in {"JavaScript", "Launch", "ImportData"} or "JS" in found:
        return True
    following = resolve1(found.get("Next"))
    actions = following if isinstance(following, list) else [following]
    return depth < _DEEPEST and any(_runs(a, depth + 1) for a in actions if a is not None)


def _holds_any(tree: Any, depth: int = 0) -> bool:
    """Whether a tree of names has a name in it."""
    node = _dictionary(tree)
    if _list(node.get("Names")):
        return True
    return depth < _DEEPEST and any(_holds_any(kid, depth + 1) for kid in _list(node.get("Kids")))


def _dictionary(value: Any) -> dict[str, Any]:
    found = resolve1(value)
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    found = resolve1(value)
    return found if isinstance(found, list) else []


def _name(value: Any) -> str:
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""
