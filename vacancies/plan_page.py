"""The dates of a recruitment as a table: what is stored, what is proposed, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from core.display import day_date, plain_date, short_date
from vacancies import key_dates
from vacancies.key_dates import Calendar, Plan, advice, crossings, latest, resignation_date
from vacancies.models import Vacancy
from vacancies.services.planning import calendar_of

LABELS = {
    "publish_on": "The advert goes out",
    "visits": "Visits to the school",
    "closes_on": "Applications close",
    "sift": "The panel’s scores are in",
    "shortlist": "People are told if they are shortlisted",
    "interview_on": "Interviews",
    "outcome": "Everybody has an answer",
    "starts_on": "The job starts",
}
WHY = {
    "visits": "A week in, so that people see the school before they apply",
    "sift": "{sift} working days to read and score",
    "shortlist": "The next working day",
    "outcome": "{outcome} working days after the interviews",
}


@dataclass(frozen=True)
class PlanRow:
    """A date: its name, as stored and as proposed, the latest that works, why, and what speaks against it."""

    label: str
    stored: str
    proposed: str
    latest: str
    why: str
    problem: str = ""  # of the proposal
    stored_problem: str = ""


def rows_of(stored: Plan, proposed: Plan, calendar: Calendar) -> list[PlanRow]:
    """Return the rows in the order of the dates, the last day to resign among them."""
    last = latest(proposed.starts_on, calendar) if proposed.starts_on else Plan()
    speaks, spoken = _spoken(proposed, calendar), _spoken(_from_today(stored), calendar)
    rows = []
    for name, label in LABELS.items():
        if name == "starts_on" and proposed.starts_on:
            rows.append(_resignation(proposed.starts_on))
        day = getattr(proposed, name)
        rows.append(
            PlanRow(
                label,
                stored=_short(getattr(stored, name)),
                proposed=day_date(day) if day else "",
                latest=_short(getattr(last, name)) if name != "starts_on" else "",
                why=_why(name, proposed, calendar),
                problem=speaks.get(name, ""),
                stored_problem=spoken.get(name, ""),
            )
        )
    return rows


def problems_of(vacancy: Vacancy, plan: Plan) -> dict[str, str]:
    """What speaks against the stored dates of a draft, by name: the closing under `closes_on`."""
    return _spoken(_from_today(plan), calendar_of(vacancy.school)) if vacancy.state == Vacancy.State.DRAFT else {}


def _from_today(plan: Plan) -> Plan:
    """A draft without a time to go out could go out today."""
    return plan if plan.publish_on else replace(plan, publish_on=timezone.localdate())


def _spoken(plan: Plan, calendar: Calendar) -> dict[str, str]:
    found: dict[str, str] = {}
    crossed = [(problem.name, f"{problem.says}.") for problem in crossings(plan)]
    for name, says in [*crossed, *((problem.name, problem.says) for problem in advice(plan, calendar))]:
        found[name] = f"{found[name]} {says}" if name in found else says
    return found


def _why(name: str, plan: Plan, calendar: Calendar) -> str:
    if name == "closes_on" and plan.publish_on and plan.closes_on:
        return f"At midday. {calendar.between(plan.publish_on, plan.closes_on)} working days to apply"
    if name == "interview_on" and plan.shortlist and plan.interview_on:
        return f"{calendar.between(plan.shortlist, plan.interview_on)} working days for references, which come first"
    return WHY.get(name, "").format(sift=key_dates.SIFT_DAYS, outcome=key_dates.OUTCOME_DAYS)


def _resignation(starts_on: date) -> PlanRow:
    day, head = resignation_date(starts_on), resignation_date(starts_on, head=True)
    why = (
        f"For a teacher who is in a post and starts with you on {plain_date(starts_on)}. For a head: {plain_date(head)}"
    )
    return PlanRow("Last day to resign", "", day_date(day), "", why)


def _short(day: date | None) -> str:
    return short_date(day) if day else ""
