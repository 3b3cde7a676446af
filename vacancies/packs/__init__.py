"""Reading a school's own job pack: job description, person specification and the facts of the vacancy.

A file goes through two steps that know nothing of each other. `sources/` turns a kind of file into one
neutral `Document`; `reading/` turns a document into a `Pack`. A further kind of file needs only a module
in `sources/` and its line in `read_pack`. Pure Python, no Django.
"""

from __future__ import annotations

from vacancies.packs.document import Document
from vacancies.packs.pack import (
    METHODS,
    WARNINGS,
    Criterion,
    DutySection,
    Importance,
    Method,
    Pack,
    PackRefused,
)
from vacancies.packs.reading.interpreter import interpret
from vacancies.packs.sources import kinds, text, word
from vacancies.packs.sources.characters import has_words

__all__ = [
    "METHODS",
    "WARNINGS",
    "Criterion",
    "DutySection",
    "Importance",
    "Method",
    "Pack",
    "PackRefused",
    "read_pack",
    "read_text",
]


def read_pack(data: bytes, filename: str) -> Pack:
    """Reads an uploaded file (.txt, .docx or .pdf). Raises PackRefused where it cannot be read."""
    kind = kinds.kind_of(data, filename)
    if kind == "word":
        return _interpreted(
            word.read(data),
            "It may be a scan. Upload a Word file that holds text, or type or paste the text.",
        )
    if kind == "pdf":
        from vacancies.packs.sources import pdf  # loads a large library, which other kinds do without

        return _interpreted(pdf.read(data), "It may be a scan. Upload the Word file, or type or paste the text.")
    return read_text(kinds.decoded(data))


def read_text(pasted: str) -> Pack:
    """Reads pasted text. Raises PackRefused where there are no words in it, or far too many."""
    if len(pasted) > kinds.MOST_CHARACTERS:
        raise PackRefused(
            "This text is far longer than a job pack. Paste the job description and person specification only."
        )
    advice = "Choose another file, or paste the job description and person specification."
    if not has_words(pasted):
        raise PackRefused(_without_words(advice))
    return _interpreted(text.read(pasted), advice)


def _interpreted(document: Document, advice: str) -> Pack:
    if not document.has_words:
        raise PackRefused(_without_words(advice))
    return interpret(document)


def _without_words(advice: str) -> str:
    return f"There are no words in this file. {advice}"
