"""The applications as a file: counts before the release, people after it, never what is kept apart."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from core.models import AuditEvent
from shortlisting.models import Panel
from shortlisting.services.panel import panel_of
from tests.applications.factories import started_application, submitted_application
from tests.factories import UserFactory
from tests.vacancies.factories import closed_vacancy, hr_of
from vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_step")]


@pytest.fixture
def vacancy() -> Vacancy:
    made = closed_vacancy()
    submitted_application(made, UserFactory(name="Rowan Castleford"), adjustments="Questions in writing")
    submitted_application(made, UserFactory(name="=HYPERLINK(1) Thistlewood"))
    started_application(made, UserFactory(name="Imogen Larkfield"))
    return made


def release(vacancy) -> None:
    Panel.objects.filter(pk=panel_of(vacancy).pk).update(outcomes_released_at=timezone.now())


def take(vacancy, kind: str):
    client = Client()
    client.force_login(hr_of(vacancy.school))
    return client.post(reverse("applications:export", args=[vacancy.ref]), {"format": kind})


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_before_the_release_it_holds_counts_alone(vacancy) -> None:
    answer = take(vacancy, "csv")
    assert rows_of(answer.content) == [
        ["What", "How many"], ["Sent", "2"], ["Of these, on paper", "0"], ["Being written", "1"],
        ["Withdrawn after sending", "0"],
    ]  # fmt: skip
    assert AuditEvent.objects.get(verb="applications.exported").codes == {"format": "csv", "people": 0}


def test_after_it_people_without_what_is_kept_apart(vacancy) -> None:
    release(vacancy)
    answer = take(vacancy, "csv")
    head, *rows = rows_of(answer.content)
    assert [row[1:3] for row in rows] == [["Rowan", "Castleford"], ["'=HYPERLINK(1)", "Thistlewood"]]
    text = answer.content.decode()
    for telling in ("Questions in writing", "AB123456C", "Imogen", "3 Quarry Lane"):
        assert telling not in text
    assert not {"adjustments", "national insurance number", "ethnicity", "age"} & {each.lower() for each in head}
    event = AuditEvent.objects.get(verb="applications.exported")
    assert event.codes == {"format": "csv", "people": 2}
    assert "e-mail" in event.fields


def test_excel_takes_no_formula(vacancy) -> None:
    release(vacancy)
    sheet = openpyxl.load_workbook(io.BytesIO(take(vacancy, "xlsx").content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]


def test_who_withdrew_before_the_release_stays_a_count(vacancy) -> None:
    rows = vacancy.applications.filter(candidate__name="Rowan Castleford")
    rows.update(state=Application.State.WITHDRAWN, withdrawn_at=timezone.now())
    release(vacancy)
    assert "Castleford" not in take(vacancy, "csv").content.decode()


def test_only_by_hr_by_button_and_in_a_known_format(vacancy) -> None:
    page = reverse("applications:export", args=[vacancy.ref])
    client = Client()
    client.force_login(hr_of(vacancy.school))
    assert client.get(page).status_code == 405
    assert client.post(page, {"format": "exe"}).status_code == 404
    client.force_login(hr_of(closed_vacancy().school))
    assert client.post(page, {"format": "csv"}).status_code == 404
    assert not AuditEvent.objects.filter(verb="applications.exported").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_three(count, django_assert_num_queries) -> None:
    from applications.services.export import export

    vacancy = closed_vacancy()
    hr = hr_of(vacancy.school)
    for _ in range(count):
        submitted_application(vacancy)
    release(vacancy)
    with django_assert_num_queries(EXPORT_QUERIES):
        export(vacancy, kind="csv", by=hr)


EXPORT_QUERIES = 5
