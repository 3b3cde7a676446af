"""Packs of our own making, laid out the ways schools lay them out. No sentence comes from a real pack."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph


@dataclass(frozen=True)
class Line:
    """A criterion as a school means it: words, E or D, and letters of methods."""

    text: str
    level: str
    by: str


SECTIONS: tuple[tuple[str, tuple[Line, ...]], ...] = (
    (
        "Qualifications",
        (
            Line("A degree and a teaching qualification recognised in England", "E", "AC"),
            Line("Has finished, or is ready to begin, the special needs leadership award", "E", "AC"),
            Line("A further certificate in supporting autistic pupils", "D", "A"),
        ),
    ),
    (
        "Experience",
        (
            Line("Three years in a classroom where many pupils need extra help", "E", "AI"),
            Line("Has run review meetings with families and outside services", "E", "AIR"),
            Line("Has managed a budget for extra support", "D", "I"),
        ),
    ),
    (
        "Skills and knowledge",
        (
            Line("Writes plans that class teachers can use the same day", "E", "T"),
            Line("Explains difficult news kindly and clearly", "E", "IT"),
        ),
    ),
)
METHODS = {"A": "application", "I": "interview", "R": "references", "T": "task", "C": "certificates"}
WORDS = {
    "A": "Application form",
    "I": "Interview",
    "R": "References",
    "T": "Written task",
    "C": "Certificates",
}
KEY = "Key: A = Application form; I = Interview; R = References; T = Task; C = Certificates"
LEVELS = {"E": "essential", "D": "desirable"}

DUTIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Leading provision",
        (
            "Keep the map of extra help up to date and share it each half term",
            "Decide with the head how support staff are deployed",
            "Report to governors on what the extra help achieves",
        ),
    ),
    (
        "Working with families",
        (
            "Meet parents within ten days of a concern being raised",
            "Prepare the papers for every annual review",
        ),
    ),
)


def expected(
    *, numbers: Sequence[str | None] | None = None, level: bool = True, by: bool = True, sections: bool = True
) -> list[tuple[str, str | None, str, str | None, list[str]]]:
    """The criteria of SECTIONS as the reader should give them: section, number, text, importance, methods."""
    order = list(METHODS.values())
    flat = [(name, line) for name, lines in SECTIONS for line in lines]
    schema = ["application", "interview", "task", "presentation", "references", "certificates"]
    assert set(order) <= set(schema)
    return [
        (
            name if sections else "",
            numbers[i] if numbers else None,
            line.text,
            LEVELS[line.level] if level else None,
            sorted((METHODS[c] for c in line.by), key=schema.index) if by else [],
        )
        for i, (name, line) in enumerate(flat)
    ]


def numbered() -> list[str]:
    """1.1, 1.2 … as printed before each criterion of SECTIONS."""
    return [f"{i}.{j}" for i, (_, lines) in enumerate(SECTIONS, 1) for j in range(1, len(lines) + 1)]


# ---- making .docx files


def word() -> WordDocument:
    """An empty Word document."""
    return docx.Document()


def saved(document: WordDocument) -> bytes:
    """The document as the bytes of a .docx file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def table(document: WordDocument, rows: Iterable[Sequence[str | Sequence[str]]]) -> None:
    """A table; a cell given as a list holds one bulleted paragraph an item."""
    rows = list(rows)
    made = document.add_table(rows=len(rows), cols=max(len(r) for r in rows))
    for r, row in enumerate(rows):
        for c, content in enumerate(row):
            fill(made.cell(r, c), content)
        if len(row) == 1:
            made.cell(r, 0).merge(made.cell(r, len(made.columns) - 1))


def fill(cell: _Cell, content: str | Sequence[str]) -> None:
    """Puts text, or bulleted paragraphs, into a cell."""
    if isinstance(content, str):
        cell.text = content
        return
    cell.paragraphs[0].text = content[0]
    cell.paragraphs[0].style = "List Bullet"
    for item in content[1:]:
        cell.add_paragraph(item, style="List Bullet")


def numbering_list(document: WordDocument, levels: Sequence[tuple[str, str]]) -> int:
    """A list of our own, each level a (form, text) like ('decimal', '%1.%2'). Returns its id."""
    root = document.part.numbering_part.element
    abstract_id = str(900 + len(root.findall(qn("w:abstractNum"))))
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), abstract_id)
    for depth, (form, text) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, val in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), val)
            level.append(element)
        abstract.append(level)
    root.insert(0, abstract)
    num = OxmlElement("w:num")
    num_id = 900 + len(root.findall(qn("w:num")))
    num.set(qn("w:numId"), str(num_id))
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), abstract_id)
    num.append(link)
    root.append(num)
    return num_id


def listed(paragraph: WordParagraph, num_id: int, depth: int = 0) -> WordParagraph:
    """Makes a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = num_id
    return paragraph


def symbol(cell: _Cell, font: str, char: str) -> None:
    """A symbol inserted from a symbol font, as Word's Insert Symbol does."""
    run = cell.paragraphs[0].add_run()
    element = OxmlElement("w:sym")
    element.set(qn("w:font"), font)
    element.set(qn("w:char"), char)
    run._r.append(element)


def job_description(document: WordDocument) -> None:
    """The duties, under headings, as bullets."""
    document.add_heading("Job description", 1)
    document.add_paragraph("Job title: Special needs lead teacher")
    document.add_heading("Main duties", 2)
    for heading, duties in DUTIES:
        document.add_heading(heading, 3)
        for duty in duties:
            document.add_paragraph(duty, style="List Bullet")
