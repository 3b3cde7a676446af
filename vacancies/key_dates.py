"""The dates of a recruitment, worked out from the day the job starts. No Django.

Teachers leave at the end of a term and resign before it (conditions of service of schoolteachers in England and
Wales, the Burgundy Book): by 31 October for January, by the last day of February for the summer term, by 31 May for
September. So the answer has to reach people before that day, and every date is counted in working days from there.
The lengths are good practice: two to three weeks to apply, references before the interview.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from itertools import chain

from core.working_days import add_working_days, is_working_day, working_days_between

OPEN_DAYS, FEWEST_OPEN = 15, 10  # working days to apply
SIFT_DAYS = 2  # from closing until the panel's scores are in
TELL_DAYS = 1  # from the scores until people are told
REFERENCE_DAYS, FEWEST_REFERENCE = 7, 5  # from the shortlist to the interviews, for references
OUTCOME_DAYS = 2  # from the interviews until everybody has an answer
RESIGN_DAYS = 3  # what a person needs between our answer and the last day to resign
VISIT_DAYS = 5  # from publication to the visits

WEEKEND = ("Saturday", "Sunday")


@dataclass(frozen=True)
class Closed:
    """Days on which the school is closed, the first and the last among them."""

    first: date
    last: date
    name: str


@dataclass(frozen=True)
class Calendar:
    """The days a school works. `holidays`: bank holidays with their names."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    closed: tuple[Closed, ...] = ()

    def after(self, start: date, days: int) -> date:
        """The working day `days` after `start`; before it for a negative number."""
        return add_working_days(start, days, holidays=self.holidays, closures=self._closures)

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`."""
        return working_days_between(start, end, holidays=self.holidays, closures=self._closures)

    def works(self, day: date) -> bool:
        """Whether people are at school."""
        return is_working_day(day, holidays=self.holidays, closures=self._closures)

    def why_not(self, day: date) -> str:
        """Why nobody is at school on `day`, as a sentence; "" on a working day."""
        if self.works(day):
            return ""
        if day in self.holidays:
            return f"{self.holidays[day]} is a bank holiday."
        for each in self.closed:
            if each.first <= day <= each.last:
                return f"The school is closed that day ({each.name})."
        return f"That is a {WEEKEND[day.weekday() - 5]}."

    @property
    def _closures(self) -> tuple[tuple[date, date], ...]:
        return tuple((each.first, each.last) for each in self.closed)


@dataclass(frozen=True)
class Plan:
    """The dates of one recruitment, in their order; None: not set."""

    publish_on: date | None = None
    visits: date | None = None
    closes_on: date | None = None
    sift: date | None = None
    shortlist: date | None = None
    interview_on: date | None = None
    outcome: date | None = None
    starts_on: date | None = None

    def known(self) -> dict[str, date]:
        """The dates that are set, by name."""
        return {each.name: day for each in fields(self) if (day := getattr(self, each.name)) is not None}


@dataclass(frozen=True)
class Problem:
    """What is wrong with the date `name`, as a sentence without its full stop."""

    name: str
    says: str


def resignation_date(starts_on: date, *, head: bool = False) -> date:
    """Return the last day on which a teacher (or a head) in post can resign to start on `starts_on`.

    A start from January to March follows a term that ended on 31 December; from April one that ends on 30 April (who
    moves straight on is paid to the day before the new school opens); from the middle of August, when the first
    schools go back, one that ends on 31 August.
    """
    year = starts_on.year
    if starts_on < date(year, 4, 1):
        return date(year - 1, 9, 30) if head else date(year - 1, 10, 31)
    if starts_on < date(year, 8, 15):
        return date(year, 1, 31) if head else date(year, 3, 1) - timedelta(days=1)
    return date(year, 4, 30) if head else date(year, 5, 31)


def last_safe_day(starts_on: date, calendar: Calendar) -> date:
    """Return the last day on which an answer leaves a teacher in post time to resign."""
    return calendar.after(resignation_date(starts_on), -RESIGN_DAYS)


def propose(starts_on: date, publish_on: date, calendar: Calendar) -> Plan:
    """Return dates from publication on `publish_on` (or the next working day) to the start.

    Roomy where there is room; as short as good practice allows where the day to resign is near. Where even that is too
    late, the shortest that ends before the start, or the shortest there is: `advice` then says what is wrong.
    """
    plans = [_forward(publish_on, starts_on, calendar, days, refs) for days, refs in _lengths()]
    limit = last_safe_day(starts_on, calendar)
    in_time = (plan for plan in plans if plan.outcome and plan.outcome <= limit)
    before_start = (plan for plan in plans if plan.outcome and plan.outcome < starts_on)
    return next(chain(in_time, before_start), plans[-1])


def latest(starts_on: date, calendar: Calendar) -> Plan:
    """Return the same dates worked backwards: the latest that good practice allows."""
    outcome = last_safe_day(starts_on, calendar)
    interview = calendar.after(outcome, -OUTCOME_DAYS)
    shortlist = calendar.after(interview, -FEWEST_REFERENCE)
    sift = calendar.after(shortlist, -TELL_DAYS)
    closes = calendar.after(sift, -SIFT_DAYS)
    publish = calendar.after(closes, -FEWEST_OPEN)
    visits = calendar.after(publish, VISIT_DAYS)
    return Plan(publish, visits, closes, sift, shortlist, interview, outcome, starts_on)


def _lengths() -> Iterator[tuple[int, int]]:
    """Working days to apply and for references, the roomiest first."""
    for days in range(OPEN_DAYS, FEWEST_OPEN - 1, -1):
        yield days, REFERENCE_DAYS
    for refs in range(REFERENCE_DAYS - 1, FEWEST_REFERENCE - 1, -1):
        yield FEWEST_OPEN, refs


def _forward(publish_on: date, starts_on: date, calendar: Calendar, days: int, refs: int) -> Plan:
    publish = calendar.after(publish_on, 0)
    closes = calendar.after(publish, days)
    sift = calendar.after(closes, SIFT_DAYS)
    shortlist = calendar.after(sift, TELL_DAYS)
    interview = calendar.after(shortlist, refs)
    outcome = calendar.after(interview, OUTCOME_DAYS)
    visits = calendar.after(publish, VISIT_DAYS)
    return Plan(publish, visits, closes, sift, shortlist, interview, outcome, starts_on)


def crossings(plan: Plan) -> list[Problem]:
    """Return what cannot be: a date on the wrong side of another. Each is said of the later one, once."""
    rules = (
        ("visits", "closes_on", -1, "Visits must be on or before the closing date"),
        ("visits", "publish_on", 0, "Visits must be on or after the day the advert goes out"),
        ("closes_on", "publish_on", 1, "The closing date must be after the day the advert goes out"),
        ("sift", "closes_on", 0, "The panel’s scores must be due on or after the closing date"),
        ("shortlist", "closes_on", 0, "People must be told of the shortlist on or after the closing date"),
        ("shortlist", "sift", 0, "People must be told of the shortlist on or after the day the panel’s scores are due"),
        ("interview_on", "closes_on", 1, "Interviews must be after the closing date"),
        ("interview_on", "shortlist", 1, "Interviews must be after people are told of the shortlist"),
        ("outcome", "interview_on", 0, "People must be told the outcome on or after the interview date"),
        ("starts_on", "closes_on", 1, "The start must be after the closing date"),
        ("starts_on", "interview_on", 1, "The start must be after the interview date"),
        ("starts_on", "outcome", 1, "The start must be after people are told the outcome"),
    )
    known, found = plan.known(), {}
    for name, other, least, says in rules:
        if name in known and other in known and name not in found:
            days = (known[name] - known[other]).days
            if (days > 0) if least == -1 else (days < least):
                found[name] = Problem(name, says)
    return list(found.values())


def advice(plan: Plan, calendar: Calendar) -> list[Problem]:
    """Return what speaks against dates that could be: too little time, days when nobody is there, a term missed."""
    return [*_closed_days(plan, calendar), *_too_short(plan, calendar), *_too_late(plan, calendar)]


def _closed_days(plan: Plan, calendar: Calendar) -> Iterator[Problem]:
    for name, day in plan.known().items():
        if name in ("publish_on", "starts_on"):
            continue  # an advert goes out on any day, and contracts start on the first of a month
        if why := calendar.why_not(day):
            yield Problem(name, why)


def _too_short(plan: Plan, calendar: Calendar) -> Iterator[Problem]:
    rules = (
        ("closes_on", "publish_on", FEWEST_OPEN, "At least {least} give people time to apply."),
        ("sift", "closes_on", SIFT_DAYS, "The panel needs {least} to read and score."),
        (
            "interview_on", "shortlist", FEWEST_REFERENCE,
            "Referees need at least {least} to answer, and references come before the interview.",
        ),
    )  # fmt: skip
    froms = {"publish_on": "after it is published", "closes_on": "after closing", "shortlist": "after people are told"}
    known = plan.known()
    for name, other, least, says in rules:
        if name in known and other in known:
            days = calendar.between(known[other], known[name])
            if 0 <= days < least:
                much = f"{days} working day{'' if days == 1 else 's'} {froms[other]}."
                yield Problem(name, f"{much} {says.format(least=least)}")


def _too_late(plan: Plan, calendar: Calendar) -> Iterator[Problem]:
    """An answer after the day to resign: a teacher in post could start only a term later."""
    if plan.starts_on is None:
        return
    limit, resign = last_safe_day(plan.starts_on, calendar), resignation_date(plan.starts_on)
    for name in ("outcome", "interview_on"):
        day = getattr(plan, name)
        if day is not None and day > limit:
            yield Problem(
                name,
                f"Teachers in a post must resign by {_words(resign)} to start on {_words(plan.starts_on)}. "
                f"To give them time they need your answer by {_words(limit)}. "
                "Move this, or start the job a term later.",
            )
            return


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
