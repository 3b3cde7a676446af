"""Forms: what is wrong is said beside its field, and what may stay empty in a draft may."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.vacancies.factories import CriterionFactory, VacancyFactory
from vacancies.beginnings import Beginnings
from vacancies.forms.criteria import CriterionForm, DutiesForm, RowsForm
from vacancies.forms.packs import PackForm
from vacancies.forms.start import StartForm

NOTHING = Beginnings([("", "Choose")], [("", "Choose")])
DIGEST = "0123456789abcdef"


# --- start and pack ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("", "Enter a job title"),
        ("SEN", "A job title must be 4 characters or more. It has 3"),
        ("S" * 76, "A job title must be 75 characters or fewer. It has 76"),
        ("<b>SENCo</b>", "Job title must not contain < or >"),
    ],
)
def test_a_title(title, says):
    form = StartForm({"title": title, "key": "abc"}, schools=[], beginnings=NOTHING)
    assert form.errors["title"] == [says]


@pytest.mark.django_db
def test_one_school_is_not_asked_for_and_another_ones_is_refused():
    mine, other, theirs = (VacancyFactory().school for _ in range(3))
    alone = StartForm({"title": "SENCo", "key": "abc", "school": theirs.ref}, schools=[mine], beginnings=NOTHING)
    assert alone.is_valid()
    assert alone.chosen == mine
    both = StartForm({"title": "SENCo", "key": "abc", "school": theirs.ref}, schools=[mine, other], beginnings=NOTHING)
    assert list(both.errors) == ["school"]


def test_neither_file_nor_text():
    assert PackForm({"key": "abc"}, {}).errors == {"file": ["Choose a file, or paste the text in the box below"]}


def test_both_file_and_text():
    form = PackForm({"text": "Duties", "key": "abc"}, {"file": SimpleUploadedFile("pack.txt", b"Duties")})
    assert list(form.errors) == ["text"]


def test_a_file_over_the_limit():
    form = PackForm({"key": "abc"}, {"file": SimpleUploadedFile("pack.docx", b"0" * (10 * 1024 * 1024 + 1))})
    assert form.errors["file"] == ["The file must be smaller than 10MB. Take out pictures, or paste the text"]


# --- criteria and duties ---------------------------------------------------------------------------------------------


def test_rows_need_ticks_and_something_to_change():
    assert set(RowsForm({}).errors) == {"rows", "importance"}
    form = RowsForm({"rows": [f"12:{DIGEST}"], "importance": "essential"})
    assert form.is_valid()
    assert form.chosen(form.cleaned_data) == {12: DIGEST}


@pytest.mark.parametrize("row", ["x", "12", "12:zz", "12:0123456789ABCDEF", f"12:{DIGEST}x"])
def test_a_row_that_is_no_row_counts_as_none(row):
    assert list(RowsForm({"rows": [row], "importance": "essential"}).errors) == ["rows"]


@pytest.mark.django_db
@pytest.mark.parametrize(("which", "expected"), [("all", 3), ("importance", 1), ("methods", 2)])
def test_rows_by_what_they_lack(which, expected):
    vacancy = VacancyFactory()
    for importance, methods in (("essential", ""), ("", "task"), ("desirable", "")):
        CriterionFactory(vacancy=vacancy, importance=importance, methods=methods)
    form = RowsForm({"which": which, "importance": "essential"}, rows=vacancy.criteria.all())
    assert form.is_valid()
    chosen = form.chosen(form.cleaned_data)
    assert (len(chosen), set(chosen.values())) == (expected, {None})


def test_a_criterion_of_ten_thousand_characters():
    form = CriterionForm({"text": "a" * 10_000, "scoring": "scored"})
    assert form.errors["text"] == ["The criterion must be 2000 characters or fewer. It has 10000"]


def test_a_criterion_is_one_line():
    form = CriterionForm({"text": "Knows\nthe   Code", "scoring": "scored"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "Knows the Code"


def test_duties_are_lines_without_bullets():
    form = DutiesForm({"duties": "• Train staff\n\n- Meet parents\n  1-to-1 work\n"})
    assert form.is_valid()
    assert form.cleaned_data["duties"] == ["Train staff", "Meet parents", "1-to-1 work"]


@pytest.mark.parametrize(
    ("duties", "says"),
    [
        ("", "Enter at least one duty"),
        ("•\n-", "Enter at least one duty"),
        ("x\n" * 201, "A heading holds at most 200 duties. It has 201"),
    ],
)
def test_duties_that_are_refused(duties, says):
    assert DutiesForm({"duties": duties}).errors["duties"] == [says]
