"""By when a SENCo must hold the qualification, in words for the candidate. Never a reason to turn anyone away.

Source: regulation 49 of the Special Educational Needs and Disability Regulations 2014, as amended by SI 2024/535.
The three years follow the person, from the first day they were ever a SENCo, not the post. No Django.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DUTY_FROM = date(2009, 9, 1)
NASENCO_ENDS = date(2027, 9, 1)  # begun before 1 September 2024 and finished before this day
LONG_SERVICE_MONTHS = 12

HELD = frozenset({"npq_held", "nasenco_held"})


@dataclass(frozen=True)
class Clock:
    """What the rule means for one person. `by`: the month of the third anniversary, where there is one."""

    text: str
    by: date | None = None
    ask_hr: bool = False  # the rule can be read in two ways, or its date has passed: people talk, nothing is decided


def third_anniversary(first: date) -> date:
    """Three years after `first`; 29 February counts to 1 March."""
    try:
        return first.replace(year=first.year + 3)
    except ValueError:
        return date(first.year + 3, 3, 1)


def clock(
    qualification: str,
    first_senco: date | None,
    months: int | None,
    *,
    starts: date | None,
    today: date,
    mainstream: bool,
) -> Clock:
    """Return what regulation 49 means for a person.

    `qualification` is a value of SencoQualification; `first_senco` the first of a month; `months` how long they
    have been a SENCo in all; `starts` the post's first day. Special schools and pupil referral units are outside
    section 67 of the Children and Families Act 2014: there the qualification is the school's own wish.
    """
    if qualification in HELD:
        return Clock("You have the qualification that the law asks of SENCos.")
    if qualification == "before_2009" or (first_senco and first_senco < DUTY_FROM):
        return Clock("You were a SENCo before 1 September 2009, so the law does not ask you for the qualification.")
    if not mainstream:
        return Clock("The law does not ask for the qualification in this type of school. The school may ask for it.")
    return _in_time(qualification, first_senco, months, starts, today)


def _in_time(qualification: str, first: date | None, months: int | None, starts: date | None, today: date) -> Clock:
    if first is None:
        if starts is None:
            return Clock("You have three years from the day you first become a SENCo to finish the qualification.")
        by = third_anniversary(starts)
        return Clock(f"If you start on {_day(starts)}, you have until {_day(by)} to finish the qualification.", by)
    by = third_anniversary(first)
    since = f"You first became a SENCo in {first:%B %Y}"
    if by.replace(day=1) > today:
        which = _nasenco_note(by) if qualification == "nasenco_in_progress" else ""
        return Clock(f"{since}, so you have until {by:%B %Y} to finish the qualification.{which}", by)
    if months is not None and months > LONG_SERVICE_MONTHS:
        return Clock(f"{since} and have served more than a year. The school will talk with you about dates.", by, True)
    return Clock(f"{since}. Three years ended in {by:%B %Y}. The school will talk with you about it.", by, True)


def _nasenco_note(by: date) -> str:
    return " A NASENCO must also be finished before 1 September 2027." if by >= NASENCO_ENDS else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
