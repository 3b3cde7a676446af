"""What must stand in an advert: each check stops what it must, says where to mend it, and lets a right one through.

The checks of its words are tested in tests/vacancies/wording, those of pay in tests/vacancies/pay.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core import gates
from core.gates import Force, GateName, Row
from tests.vacancies.factories import CriterionFactory, VacancyFactory, ready_vacancy
from vacancies.models import DutySection, Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_our_checks")]


def rows(vacancy: Vacancy, code: str) -> list[Row]:
    return [row for row in gates.run(GateName.PUBLISH, vacancy).rows if row.check.code == code]


def opened(vacancy: Vacancy, code: str) -> list[Row]:
    return [row for row in rows(vacancy, code) if row.finding.open]


def test_a_right_advert_has_nothing_that_stops():
    report = gates.run(GateName.PUBLISH, ready_vacancy())
    assert [row.code for row in report.rows if row.stops] == []


def test_every_open_finding_leads_to_a_place():
    vacancy = VacancyFactory(bare=True)
    found = [row for row in gates.run(GateName.PUBLISH, vacancy).rows if row.finding.open]
    assert {row.check.code for row in found} > {
        "has_criteria",
        "facts",
        "contact_with_children",
        "L08_defect",
        "L05_sg",
    }
    assert all(row.finding.url.startswith(f"/vacancies/{vacancy.ref}/") and row.finding.link for row in found)


def test_has_criteria():
    vacancy = VacancyFactory()
    assert [row.stops for row in rows(vacancy, "has_criteria")] == [True]
    CriterionFactory(vacancy=vacancy)
    assert [row.finding.how for row in rows(vacancy, "has_criteria")] == ["1 criterion."]
    assert not opened(vacancy, "has_criteria")


def test_by_application():
    vacancy = ready_vacancy()
    vacancy.criteria.update(methods="interview")
    assert opened(vacancy, "by_application")[0].stops


def test_dates_in_order():
    vacancy = ready_vacancy()
    vacancy.interview_on = timezone.localdate(vacancy.closes_at) + timedelta(days=9)
    vacancy.starts_on = timezone.localdate(vacancy.closes_at) - timedelta(days=1)
    assert [row.finding.key for row in opened(vacancy, "dates_in_order")] == ["start", "start_interview"]
    assert all(row.stops for row in opened(vacancy, "dates_in_order"))
    vacancy.starts_on = None
    assert not rows(vacancy, "dates_in_order")  # another check says that there is none


def test_facts():
    vacancy = ready_vacancy(overview="", starts_on=None, working_pattern="", contract_type="")
    found = opened(vacancy, "facts")
    assert [row.finding.key for row in found] == ["overview", "contract_type", "working_pattern", "starts_on"]
    assert all(row.stops and not row.waivable for row in found)


def test_contact_with_children():
    vacancy = ready_vacancy(safeguarding_statement="We are committed to safeguarding.")
    (row,) = opened(vacancy, "contact_with_children")
    assert row.check.force is Force.SG
    assert row.waivable
    vacancy.safeguarding_statement = "You would be in regulated activity."
    assert not opened(vacancy, "contact_with_children")


def test_job_description():
    vacancy = ready_vacancy()
    DutySection.objects.all().delete()
    assert not opened(vacancy, "job_description")[0].stops
    DutySection.objects.create(vacancy=vacancy, heading="A heading without duties", position=0)
    assert opened(vacancy, "job_description")
