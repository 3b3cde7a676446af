"""Files of the single central record: Excel and CSV. Nothing that a person typed can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

import xlsxwriter

Value = str | date | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what spreadsheets take for the start of a formula


def safe(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: an apostrophe before what would start a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) or text.startswith(FORMULA) else text


def to_csv(headings: list[str], lines: Iterable[list[Value]]) -> bytes:
    """Return a CSV file in UTF-8 with the mark that makes Excel read it as such; dates as 2026-09-01."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    for line in lines:
        writer.writerow([value.isoformat() if isinstance(value, date) else safe(value or "") for value in line])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(headings: list[str], lines: Iterable[list[Value]]) -> bytes:
    """Return an Excel file: real dates, text as text (never a formula or a link), names and headings that stay."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Single central record")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value:
                    sheet.write_string(number, column, value)
        sheet.set_column(0, len(headings) - 1, 18)
        sheet.freeze_panes(1, 2)
    return out.getvalue()
