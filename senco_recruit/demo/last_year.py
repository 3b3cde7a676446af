"""The school year before this one, over and counted: what the fairness report is drawn from.

Rows at once and not through the services: of these people nothing is left but that they applied and how far they came,
as after the time for which a school keeps applications.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import School, User
from applications.models import Application, MonitoringAnswer, PersonalDetails
from applications.services.monitoring import school_year
from core.models import AuditEvent
from shortlisting.models import Decision, Panel, Stage
from vacancies.models import Vacancy

S = Application.State
VACANCIES = 2  # of each school
# How many applicants of a school came how far: state, how many, stage in equality monitoring.
REACHED = ((S.NOT_SHORTLISTED, 40, "applied"), (S.NOT_APPOINTED, 16, "shortlisted"), (S.RESERVE, 2, "shortlisted"),
           (S.STARTED, 7, "appointed"))  # fmt: skip
ANSWERS = {
    "sex": (("female", 66), ("male", 24), ("not_said", 10)),
    "gender": (("yes", 85), ("not_said", 15)),
    "age": (("25_29", 15), ("30_39", 35), ("40_49", 25), ("50_59", 15), ("not_said", 10)),
    "ethnicity": (("white", 50), ("asian", 22), ("black", 16), ("not_said", 12)),
    "disability": (("no", 70), ("yes", 18), ("not_said", 12)),
    "religion": (("none", 45), ("christian", 30), ("muslim", 13), ("not_said", 12)),
    "orientation": (("straight", 80), ("not_said", 20)),
}


def make(schools: Iterable[School], *, by: User, seed: int) -> None:
    """Make a year's ended vacancies with how far people came, the same for the same `seed`."""
    year = school_year(timezone.localdate()) - 1
    draw = random.Random(seed)  # noqa: S311 - invented people
    for school in schools:
        posts = [_vacancy(school, year, n, by) for n in range(VACANCIES)]
        states = [(state, stage) for state, count, stage in REACHED for _ in range(count)]
        people = User.objects.bulk_create(
            User(email=f"left-{school.urn}-{n}@erased.invalid", name="", is_active=False) for n in range(len(states))
        )
        sent = Application.objects.bulk_create(
            Application(vacancy=posts[n % VACANCIES], candidate=person, state=states[n][0],
                        submitted_at=posts[n % VACANCIES].closes_at)
            for n, person in enumerate(people)
        )  # fmt: skip
        PersonalDetails.objects.bulk_create(PersonalDetails(application=each, first_names="Erased") for each in sent)
        _came_to_interview(sent, by)
        MonitoringAnswer.objects.bulk_create(
            MonitoringAnswer(school=school, year=year, stage=stage, **_answers(draw)) for _, stage in states
        )


def _came_to_interview(sent: Iterable[Application], by: User) -> None:
    """Everybody who was shortlisted came, and one in each vacancy was offered the post two days later."""
    offered: set[int] = set()
    met = []
    for each in sent:
        day = each.vacancy.interview_on
        if each.state == S.NOT_SHORTLISTED or day is None:
            continue
        outcome = {S.NOT_APPOINTED: "do_not_appoint", S.RESERVE: "reserve"}.get(S(each.state), "recommend")
        met.append(Decision(application=each, stage=Stage.INTERVIEW, outcome=outcome, reason="No longer kept.",
                            decided_by=by, interviewed_on=day, released_at=each.vacancy.ended_at))  # fmt: skip
        if outcome == "recommend" and each.vacancy_id not in offered:
            offered.add(each.vacancy_id)
            noon = datetime.combine(day + timedelta(days=2), time(12), tzinfo=timezone.get_default_timezone())
            AuditEvent.objects.create(verb="application.offered", subject_type="applications.application",
                                      subject_id=each.pk, at=noon, school_id=each.vacancy.school_id)  # fmt: skip
    Decision.objects.bulk_create(met)


def _answers(draw: random.Random) -> dict[str, str]:
    return {
        question: draw.choices([answer for answer, _ in weighted], [weight for _, weight in weighted])[0]
        for question, weighted in ANSWERS.items()
    }


def _vacancy(school: School, year: int, n: int, by: User) -> Vacancy:
    zone = timezone.get_default_timezone()
    opened = datetime.combine(date(year + 1, 1, 12) + timedelta(days=7 * n), time(9), tzinfo=zone)
    made = Vacancy.objects.create(
        school=school, title=f"SENCo {year + 1}, {'first' if n == 0 else 'second'} advert", created_by=by,
        state=Vacancy.State.FILLED, published_at=opened, closes_at=opened + timedelta(days=17 + 2 * n),
        ended_at=opened + timedelta(days=70), interview_on=(opened + timedelta(days=37)).date(),
        starts_on=date(year + 1, 4, 20),
    )  # fmt: skip
    Panel.objects.create(vacancy=made, outcomes_released_at=opened + timedelta(days=25 + 3 * n))
    return made
