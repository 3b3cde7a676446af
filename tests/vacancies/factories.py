"""Vacancies for tests of every stage.

`ready_vacancy()` is a draft that passes every check of vacancies at the publish gate; `published_vacancy()` is
open for applications, `closed_vacancy()` is past its closing time. Both stand without crossing the gate, so that
checks of later stages (a trained panel member) need not be met.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Role, School, User
from accounts.statements import STANDARD
from tests.factories import MembershipFactory, SchoolFactory, UserFactory
from vacancies.models import (
    ContractType,
    Criterion,
    CriterionSection,
    Duty,
    DutySection,
    Importance,
    Method,
    Scoring,
    Vacancy,
    WorkingPattern,
)
from vacancies.services.specification import freeze

E, D = Importance.ESSENTIAL, Importance.DESIRABLE
A, N, C, R = Method.APPLICATION, Method.INTERVIEW, Method.CERTIFICATES, Method.REFERENCES
SPECIFICATION = (
    ("Qualifications", "1.1", "Qualified teacher status", E, (A, C), Scoring.PASS_FAIL),
    ("Experience", "2.1", "Has taught pupils with a wide range of needs well", E, (A, N), Scoring.SCORED),
    ("Experience", "2.2", "Has used assessment to plan support and shown its effect", E, (A,), Scoring.SCORED),
    ("Experience", "2.3", "Has led or coached a team of adults", D, (A, R), Scoring.SCORED),
    ("Knowledge", "3.1", "Knows the SEND Code of Practice and what it asks of a school", E, (A,), Scoring.SCORED),
    ("Knowledge", "3.2", "Runs annual reviews and writes clear requests for assessment", E, (A,), Scoring.SCORED),
    ("Skills", "4.1", "Builds trust with parents, also when talks are hard", E, (N,), Scoring.SCORED),
    ("Skills", "4.2", "Helps colleagues to change what they do in class", D, (N,), Scoring.SCORED),
)
"""Scored from the application: 4 essential, 1 desirable. Pass or fail: 1. Judged at interview alone: 2."""


def in_three_weeks() -> datetime:
    """A moment on a weekday, three weeks ahead or a day or two more."""
    day = timezone.now() + timedelta(days=21)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


class VacancyFactory(DjangoModelFactory[Vacancy]):
    """A draft with everything an advert needs but its criteria; `bare=True` has a title alone."""

    class Meta:
        model = Vacancy

    class Params:
        bare = factory.Trait(
            contract_type="", working_pattern="", hours_text="", pay_text="", overview="", contact_name="",
            contact_email="", starts_on=None, closes_at=None, interview_on=None, safeguarding_statement="",
            exemption_statement="", equality_statement="", checks_statement="",
        )  # fmt: skip

    school = factory.SubFactory(SchoolFactory)
    created_by = factory.SubFactory(UserFactory)
    title = "SENCo"
    contract_type = ContractType.PERMANENT
    working_pattern = WorkingPattern.EITHER
    hours_text = "Full time, or 4 days a week"
    pay_text = "£34,069 to £52,835 and an allowance of £5,820"
    reports_to = "Deputy headteacher"
    overview = "Lead support for pupils with special educational needs, with two days a week free of teaching."
    contact_name = "Marian Duxbury"
    contact_email = "jobs@alderbrook.example.org"
    contact_phone = "01632 960 143"
    safeguarding_statement = STANDARD["safeguarding_statement"]
    exemption_statement = STANDARD["exemption_statement"]
    equality_statement = STANDARD["equality_statement"]
    checks_statement = STANDARD["checks_statement"]
    closes_at = factory.LazyFunction(in_three_weeks)
    interview_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=35))
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=120))


class CriterionSectionFactory(DjangoModelFactory[CriterionSection]):
    """A heading of the person specification."""

    class Meta:
        model = CriterionSection

    vacancy = factory.SubFactory(VacancyFactory)
    name = factory.Sequence("Knowledge {}".format)
    position = factory.Sequence(lambda n: n)


class CriterionFactory(DjangoModelFactory[Criterion]):
    """An essential criterion, judged from the application; give `section` or `vacancy`."""

    class Meta:
        model = Criterion

    section = factory.SubFactory(CriterionSectionFactory, vacancy=factory.SelfAttribute("..vacancy"))
    vacancy = factory.SubFactory(VacancyFactory)
    number = ""
    text = factory.Sequence("Knows the SEND Code of Practice, part {}".format)
    importance = Importance.ESSENTIAL
    methods = "application"
    position = factory.Sequence(lambda n: n)


def add_specification(vacancy: Vacancy) -> Vacancy:
    """Give `vacancy` the eight criteria of SPECIFICATION and a short job description."""
    sections: dict[str, CriterionSection] = {}
    for place, (name, number, text, importance, methods, scoring) in enumerate(SPECIFICATION):
        if name not in sections:
            sections[name] = CriterionSection.objects.create(vacancy=vacancy, name=name, position=len(sections))
        Criterion.objects.create(
            vacancy=vacancy, section=sections[name], number=number, text=text, importance=importance,
            methods=Criterion.join_methods(methods), scoring=scoring, position=place,
        )  # fmt: skip
    duties = DutySection.objects.create(vacancy=vacancy, heading="Leading provision", position=0)
    Duty.objects.create(section=duties, text="Keep the SEND register accurate", position=0)
    return vacancy


def hr_of(school: School, **columns: Any) -> User:
    """A new person who is HR of `school`."""
    return MembershipFactory(school=school, role=Role.HR, user=UserFactory(**columns)).user


def ready_vacancy(school: School | None = None, by: User | None = None, **kwargs: Any) -> Vacancy:
    """A draft with criteria and duties that vacancies' own checks let through the publish gate, started by `by`."""
    given = {name: value for name, value in (("school", school), ("created_by", by)) if value is not None}
    return add_specification(VacancyFactory(**given, **kwargs))


def published_vacancy(school: School | None = None, by: User | None = None, **kwargs: Any) -> Vacancy:
    """A published vacancy with its frozen specification, open for three weeks unless `closes_at` says otherwise."""
    vacancy = ready_vacancy(school, by, **kwargs)
    freeze(vacancy)
    vacancy.state = Vacancy.State.PUBLISHED
    vacancy.published_at = timezone.now() - timedelta(days=1)
    vacancy.save(update_fields=["state", "published_at"])
    return vacancy


def closed_vacancy(school: School | None = None, by: User | None = None, **kwargs: Any) -> Vacancy:
    """A vacancy that closed an hour ago, unless `closes_at` says otherwise."""
    kwargs.setdefault("closes_at", timezone.now() - timedelta(hours=1))
    vacancy = published_vacancy(school, by, **kwargs)
    vacancy.state = Vacancy.State.CLOSED
    vacancy.save(update_fields=["state"])
    return vacancy
