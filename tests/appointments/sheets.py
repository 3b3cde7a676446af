"""A school's own spreadsheet, as tests write it."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

HEADINGS = [
    "Surname",
    "First name",
    "DOB",
    "Job title",
    "Start date",
    "DBS date",
    "DBS number",
    "DBS checked by",
    "Identity",
    "S128",
]
ADA = [
    "Wren",
    "Ada",
    date(1980, 2, 3),
    "Teacher",
    "01/09/2019",
    date(2019, 8, 1),
    "001234567890",
    "MD",
    "Yes",
    "N/A",
]


def excel(*rows: list[object], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
