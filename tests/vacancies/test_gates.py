"""The publish gate: each check stops what it must, says where to mend it, and lets a right advert through."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import TypeGroup
from core import gates
from core.gates import Force, GateName, Row
from tests.vacancies.factories import CriterionFactory, CriterionSectionFactory, VacancyFactory, ready_vacancy
from vacancies.models import ContractType, Criterion, DutySection, Importance, Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_our_checks")]


def rows(vacancy: Vacancy, code: str) -> list[Row]:
    return [row for row in gates.run(GateName.PUBLISH, vacancy).rows if row.check.code == code]


def opened(vacancy: Vacancy, code: str) -> list[Row]:
    return [row for row in rows(vacancy, code) if row.finding.open]


def test_a_right_advert_has_nothing_open_of_ours():
    vacancy = ready_vacancy()
    report = gates.run(GateName.PUBLISH, vacancy)
    assert [row.check.code for row in report.rows if row.finding.open] == []
    assert (
        len({row.check.code for row in report.rows}) == 16
    )  # two pieces of advice have nothing to say when all is well


def test_every_open_finding_leads_to_a_place():
    vacancy = VacancyFactory(bare=True)
    found = [row for row in gates.run(GateName.PUBLISH, vacancy).rows if row.finding.open]
    assert len(found) == 17
    assert all(row.finding.url.startswith(f"/vacancies/{vacancy.ref}/") and row.finding.link for row in found)


def test_has_criteria():
    vacancy = VacancyFactory()
    assert [row.stops for row in rows(vacancy, "has_criteria")] == [True]
    CriterionFactory(vacancy=vacancy)
    assert [row.finding.how for row in rows(vacancy, "has_criteria")] == ["1 criterion."]
    assert not opened(vacancy, "has_criteria")


def test_every_importance():
    vacancy = ready_vacancy()
    wrong = vacancy.criteria.get(number="2.1")
    Criterion.objects.filter(pk=wrong.pk).update(importance=Importance.UNSET)
    (row,) = opened(vacancy, "every_importance")
    assert row.stops
    assert not row.waivable
    assert row.finding.what == "2.1 Has taught pupils with a wide range of…: essential or desirable?"
    assert row.finding.url == f"/vacancies/{vacancy.ref}/specification/#row-{wrong.pk}"


def test_every_method():
    vacancy = ready_vacancy()
    pks = list(vacancy.criteria.filter(number__in=["2.1", "4.1"]).values_list("pk", flat=True))
    Criterion.objects.filter(pk__in=pks).update(methods="")
    assert [row.finding.key for row in opened(vacancy, "every_method")] == [str(pk) for pk in pks]


def test_by_application():
    vacancy = ready_vacancy()
    vacancy.criteria.update(methods="interview")
    assert opened(vacancy, "by_application")[0].stops


@pytest.mark.parametrize("kind", [TypeGroup.MAINTAINED, TypeGroup.ACADEMY, TypeGroup.FREE_SCHOOL])
def test_qualified_teacher(kind):
    vacancy = ready_vacancy(school__type_group=kind)
    assert not opened(vacancy, "qualified_teacher")
    vacancy.criteria.filter(number="1.1").update(importance=Importance.DESIRABLE)
    (row,) = opened(vacancy, "qualified_teacher")
    assert row.check.force is Force.LAW
    assert row.stops


@pytest.mark.parametrize("kind", [TypeGroup.PRU, TypeGroup.AP_ACADEMY, TypeGroup.SPECIAL, TypeGroup.INDEPENDENT])
def test_qualified_teacher_is_not_the_law_elsewhere(kind):
    vacancy = ready_vacancy(school__type_group=kind)
    vacancy.criteria.filter(number="1.1").delete()
    assert [row.finding.not_needed for row in rows(vacancy, "qualified_teacher")] == [True]


@pytest.mark.parametrize(
    "text", ["Holds QTS", "A qualified teacher", "Fully qualified school teacher", "QTS (or QTLS)"]
)
def test_qualified_teacher_by_other_words(text):
    vacancy = ready_vacancy()
    vacancy.criteria.filter(number="1.1").update(text=text)
    assert not opened(vacancy, "qualified_teacher")


@pytest.mark.parametrize(
    "text", ["Is a practising Catholic", "A committed Christian", "Member of a local church", "Regular church attender"]
)
def test_faith(text):
    vacancy = ready_vacancy()
    CriterionFactory(vacancy=vacancy, text=text)
    (row,) = opened(vacancy, "faith")
    assert row.check.force is Force.LAW
    vacancy.school.designated_faith = True
    assert [row.finding.not_needed for row in rows(vacancy, "faith")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Respects the Christian character of the school",
        "Works with families of every faith and none",
        "Is committed to Catholic education",
        "Confirmed experience as a SENCo",
    ],
)
def test_faith_lets_ordinary_words_through(text):
    vacancy = ready_vacancy()
    CriterionFactory(vacancy=vacancy, text=text)
    assert not opened(vacancy, "faith")


def test_closing_time():
    vacancy = ready_vacancy(closes_at=None)
    assert opened(vacancy, "closing_time")[0].finding.what == "There is no closing date and time"
    vacancy.closes_at = timezone.now() - timedelta(seconds=1)
    assert opened(vacancy, "closing_time")[0].finding.what == "The closing time has passed"
    vacancy.closes_at = timezone.now() + timedelta(minutes=1)
    assert not opened(vacancy, "closing_time")


def test_dates_in_order():
    vacancy = ready_vacancy()
    vacancy.interview_on = timezone.localdate(vacancy.closes_at) - timedelta(days=1)
    vacancy.starts_on = vacancy.interview_on - timedelta(days=1)
    assert [row.finding.key for row in opened(vacancy, "dates_in_order")] == ["interview", "start", "start_interview"]
    assert all(row.stops for row in opened(vacancy, "dates_in_order"))


def test_facts():
    vacancy = ready_vacancy(pay_text="", contact_phone="", contact_email="", starts_on=None, working_pattern="")
    assert [row.finding.key for row in opened(vacancy, "facts")] == [
        "working_pattern",
        "pay_text",
        "starts_on",
        "contact",
    ]
    assert all(row.stops and not row.waivable for row in opened(vacancy, "facts"))


def test_facts_of_a_fixed_term():
    vacancy = ready_vacancy(contract_type=ContractType.FIXED_TERM)
    assert [row.finding.key for row in opened(vacancy, "facts")] == ["fixed_term"]
    vacancy.fixed_term_until, vacancy.fixed_term_reason = timezone.localdate(), "Maternity cover"
    assert not opened(vacancy, "facts")


@pytest.mark.parametrize(
    ("code", "field", "words"),
    [
        ("safeguarding_commitment", "safeguarding_statement", "We like children."),
        ("contact_with_children", "safeguarding_statement", "We are committed to safeguarding."),
        ("exemption", "exemption_statement", "This post is exempt from the Rehabilitation of Offenders Act 1974."),
    ],
)
def test_statements_of_guidance_may_be_waived(code, field, words):
    vacancy = ready_vacancy(**{field: words})
    (row,) = opened(vacancy, code)
    assert row.check.force is Force.SG
    assert row.waivable
    gates.waive(
        GateName.PUBLISH, vacancy, code, by=vacancy.created_by, reason="It stands in the letter that goes with it."
    )
    assert not opened(vacancy, code)[0].stops


def test_safeguarding_commitment():
    vacancy = ready_vacancy(safeguarding_statement="We are committed to keeping every child safe.")
    assert not opened(vacancy, "safeguarding_commitment")


def test_contact_with_children():
    vacancy = ready_vacancy(safeguarding_statement="You would be in regulated activity.")
    assert not opened(vacancy, "contact_with_children")


def test_exemption():
    vacancy = ready_vacancy(exemption_statement="")
    assert opened(vacancy, "exemption")[0].finding.url == f"/vacancies/{vacancy.ref}/statements/"


@pytest.mark.parametrize(
    ("code", "field"), [("checks_notice", "checks_statement"), ("equality_notice", "equality_statement")]
)
def test_notices_are_advice(code, field):
    (row,) = opened(ready_vacancy(**{field: ""}), code)
    assert not row.stops
    assert not row.waivable


def test_checks_notice():
    assert not opened(ready_vacancy(checks_statement="We ask for references and search online."), "checks_notice")


def test_equality_notice():
    assert opened(ready_vacancy(equality_statement="  "), "equality_notice")


def test_job_description():
    vacancy = ready_vacancy()
    DutySection.objects.all().delete()
    assert not opened(vacancy, "job_description")[0].stops
    DutySection.objects.create(vacancy=vacancy, heading="A heading without duties", position=0)
    assert opened(vacancy, "job_description")


def test_few_essentials():
    vacancy = ready_vacancy()
    section = CriterionSectionFactory(vacancy=vacancy)
    CriterionFactory.create_batch(14, vacancy=vacancy, section=section)
    assert not opened(vacancy, "few_essentials")
    CriterionFactory(vacancy=vacancy, section=section)
    assert opened(vacancy, "few_essentials")[0].finding.what == "There are 21 essential criteria"


def test_time_to_apply():
    vacancy = ready_vacancy()
    today = timezone.localdate()
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 + 28)
    vacancy.closes_at = timezone.make_aware(timezone.datetime.combine(saturday, timezone.datetime.min.time()))
    assert [row.finding.key for row in opened(vacancy, "time_to_apply")] == ["day"]
    vacancy.closes_at = timezone.now() + timedelta(days=7)
    assert "short" in [row.finding.key for row in opened(vacancy, "time_to_apply")]


def test_interview_date():
    (row,) = opened(ready_vacancy(interview_on=None), "interview_date")
    assert not row.stops
