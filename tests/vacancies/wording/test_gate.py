"""The checks of wording at the publish gate: what stops, what may be passed, and when the words change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import TypeGroup
from core import gates
from core.gates import Force, GateName, GateShutError, Row
from tests.vacancies.factories import CriterionFactory, VacancyFactory, ready_vacancy
from vacancies.models import ContractType, Criterion, Importance, KeyDate, Vacancy
from vacancies.services.vacancy import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_our_checks")]
REASON = "It stands in the letter that goes with the pack."


def opened(vacancy: Vacancy, code: str) -> list[Row]:
    return [row for row in gates.run(GateName.PUBLISH, vacancy).rows if row.check.code == code and row.finding.open]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"closes_at": None}, "L08_defect"),
        ({"contact_phone": "", "contact_email": ""}, "L14_defect"),
        ({"contract_type": ContractType.FIXED_TERM}, "L30_defect"),
        ({"visits": "Come on [insert dates]."}, "L34_defect"),
        ({"overview": "You must be in good health to work with children."}, "L16_law"),
        ({"overview": "A practising Catholic works with children."}, "L28_law"),
    ],
)
def test_law_and_plain_errors_stop(changes, code):
    vacancy = ready_vacancy(**changes)
    (row,) = opened(vacancy, code)
    assert row.stops
    assert not row.waivable
    with pytest.raises(GateShutError):
        publish(vacancy, by=vacancy.created_by)
    with pytest.raises(ValueError, match="the law does not allow"):
        gates.waive(GateName.PUBLISH, vacancy, row.code, by=vacancy.created_by, reason=REASON)


@pytest.mark.parametrize(
    ("field", "value", "code"), [("importance", Importance.UNSET, "L18_defect"), ("methods", "", "L17_defect")]
)
def test_a_row_that_is_not_settled_stops(field, value, code):
    vacancy = ready_vacancy()
    wrong = vacancy.criteria.get(number="2.1")
    Criterion.objects.filter(pk=wrong.pk).update(**{field: value})
    (row,) = opened(vacancy, code)
    assert row.stops
    assert row.finding.url == f"/vacancies/{vacancy.ref}/specification/#row-{wrong.pk}"
    assert row.finding.link == "Person specification, 2.1"


@pytest.mark.parametrize("kind", [TypeGroup.MAINTAINED, TypeGroup.ACADEMY, TypeGroup.FREE_SCHOOL])
def test_qualified_teacher(kind):
    vacancy = ready_vacancy(school__type_group=kind)
    assert not opened(vacancy, "L12_law")
    vacancy.criteria.filter(number="1.1").update(importance=Importance.DESIRABLE)
    (row,) = opened(vacancy, "L12_law")
    assert row.check.rule == "R19"
    assert row.stops


@pytest.mark.parametrize("kind", [TypeGroup.PRU, TypeGroup.AP_ACADEMY, TypeGroup.SPECIAL, TypeGroup.INDEPENDENT])
def test_qualified_teacher_is_not_the_law_elsewhere(kind):
    vacancy = ready_vacancy(school__type_group=kind)
    vacancy.criteria.filter(number="1.1").delete()
    assert not opened(vacancy, "L12_law")


def test_a_school_of_faith_may_ask_for_faith():
    vacancy = ready_vacancy()
    CriterionFactory(vacancy=vacancy, text="Is a practising Catholic")
    assert opened(vacancy, "L28_law")
    vacancy.school.designated_faith = True
    assert not opened(vacancy, "L28_law")


@pytest.mark.parametrize(
    ("code", "field", "words"),
    [
        ("L05_sg", "safeguarding_statement", "You work with children."),
        ("L06_sg", "exemption_statement", "This post is exempt from the Rehabilitation of Offenders Act 1974."),
        ("L36_sg", "checks_statement", "We ask for references before the interview."),
    ],
)
def test_guidance_may_be_passed_for_the_words_it_was_given_for(code, field, words):
    vacancy = ready_vacancy(**{field: words})
    (row,) = opened(vacancy, code)
    assert row.check.force is Force.SG
    gates.waive(GateName.PUBLISH, vacancy, row.code, by=vacancy.created_by, reason=REASON)
    (row,) = opened(vacancy, code)
    assert not row.stops
    assert row.waiver.reason == REASON
    setattr(vacancy, field, f"{words} Welcome.")
    assert opened(vacancy, code)[0].stops


def test_advice_stops_nothing():
    vacancy = ready_vacancy(overview="A young, dynamic teacher who works with children.")
    found = opened(vacancy, "L02_gp")
    assert [row.finding.remark.marked for row in found] == ["young, dynamic teacher"]
    assert not found[0].stops
    publish(vacancy, by=vacancy.created_by)
    assert Vacancy.objects.get(pk=vacancy.pk).state == "published"


def test_two_findings_of_one_check_in_one_text_are_told_apart():
    vacancy = ready_vacancy(overview="He/she works with children. He/she reads. He/she writes.")
    codes = [row.code for row in opened(vacancy, "L27_gp")]
    assert len(set(codes)) == 3


def test_the_calendar_is_the_schools():
    vacancy = ready_vacancy()
    KeyDate.objects.create(
        vacancy=vacancy, kind=KeyDate.Kind.VISITS, on=timezone.localdate(vacancy.closes_at) + timedelta(days=1)
    )
    (row,) = opened(vacancy, "L41_gp")
    assert row.finding.url == f"/vacancies/{vacancy.ref}/dates/"


def test_the_checks_read_a_vacancy_once(django_assert_max_num_queries):
    vacancy = Vacancy.objects.select_related("school__trust").get(pk=ready_vacancy().pk)
    with django_assert_max_num_queries(20):
        gates.run(GateName.PUBLISH, vacancy)
    CriterionFactory.create_batch(30, vacancy=vacancy, section=vacancy.criterion_sections.first())
    with django_assert_max_num_queries(20):
        gates.run(GateName.PUBLISH, vacancy)


def test_a_bare_vacancy_is_no_error():
    report = gates.run(GateName.PUBLISH, VacancyFactory(bare=True))
    assert "has_criteria" in {row.code for row in report.stops}
