"""Applications for tests of every stage.

`started_application()` is an empty draft; `complete_application()` a draft that passes the submit gate;
`submitted_application()` is sent. All stand without crossing the services, so later stages start where they like.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from applications.criteria import asked
from applications.models import (
    AdjustmentRequest,
    Application,
    Break,
    CriterionStatement,
    Declaration,
    EmploymentRecord,
    PersonalDetails,
    ProfessionalMembership,
    ProfessionalStatus,
    QtsStatus,
    Qualification,
    Referee,
    SectionName,
    SencoQualification,
    StatementVersion,
    Training,
)
from applications.permissions import forget_applied_to
from tests.factories import UserFactory
from tests.vacancies.factories import published_vacancy
from vacancies.models import Vacancy


def started_application(vacancy: Vacancy | None = None, candidate: User | None = None, **columns: Any) -> Application:
    """A draft with nothing in it."""
    vacancy = vacancy or published_vacancy()
    candidate = candidate or UserFactory()
    application = Application.objects.create(vacancy=vacancy, candidate=candidate, **columns)
    forget_applied_to(candidate)
    return application


def complete_application(
    vacancy: Vacancy | None = None,
    candidate: User | None = None,
    *,
    adjustments: str = "",
    statement: str = "I led this with a team of four and the register shows what changed.",
    **columns: Any,
) -> Application:
    """A draft with every section done: eleven years since school, a break explained, two referees who fit."""
    columns = {"left_education_on": date(2012, 7, 1), "sections": dict.fromkeys(SectionName.values, "done"), **columns}
    application = started_application(vacancy, candidate, **columns)
    _add_person(application, adjustments)
    _add_history(application)
    _add_referees(application)
    for criterion in asked(application.vacancy).now:
        add_statement(application, criterion, statement)
    return application


def submitted_application(vacancy: Vacancy | None = None, candidate: User | None = None, **kwargs: Any) -> Application:
    """One that was sent a day ago (`submitted_at` says otherwise); `state` may be any later one."""
    kwargs.setdefault("state", Application.State.SUBMITTED)
    kwargs.setdefault("submitted_at", timezone.now() - timedelta(days=1))
    return complete_application(vacancy, candidate, **kwargs)


def add_statement(application: Application, criterion: Any, text: str) -> CriterionStatement:
    """An answer, saved once."""
    row = CriterionStatement.objects.create(application=application, criterion=criterion, text=text, version=1)
    StatementVersion.objects.create(statement=row, number=1, text=text)
    return row


def _add_person(application: Application, adjustments: str) -> None:
    first, _, last = application.candidate.name.partition(" ")
    PersonalDetails.objects.create(
        application=application,
        first_names=first,
        last_name=last,
        phone="01632 960 777",
        address="3 Quarry Lane",
        town="Marlham",
        postcode="ZE1 0AA",
        has_ni_number=True,
        national_insurance_number="AB123456C",
        needs_sponsorship=False,
        working_patterns="full_time,job_share",
        lived_abroad=False,
    )
    ProfessionalStatus.objects.create(
        application=application,
        qts=QtsStatus.YES,
        qts_year=2016,
        qts_route="england",
        trn="1234567",
        induction_completed=True,
        age_range_subject="Secondary, English",
        senco_qualification=SencoQualification.NASENCO,
        senco_qualification_year=2021,
        first_senco_on=date(2019, 9, 1),
        senco_months=60,
    )
    AdjustmentRequest.objects.create(application=application, needed=adjustments, interview_scheme="no")
    Declaration.objects.create(
        application=application,
        related_to_school=False,
        understands_barred_offence=True,
        understands_checks=True,
        is_true=True,
        signed_name=application.candidate.name,
        signed_at=timezone.now(),
    )


def _add_history(application: Application) -> None:
    Qualification.objects.create(
        application=application,
        kind="Bachelor’s degree",
        subject="English",
        institution="University of Ellerby",
        started_on=date(2012, 9, 1),
        ended_on=date(2015, 6, 1),
        awarded_year=2015,
    )
    Qualification.objects.create(
        application=application,
        kind="PGCE or PGDE",
        subject="Secondary English",
        institution="University of Ellerby",
        started_on=date(2015, 9, 1),
        ended_on=date(2016, 6, 1),
        awarded_year=2016,
    )
    ProfessionalMembership.objects.create(application=application, body="Ellerby SEND Network", by_exam=False)
    Training.objects.create(application=application, title="Leading SEND reviews", provider="Ellerby Hub", year=2024)
    for started, ended, employer, role in (
        (date(2019, 9, 1), None, "Fernhollow Academy", "Assistant SENCo"),
        (date(2016, 9, 1), date(2019, 3, 1), "Pellbrook School", "Teacher of English"),
    ):
        EmploymentRecord.objects.create(
            application=application,
            employer=employer,
            town="Pellbrook",
            role=role,
            phase="Key stages 3 and 4",
            started_on=started,
            ended_on=ended,
            duties="Teaching, and support for pupils with special educational needs.",
            reason_for_leaving="A wider role",
        )
    for started, ended, reason in (
        (date(2012, 7, 1), date(2012, 8, 1), "Summer before university"),
        (date(2015, 7, 1), date(2015, 8, 1), "Travelling"),
        (date(2016, 7, 1), date(2016, 8, 1), "Summer between training and my first post"),
        (date(2019, 4, 1), date(2019, 8, 1), "Caring for a parent"),
    ):
        Break.objects.create(application=application, started_on=started, ended_on=ended, reason=reason)


def _add_referees(application: Application) -> None:
    for name, job, organisation, employer in (
        ("Graham Tillotson", "Headteacher", "Fernhollow Academy", True),
        ("Nadia Brightwell", "Deputy headteacher", "Pellbrook School", False),
    ):
        Referee.objects.create(
            application=application,
            name=name,
            job_title=job,
            organisation=organisation,
            email=f"{name.split()[0].lower()}.{application.pk}@{organisation.split()[0].lower()}.example.org",
            relationship="My line manager",
            is_current_employer=employer,
            is_head=employer,
            knows_work_with_children=True,
        )
