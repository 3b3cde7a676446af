"""The blind view lets through its allow-list and nothing else, whatever stands in the other fields."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from django.db import models

from applications.blind import BlindApplication, blind_view, blind_views
from applications.models import Application
from tests.applications.factories import submitted_application
from tests.factories import UserFactory
from tests.vacancies.factories import published_vacancy

pytestmark = pytest.mark.django_db

ALLOWED = {
    "applications.CriterionStatement.text",
    "applications.EmploymentRecord.phase",
    "applications.EmploymentRecord.role",
    "applications.Qualification.kind",
    "applications.Qualification.subject",
}
"""Free text that a blind sift shows. QTS and the SENCo qualification are choices; lengths are numbers."""

PARTS = (
    "details", "professional_status", "adjustment", "declaration", "employment", "breaks", "qualifications", "training",
    "referees", "statements",
)  # fmt: skip


def rows_of(application: Application) -> list[models.Model]:
    rows: list[models.Model] = [application, application.candidate]
    for name in PARTS:
        part = getattr(application, name)
        rows += [part] if isinstance(part, models.Model) else list(part.all())
    rows += [version for row in application.statements.all() for version in row.versions.all()]
    return rows


def plant(row: models.Model) -> dict[str, str]:
    """Put a word of its own in every field of `row` that takes words; return each field's label with its word."""
    planted = {}
    for field in row._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField) or field.choices or field.name == "ref":
            continue
        word = f"zq{row._meta.model_name}{field.name.replace('_', '')}{row.pk}"
        planted[f"{row._meta.label}.{field.name}"] = word
        length = getattr(field, "max_length", None)
        setattr(row, field.name, word if not length or len(word) <= length else word[-length:])
        planted[f"{row._meta.label}.{field.name}"] = getattr(row, field.name)
    row.save()
    return planted


def everything(view: BlindApplication) -> str:
    lengths = [post.length for post in view.posts] + view.gap_lengths
    return f"{dataclasses.asdict(view)} {lengths}"


def test_only_the_allow_list_passes():
    application = submitted_application(published_vacancy(), UserFactory(), adjustments="Extra time")
    planted: dict[str, set[str]] = {}
    for row in rows_of(application):
        for label, word in plant(row).items():
            planted.setdefault(label, set()).add(word)
    shown = everything(blind_view(application))
    passed = {label for label, words in planted.items() if any(word in shown for word in words)}
    assert passed == ALLOWED
    assert len(planted) > 30  # that there was something to leak


def test_no_date_and_no_id_of_the_application_is_in_it():
    application = submitted_application()
    shown = everything(blind_view(application))
    for year in ("2012", "2015", "2016", "2019", "2021", "2024"):
        assert year not in shown
    assert application.ref not in shown
    assert {field.name for field in dataclasses.fields(BlindApplication)} == {
        "qts", "senco_qualification", "statements", "qualifications", "posts", "gap_months", "supporting",
    }  # fmt: skip


def test_what_it_says():
    application = submitted_application(submitted_at=None, state=Application.State.DRAFT)
    application.employment.filter(ended_on=None).update(ended_on=date(2021, 8, 1))
    view = blind_view(application)
    assert view.qts == "Yes"
    assert view.senco_qualification == "I have the National Award for SEN Co-ordination (NASENCO)"
    assert [(each.kind, each.subject) for each in view.qualifications] == [
        ("Bachelor’s degree", "English"),
        ("PGCE or PGDE", "Secondary English"),
    ]
    assert [(post.role, post.length) for post in view.posts] == [
        ("Assistant SENCo", "2 years"),
        ("Teacher of English", "2 years and 7 months"),
    ]
    assert view.gap_months[1:] == (5, 2, 2, 2)  # explained or not: the sift sees how long, never why
    criterion = application.statements.first().criterion_id
    assert view.on(criterion).startswith("I led this")
    assert view.on(0) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_many_views_cost_as_many_queries_as_one(count, django_assert_num_queries):
    vacancy = published_vacancy()
    applications = [submitted_application(vacancy) for _ in range(count)]
    with django_assert_num_queries(4):
        views = blind_views(applications)
    assert set(views) == {application.pk for application in applications}
