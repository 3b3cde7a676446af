"""Ten GCSEs are typed on one page, as people write them, and stand together wherever they are read."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from applications.models import Application, Qualification
from applications.services.sections import MOST_ITEMS
from applications.sitting import Line, read, read_line, together
from tests.applications.factories import started_application
from tests.markup import Markup

COMMON = {"kind": "GCSE or other level 2", "institution": "Pellbrook School", "awarded_year": "2008"}
LINES = "English language B\nMathematics A*\n\nScience – AA\nHistory: C\nMusic, grade B\nArt and design"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("English language 6", Line("English language", "6")),
        ("Mathematics A*", Line("Mathematics", "A*")),
        ("Combined science 6-6", Line("Combined science", "6-6")),
        ("Combined science 6 - 6", Line("Combined science", "6 - 6")),
        ("Double science AA", Line("Double science", "AA")),
        ("History: b", Line("History", "B")),
        ("Maths – 7", Line("Maths", "7")),
        ("- French\tC", Line("French", "C")),
        ("3. German, grade D", Line("German", "D")),
        ("Religious studies (short course) B", Line("Religious studies (short course)", "B")),
        ("Art (A*)", Line("Art", "A*")),
        ("ICT distinction*", Line("ICT", "Distinction*")),
        ("Music grade 5", Line("Music", "5")),
        ("Food, nutrition and health, A", Line("Food, nutrition and health", "A")),
        ("Design and technology: resistant materials B", Line("Design and technology: resistant materials", "B")),
        ("Art and design", Line("Art and design", "")),
        ("Urdu", Line("Urdu", "")),
        ("1", Line("1", "")),
        ("🙂", Line("🙂", "")),
    ],
)
def test_a_line_is_read_as_people_write_it(typed, line):
    assert read_line(typed) == line


@given(st.text())
def test_no_line_breaks_the_reading_and_none_is_dropped(text):
    assert [number for number, _ in read(text)] == [n for n, line in enumerate(text.splitlines(), 1) if line.strip()]


def test_rows_that_belong_together_stand_where_the_first_stood():
    assert together("abacb", lambda letter: None if letter == "c" else letter) == [["a", "a"], ["b", "b"], ["c"]]


@pytest.fixture
def application(client, db) -> Application:
    found = started_application()
    client.force_login(found.candidate)
    return found


def send(client, application, **boxes):
    return client.post(reverse("applications:sitting", args=[application.ref]), {**COMMON, "lines": LINES, **boxes})


def test_many_subjects_are_one_page_and_one_card(client, application):
    answer = send(client, application)
    shown = Markup(client.get(answer.url).content.decode())
    rows = application.qualifications.order_by("pk")
    assert [(row.subject, row.grade) for row in rows] == [
        ("English language", "B"), ("Mathematics", "A*"), ("Science", "AA"), ("History", "C"), ("Music", "B"),
        ("Art and design", ""),
    ]  # fmt: skip
    assert {(row.kind, row.institution, row.awarded_year) for row in rows} == {
        ("GCSE or other level 2", "Pellbrook School", 2008)
    }
    titles = [each.words for each in shown.all("h3") if each.get("class") == "govuk-summary-card__title"]
    assert titles == ["GCSE or other level 2: 6 subjects"]
    copy = client.get(reverse("applications:copy_text", args=[application.ref])).content.decode()
    assert copy.count("Pellbrook School") == 1
    assert "No grade given" in copy


def test_sent_twice_they_are_there_once(client, application):
    send(client, application)
    send(client, application)
    assert application.qualifications.count() == 6


def test_what_is_wrong_is_said_by_line_and_nothing_is_added(client, application):
    answer = send(client, application, lines="History B\n" + "x" * 200, awarded_year="2999")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2 is too long. Put each subject on a line of its own" in html
    assert "x" * 200 in html
    assert not application.qualifications.exists()
    listed = client.get(reverse("applications:qualifications", args=[application.ref])).content.decode()
    assert reverse("applications:sitting", args=[application.ref]) in listed
    assert "You started something here" in listed


def test_more_than_fit_are_refused_together(client, application):
    Qualification.objects.bulk_create(
        Qualification(application=application, kind=f"Course {n}", institution="Ellerby") for n in range(MOST_ITEMS - 3)
    )
    answer = send(client, application)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "There would be more than 60 of these" in html
    assert LINES.splitlines()[0] in html
    assert application.qualifications.count() == MOST_ITEMS - 3


def test_too_many_lines_at_once_are_refused(client, application):
    answer = send(client, application, lines="\n".join(f"Subject {n} 5" for n in range(21)))
    assert "Enter at most 20 lines" in answer.content.decode()


def test_left_for_later_it_comes_back_as_typed(client, application):
    send(client, application, institution="", later="1")
    html = client.get(reverse("applications:sitting", args=[application.ref])).content.decode()
    assert "Mathematics A*" in html
    send(client, application, discard="1")
    assert "Mathematics A*" not in client.get(reverse("applications:sitting", args=[application.ref])).content.decode()
