"""Dates that are missing, past, crossed or wrong (L08, L09, L13, L40, L41)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.working_days import is_working_day, working_days_between
from vacancies.wording.days import WEEKDAYS, days_in, last_day_in
from vacancies.wording.remark import DATES, DEFECT, GP, Found, Remark, check, remark
from vacancies.wording.subject import Kind, Subject
from vacancies.wording.text import plural, sentence_at, words

TIMES = "Dates"
PRACTICE = "Good practice"
LONDON = ZoneInfo("Europe/London")
SHORTEST = 10  # working days an advert is open
NOTICE = 5  # working days between the shortlist and the interview


def day_words(day: date) -> str:
    """ "Friday 14 May 2027"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {day:%B %Y}"


@check("L08", "Closing date", DEFECT, GP, source="Plain error", about=TIMES)
def closing(subject: Subject, at: datetime) -> Found:
    """There is a closing date and time to come, on a working day, with time to apply."""
    day = subject.closing_day
    if day is None:
        yield remark(
            "L08", "People must know until when they can apply.", DATES, title="There is no closing date and time"
        )
        return
    if subject.closes is None:
        yield remark("L08", "People must know the hour.", DATES, title="There is no closing time")
    past = subject.closes <= at if subject.closes else day < at.astimezone(LONDON).date()
    if past:
        yield remark("L08", f"It was {day_words(day)}.", DATES, title="The closing time has passed")
        return
    yield from _hard_to_meet(subject, day, at.astimezone(LONDON).date())


def _hard_to_meet(subject: Subject, day: date, today: date) -> Found:
    left = working_days_between(today, day, holidays=subject.bank_holidays)
    if left < SHORTEST:
        message = f"At least {SHORTEST} working days give people time to apply."
        yield _advice("L08", message, f"It is open for {plural(left, 'working day')}")
    if not is_working_day(day, holidays=subject.bank_holidays):
        message = "Nobody is at school to help with a late problem."
        yield _advice("L08", message, f"It closes on {day_words(day)}, not a working day")


@check("L09", "Interview date", DEFECT, GP, source=PRACTICE, about=TIMES)
def interview(subject: Subject, at: datetime) -> Found:
    """The interview is named, after the closing date, on a school day, with time for references before it."""
    day, closes = subject.interview, subject.closing_day
    if day is None:
        if not subject.interview_said:
            yield _advice("L09", "People need to keep the day free and ask for leave.", "There is no interview date")
        return
    if closes is not None and day < closes:
        title, source = "The interview is before applications close", "Plain error"
        yield remark("L09", "Put the dates in order.", DATES, title=title, source=source)
        return
    if not is_working_day(day, holidays=subject.bank_holidays, closures=subject.closures):
        message = "Candidates and the panel may be away, and no pupil is there to meet."
        yield _advice("L09", message, f"The interview is on {day_words(day)}, when school is closed")
    if subject.shortlist is not None and subject.shortlist <= day:
        left = working_days_between(subject.shortlist, day, holidays=subject.bank_holidays, closures=subject.closures)
        if left < NOTICE:
            message = f"References need at least {NOTICE} working days to come in before it."
            yield _advice("L09", message, f"The interview is {plural(left, 'working day')} after the shortlist")


def _advice(code: str, message: str, title: str) -> Remark:
    return remark(code, message, DATES, force=GP, title=title, source=PRACTICE)


_REVIEW = re.compile(
    r"\b(?:next\s+review(?:\s+date)?|date\s+of\s+next\s+review|review\s+due"
    r"|to\s+be\s+reviewed)\b\s*[:–-]?\s*(?P<when>[^\n]*)",
    re.IGNORECASE,
)

_OFTEN = re.compile(r"annual|each year|every|yearly|termly|once a", re.IGNORECASE)


@check("L13", "The review date of the job description", GP, source=PRACTICE, about=TIMES)
def review(subject: Subject, at: datetime) -> Found:
    """The next review is a date to come."""
    told = [(each, match.span("when")) for each in subject.passages if (match := _REVIEW.search(each.text))]
    if subject.next_review is not None:
        told.append((subject.next_review, (0, len(subject.next_review.text))))
    for passage, span in told:
        when = passage.text[span[0] : span[1]]
        day = last_day_in(when)
        if not when.strip(" .:_-") or (day is None and _OFTEN.search(when)):
            continue
        if day is None:
            title = "The next review is not a date"
            yield remark("L13", "It is not a date, so nobody will keep it.", passage, span, title=title)
        elif day < at.astimezone(LONDON).date():
            title = "The next review date has passed"
            yield remark("L13", "People ask whether the job description is still right.", passage, span, title=title)


_WEEK_OF = words(r"(?:week|w)\s*[/ ]?\s*(?:commencing|beginning|starting|c|b)\b\.?:?\s*(?:on\s+)?(?:the\s+)?(?=\w)")


@check("L40", "Day and date do not match", GP, source=PRACTICE, about=TIMES)
def weekday(subject: Subject, at: datetime) -> Found:
    """A day's name and its date agree; a week begins on a Monday."""
    known = {
        day
        for day in (subject.closing_day, subject.interview, subject.shortlist, subject.starts, *subject.visits)
        if day
    }
    for passage in subject.everything:
        for day in days_in(passage.text):
            if day.weekday is not None and day.named != day.on.weekday():
                right = WEEKDAYS[day.on.weekday()]
                message = f"{day.on.day} {day.on:%B %Y} is a {right}."
                sure = day.on in known  # the vacancy's own date says so too
                yield remark(
                    "L40", message, passage, day.weekday, suggestion=right, replacement=right if sure else None
                )
            week = next((each for each in _WEEK_OF.finditer(passage.text) if each.end() == day.start), None)
            if week is not None and day.on.weekday() != 0:
                monday = day.on - timedelta(days=day.on.weekday())
                message = f"{day.on.day} {day.on:%B %Y} is a {WEEKDAYS[day.on.weekday()]}."
                if monday in subject.bank_holidays:
                    message += f" Monday {monday.day} {monday:%B} is a bank holiday. Say which day the week begins."
                yield remark(
                    "L40", message, passage, (week.start(), day.end), title="The week does not begin on a Monday"
                )


_VISIT = words(r"visits?|viewings?|tours?|look round|open (?:day|evening|morning)")
_OTHER = words(r"clos\w+|deadline|interviews?|starts?|shortlist\w*")


@check("L41", "A visit after the closing date", GP, source=PRACTICE, about=TIMES)
def visits(subject: Subject, at: datetime) -> Found:
    """People look round before they apply."""
    closes = subject.closing_day
    if closes is None:
        return
    for day in subject.visits:
        if day > closes:
            yield remark("L41", f"Visits are on {day_words(day)}, after applications close.", DATES)
    for passage in subject.passages:
        for found in days_in(passage.text) if passage.place.kind is not Kind.STATEMENT else ():
            sentence = sentence_at(passage.text, found.start)
            of_visits = passage.place.key == "visits" or _VISIT.search(sentence)
            if of_visits and not _OTHER.search(sentence) and found.on > closes and found.on not in subject.visits:
                yield remark("L41", "It is after applications close.", passage, (found.start, found.end))
