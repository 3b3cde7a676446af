"""Filling in and sending the demo's applications."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.services.people import find_or_create_user
from applications.models import (
    Application,
    CriterionStatement,
    Declaration,
    EmploymentRecord,
    PersonalDetails,
    ProfessionalStatus,
    QtsStatus,
    Qualification,
    Referee,
    SectionName,
    SectionState,
    StatementVersion,
)
from applications.services import lifecycle
from applications.services.paper import Sender, begin_paper
from appointments.reference_pages import RATING
from appointments.services.references import criteria_of
from core.clock import database_now
from senco_recruit.demo.candidates import PEOPLE, Candidate, statement
from vacancies.models import Scoring, Vacancy

__all__ = ["PEOPLE", "draft", "reference_answers", "send", "send_by_post"]
HALF = (SectionName.DETAILS, SectionName.STATUS)


def draft(vacancy: Vacancy, name: str) -> Application:
    """Start an application and finish the first sections."""
    person = PEOPLE[name]
    application = lifecycle.start_application(vacancy, candidate=find_or_create_user(person.email, person.name))
    _fill(application, person)
    application.statements.all().delete()
    application.referees.all().delete()
    _mark(application, HALF)
    copied = dict.fromkeys((SectionName.QUALIFICATIONS, SectionName.HISTORY), SectionState.COPIED.value)
    application.sections |= {str(name): state for name, state in copied.items()}
    application.save(update_fields=["sections"])
    return application


def send(vacancy: Vacancy, name: str) -> Application:
    """Fill in everything and send it."""
    person = PEOPLE[name]
    user = find_or_create_user(person.email, person.name)
    application = lifecycle.start_application(vacancy, candidate=user)
    _fill(application, person)
    _write(application, person)
    _mark(application, tuple(SectionName))
    lifecycle.submit(application, by=user, arrived_at=database_now())
    return application


def send_by_post(vacancy: Vacancy, name: str, *, by: User) -> Application:
    """One that came by post and that HR has entered: nobody can sign in for its candidate."""
    person = PEOPLE[name]
    sender = Sender(person.first_names, person.last_name, "", "4 Orchard Row\nBramblewick\nBW1 2AB")
    application = begin_paper(vacancy, by=by, sender=sender, arrived_at=timezone.now(), form_key=uuid.uuid4())
    application.details.delete()
    application.professional_status.delete()
    _fill(application, person)
    _write(application, person)
    _mark(application, tuple(SectionName))
    lifecycle.submit(application, by=by, arrived_at=database_now())
    return application


def _mark(application: Application, done: tuple[str, ...]) -> None:
    application.sections = {str(name): SectionState.DONE.value for name in done}
    application.left_education_on = date(timezone.localdate().year - 18, 8, 1)
    application.save(update_fields=["sections", "left_education_on"])


def _fill(application: Application, person: Candidate) -> None:
    year = timezone.localdate().year
    PersonalDetails.objects.create(
        application=application, first_names=person.first_names, last_name=person.last_name, phone="01632 960 321",
        address="4 Orchard Row", town="Bramblewick", postcode="BW1 2AB", has_ni_number=True,
        national_insurance_number="QQ 12 34 56 C",
        needs_sponsorship=False, working_patterns="full_time", lived_abroad=False,
    )  # fmt: skip
    ProfessionalStatus.objects.create(
        application=application, qts=QtsStatus.YES, qts_year=year - 12, qts_route="england", trn="1234567",
        induction_completed=True, age_range_subject="11 to 16, English", senco_qualification=person.senco_qualification,
        senco_course_started_on=date(year - 1, 9, 1) if person.senco_qualification == "npq_in_progress" else None,
        senco_qualification_year=None if person.senco_qualification == "none" else year - 3,
        first_senco_on=None if person.senco_qualification == "none" else date(year - 4, 9, 1), senco_months=0,
    )  # fmt: skip
    Qualification.objects.create(
        application=application, kind="BA (Hons)", subject="English", institution="University of Bramshire",
        grade="2:1", started_on=date(year - 18, 9, 1), ended_on=date(year - 15, 7, 1), awarded_year=year - 15,
    )  # fmt: skip
    Qualification.objects.create(
        application=application, kind="PGCE", subject="Secondary English", institution="University of Bramshire",
        started_on=date(year - 13, 9, 1), ended_on=date(year - 12, 7, 1), awarded_year=year - 12,
    )  # fmt: skip
    _work(application, person, year)


def _work(application: Application, person: Candidate, year: int) -> None:
    EmploymentRecord.objects.create(
        application=application, employer=person.school, town="Bramblewick", role="Teacher and SEND lead practitioner",
        phase="11 to 16", started_on=date(year - 6, 9, 1), duties="Teaching, coaching, annual reviews.",
        reason_for_leaving="Ready to lead special educational needs across a school",
    )  # fmt: skip
    EmploymentRecord.objects.create(
        application=application, employer="Old Mill School", town="Stonebeck", role="Teacher of English",
        phase="11 to 16", started_on=date(year - 12, 9, 1), ended_on=date(year - 6, 8, 1),
        duties="Teaching English and leading a year team.",
        reason_for_leaving="Promotion",
    )  # fmt: skip
    EmploymentRecord.objects.create(
        application=application, employer="Bramshire Libraries", town="Bramblewick", role="Library assistant",
        is_school=False, with_children=False, duties="Running the children’s reading hour.",
        started_on=date(year - 15, 8, 1), ended_on=date(year - 13, 8, 1),
        reason_for_leaving="To train as a teacher",
    )  # fmt: skip


def _write(application: Application, person: Candidate) -> None:
    for place, criterion in enumerate(
        application.vacancy.criteria.assessed_by("application").filter(scoring=Scoring.SCORED).in_order()
    ):
        text = statement(person, criterion.text, place)
        row = CriterionStatement.objects.create(application=application, criterion=criterion, text=text, version=1)
        StatementVersion.objects.create(statement=row, number=1, text=text)
    mail = person.head.lower().replace(" ", ".")
    Referee.objects.create(
        application=application, name=person.head, job_title="Headteacher", organisation=person.school,
        email=f"{mail}@head.example.org", phone="01632 960 200", relationship="My headteacher",
        is_current_employer=True, is_head=True, knows_work_with_children=True,
    )  # fmt: skip
    Referee.objects.create(
        application=application, name="Vera Coldwell", job_title="Headteacher", organisation="Old Mill School",
        email=f"vera.coldwell+{application.ref}@head.example.org", phone="01632 960 201",
        relationship="My last headteacher", is_head=True, knows_work_with_children=True,
    )  # fmt: skip
    Declaration.objects.create(
        application=application, related_to_school=False, understands_barred_offence=True, understands_checks=True,
        is_true=True, signed_name=person.name, signed_at=timezone.now(),
    )  # fmt: skip


def reference_answers(referee: Referee) -> dict[str, Any]:
    """Return what a good referee answers: what the form says of the post with them."""
    post = referee.application.employment.get(employer=referee.organisation)
    criteria = criteria_of(referee.application.vacancy)
    return {
        **{RATING.format(criterion.id): "fully" for criterion in criteria},
        "give": "yes", "share": "yes", "capacity": referee.relationship, "employer": post.employer, "job": post.role,
        "from": post.started_on.isoformat(), "still": "no" if post.ended_on else "yes",
        "to": post.ended_on.isoformat() if post.ended_on else "", "leaving": post.reason_for_leaving, "again": "yes",
        "suitable": "yes", "concern": "no", "enquiry": "no", "capability": "no",
        "strengths": "Runs annual reviews with care and coaches colleagues well.", "name": referee.name,
        "job_title": referee.job_title, "organisation": referee.organisation, "phone": referee.phone, "head": "head",
        "faith": True,
    }  # fmt: skip
