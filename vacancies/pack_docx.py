"""The job pack as a Word file, in the school's colour, that a screen reader can find its way in."""

from __future__ import annotations

import re
from io import BytesIO

from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from core.plain_text import printable
from vacancies import word_parts as word
from vacancies.models import Vacancy
from vacancies.pack_content import PackContent, accent_of, logo_of, pack_of

_PARAGRAPHS = re.compile(r"\n\s*\n")


def pack_docx(vacancy: Vacancy) -> bytes:
    """Return the pack as .docx: the same parts, words and order as the PDF.

    Headings, lists and tables are Word's own; each table has a header row that repeats on every page, so that a
    reader, a person's or ours, can take it apart again.
    """
    pack = pack_of(vacancy)
    document = word.new_document(pack.title, author=pack.school, accent=accent_of(vacancy.school))
    _masthead(document, pack, logo_of(vacancy.school))
    _job(document, pack)
    _duties(document, pack)
    _specification(document, pack)
    _selection(document, pack)
    for heading, text in pack.statements:
        document.add_heading(printable(heading), 2)
        _text(document, text)
    _end(document, pack)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _masthead(document: Document, pack: PackContent, logo: bytes) -> None:
    if logo:
        word.add_picture(document, logo, alt=f"{pack.school} logo", height=Mm(18))
    school = document.add_paragraph(style=word.SCHOOL)
    school.add_run(printable(pack.school + (f", part of {pack.trust}" if pack.trust else "")))
    document.add_heading(printable(pack.title), 1)
    if pack.overview:
        _text(document, pack.overview)
    if pack.closes:
        line = document.add_paragraph()
        line.add_run(f"Apply by {pack.closes}.").bold = True
        if pack.earlier:
            line.add_run(f" The closing time was {pack.earlier}. The school has given more time.")
        line.add_run(" Apply online: ")
        word.add_link(line, pack.address)


def _job(document: Document, pack: PackContent) -> None:
    document.add_heading("The job", 2)
    word.add_table(
        document, "The job", ("What", "Details"), [(fact.label, fact.value) for fact in pack.facts], (50, 120)
    )


def _duties(document: Document, pack: PackContent) -> None:
    if pack.duties:
        document.add_heading("Job description", 2)
    for heading, duties in pack.duties:
        if heading:
            document.add_heading(printable(heading), 3)
        for duty in duties:
            document.add_paragraph(printable(duty), style="List Bullet")
    for table in pack.levels:
        document.add_heading(printable(table.title), 3)
        _text(document, table.intro)
        word.add_table(document, table.title, ("Post", "Level", "Duties"), table.rows, (40, 30, 100))


def _specification(document: Document, pack: PackContent) -> None:
    if not pack.groups:
        return
    document.add_heading("Person specification", 2)
    first = ("No.",) if pack.numbered else ()
    widths = (18, 82, 30, 40) if pack.numbered else (95, 32, 43)
    for group in pack.groups:
        if group.name:
            document.add_heading(printable(group.name), 3)
        rows = [
            (*((row.number,) if pack.numbered else ()), row.text, row.importance, row.judged_by) for row in group.rows
        ]
        title = f"Person specification: {group.name}" if group.name else "Person specification"
        header = (*first, "Criterion", "Essential or desirable", "Assessed by")
        word.add_table(document, title, header, rows, widths)


def _selection(document: Document, pack: PackContent) -> None:
    if not (pack.steps or pack.dates or pack.visits or pack.contact):
        return
    document.add_heading("Selection process", 2)
    for step in pack.steps:
        line = document.add_paragraph()
        line.add_run(f"{step.heading}. ").bold = True
        line.add_run(step.text)
    if pack.dates:
        document.add_heading("Key dates", 3)
        word.add_table(document, "Key dates", ("When", "What"), [(day.when, day.what) for day in pack.dates], (70, 100))
    if pack.visits or pack.contact:
        document.add_heading("Visit or ask", 3)
        _text(document, pack.visits)
        _text(document, "\n".join(pack.contact))


def _end(document: Document, pack: PackContent) -> None:
    """Where the job description is signed."""
    if pack.signatories:
        document.add_heading("Signatures", 2)
        rows = [(who, "", "\n") for who in pack.signatories]  # two lines, to leave room for a pen
        word.add_table(document, "Signatures", ("Signed by", "Signature", "Date"), rows, (60, 70, 40))


def _text(document: Document, text: str) -> None:
    """Typed text: an empty line starts a paragraph, a single one a line."""
    for part in _PARAGRAPHS.split(text.strip()):
        if part.strip():
            paragraph: Paragraph = document.add_paragraph()
            paragraph.add_run(printable(part.strip()))
