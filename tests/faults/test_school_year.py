"""A school year of recruitments through the tick, which dies at named points: what was sent is counted apart.

The count knows nothing of ladders: it walks the calendar day by day. `SIMULATED_RECRUITMENTS` makes the year larger.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from django.utils import timezone

from accounts.models import Membership, School, TermDate
from applications.models import Application
from appointments.models import NpqPlan, Offer, ReferenceRequest
from appointments.services.references.chasing import plan
from core import faults
from core.models import OutgoingEmail, Reminder
from core.services.calendar import bank_holidays
from core.services.tick import run
from tests.appointments.factories import asked, recommended, shortlisted
from tests.factories import SchoolFactory

RECRUITMENTS = int(os.environ.get("SIMULATED_RECRUITMENTS", "40"))
FIRST, LAST = date(2027, 9, 1), date(2028, 8, 31)
CLOSED = (
    (date(2027, 10, 25), date(2027, 10, 29)),
    (date(2027, 12, 20), date(2028, 1, 3)),
    (date(2028, 4, 3), date(2028, 4, 14)),
)
POINTS = [point for point in faults.POINTS if point.startswith("tick.")]
KILLED_ONE_IN = 3  # ticks
READERS = 2  # people of HR, who each get the letters about the NPQ
ONE_DAY = timedelta(days=1)
Sent = Counter[tuple[str, int]]  # letters by template and subject


class KilledError(BaseException):
    """The process is gone: nothing after this instant happens."""


@dataclass(frozen=True)
class Story:
    """One recruitment: when its referees are asked and answer, when it is offered and answered (None: never)."""

    requests: tuple[tuple[int, date, int], ...]  # (request, asked on, working days until the answer)
    offer: int
    offered_on: date
    answered_after: int | None
    npq: int
    npq_due: date


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


@cache
def later(day: date, count: int) -> date:
    """So many working days later or earlier, counted on the fingers."""
    step = ONE_DAY if count >= 0 else -ONE_DAY
    while count:
        day += step
        if day.weekday() < 5 and day not in bank_holidays() and not any(a <= day <= b for a, b in CLOSED):
            count -= 1 if count > 0 else -1
    return day


def months_before(day: date, count: int) -> date:
    month = day.month - 1 - count
    return date(day.year + month // 12, month % 12 + 1, day.day)


def a_year(school: School, chance: random.Random) -> list[Story]:
    """Make the rows as they stand before the year: nobody is asked, nothing is offered."""
    stories = []
    for _ in range(RECRUITMENTS):
        begins = FIRST + timedelta(days=chance.randrange(300))
        application = shortlisted(school)
        requests = tuple((row.pk, begins, chance.choice([1, 3, 4, 5, 7])) for row in asked(application))
        ReferenceRequest.objects.filter(application=application).update(next_at=None)
        day, hr = begins + timedelta(days=14), application.vacancy.created_by
        Application.objects.filter(pk=recommended(application).pk).update(state=Application.State.OFFERED)
        offer = Offer.objects.create(
            application=application, state="taken_back", made_by=hr, salary=52785, starts_on=LAST,
            reply_by=later(day, 5),
        )  # fmt: skip
        due = date(2028, chance.randrange(1, 8), 10)
        npq = NpqPlan.objects.create(
            application=application, became_senco_on=due, due_on=due, written_by=hr,
            remind_on=months_before(due, 3) if months_before(due, 3) >= FIRST else None,
        )  # fmt: skip
        stories.append(Story(requests, offer.pk, day, chance.choice([None, 2, 4, 6]), npq.pk, due))
    everybody = Membership.objects.filter(school=school).order_by("pk")
    everybody.exclude(pk__in=everybody[:READERS]).delete()  # each recruitment brought an HR person of its own
    return stories


def happen(stories: list[Story], day: date) -> None:
    """What people do on `day`, at ten."""
    for story in stories:
        for pk, begins, after in story.requests:
            if begins == day:
                request = ReferenceRequest.objects.select_related("application__vacancy__school", "referee").get(pk=pk)
                request.requested_at = at(day, 10)
                request.save(update_fields=["requested_at"])
                plan(request)
            elif later(begins, after) == day:
                ReferenceRequest.objects.filter(pk=pk).update(state="received", next_at=None)
        if story.offered_on == day:
            Offer.objects.filter(pk=story.offer).update(state="made", made_at=at(day, 10))
        elif story.answered_after and later(story.offered_on, story.answered_after) == day:
            Offer.objects.filter(pk=story.offer, state="made").update(state="accepted")


def ticking(chance: random.Random) -> Iterator[date]:
    """The days on which the service runs; three times in the year it stands still for a day."""
    still = {FIRST + timedelta(days=chance.randrange(20, 350)) for _ in range(3)}
    day = FIRST
    while day <= LAST:
        if day not in still:
            yield day
        day += ONE_DAY


def tick(now: datetime, chance: random.Random) -> None:
    """Tick until one lives; each may be killed at one of the named points."""
    while True:
        fatal = chance.choice(POINTS) if chance.randrange(KILLED_ONE_IN) == 0 else ""
        reached = [chance.randrange(1, 4)]

        def dies(name: str, fatal: str = fatal, reached: list[int] = reached) -> None:
            if name == fatal:
                reached[0] -= 1
                if reached[0] == 0:
                    raise KilledError

        faults.arm(dies)
        try:
            run(now)
        except KilledError:
            continue
        finally:
            faults.arm(None)
        return


def must_have_sent(stories: list[Story], days: set[date]) -> Sent:
    """Walk the calendar: on each morning on which the service ran, the highest rung that was reached."""
    found: Sent = Counter()
    for story in stories:
        for pk, begins, after in story.requests:
            rungs = [(later(begins, n), "reference_reminder") for n in (2, 4, 5)]
            rungs.append((later(begins, 6), "reference_with_hr"))
            found += _climbed(rungs, pk, later(begins, after), days)
        reply_by = later(story.offered_on, 5)
        ends = later(story.offered_on, story.answered_after) if story.answered_after else None
        rungs = [
            (later(reply_by, -2), "offer_reminder"), (reply_by, "offer_reminder"),
            (later(reply_by, 1), "offer_silent"), (later(reply_by, 3), "offer_lapsed"),
        ]  # fmt: skip
        found += _climbed(rungs, story.offer, ends, days)
        mornings = (
            [months_before(story.npq_due, n) for n in (3, 2, 1)] if months_before(story.npq_due, 3) >= FIRST else []
        )
        if mornings:
            mornings += [story.npq_due]
            day = story.npq_due
            while (day := months_before(day, -1)) <= LAST:
                mornings.append(day)
            found += _climbed([(morning, "npq_reminder") for morning in mornings], story.npq, None, days)
    return found


def _climbed(rungs: list[tuple[date, str]], pk: int, answered: date | None, days: set[date]) -> Sent:
    """Each rung goes on the first morning on which the service ran, unless the next one was reached by then too."""
    found: Sent = Counter()
    for place, (due, template) in enumerate(rungs):
        morning = next((due + timedelta(days=n) for n in range(4) if due + timedelta(days=n) in days), None)
        overtaken = place + 1 < len(rungs) and morning is not None and rungs[place + 1][0] <= morning
        if morning and not overtaken and (answered is None or morning <= answered):
            found[template, pk] += 1
    return found


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_school_year_sends_what_it_must_and_nothing_twice(settings):
    settings.FAULT_POINTS = True
    chance = random.Random(2027)
    school = SchoolFactory(contact_name="Marian Duxbury")
    for first, last in CLOSED:
        TermDate.objects.create(school=school, kind=TermDate.Kind.CLOSED, name="Holiday", starts_on=first, ends_on=last)
    stories = a_year(school, chance)
    OutgoingEmail.objects.all().delete()
    Reminder.objects.all().delete()
    days = set(ticking(chance))
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        if day in days:
            tick(at(day, 8, 5), chance)
        happen(stories, day)
        if day in days and chance.randrange(10) == 0:
            tick(at(day, 23, 59), chance)
    wanted = must_have_sent(stories, days)
    templates = {template for template, _ in wanted}
    assert len(templates) == 6, templates
    rows = OutgoingEmail.objects.filter(template__in=templates).values_list("template", "subject_id", "ids")
    sent = Counter({(template, pk) for template, pk, _ in rows})
    readers = Counter((template, pk, str(sorted(ids.items()))) for template, pk, ids in rows)
    by_subject: Sent = Counter((template, pk) for template, pk, _ in rows if template != "npq_reminder")
    assert by_subject == Counter({key: n for key, n in wanted.items() if key[0] != "npq_reminder"})
    assert {key for key in sent if key[0] == "npq_reminder"} == {key for key in wanted if key[0] == "npq_reminder"}
    for (template, pk, _), count in readers.items():
        assert count <= wanted[template, pk], "the same letter to the same reader twice"
