"""What python-docx lacks for files that everyone can read: language, title, alt text, header rows. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from core.plain_text import printable

SCHOOL = "School"
LANGUAGE = "en-GB"
_FONT = "Arial"
_GREY, _HEADER = "B1B4B6", "F3F5F5"
_LINK = RGBColor(0x1A, 0x65, 0xA6)
_HEADINGS = {1: (Pt(22), Pt(0)), 2: (Pt(15), Pt(18)), 3: (Pt(12), Pt(12))}  # size, space before


def new_document(title: str, *, author: str, accent: str) -> Document:
    """Return an empty A4 document in `accent` (`#rrggbb`), with its title and language set."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = printable(title)[:255], printable(author)[:255]
    properties.language, properties.comments = LANGUAGE, ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    _styles(document, RGBColor.from_string(accent.lstrip("#").upper()))
    _foot(document, title)
    return document


def add_table(
    document: Document, title: str, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """Add a table with a header row that repeats on every page. `title` is read out; `widths` are millimetres."""
    table = document.add_table(rows=0, cols=len(header))
    table.style = "Table Grid"
    table.autofit = False
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(_borders())
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
    _child(table._tbl.tblPr, "w:tblCaption", val=printable(title))  # last: Word asks for this order
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    head = table.add_row()
    _child(head._tr.get_or_add_trPr(), "w:tblHeader")
    _fill(head, header, widths, bold=True)
    for cell in head.cells:
        _child(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=_HEADER)
    for row in rows:
        _fill(table.add_row(), row, widths)
    document.add_paragraph().paragraph_format.space_after = Pt(0)  # or Word joins this table to the next


def add_picture(document: Document, picture: bytes, *, alt: str, height: Length) -> None:
    """Add a picture of the given height, with the words that stand for it."""
    shape = document.add_picture(BytesIO(picture), height=height)
    shape._inline.docPr.set("descr", printable(alt))


def add_link(paragraph: Paragraph, address: str) -> None:
    """Add `address` as a link to itself."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(address)
    run.font.color.rgb, run.font.underline = _LINK, True
    link.append(run._r)
    paragraph._p.append(link)


def _styles(document: Document, accent: RGBColor) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    _child(normal.element.rPr, "w:lang", val=LANGUAGE)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for level, (size, before) in _HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        for fonts in style.element.iter(qn("w:rFonts")):
            fonts.attrib.clear()
        style.font.name, style.font.size, style.font.color.rgb = _FONT, size, accent
        style.paragraph_format.space_before, style.paragraph_format.space_after = before, Pt(6)
        style.paragraph_format.keep_with_next = True
    school = document.styles.add_style(SCHOOL, WD_STYLE_TYPE.PARAGRAPH)
    school.base_style = normal
    school.font.bold, school.font.size, school.font.color.rgb = True, Pt(13), accent
    _rule(school.element.get_or_add_pPr(), str(accent))


def _rule(properties: BaseOxmlElement, colour: str) -> None:
    """A line in the school's colour under the paragraph."""
    borders = OxmlElement("w:pBdr")
    _child(borders, "w:bottom", val="single", sz="18", space="4", color=colour)
    properties.insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _foot(document: Document, title: str) -> None:
    """The title and the number of the page at the foot of each."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run(f"{printable(title)}, page ").font.size = Pt(9)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number = foot.add_run("1")
    number.font.size = Pt(9)
    field.append(number._r)
    foot._p.append(field)


def _borders() -> BaseOxmlElement:
    """Thin grey lines between the rows, none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        upright = side in ("left", "right", "insideV")
        _child(borders, f"w:{side}", val="nil" if upright else "single", sz="4", space="0", color=_GREY)
    return borders


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> None:
    _child(row._tr.get_or_add_trPr(), "w:cantSplit")
    cells: Sequence[_Cell] = row.cells
    for cell, text, width in zip(cells, texts, widths, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.space_before = Pt(3)
        paragraph.add_run(printable(text)).bold = bold or None


def _child(parent: BaseOxmlElement, tag: str, **attributes: str) -> None:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
