"""Spreadsheet files: Excel and CSV. Nothing that a person typed can become a formula or a link."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import xlsxwriter

Value = str | date | int | Fraction | None
# What spreadsheets take for the start of a formula, the wide forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LONGEST = 32_767  # characters that Excel takes in a cell
WIDTH = 18  # of a column, in characters


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its headings, its rows, and how many columns stay in view."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    kept: int = 1


def safe(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: an apostrophe before what would start a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) or text.startswith(FORMULA) else text


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a CSV file in UTF-8 with the mark that makes Excel read it as such; dates as 2026-09-01."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(heading) for heading in headings])  # a criterion of a pack can be one
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str | int | float:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return float(value)
    return safe(value or "") if not isinstance(value, int) else value


def to_xlsx(*sheets: Sheet) -> bytes:
    """Return an Excel file: real dates and numbers, text as text (never a formula or a link), headings that stay."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        for each in sheets:
            _write(book, each)
    return out.getvalue()


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading, bold)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, column, value, day)
            elif isinstance(value, int | Fraction):
                page.write_number(number, column, float(value))
            elif value:
                page.write_string(number, column, value[:LONGEST])
    page.set_column(0, len(sheet.headings) - 1, WIDTH)
    page.freeze_panes(1, sheet.kept)
