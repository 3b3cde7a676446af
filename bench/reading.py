"""How long reading a ten-page pack takes, beside what the library under it needs just to give its words."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import docx
import pdfplumber
from weasyprint import HTML

from bench import Result
from vacancies.packs import Pack, read_pack
from vacancies.packs.sources import characters

PAGES = 10
REPETITIONS = 7
LIMIT = 3.0
_DUTY = "Keep the map of extra help up to date, share it with every teacher each half term and act on what they say"
_NEED = "Has run review meetings with families and with services from outside the school, and kept a record of them"


def run() -> list[Result]:
    """The median of each reading over the median of each extraction, measured in turn in one process."""
    word, pdf = _word(), _pdf()
    return [
        Result(f"reading a .{kind}, times its words", value, "x", REPETITIONS, LIMIT)
        for kind, value in (
            ("docx", _ratio(lambda: _fresh(word, "a.docx"), lambda: _words(word))),
            ("pdf", _ratio(lambda: _fresh(pdf, "a.pdf"), lambda: _letters(pdf))),
        )
    ]


def _fresh(data: bytes, name: str) -> Pack:
    """Reads a file as the first of its kind, with nothing remembered."""
    for remembered in vars(characters).values():
        if hasattr(remembered, "cache_clear"):
            remembered.cache_clear()
    return read_pack(data, name)


def _ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    ours(), theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(REPETITIONS)]
    return statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _words(data: bytes) -> list[str]:
    """All words of a .docx by python-docx: paragraphs, and the cells of tables."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [word for text in [*(p.text for p in document.paragraphs), *cells] for word in text.split()]


def _letters(data: bytes) -> list[str]:
    """All words of a .pdf by pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return [word["text"] for page in opened.pages for word in page.extract_words()]


def _word() -> bytes:
    document = docx.Document()
    for page in range(PAGES):
        document.add_heading("Job description" if page == 0 else f"Area {page}", 1)
        for i in range(14):
            document.add_paragraph(f"{_DUTY} ({page}.{i})", style="List Bullet")
        if page >= PAGES // 2:
            _grid(document, page)
        document.add_page_break()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _grid(document: docx.document.Document, page: int) -> None:
    table = document.add_table(rows=1, cols=4)
    for cell, head in zip(table.rows[0].cells, ("Criteria", "Essential", "Desirable", "Assessed by"), strict=True):
        cell.text = head
    for i in range(8):
        for cell, text in zip(table.add_row().cells, (f"{_NEED} {page}.{i}", "✓", "", "A, I"), strict=True):
            cell.text = text


def _pdf() -> bytes:
    duties = "".join(f"<li>{_DUTY} ({i})</li>" for i in range(22))
    rows = "".join(f"<tr><td>{i}</td><td>{_NEED}</td><td>✓</td><td></td><td>A, I</td></tr>" for i in range(20))
    heads = "<tr><th>No.</th><th>Criteria</th><th>Essential</th><th>Desirable</th><th>Assessed by</th></tr>"
    half = PAGES // 2
    pages = [f"<h2>Main duties {n}</h2><ul>{duties}</ul>" for n in range(half)]
    pages += [f"<h2>Person specification {n}</h2><table>{heads}{rows}</table>" for n in range(half)]
    style = (
        "@page{size:A4;margin:2cm}body{font:10.5pt/1.3 sans-serif}section{break-after:page}"
        "table{border-collapse:collapse}td,th{border:1px solid}"
    )
    body = "".join(f"<section>{page}</section>" for page in pages)
    made: bytes = HTML(string=f"<html lang='en'><style>{style}</style><body>{body}</body></html>").write_pdf()
    return made
