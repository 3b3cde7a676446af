"""PDF files: the same paragraphs, lists and tables as a Word file gives, read from where things stand."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pdfplumber
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from vacancies.packs.document import Document
from vacancies.packs.pack import PackRefused
from vacancies.packs.sources import pdf_safety
from vacancies.packs.sources.kinds import MOST_CHARACTERS
from vacancies.packs.sources.pdf_flow import Flow
from vacancies.packs.sources.pdf_fonts import Letters, Resources
from vacancies.packs.sources.pdf_gutters import Before
from vacancies.packs.sources.pdf_layout import Piece, columns_of_page, pieces_of
from vacancies.packs.sources.pdf_lines import usual_of
from vacancies.packs.sources.pdf_lists import part_lists
from vacancies.packs.sources.pdf_pages import joined_pages, last_table, take_furniture
from vacancies.packs.sources.pdf_tables import PageTable
from vacancies.packs.sources.pdf_words import PageContent, read_page

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every small fault of a file
_SPACE = 0.6  # of the letters' size: words farther apart may stand in cells of their own
_WORD = re.compile(r"\w+(?:-\w+)*")


def read(data: bytes) -> Document:
    """A .pdf as a document. Raises PackRefused where it is locked, damaged, too long, a scan, or holds programs."""
    pdf_safety.check_size(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as opened:
            pdf_safety.check(opened)
            pages = _pages(opened)
    except PackRefused:
        raise
    except PdfminerException as error:
        raise PackRefused(pdf_safety.why_closed(error)) from error
    except MemoryError as error:
        raise PackRefused(pdf_safety.TOO_BIG) from error
    except Exception as error:  # the library meets damage with whatever breaks first
        raise PackRefused(pdf_safety.DAMAGED) from error
    return _document(pages)


def _pages(opened: PDF) -> list[PageContent]:
    opened.rsrcmgr = Resources()
    letters = Letters()
    pages: list[PageContent] = []
    characters = 0
    for page in opened.pages:
        pages.append(read_page(page.layout, letters))
        page.close()
        characters += sum(len(w.text) for w in pages[-1].words)
        if characters > MOST_CHARACTERS:
            raise PackRefused(pdf_safety.TOO_LONG)
    return pages


def _document(pages: list[PageContent]) -> Document:
    furniture = take_furniture(pages)
    flow = Flow(usual_of(p.words for p in pages), _vocabulary(pages), _names(pages))
    pieces: list[list[Piece]] = []
    before = Before()
    for page in pages:
        for column in columns_of_page(page, flow, before):
            before.meet(column.left, second=column.parted is not None)
            pieces.append(pieces_of(column, flow, before))
            last = last_table(pieces[-1])
            before.table, before.left = (last.columns or None) if last else None, column.left
            before.right, before.starts = column.right, last.starts if last else ()
            before.parted = column.parted or before.parted
    part_lists((part for piece in pieces for part in piece if isinstance(part, PageTable)), flow)
    return Document(joined_pages(pieces, flow), tuple(furniture))


def _vocabulary(pages: Iterable[PageContent]) -> Counter[str]:
    return Counter(found for p in pages for w in p.words for found in _WORD.findall(w.text))


def _names(pages: Iterable[PageContent]) -> frozenset[str]:
    """The words that are written with a capital right after one without, as names are."""
    pairs = (pair for p in pages for pair in pairwise(p.words))
    beside = ((a, b) for a, b in pairs if abs(a.base - b.base) < 1 and 0 < b.x0 - a.x1 < _SPACE * b.size)
    return frozenset(b.text.strip("(,.;:)") for a, b in beside if a.text.islower())
