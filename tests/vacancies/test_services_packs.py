"""Bringing a pack into a draft."""

from __future__ import annotations

import socket
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document

from core.models import AuditEvent, StoredFile
from tests.factories import UserFactory
from tests.vacancies.factories import VacancyFactory, ready_vacancy
from vacancies.models import ImportedPack, Scoring, Vacancy
from vacancies.packs import PackRefused, read_text
from vacancies.services import packs
from vacancies.services.packs import LEASE, ask, import_pack, read_waiting, settle

pytestmark = pytest.mark.django_db

HEAD = "Requirements (E = Essential; D = Desirable)\t\tE\tD\tAssessed by"
PACK = f"""Person Specification

Special Educational Needs Co-ordinator (SENCo)

{HEAD}
1. QUALIFICATIONS\t\t\t\t
1.1\tQualified teacher status\t✓\t\tApplication & certificates
2. EXPERIENCE\t\t\t\t
2.1\tHas taught pupils with a range of special educational needs well\t✓\t\tApplication & interview
2.2\tHas led a group of adults in a school\t\t✓\tApplication & references

Job Description

Special Educational Needs Co-ordinator (SENCo)

Reporting to:\tHeadteacher
Responsible for:\tTeaching assistants

MAIN DUTIES

Leading provision

- Keep the SEND register and provision map accurate and useful to teachers
- Co-ordinate requests for education, health and care needs assessments
"""


def as_docx() -> bytes:
    document = Document()
    document.add_heading("Person specification", level=1)
    table = document.add_table(rows=1, cols=4)
    for cell, words in zip(table.rows[0].cells, ("Criterion", "E", "D", "Assessed by"), strict=True):
        cell.text = words
    for words, essential in (("Qualified teacher status", True), ("Has led a team of adults", False)):
        cells = table.add_row().cells
        cells[0].text, cells[3].text = words, "Application"
        cells[1 if essential else 2].text = "✓"
    data = BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.fixture
def hr():
    return UserFactory()


def rows(vacancy: Vacancy) -> list[tuple[str, str, str, str, str]]:
    return [
        (row.section.name, row.number, row.text, row.importance, row.methods) for row in vacancy.criteria.in_order()
    ]


def test_pasted_text_becomes_criteria_and_duties(hr):
    vacancy = VacancyFactory(bare=True, reports_to="")
    import_pack(vacancy, by=hr, text=PACK)
    assert [(number, importance, methods) for _, number, _, importance, methods in rows(vacancy)] == [
        ("1.1", "essential", "application,certificates"),
        ("2.1", "essential", "application,interview"),
        ("2.2", "desirable", "application,references"),
    ]
    assert vacancy.criteria.get(number="1.1").scoring == Scoring.PASS_FAIL
    assert vacancy.criteria.get(number="2.1").scoring == Scoring.SCORED
    assert [len(part.duties.all()) for part in vacancy.duty_sections.all()] == [2]
    vacancy.refresh_from_db()
    assert (vacancy.reports_to, vacancy.responsible_for) == ("Headteacher", "Teaching assistants")


def test_what_somebody_typed_stays(hr):
    vacancy = VacancyFactory(reports_to="Deputy headteacher")
    import_pack(vacancy, by=hr, text=PACK)
    vacancy.refresh_from_db()
    assert vacancy.reports_to == "Deputy headteacher"


def test_a_second_pack_takes_the_place_of_the_first(hr):
    vacancy = ready_vacancy()
    for _ in range(2):
        import_pack(vacancy, by=hr, text=PACK)
    assert len(rows(vacancy)) == 3
    assert vacancy.criterion_sections.count() == 2
    assert vacancy.duty_sections.count() == 1
    assert vacancy.packs.count() == 2


def test_the_source_and_what_was_read_are_kept(hr):
    vacancy = VacancyFactory(bare=True)
    imported = import_pack(vacancy, by=hr, text=PACK)
    stored = ImportedPack.objects.get(pk=imported.pk)
    assert stored.source_text == PACK
    assert stored.result["expect"] == "parsed"
    assert stored.imported_by == hr
    event = AuditEvent.objects.get(verb="vacancy.pack_imported")
    assert event.codes == {"criteria": 3, "warnings": 0}


def test_a_word_file_is_kept_encrypted_with_its_words_beside_it(hr, settings):
    vacancy = VacancyFactory(bare=True)
    data = as_docx()
    imported = import_pack(vacancy, by=hr, data=data, filename="SENCo pack.docx")
    assert [row[2:4] for row in rows(vacancy)] == [
        ("Qualified teacher status", "essential"),
        ("Has led a team of adults", "desirable"),
    ]
    assert imported.file is not None
    assert (imported.file.name, imported.file.size) == ("SENCo pack.docx", len(data))
    assert imported.file.file.open().read() == data
    on_disk = Path(settings.MEDIA_ROOT, imported.file.file.name).read_bytes()
    assert not on_disk.startswith(b"PK")
    line = imported.source[vacancy.criteria.get(text="Qualified teacher status").place]
    assert "Qualified teacher status" in line
    assert "✓" in line


def test_a_text_file_is_read_as_pasted_text_is(hr):
    vacancy, other = VacancyFactory(bare=True), VacancyFactory(bare=True)
    import_pack(vacancy, by=hr, data=PACK.encode("utf-16"), filename="pack.txt")
    import_pack(other, by=hr, text=PACK)
    assert rows(vacancy) == rows(other)


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "pack.docx"), (b"%PDF-1.7", "pack.pdf"), (b"PK\x03\x04rubbish", "pack.docx")]
)
def test_a_refused_file_leaves_nothing(hr, data, name):
    vacancy = ready_vacancy()
    before = rows(vacancy)
    with pytest.raises(PackRefused):
        import_pack(vacancy, by=hr, data=data, filename=name)
    assert rows(vacancy) == before
    assert not StoredFile.objects.exists()
    assert not ImportedPack.objects.exists()
    assert not AuditEvent.objects.filter(verb="vacancy.pack_imported").exists()


def test_a_way_to_assess_that_is_not_ours_is_left_out_with_a_warning(hr):
    vacancy = VacancyFactory(bare=True)
    lines = ("1.1\tTeaches well\t✓\t\tLesson observation", "1.2\tHolds QTS\t✓\t\tApplication")
    text = "\n".join(("Person specification", "", HEAD, *lines))
    imported = import_pack(vacancy, by=hr, text=text)
    assert "other_methods" in imported.warnings
    assert [row[4] for row in rows(vacancy)] == ["", "application"]


def test_settle_takes_a_warning_off_and_leaves_what_was_read(hr):
    vacancy = VacancyFactory(bare=True)
    imported = import_pack(vacancy, by=hr, text="Person specification\n\nEssential\n\n- Qualified teacher status\n")
    assert "no_job_description" in imported.warnings
    for _ in range(2):
        settle(imported, codes=frozenset({"no_job_description"}), by=hr)
    stored = ImportedPack.objects.get(pk=imported.pk)
    assert "no_job_description" not in stored.warnings
    assert "no_job_description" in stored.result["warnings"]
    assert AuditEvent.objects.filter(verb="vacancy.pack_settled").count() == 1


@pytest.mark.parametrize(("days", "taken"), [(30, True), (-30, False)])
def test_a_closing_time_to_come_is_taken_and_one_that_has_passed_is_not(hr, days, taken):
    vacancy = VacancyFactory(bare=True)
    day = timezone.localdate() + timedelta(days=days)
    words = f"Closing date: {day:%A} {day.day} {day:%B %Y} at 12 noon\n\n{PACK}"
    import_pack(vacancy, by=hr, text=words)
    vacancy.refresh_from_db()
    closes = timezone.localtime(vacancy.closes_at) if vacancy.closes_at else None
    assert (closes and (closes.date(), closes.hour)) == ((day, 12) if taken else None)


def test_a_file_that_cannot_be_scanned_is_not_opened(hr, settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        settings.UPLOAD_SCANNER = f"127.0.0.1:{taken.getsockname()[1]}"
        vacancy = VacancyFactory(bare=True)
        with pytest.raises(PackRefused, match="Paste the text"):
            import_pack(vacancy, by=hr, data=as_docx(), filename="pack.docx")
    assert not StoredFile.objects.exists()
    assert rows(vacancy) == []


# --- asked for by a page, read by a worker ---------------------------------------------------------------------------


def test_a_pack_that_is_asked_for_waits_with_its_bytes_encrypted_and_is_read_once(hr, settings):
    vacancy, data = VacancyFactory(bare=True), as_docx()
    pack = ask(vacancy, by=hr, key="one", data=data, filename="SENCo pack.docx")
    assert (pack.state, rows(vacancy)) == ("waiting", [])
    on_disk = Path(settings.MEDIA_ROOT, pack.file.file.name).read_bytes()
    assert not on_disk.startswith(b"PK")
    assert (read_waiting(), read_waiting()) == (1, 0)
    pack.refresh_from_db()
    assert (pack.state, pack.tries, len(rows(vacancy))) == ("read", 1, 2)
    assert {row.source for row in vacancy.criteria.all()} == {pack}


def test_asked_twice_it_is_one(hr):
    vacancy = VacancyFactory(bare=True)
    first, second = (ask(vacancy, by=hr, key="one", text=PACK) for _ in range(2))
    assert first == second
    assert AuditEvent.objects.filter(verb="vacancy.pack_asked").count() == 1


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "pack.docx"), (b"%PDF-1.7", "pack.pdf"), (b"PK\x03\x04rubbish", "pack.docx")]
)
def test_a_file_that_the_reader_refuses_leaves_a_message_and_nothing_of_the_file(
    hr, settings, data, name, django_capture_on_commit_callbacks
):
    vacancy = ready_vacancy()
    before = rows(vacancy)
    pack = ask(vacancy, by=hr, key="one", data=data, filename=name)
    with django_capture_on_commit_callbacks(execute=True):
        read_waiting()
    pack.refresh_from_db()
    assert pack.state == "refused"
    assert len(pack.refusal) > 30
    assert (pack.file, pack.source_text, pack.result) == (None, "", {})
    assert not StoredFile.objects.exists()
    assert not [file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()]
    assert rows(vacancy) == before


def test_what_a_killed_worker_had_claimed_is_read_after_its_lease(hr):
    vacancy = VacancyFactory(bare=True)
    pack = ask(vacancy, by=hr, key="one", text=PACK)
    now = timezone.now()
    ImportedPack.objects.filter(pk=pack.pk).update(state="reading", claimed_at=now, tries=1)  # and it dies
    assert read_waiting(now) == 0
    assert read_waiting(now + LEASE + timedelta(seconds=1)) == 1
    pack.refresh_from_db()
    assert (pack.state, pack.tries, len(rows(vacancy))) == ("read", 2, 3)


def test_a_pack_that_kills_every_worker_is_refused_in_the_end(hr):
    vacancy = VacancyFactory(bare=True)
    pack = ask(vacancy, by=hr, key="one", data=as_docx(), filename="pack.docx")
    now = timezone.now()
    ImportedPack.objects.filter(pk=pack.pk).update(state="reading", claimed_at=now, tries=3)
    assert read_waiting(now + LEASE + timedelta(seconds=1)) == 1
    pack.refresh_from_db()
    assert (pack.state, pack.file) == ("refused", None)
    assert "Upload the job description" in pack.refusal


def test_a_worker_that_comes_back_late_changes_nothing(hr):
    vacancy = VacancyFactory(bare=True)
    pack = ask(vacancy, by=hr, key="one", text=PACK)
    late = ImportedPack.objects.get(pk=pack.pk)
    late.claimed_at = timezone.now() - LEASE
    ImportedPack.objects.filter(pk=pack.pk).update(state="reading", claimed_at=timezone.now())
    packs._take(late, read_text(PACK))
    packs._refuse(late, "Too late")
    pack.refresh_from_db()
    assert (pack.state, pack.refusal, rows(vacancy)) == ("reading", "", [])


def test_a_pack_of_a_vacancy_that_was_withdrawn_meanwhile_is_refused(hr):
    vacancy = VacancyFactory(bare=True)
    pack = ask(vacancy, by=hr, key="one", text=PACK)
    Vacancy.objects.filter(pk=vacancy.pk).update(state="withdrawn")
    assert read_waiting() == 1
    pack.refresh_from_db()
    assert (pack.state, rows(vacancy)) == ("refused", [])


def test_more_criteria_than_a_vacancy_holds_are_refused(hr):
    lines = "".join(f"- Knows the rules of topic {n} well\n" for n in range(401))
    vacancy = ready_vacancy()
    with pytest.raises(PackRefused, match="at most 400"):
        import_pack(vacancy, by=hr, text=f"Person specification\n\nEssential\n\n{lines}")
    assert len(rows(vacancy)) == 8


def test_adding_keeps_what_is_there_and_brings_nothing_twice(hr):
    vacancy = VacancyFactory(bare=True)
    import_pack(vacancy, by=hr, text=PACK)
    import_pack(vacancy, by=hr, text=f"{PACK}- Lead the team of teaching assistants well\n", how="add")
    assert len(rows(vacancy)) == 3
    assert [len(part.duties.all()) for part in vacancy.duty_sections.all()] == [2, 1]
    assert vacancy.packs.in_use().count() == 2


def test_replacing_sets_the_earlier_pack_aside(hr):
    vacancy = VacancyFactory(bare=True)
    first = import_pack(vacancy, by=hr, text=PACK)
    second = import_pack(vacancy, by=hr, text=PACK.replace("2.2", "2.3"))
    assert list(vacancy.packs.in_use()) == [second]
    first.refresh_from_db()
    assert first.state == "set_aside"


def test_refused_text_is_forgotten_after_a_day(hr):
    vacancy = VacancyFactory(bare=True)
    ask(vacancy, by=hr, key="one", text="12 34")
    read_waiting()
    read_waiting(timezone.now() + timedelta(hours=23))
    assert vacancy.packs.get().state == "refused"
    read_waiting(timezone.now() + timedelta(hours=25))
    assert not vacancy.packs.exists()
