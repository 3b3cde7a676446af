"""A school's own spreadsheet of checks, read into rows of its single central record. No Django here.

Nothing is guessed: a "yes" without a date proves nothing and stays missing, a date that cannot be read refuses its
row, a formula refuses it too, since what it shows can change.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import openpyxl

from appointments.record_headings import CHECKS_CALLED, check_called

MOST_ROWS = 5000
MOST_BYTES = 60_000_000  # of the sheets, unpacked
MOST_COLUMNS = 300
PERSON = ("surname", "forenames", "former_names", "date_of_birth", "job_title", "starts_on")
DATES = ("date_of_birth", "starts_on")
PARTS = ("on", "by", "note")
EARLIER = "The school’s earlier record"
OUR_WORDS = {"missing": "to_do", "waiting": "asked_for"}  # as record_table writes them
NOT_NEEDED = re.compile(r"^(n\.?/?a\.?|not (needed|required|applicable)|exempt)$", re.IGNORECASE)
YES = re.compile(r"^(y|yes|x|✓|✔|ok|done|seen|clear|true)$", re.IGNORECASE)
_DAY = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{1,30})"')
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}")


class SheetError(ValueError):
    """The file cannot be taken as it is. The message says what to do."""


@dataclass(frozen=True)
class Sheet:
    """The headings of a file and its rows of values, with the number of each row in the file."""

    headings: list[str]
    rows: list[tuple[int, list[object]]]


@dataclass(frozen=True)
class PersonRow:
    """A row that can be taken. `cells`: {check: {"status", "on", "by", "note"}}."""

    number: int
    person: dict[str, str | date | None]
    cells: dict[str, dict[str, str | None]]
    doubts: tuple[str, ...] = ()  # what is taken without proof

    @property
    def key(self) -> tuple[str, str, str]:
        """Who it is, for finding the same person twice."""
        return (
            str(self.person["surname"]).casefold(),
            str(self.person["forenames"]).casefold(),
            str(self.person["date_of_birth"]),
        )


@dataclass(frozen=True)
class Refused:
    """A row that cannot be taken, and why."""

    number: int
    who: str
    why: str


@dataclass
class Outcome:
    """What a file gives under a mapping."""

    people: list[PersonRow] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_sheet(content: bytes) -> Sheet:
    """Return the first sheet of an .xlsx file, or a CSV file. Raises SheetError, which says what to do."""
    rows = _from_excel(content) if content.startswith(b"PK") else _from_csv(content)
    found = [(number, row) for number, row in rows if any(_text(value) for value in row)]
    if len(found) < 2:
        raise SheetError("There are no people in this file. Its first row must hold the headings")
    if len(found) - 1 > MOST_ROWS:
        raise SheetError(f"The file has more than {MOST_ROWS:,} rows. Split it: {MOST_ROWS:,} are taken at once")
    headings = [_text(value) for value in found[0][1]]
    return Sheet(headings, found[1:])


def _from_excel(content: bytes) -> list[tuple[int, list[object]]]:
    """The rows of the first sheet that hold something, with their numbers."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(info.file_size for info in packed.infolist()) > MOST_BYTES:
                raise SheetError("The file is too large. Save only the sheet with the record")
            # Read row by row: a whole book is laid out in memory first, and one cell in its last corner is enough
            # to make 17 thousand million of it.
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            sheet = book.worksheets[0]
            _refuse_merged(packed.read(sheet._worksheet_path))  # no other way to know it of a book read like this
        sheet.reset_dimensions()  # what the file says of them may be wrong
        return _filled(sheet.iter_rows(values_only=True))
    except SheetError:
        raise
    except Exception as error:  # whatever a broken or hostile file does to its reader
        raise SheetError("The file cannot be opened. Save it again as an Excel workbook (.xlsx)") from error


def _refuse_merged(sheet: bytes) -> None:
    if merged := sorted(area.decode() for area in _MERGED.findall(sheet)[:1000]):
        raise SheetError(f"Cells are merged ({', '.join(merged[:3])}). Take the merging out: one person a row")


def _filled(rows: Iterable[Sequence[object]]) -> list[tuple[int, list[object]]]:
    """Those that hold something, and no more of them than tells that there are too many."""
    found: list[tuple[int, list[object]]] = []
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_COLUMNS:
            raise SheetError(f"Row {number} has {len(row):,} columns. Delete the empty columns after the last one")
        if any(map(_text, row)):
            found.append((number, list(row)))
        if len(found) > MOST_ROWS + 1:
            break
    return found


def _from_csv(content: bytes) -> list[tuple[int, list[object]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = "excel"
    try:
        return [(number, list(row)) for number, row in enumerate(csv.reader(io.StringIO(text), dialect), start=1)]
    except csv.Error as error:
        raise SheetError("The file cannot be read as CSV. Save it as an Excel workbook (.xlsx)") from error


def take(sheet: Sheet, mapping: Mapping[int, str], *, today: date) -> Outcome:
    """Return the people of `sheet` under `mapping` (as guess() gives it), and the rows that are refused."""
    outcome = Outcome()
    seen: dict[tuple[str, str, str], int] = {}  # the row in which each person stands first
    for number, values in sheet.rows:
        given = {target: values[place] for place, target in mapping.items() if place < len(values)}
        try:
            row = _person(number, given, today)
        except ValueError as error:
            who = " ".join(_text(given.get(name)) for name in ("forenames", "surname")).strip()
            outcome.refused.append(Refused(number, who or "No name", str(error)))
            continue
        if row.key in seen:
            outcome.refused.append(Refused(number, _name(row), f"The same person stands in row {seen[row.key]}"))
            continue
        seen[row.key] = number
        outcome.people.append(row)
    return outcome


def _name(row: PersonRow) -> str:
    return f"{row.person['forenames']} {row.person['surname']}".strip()


def _person(number: int, given: Mapping[str, object], today: date) -> PersonRow:
    for target, value in given.items():
        if isinstance(value, str) and value.lstrip().startswith("="):
            raise ValueError(f"{_label(target)} is a formula. Copy the column and paste it as values")
    person: dict[str, str | date | None] = {name: _text(given.get(name))[:150] for name in PERSON if name not in DATES}
    if not person["surname"]:
        raise ValueError("There is no surname")
    if not person["job_title"]:
        raise ValueError("There is no post")
    for name in DATES:
        person[name] = _date(given.get(name), _label(name), latest=today if name == "date_of_birth" else None)
    if person["starts_on"] is None:
        raise ValueError("There is no start date")
    cells, doubts = _cells(given, today)
    return PersonRow(number, person, cells, doubts)


def _cells(given: Mapping[str, object], today: date) -> tuple[dict[str, dict[str, str | None]], tuple[str, ...]]:
    cells: dict[str, dict[str, str | None]] = {}
    doubts = []
    for code in CHECKS_CALLED:
        value = given.get(f"{code}.on")
        said, by, note = (_text(given.get(f"{code}.{part}")) if part != "on" else _text(value) for part in PARTS)
        if NOT_NEEDED.match(said):
            cells[code] = {"status": "not_required", "on": None, "by": None, "note": note or "Says the earlier record"}
        elif said.casefold() in OUR_WORDS:
            cells[code] = {"status": OUR_WORDS[said.casefold()], "on": None, "by": None, "note": note}
        elif YES.match(said):
            cells[code] = {"status": "to_do", "on": None, "by": None, "note": f"The earlier record says “{said}”"}
            doubts.append(f"{check_called(code)}: “{said}” has no date")
        elif said:
            on = _date(value, _label(f"{code}.on"), latest=today)
            cells[code] = {"status": "clear", "on": on.isoformat() if on else None, "by": by or EARLIER, "note": note}
        elif note or by:
            cells[code] = {"status": "to_do", "on": None, "by": None, "note": note}
            doubts.append(f"{check_called(code)}: no date")
    return cells, tuple(doubts)


def _date(value: object, what: str, *, latest: date | None) -> date | None:
    """A day as spreadsheets and people write it: day first. Raises ValueError with what is wrong."""
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    else:
        text = _text(value)
        if not text:
            return None
        day = _typed(text, what)
    if latest and day > latest:
        raise ValueError(f"{what}: {day:%d/%m/%Y} is in the future")
    return day


def _typed(text: str, what: str) -> date:
    try:
        if _ISO.match(text):
            return date.fromisoformat(text[:10])
        if match := _DAY.match(text):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise ValueError(f"{what}: “{text[:30]}” is not a date such as 31/08/2024")


def _label(target: str) -> str:
    words = {"date_of_birth": "Date of birth", "starts_on": "Start date", "job_title": "Post"}
    code, _, part = target.partition(".")
    if not part:
        return words.get(target, target.replace("_", " ").capitalize())
    return check_called(code)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return " ".join(str(value).replace("\x00", "").split())
