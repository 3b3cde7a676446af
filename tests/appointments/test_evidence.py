"""Copies of evidence: their bytes decide, a scanner looks, they are encrypted, and they go in time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.utils import timezone

from applications.models import Application
from appointments.models import Check, CheckFile, RecordEntry
from appointments.services import checks, evidence
from core.models import AuditEvent, StoredFile
from core.months import months_later
from core.services import tick
from core.services.files import FileRefusedError
from core.services.holds import lift_hold, place_hold
from senco_recruit.retention.purge import purge
from tests.appointments.factories import accepted, head_of
from tests.appointments.test_views import page, signed_in
from tests.core.test_files import scanner  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\nA certificate\n%%EOF\n"


@pytest.fixture
def no_second_factor(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def check(code: str, **columns: object) -> Check:
    application = accepted(**columns)
    return application.checks.select_related("application__vacancy__school").get(code=code)


def upload(content: bytes = PDF, name: str = "copy.pdf") -> ContentFile:
    return ContentFile(content, name=name)


def test_a_copy_is_kept_encrypted_and_each_reading_is_recorded(settings) -> None:
    row = check("ID")
    copy = evidence.add_copy(row, upload(), by=row.application.vacancy.created_by)
    assert b"certificate" not in copy.file.file.storage.read_raw(copy.file.file.name)
    assert evidence.read_copy(copy, by=row.application.vacancy.created_by) == PDF
    assert AuditEvent.objects.filter(verb="file.read").count() == 1
    assert copy.delete_after is None


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ\x90\x00 not a document", "passport.pdf", "must be PDF or PNG or JPEG"),
        (b"", "passport.pdf", "empty"),
        (b"plain words", "passport.pdf", "must be PDF"),
        (b"PK\x03\x04 a zip", "passport.docx", "must be PDF"),
    ],
)
def test_the_bytes_decide_not_the_name_and_the_refusal_stands_beside_the_field(
    content: bytes, name: str, says: str, no_second_factor
) -> None:
    row = check("ID")
    browser = signed_in(row.application.vacancy.created_by)
    response = browser.post(page("check_copy_add", row.application.ref, "ID"), {"file": upload(content, name)})
    text = response.content.decode()
    assert says in text
    assert response.context["form"].errors.keys() == {"file"}
    assert not StoredFile.objects.exists()


def test_an_infected_file_is_refused(scanner) -> None:  # noqa: F811
    row = check("ID")
    seen, answers = scanner
    answers.append(b"stream: Eicar-Test FOUND\0")
    with pytest.raises(FileRefusedError, match="virus"):
        evidence.add_copy(row, upload(), by=row.application.vacancy.created_by)
    assert seen == [PDF]
    assert not CheckFile.objects.exists()


def test_a_scanner_that_does_not_answer_takes_nothing_in(settings) -> None:
    row = check("ID")
    settings.UPLOAD_SCANNER = "127.0.0.1:1"
    with pytest.raises(FileRefusedError, match="just now"):
        evidence.add_copy(row, upload(), by=row.application.vacancy.created_by)
    assert not StoredFile.objects.exists()


def test_production_takes_no_copy_without_a_scanner(settings, no_second_factor) -> None:
    row = check("ID")
    settings.UPLOADS_NEED_SCANNER = True
    with pytest.raises(FileRefusedError, match="take none"):
        evidence.add_copy(row, upload(), by=row.application.vacancy.created_by)
    browser = signed_in(row.application.vacancy.created_by)
    assert browser.get(page("check_copy_add", row.application.ref, "ID")).status_code == 404
    assert "Add a copy" not in browser.get(page("check", row.application.ref, "ID")).content.decode()
    assert [w.id for w in run_checks(include_deployment_checks=True) if w.id == "appointments.W001"] != []
    settings.UPLOAD_SCANNER = "clamd:3310"
    assert [w.id for w in run_checks(include_deployment_checks=True) if w.id == "appointments.W001"] == []


def test_a_dbs_copy_goes_after_six_months_and_not_before() -> None:
    row = check("DBS")
    copy = evidence.add_copy(row, upload(), by=row.application.vacancy.created_by)
    name, storage = copy.file.file.name, copy.file.file.storage
    assert copy.delete_after is not None
    days = (copy.delete_after - timezone.localdate()).days
    assert 180 <= days <= 184
    tick.run(timezone.now() + timedelta(days=days - 1))
    assert storage.exists(name)
    tick.run(timezone.now() + timedelta(days=days + 1))
    assert not CheckFile.objects.exists()
    assert not StoredFile.objects.filter(pk=copy.file_id).exists()


def copies_on_file(left_on: date) -> Application:
    """Somebody who started, with copies of each kind, and left."""
    application = accepted()
    Application.objects.filter(pk=application.pk).update(state=Application.State.STARTED)
    for row in application.checks.select_related("application__vacancy__school").filter(code__in=["ID", "RTW", "QTS"]):
        evidence.add_copy(row, upload(), by=application.vacancy.created_by)
    RecordEntry.objects.create(
        school=application.vacancy.school, application=application, surname="Larkfield", job_title="SENCo",
        starts_on=left_on - timedelta(days=400), left_on=left_on,
    )  # fmt: skip
    return application


def kept_after(application: Application, months: int, left_on: date) -> set[str]:
    """What is left of the copies so long after leaving, once the night's purge was there."""
    at = datetime.combine(months_later(left_on, months), time(3), tzinfo=timezone.get_default_timezone())
    list(purge(at + timedelta(days=1)))
    return set(CheckFile.objects.filter(check_row__application=application).values_list("check_row__code", flat=True))


def test_a_right_to_work_goes_two_years_after_leaving_and_the_rest_with_the_file() -> None:
    left_on = timezone.localdate()
    application = copies_on_file(left_on)
    assert kept_after(application, 23, left_on) == {"ID", "RTW", "QTS"}
    assert kept_after(application, 24, left_on) == {"ID", "QTS"}
    assert kept_after(application, 71, left_on) == {"ID", "QTS"}
    assert kept_after(application, 72, left_on) == set()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("on", ["application", "vacancy"])
def test_a_legal_hold_keeps_every_copy_but_that_of_a_dbs_certificate(on: str) -> None:
    left_on = timezone.localdate()
    application = copies_on_file(left_on)
    hr = application.vacancy.created_by
    dbs = application.checks.select_related("application__vacancy__school").get(code="DBS")
    evidence.add_copy(dbs, upload(), by=hr)
    subject = application if on == "application" else application.vacancy
    hold = place_hold(subject, by=hr, reason="A claim is expected.", school_id=application.vacancy.school_id)
    tick.run(timezone.now() + timedelta(days=190))  # guidance gives no exception for a claim
    assert kept_after(application, 80, left_on) == {"ID", "RTW", "QTS"}
    lift_hold(hold, by=hr, reason="Settled.")
    assert kept_after(application, 80, left_on) == set()


def test_copies_of_somebody_who_did_not_get_the_post_go_with_the_recruitment() -> None:
    row = check("ID")
    evidence.add_copy(row, upload(), by=row.application.vacancy.created_by)
    Application.objects.update(state=Application.State.NOT_APPOINTED)
    assert kept_after(row.application, 11, timezone.localdate()) == {"ID"}
    assert kept_after(row.application, 13, timezone.localdate()) == set()


def test_its_bytes_go_with_it(django_capture_on_commit_callbacks) -> None:
    row = check("DBS")
    copy = evidence.add_copy(row, upload(), by=row.application.vacancy.created_by)
    name, storage = copy.file.file.name, copy.file.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        evidence.delete_copy(copy, by=None)
    assert not storage.exists(name)


def test_of_health_searches_and_declarations_no_copy_is_kept() -> None:
    row = check("MED")
    with pytest.raises(FileRefusedError, match="No copy"):
        evidence.add_copy(row, upload(), by=row.application.vacancy.created_by)


def test_the_candidate_sends_what_was_asked_and_hr_reads_it(no_second_factor) -> None:
    row = check("QTS")
    application, hr = row.application, row.application.vacancy.created_by
    url = page("my_copy", application.ref, "QTS")
    browser = signed_in(application.candidate)
    assert browser.get(url).status_code == 404  # not asked for
    checks.ask_candidate(application, codes=["QTS", "ID"], by=hr)
    assert browser.get(page("my_copy", application.ref, "ID")).status_code == 404  # the original is shown
    assert "Send a copy" in browser.get(page("my_checks", application.ref)).content.decode()
    refused = browser.post(url, {"file": upload(b"words", "a.pdf")})
    assert "must be PDF" in refused.content.decode()
    assert browser.post(url, {"file": upload()}).status_code == 302
    row.refresh_from_db()
    assert row.status == Check.Status.RECEIVED
    copy = row.files.get()
    assert copy.by_candidate is True
    own = page("check_copy", application.ref, "QTS", copy.pk)
    assert browser.get(own).status_code == 404
    assert signed_in(head_of(application.vacancy.school)).get(own).status_code == 404
    given = signed_in(hr).get(own)
    assert given.content == PDF
    assert given["Content-Disposition"].startswith("attachment")
    signed_in(hr).post(own)
    assert not row.files.exists()


def test_six_months_are_calendar_months() -> None:
    assert evidence.delete_after("RTW") is None
    found = evidence.delete_after("DBS")
    assert isinstance(found, date)
    assert (found.month - timezone.localdate().month) % 12 == 6
