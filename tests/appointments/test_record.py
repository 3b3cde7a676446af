"""The single central record: the page, and the files that are read back."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import School
from appointments import record_table
from appointments.models import RecordEntry
from appointments.services import checks, signoff
from appointments.services import record as record_service
from core.display import plain_date
from core.models import AuditEvent
from core.spreadsheets import Sheet, to_csv, to_xlsx
from core.states import StateError
from tests.appointments.factories import accepted, ask_dbs, assessed, clear, head_of, hr_of
from tests.factories import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
CELLS = {
    "ID": {"status": "clear", "on": "2026-09-01", "by": "Marian Duxbury", "note": "Passport"},
    "RTW": {"status": "clear", "on": None, "by": None},
    "DBS": {"status": "asked_for"},
    "S128": {"status": "not_required"},
}


@pytest.fixture
def browser_of(settings):
    settings.SECOND_FACTOR_REQUIRED = False

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def school() -> School:
    return SchoolFactory(name="Alderbrook High School", urn="136531")


def entry(school: School, **values: object) -> RecordEntry:
    defaults = {
        "surname": "Wren",
        "forenames": "Ada",
        "job_title": "SENCo",
        "starts_on": date(2026, 9, 1),
        "cells": CELLS,
    }
    return RecordEntry.objects.create(school=school, **{**defaults, **values})


def _sheet(school, rows) -> Sheet:
    lines = record_table.lines(school, rows)
    return Sheet("Single central record", record_table.headings(), lines, kept=2)


def xlsx(content: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Single central record"]
    assert book.active.freeze_panes == "C2"
    return [list(row) for row in book.active.iter_rows()]


def test_a_cell_is_a_date_with_a_person_or_a_state_and_never_a_yes(school) -> None:
    row = record_table.RecordRow(entry(school), record_table.rows_of(school)[0].cells)
    by_name = dict(zip(record_table.columns(), row.cells, strict=True))
    assert (by_name["Identity"].on, by_name["Identity"].by) == (date(2026, 9, 1), "Marian Duxbury")
    assert by_name["Right to work"].words == "Missing", "clear without a day and a person proves nothing"
    assert by_name["Enhanced DBS"].words == "Waiting"
    assert by_name["Section 128"].words == "Not needed"
    assert (row.missing, row.waiting) == (7, 1)


def test_the_page_shows_the_same(school, browser_of) -> None:
    entry(school)
    text = browser_of(hr_of(school)).get(reverse("appointments:record", args=[school.ref])).content.decode()
    for words in ("1 Sep 2026", "Marian Duxbury", "Not needed", "Waiting</strong>", "7 missing", 'tabindex="0"'):
        assert words in text
    assert ">Yes<" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_has_constant_queries(count: int, school, browser_of, django_assert_num_queries) -> None:
    for number in range(count):
        entry(school, surname=f"Name {number}")
    browser = browser_of(hr_of(school))
    url = reverse("appointments:record", args=[school.ref])
    browser.get(url)
    with django_assert_num_queries(8):
        browser.get(url)


def test_a_signed_appointment_comes_out_of_the_excel_file(tmp_path: Path) -> None:
    application = accepted()
    clear(application)
    signoff.sign(application, by=head_of(application.vacancy.school), proved=True)
    school = application.vacancy.school
    call_command("export_record", school.urn, format="xlsx", out=tmp_path / "record.xlsx")
    headings, line = xlsx((tmp_path / "record.xlsx").read_bytes())
    found = dict(zip([cell.value for cell in headings], line, strict=True))
    assert (found["Surname"].value, found["Post"].value, found["URN"].value) == ("Larkfield", "SENCo", school.urn)
    assert found["Enhanced DBS"].is_date
    assert found["Enhanced DBS: by"].value == "Marian Duxbury"
    assert found["Childcare disqualification"].value == "Not needed"
    assert set(record_table.columns()) <= set(found)


def test_the_csv_file_reads_back(school, tmp_path: Path) -> None:
    entry(school, surname="Ørsted, the “elder”")
    call_command("export_record", school.ref, format="csv", out=tmp_path / "record.csv")
    with (tmp_path / "record.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["Surname"] == "Ørsted, the “elder”"
    assert (row["Identity"], row["Identity: by"], row["Identity: evidence"]) == (
        "2026-09-01",
        "Marian Duxbury",
        "Passport",
    )
    assert (row["Enhanced DBS"], row["Section 128"], row["Overseas"]) == ("Waiting", "Not needed", "Missing")
    assert (tmp_path / "record.csv").stat().st_mode & 0o077 == 0


BAD = [
    "=1+1",
    "+44",
    "-2",
    "@SUM(A1)",
    "\uff1d1",
    "\t=1",
    "\r=1",
    "  =cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example")',
]


@pytest.mark.parametrize("typed", BAD)
def test_nothing_typed_becomes_a_formula(typed: str, school) -> None:
    entry(school, surname=typed)
    rows = record_table.rows_of(school)
    line = xlsx(to_xlsx(_sheet(school, rows)))[1]
    assert {cell.data_type for cell in line} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in line)
    text = to_csv(record_table.headings(), record_table.lines(school, rows)).decode("utf-8-sig")
    (_, first) = csv.reader(io.StringIO(text, newline=""))
    assert first[0] == f"'{typed}"
    (heading,) = csv.reader(io.StringIO(to_csv([typed], []).decode("utf-8-sig"), newline=""))
    assert heading == [f"'{typed}"]


def test_who_left_is_not_in_the_record(school) -> None:
    entry(school, left_on=date(2026, 10, 1))
    assert record_table.rows_of(school) == []


def test_an_unknown_school_and_an_empty_record(school, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No school has"):
        call_command("export_record", "999999")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_record", school.urn, out=tmp_path / "no" / "such.xlsx")
    call_command("export_record", school.urn, out=tmp_path / "empty.xlsx")
    assert len(xlsx((tmp_path / "empty.xlsx").read_bytes())) == 1


def test_hr_takes_the_record_out_and_it_is_recorded(school, browser_of) -> None:
    entry(school)
    hr, url = hr_of(school), reverse("appointments:record_export", args=[school.ref])
    response = browser_of(hr).post(url, {"format": "xlsx"})
    assert response["Content-Disposition"].startswith('attachment; filename="single-central-record-136531-')
    assert len(xlsx(response.content)) == 2
    event = AuditEvent.objects.get(verb="record.exported")
    assert (event.actor_id, event.school_id, event.codes) == (hr.pk, school.pk, {"format": "xlsx", "rows": 1})
    assert browser_of(hr).post(url, {"format": "exe"}).status_code == 404
    assert browser_of(hr).get(url).status_code == 405


def test_nobody_else_takes_it_out(school, browser_of) -> None:
    url = reverse("appointments:record_export", args=[school.ref])
    for user in (hr_of(SchoolFactory()), UserFactory()):
        assert browser_of(user).post(url, {"format": "csv"}).status_code == 404
    assert not AuditEvent.objects.filter(verb="record.exported").exists()


def test_the_row_follows_the_checks_after_the_signature(browser_of) -> None:
    """A DBS result that comes after an early start stands in the record without being typed again."""
    application = accepted()
    hr, head = application.vacancy.created_by, head_of(application.vacancy.school)
    assessed(application)
    ask_dbs(application)
    open_ones = application.checks.exclude(status="not_required").exclude(code__in=["DBS", "CMP"])
    clear(application, *open_ones.values_list("code", flat=True))
    signoff.sign(application, by=head, proved=True)
    row = RecordEntry.objects.get()
    assert row.cells["DBS"]["status"] == "asked_for"
    clear(application, "DBS")
    row.refresh_from_db()
    assert (row.cells["DBS"]["status"], row.cells["DBS"]["by"]) == ("clear", "Marian Duxbury")
    event = AuditEvent.objects.filter(verb="record.check").get()
    assert (event.fields, event.actor_id) == (["DBS"], hr.pk)
    own = reverse("appointments:record_check", args=[row.school.ref, row.pk, "DBS"])
    assert browser_of(hr).get(own).url == reverse("appointments:check", args=[application.ref, "DBS"])
    with pytest.raises(StateError, match="The record follows by itself"):
        record_service.save_check(row, "DBS", by=hr, status="to_do", on=None, note="")
    record_service.save_check(row, "CD", by=hr, status="clear", on=timezone.localdate(), note="Declared")


def test_a_right_to_work_that_ran_out_is_missing_until_it_is_renewed() -> None:
    application = accepted()
    clear(application)
    signoff.sign(application, by=head_of(application.vacancy.school), proved=True)
    check = application.checks.select_related("application__vacancy__school").get(code="RTW")
    today = timezone.localdate()
    seen = {"status": "clear", "done_on": today, "evidence": "Share code", "by": application.vacancy.created_by}
    checks.record_check(check, expires_on=today, **seen)
    row = RecordEntry.objects.get()
    cell = record_table.cells_of(row)[1]
    assert (cell.state, cell.note) == ("done", f"Share code. Runs out on {plain_date(today)}")
    yesterday = today - timedelta(days=1)
    row.cells["RTW"]["until"] = yesterday.isoformat()
    cell = record_table.cells_of(row)[1]
    assert (cell.state, cell.note) == ("missing", f"Share code. Ran out on {plain_date(yesterday)}")
    checks.record_check(check, **seen)
    assert record_table.cells_of(RecordEntry.objects.get())[1].note == "Share code"
