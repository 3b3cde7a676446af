"""Forms: what is wrong is said beside its field, and what may stay empty in a draft may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.vacancies.factories import CriterionFactory, VacancyFactory, published_vacancy
from vacancies.forms.advert import DatesForm, DetailsForm
from vacancies.forms.criteria import CriterionForm, DutiesForm, RowsForm
from vacancies.forms.ending import ClosingForm, ReasonForm
from vacancies.forms.start import PackForm, StartForm
from vacancies.london import LONDON
from vacancies.models import Vacancy

DIGEST = "0123456789abcdef"
AHEAD = timezone.localdate().year + 2


def typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def dates(**days: date) -> dict[str, str]:
    return {part: text for name, day in days.items() for part, text in typed(name, day).items()}


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
    form = StartForm({"title": title, "key": "abc"}, schools=[])
    assert form.errors["title"] == [says]


@pytest.mark.django_db
def test_one_school_is_not_asked_for_and_another_ones_is_refused():
    mine, other, theirs = (VacancyFactory().school for _ in range(3))
    alone = StartForm({"title": "SENCo", "key": "abc", "school": theirs.ref}, schools=[mine])
    assert alone.is_valid()
    assert alone.chosen == mine
    both = StartForm({"title": "SENCo", "key": "abc", "school": theirs.ref}, schools=[mine, other])
    assert list(both.errors) == ["school"]


def test_neither_file_nor_text():
    assert PackForm({}, {}).errors == {"file": ["Choose a file, or paste the text in the box below"]}


def test_both_file_and_text():
    form = PackForm({"text": "Duties"}, {"file": SimpleUploadedFile("pack.txt", b"Duties")})
    assert list(form.errors) == ["text"]


def test_a_file_over_the_limit():
    form = PackForm({}, {"file": SimpleUploadedFile("pack.docx", b"0" * (10 * 1024 * 1024 + 1))})
    assert form.errors["file"] == ["The file must be smaller than 10MB. Take out pictures, or paste the text"]


# --- dates ----------------------------------------------------------------------------------------------------


def closing(day: date, at: str) -> DatesForm:
    return DatesForm({**typed("closes_on", day), "closes_time": at})


def test_an_empty_page_of_dates_is_a_draft_as_any_other():
    form = DatesForm({})
    assert form.is_valid()
    assert form.values() == {"closes_at": None, "interview_on": None, "starts_on": None}
    assert form.key_dates() == {"visits": None, "sift": None, "shortlist": None, "outcome": None}


@pytest.mark.parametrize(("month", "utc_hour"), [(1, 9), (7, 8)])
def test_a_closing_time_is_londons(month, utc_hour):
    form = closing(date(AHEAD, month, 10), "9am")
    assert form.is_valid()
    closes = form.values()["closes_at"]
    assert (closes.astimezone(LONDON).hour, closes.utctimetuple().tm_hour) == (9, utc_hour)


def last_sunday(month: int) -> date:
    last = date(AHEAD, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def test_a_time_that_the_clocks_skip():
    form = closing(last_sunday(3), "1:30am")
    assert form.errors == {
        "closes_time": ["The clocks go forward that night, so this time does not exist. Enter another time"]
    }


def test_a_time_that_comes_twice_is_the_later_one():
    form = closing(last_sunday(10), "1:30am")
    assert form.is_valid()
    assert form.values()["closes_at"].utctimetuple()[3:5] == (1, 30)


def test_midnight_is_asked_again():
    assert list(closing(date(AHEAD, 1, 10), "midnight").errors) == ["closes_time"]


def test_a_closing_time_that_has_passed():
    form = closing(timezone.localdate() - timedelta(days=1), "9am")
    assert form.errors == {"closes_on": ["The closing date and time must be in the future"]}


@pytest.mark.parametrize(
    ("data", "field"),
    [(typed("closes_on", date(AHEAD, 1, 10)), "closes_time"), ({"closes_time": "9am"}, "closes_on")],
)
def test_half_a_closing_time(data, field):
    assert list(DatesForm(data).errors) == [field]


CLOSES = date(AHEAD, 1, 10)
BEFORE, AFTER = CLOSES - timedelta(days=1), CLOSES + timedelta(days=20)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sift": BEFORE}, "sift"),
        ({"shortlist": BEFORE}, "shortlist"),
        ({"interview_on": BEFORE}, "interview_on"),
        ({"starts_on": BEFORE}, "starts_on"),
        ({"visits": CLOSES + timedelta(days=1)}, "visits"),
        ({"shortlist": AFTER, "interview_on": AFTER - timedelta(days=1)}, "interview_on"),
        ({"interview_on": AFTER, "outcome": AFTER - timedelta(days=1)}, "outcome"),
        ({"interview_on": AFTER, "starts_on": AFTER - timedelta(days=1)}, "starts_on"),
    ],
)
def test_dates_that_cross(wrong, field):
    form = DatesForm({**dates(closes_on=CLOSES, **wrong), "closes_time": "9am"})
    assert list(form.errors) == [field]


def test_dates_of_one_day_do_not_cross():
    days = dates(closes_on=CLOSES, sift=CLOSES, shortlist=CLOSES, visits=CLOSES, interview_on=AFTER, outcome=AFTER)
    assert DatesForm({**days, "closes_time": "9am"}).is_valid()


@pytest.mark.django_db
def test_once_published_the_closing_time_is_not_asked_for_and_still_counts():
    vacancy = published_vacancy()
    form = DatesForm(dates(interview_on=timezone.localdate() - timedelta(days=1)), draft=False)
    form.known = vacancy
    assert {"closes_on", "closes_time", "starts_on"}.isdisjoint(form.fields)
    assert form.errors == {"interview_on": ["Interviews must be after the closing date"]}


@pytest.mark.django_db
def test_a_later_closing_time_must_be_later():
    vacancy = published_vacancy()
    same = timezone.localdate(vacancy.closes_at)
    data = {**typed("closes_on", same), "closes_time": "12:01am", "reason": "Because"}
    assert list(ClosingForm(data, vacancy=vacancy).errors) == ["closes_on"]
    data |= typed("closes_on", same + timedelta(days=1))
    assert ClosingForm(data, vacancy=vacancy).is_valid()


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason(reason):
    assert ReasonForm({"reason": reason}).errors == {"reason": ["Say why"]}


# --- details ----------------------------------------------------------------------------------------------------


def test_only_the_title_must_be_there_in_a_draft():
    assert DetailsForm({"title": "SENCo"}).is_valid()
    assert list(DetailsForm({}).errors) == ["title"]


def test_once_published_only_visits_and_contact_are_asked_for():
    assert set(DetailsForm(draft=False).fields) == {"seen", "visits", "contact_name", "contact_email", "contact_phone"}


def test_every_field_of_the_page_is_a_column_of_the_vacancy():
    columns = {field.name for field in Vacancy._meta.fields}
    for name, field in DetailsForm.base_fields.items():
        if name == "seen":
            continue
        assert name in columns
        limit = Vacancy._meta.get_field(name).max_length
        assert limit is None or (getattr(field, "max_length", None) or 0) <= limit, name


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
    form = RowsForm({"which": which, "importance": "essential"}, criteria=vacancy.criteria.all())
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
