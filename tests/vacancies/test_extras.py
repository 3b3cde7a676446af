"""Statements of the school's own, level tables and documents."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from core.models import StoredFile
from core.states import StateError
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import hr_of, published_vacancy, ready_vacancy
from tests.vacancies.test_pages_saving import errors, typed, url
from vacancies.services.extras import (
    MOST_STATEMENTS,
    add_document,
    delete_extra,
    save_level_table,
    save_statement,
    table_values,
)

pytestmark = pytest.mark.django_db
TEXT = "<script>alert(1)</script> =1+1 & “quoted”"
LIST_QUERIES = {"more": 8, "levels": 9, "documents": 8}
PDF = b"%PDF-1.4 a letter"


def pdf(content: bytes = PDF, name: str = "letter.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def word() -> SimpleUploadedFile:
    made = io.BytesIO()
    Document().save(made)
    return SimpleUploadedFile("letter.docx", made.getvalue())


def test_a_statement_is_added_changed_and_deleted(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    assert hr_client.post(url("more_add", vacancy), {"heading": "Data", "text": TEXT}).headers["Location"] == url(
        "more", vacancy
    )
    hr_client.post(url("more_add", vacancy), {"heading": "Data", "text": TEXT})  # sent twice
    row = vacancy.further_statements.get()
    assert row.text == TEXT
    sent = typed(hr_client, url("more_edit", vacancy, row.pk), heading="Your data")
    hr_client.post(url("more_edit", vacancy, row.pk), sent)
    row.refresh_from_db()
    assert (row.heading, row.text) == ("Your data", TEXT)
    for page in ("more", "preview"):
        html = hr_client.get(url(page, vacancy)).content.decode()
        assert "Your data" in html
        assert "<script>alert(1)" not in html
    hr_client.post(url("more_delete", vacancy, row.pk))
    assert not vacancy.further_statements.exists()
    assert hr_client.post(url("more_delete", vacancy, row.pk)).status_code == 404


def test_the_second_of_two_is_shown_both_statements(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    row = save_statement(vacancy, by=hr, heading="Data", text="First")
    address = url("more_edit", vacancy, row.pk)
    mine = typed(hr_client, address, text="Mine")
    other = client_of(hr_of(school, name="Colin Thackray"))
    other.post(address, typed(other, address, text="Theirs"))
    page = hr_client.post(address, mine).content.decode()
    assert "Colin Thackray saved this at" in page
    assert "Theirs" in page
    again = {**mine, "seen": Markup(page).one("input", name="seen")["value"]}
    assert hr_client.post(address, again).status_code == 302
    row.refresh_from_db()
    assert row.text == "Mine"


def test_a_table_of_levels(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = {
        "title": "Levels of payment", "intro": "All keep up to date.", "post_0": "Subject leader", "level_0": "TLR 2",
        "duties_0": "Leads a subject\nChecks its plans", "post_1": "SENCo", "level_1": "TLR 2, SEN", "duties_1": TEXT,
    }  # fmt: skip
    assert hr_client.post(url("levels_add", vacancy), sent).status_code == 302
    hr_client.post(url("levels_add", vacancy), sent)  # sent twice
    table = vacancy.level_tables.get()
    assert [row.post for row in table.rows.all()] == ["Subject leader", "SENCo"]
    shown = typed(hr_client, url("levels_edit", vacancy, table.pk))
    assert shown["duties_0"].replace("\r\n", "\n") == "Leads a subject\nChecks its plans"
    emptied = {**shown, "post_0": "", "level_0": "", "duties_0": "", "post_2": "Deputy"}
    hr_client.post(url("levels_edit", vacancy, table.pk), emptied)
    assert [row.post for row in vacancy.level_tables.get().rows.all()] == ["SENCo", "Deputy"]


def test_a_table_without_rows_and_one_of_ten_thousand_characters(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    assert errors(hr_client.post(url("levels_add", vacancy), {"title": "Levels"})) == ["Fill in at least one row"]
    response = hr_client.post(url("levels_add", vacancy), {"title": "Levels", "duties_0": "a" * 10_000})
    assert errors(response) == ["Further duties must be 4000 characters or fewer. It has 10000"]
    assert "a" * 10_000 in response.content.decode()


def test_the_second_of_two_is_shown_both_tables(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    table = save_level_table(vacancy, by=hr, title="Levels", intro="", rows=[("SENCo", "TLR 2", "")])
    address = url("levels_edit", vacancy, table.pk)
    mine = typed(hr_client, address, level_0="TLR 1")
    other = client_of(hr_of(school, name="Colin Thackray"))
    other.post(address, typed(other, address, level_0="TLR 2c"))
    page = hr_client.post(address, mine).content.decode()
    assert "Colin Thackray saved this at" in page
    assert "SENCo | TLR 2c" in page
    table.refresh_from_db()
    assert table_values(table)["rows"] == [("SENCo", "TLR 2c", "")]


@pytest.mark.parametrize(("make", "kind"), [(pdf, "pdf"), (word, "docx")])
def test_a_document_is_kept_and_read_by_everybody_once_it_is_published(hr_client, client, school, hr, make, kind):
    vacancy = ready_vacancy(school, hr)
    sent = {"title": "A letter from our head", "file": make()}
    assert hr_client.post(url("documents_add", vacancy), sent).headers["Location"] == url("documents", vacancy)
    document = vacancy.documents.get()
    address = f"/jobs/{vacancy.ref}/documents/{document.pk}/"
    assert client.get(address).status_code == 404
    published = published_vacancy(school, hr)
    document.vacancy = published
    document.save()
    response = client.get(f"/jobs/{published.ref}/documents/{document.pk}/")
    assert response.headers["Content-Disposition"] == f'attachment; filename="a-letter-from-our-head.{kind}"'
    assert client.get(address).status_code == 404
    published.state = "withdrawn"
    published.save()
    assert client.get(f"/jobs/{published.ref}/documents/{document.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (pdf(b""), "The file is empty. Choose another"),
        (pdf(b"MZ program"), "The file must be PDF or Word (.docx)"),
        (pdf(b"\x89PNG\r\n\x1a\n"), "The file must be PDF or Word (.docx)"),
    ],
)
def test_a_file_of_another_kind_is_refused_beside_its_box(hr_client, school, hr, upload, says):
    upload.seek(0)
    vacancy = ready_vacancy(school, hr)
    response = hr_client.post(url("documents_add", vacancy), {"title": "A letter", "file": upload})
    assert errors(response) == [says]
    assert not StoredFile.objects.exists()


def test_the_same_title_takes_the_place_and_deleting_deletes_the_file(school, hr):
    vacancy = ready_vacancy(school, hr)
    add_document(vacancy, by=hr, upload=pdf(), title="A letter")
    document = add_document(vacancy, by=hr, upload=pdf(PDF + b" again"), title="A letter")
    assert (vacancy.documents.count(), StoredFile.objects.count()) == (1, 1)
    delete_extra(document, by=hr)
    assert (vacancy.documents.count(), StoredFile.objects.count()) == (0, 0)


def test_after_publication_nothing_is_added(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    row = vacancy.further_statements.create(heading="Data", text="Kept safely.", position=0)
    for act in (
        lambda: save_statement(vacancy, by=hr, heading="More", text="More"),
        lambda: save_level_table(vacancy, by=hr, title="Levels", intro="", rows=[("a", "", "")]),
        lambda: add_document(vacancy, by=hr, upload=pdf(), title="A letter"),
        lambda: delete_extra(row, by=hr),
    ):
        with pytest.raises(StateError, match="has been published"):
            act()
    assert not StoredFile.objects.exists()
    assert "Add a statement" not in hr_client.get(url("more", vacancy)).content.decode()


def test_there_is_a_most(school, hr):
    vacancy = ready_vacancy(school, hr)
    for n in range(MOST_STATEMENTS):
        save_statement(vacancy, by=hr, heading=f"Part {n}", text="Words")
    with pytest.raises(StateError, match="at most 20 statements"):
        save_statement(vacancy, by=hr, heading="One more", text="Words")


@pytest.mark.parametrize("name", ["more", "levels", "documents"])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_for_one_row_and_three(
    name, count, hr_client, school, hr, django_assert_num_queries
):
    vacancy = ready_vacancy(school, hr)
    for n in range(count):
        save_statement(vacancy, by=hr, heading=f"Part {n}", text="Words")
        save_level_table(vacancy, by=hr, title=f"Levels {n}", intro="", rows=[("a", "", "")])
        add_document(vacancy, by=hr, upload=pdf(), title=f"Letter {n}")
    hr_client.get(url(name, vacancy))
    with django_assert_num_queries(LIST_QUERIES[name]):
        hr_client.get(url(name, vacancy))


def test_rows_of_another_vacancy_are_not_found(hr_client, school, hr):
    mine, other = ready_vacancy(school, hr), ready_vacancy(school, hr)
    row = save_statement(other, by=hr, heading="Data", text="Words")
    assert hr_client.get(url("more_edit", mine, row.pk)).status_code == 404
    assert hr_client.post(url("more_delete", mine, row.pk)).status_code == 404
