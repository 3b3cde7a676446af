"""The record beside recruiting: people written by hand, a school's own spreadsheet, filters, layouts."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import School
from appointments import record_questions, record_table
from appointments.models import RecordEntry, RecordImport
from appointments.record_headings import guess
from appointments.record_reading import read_sheet, take
from appointments.services import record as services
from appointments.services import record_import
from core.models import AuditEvent, StoredFile
from core.states import StateError
from tests.appointments.factories import hr_of
from tests.appointments.sheets import ADA, HEADINGS, excel
from tests.at_once import at_once
from tests.factories import SchoolFactory
from tests.markup import Markup

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def school() -> School:
    return SchoolFactory(name="Alderbrook High School")


@pytest.fixture
def hr(school, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    user = hr_of(school)
    client.force_login(user)
    return user


def person(school: School, surname: str = "Wren", **more: object) -> RecordEntry:
    return RecordEntry.objects.create(
        school=school, surname=surname, **{"job_title": "Teacher", "starts_on": date(2019, 9, 1), **more}
    )


# --- taking in -------------------------------------------------------------------------------------------------


def test_our_own_export_is_read_back(school, hr):
    entry = person(school, forenames="Ada", date_of_birth=date(1980, 2, 3))
    services.save_check(entry, "DBS", by=hr, status="clear", on=date(2019, 8, 1), note="Seen")
    sheet = read_sheet(services.export(school, kind="xlsx", by=hr))
    (found,) = take(sheet, guess(sheet.headings), today=TODAY).people
    assert found.cells["DBS"] == {"status": "clear", "on": "2019-08-01", "by": "Marian Duxbury", "note": "Seen"}


def upload(client, school: School, content: bytes):
    file = SimpleUploadedFile("staff.xlsx", content)
    return client.post(reverse("appointments:record_upload", args=[school.ref]), {"file": file})


def test_from_the_file_to_the_record(client, hr, school):
    person(school, "Wren", forenames="Ada", date_of_birth=date(1980, 2, 3))
    castle, wrong = ["Castle", "Bo", *ADA[2:]], ["", "Cy", *ADA[2:]]
    match = upload(client, school, excel(HEADINGS, ADA, castle, wrong)).headers["Location"]
    page = client.get(match)
    given = {name: field.value() or "" for name, field in ((f.name, f) for f in page.context["form"])}
    assert given["column_5"] == "DBS.on"
    look = client.post(match, given).headers["Location"]
    text = Markup(client.get(look).content.decode()).one("main").words
    assert "1 person can be taken in" in text
    assert "There is no surname" in text
    assert "1 is in the record already" in text
    assert RecordEntry.objects.count() == 1, "nothing before the last button"
    for _ in range(2):  # pressed twice it is once
        client.post(look)
    assert sorted(RecordEntry.objects.values_list("surname", flat=True)) == ["Castle", "Wren"]
    assert not StoredFile.objects.exists()
    assert AuditEvent.objects.get(verb="record.imported").codes == {"taken": 1, "refused": 1}


def test_two_columns_cannot_be_the_same_thing(client, hr, school):
    match = upload(
        client, school, excel(["Surname", "Name", "Post", "Start date"], ["Wren", "Ada", "Teacher", "01/09/2019"])
    )
    url = match.headers["Location"]
    given = {"column_0": "surname", "column_1": "surname", "column_2": "job_title", "column_3": ""}
    text = client.post(url, given).content.decode()
    assert "Another column is this already" in text
    assert "Say which column is “Start date”" in text


def test_a_refused_file_leaves_nothing(client, hr, school):
    text = upload(client, school, excel(HEADINGS, ADA, merge="A2:B2")).content.decode()
    assert "Cells are merged (A2:B2)" in text
    assert (StoredFile.objects.count(), RecordImport.objects.count()) == (0, 0)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_taken_in_by_two_at_once_is_once():
    school = SchoolFactory()
    hr = hr_of(school)
    row = record_import.begin(school, upload=SimpleUploadedFile("s.xlsx", excel(HEADINGS, ADA)), by=hr)
    same = RecordImport.objects.select_related("school", "file").get(pk=row.pk)
    at_once(lambda: record_import.finish(row, by=hr), lambda: record_import.finish(same, by=hr))
    assert RecordEntry.objects.count() == 1


# --- by hand -------------------------------------------------------------------------------------------------


def test_somebody_is_added_checked_and_leaves(client, hr, school):
    day = {"starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2019"}
    response = client.post(
        reverse("appointments:record_add", args=[school.ref]), {"surname": "Wren", "job_title": "Teacher", **day}
    )
    entry = RecordEntry.objects.get()
    assert response.headers["Location"] == reverse("appointments:record_person", args=[school.ref, entry.pk])
    check = reverse("appointments:record_check", args=[school.ref, entry.pk, "DBS"])
    record = Markup(client.get(reverse("appointments:record", args=[school.ref])).content.decode())
    assert [a.words for a in record.all("a", href=check)] == ["Record it: Enhanced DBS, Wren"]
    assert "Enter the day on which the check was made" in client.post(check, {"status": "clear"}).content.decode()
    when = {"on_day": "2", "on_month": "8", "on_year": "2019"}
    assert client.post(check, {"status": "clear", "note": "Certificate seen", **when}).status_code == 302
    entry.refresh_from_db()
    assert entry.cells["DBS"] == {
        "status": "clear",
        "on": "2019-08-02",
        "by": "Marian Duxbury",
        "note": "Certificate seen",
    }
    text = (
        Markup(client.get(reverse("appointments:record_person", args=[school.ref, entry.pk])).content.decode())
        .one("main")
        .words
    )
    assert "Recorded a check" in text
    yesterday = timezone.localdate() - timedelta(days=1)
    left = {"left_on_day": yesterday.day, "left_on_month": yesterday.month, "left_on_year": yesterday.year}
    client.post(reverse("appointments:record_left", args=[school.ref, entry.pk]), left)
    assert record_table.rows_of(school) == []


def test_that_somebody_reads_a_day_of_birth_is_recorded(client, hr, school):
    known, unknown = person(school, date_of_birth=date(1980, 2, 3)), person(school, "Castle")
    for entry in (known, unknown):
        for name in ("record_person", "record_change"):
            client.get(reverse(f"appointments:{name}", args=[school.ref, entry.pk]))
    read = AuditEvent.objects.filter(verb="record.read")
    assert [(event.subject_id, event.actor_id) for event in read] == [(known.pk, hr.pk)] * 2


def test_nobody_records_their_own_checks(school, hr):
    own = person(school, "Duxbury", forenames="Marian")
    with pytest.raises(StateError, match="Nobody records their own"):
        services.save_check(own, "DBS", by=hr, status="clear", on=TODAY, note="")
    with pytest.raises(StateError, match="Nobody records their own"):
        services.save_person(school, by=hr, surname="Duxbury", forenames="Marian", job_title="HR", starts_on=TODAY)


def test_another_schools_rows_do_not_exist(client, hr, school):
    other = person(SchoolFactory(name="Fallowfield Grange"))
    for name, more in (("record_person", []), ("record_change", []), ("record_left", []), ("record_check", ["DBS"])):
        assert client.get(reverse(f"appointments:{name}", args=[school.ref, other.pk, *more])).status_code == 404


# --- filters and layouts -------------------------------------------------------------------------------------


def cells(**states: str) -> dict[str, dict[str, str | None]]:
    return {code: {"status": status, "on": None, "by": None, "note": ""} for code, status in states.items()}


def test_what_an_inspector_asks(school):
    clear = {"status": "clear", "on": "2019-08-01", "by": "MD", "note": ""}
    late = {**clear, "on": "2019-12-01"}
    person(school, "Early", cells={"DBS": clear})
    person(school, "Late", cells={"DBS": late})
    person(school, "New", starts_on=TODAY, cells={"DBS": clear, "OS": {"status": "asked_for"}})
    person(school, "Soon", starts_on=TODAY + timedelta(days=30), cells=cells(S128="to_do"))
    rows = record_table.rows_of(school)

    def found(ask: str, name: str = "") -> list[str]:
        return [row.entry.surname for row in record_questions.narrowed(rows, ask=ask, name=name, today=TODAY)]

    counts = {ask.code: count for ask, count in record_questions.counted(rows, TODAY)}
    assert (counts["before-dbs"], counts["this-year"], counts["missing"]) == (1, 2, len(found("missing")))
    assert found("before-dbs") == ["Late"]
    assert found("this-year") == ["New", "Soon"]
    assert found("not-started") == ["Soon"]
    assert found("overseas") == ["New"]
    assert found("s128") == ["Soon"]
    assert found("waiting") == ["New"]
    assert found("", "lat") == ["Late"]
    assert len(found("no-such-question")) == 4


def test_the_page_shows_who_fits(client, hr, school):
    person(school, "Wren")
    person(school, "Castle", job_title="Caretaker")
    text = (
        Markup(client.get(reverse("appointments:record", args=[school.ref]), {"name": "care"}).content.decode())
        .one("main")
        .words
    )
    assert "Found (1)" in text
    assert "Castle" in text


def test_five_hundred_people_open_in_as_many_queries_as_one(client, hr, school, django_assert_num_queries):
    url = reverse("appointments:record", args=[school.ref])
    person(school)
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url)
    RecordEntry.objects.bulk_create(
        RecordEntry(school=school, surname=f"Wren{n}", job_title="Teacher", starts_on=TODAY) for n in range(499)
    )
    with django_assert_num_queries(8):
        assert client.get(url).content.decode().count("Wren") >= 500


def test_another_systems_layout(client, hr, school):
    person(school, "=Wren", forenames="Ada")
    url = reverse("appointments:record_layout", args=[school.ref])
    wrong = client.post(url, {"name": "MIS", "days": "%d/%m/%Y", "columns": "Shoe size = Size"}).content.decode()
    assert "“Shoe size” is not a column of the record" in wrong
    lines = "Start date = Date of arrival\nSurname = Legal surname"
    assert client.post(url, {"name": "MIS", "days": "%d/%m/%Y", "columns": lines}).status_code == 302
    layout = school.record_layouts.get()
    response = client.post(
        reverse("appointments:record_export", args=[school.ref]), {"format": "csv", "layout": layout.pk}
    )
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [["Date of arrival", "Legal surname"], ["01/09/2019", "'=Wren"]]
