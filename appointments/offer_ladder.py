"""An offer that is not answered: the candidate is reminded, HR is told, and then it lapses.

Two working days before the day to answer by, and on that day, the candidate; the day after, HR, who can give more
time; two working days after that the offer ends. Steps carry the day to answer by, so that more time starts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from appointments.models import Offer
from appointments.services import offers
from appointments.services.days import Days, calendars
from core import emails, ladders
from core.ladders import Step
from core.states import StateError

KIND = "offer.answer"
AT = time(8)
LAPSES_AFTER = 3  # working days after the day to answer by
LOOK_AHEAD = 14  # days: no working-day step of an offer lies further off


def due(now: datetime) -> Iterator[Step]:
    """The steps of the offers that are to be answered about now: the index on state and day finds them."""
    latest = timezone.localdate(now) + timedelta(days=LOOK_AHEAD)
    rows = Offer.objects.filter(state=Offer.State.MADE, reply_by__lte=latest).select_related("application__vacancy")
    found = list(rows.order_by("reply_by", "pk"))
    days = calendars(row.application.vacancy.school_id for row in found)
    for offer in found:
        yield from _steps(offer, days[offer.application.vacancy.school_id], now)


def lapses_on(offer: Offer, days: Days) -> date:
    """The day on which the offer ends without an answer."""
    return days(offer.reply_by, LAPSES_AFTER)


def _steps(offer: Offer, days: Days, now: datetime) -> Iterator[Step]:
    plan: list[tuple[str, date, Callable[[], str]]] = [
        ("-2", days(offer.reply_by, -2), _letter(offer, "offer_reminder", "-2")),
        ("0", offer.reply_by, _letter(offer, "offer_reminder", "0")),
        ("+1", days(offer.reply_by, 1), _letter(offer, "offer_silent", "+1")),
        ("lapse", lapses_on(offer, days), _lapse(offer)),
    ]
    coming = [(name, _morning(day), act) for name, day, act in plan if offer.made_at < _morning(day) <= now]
    for place, (name, at, act) in enumerate(coming):
        overtaken = place + 1 < len(coming)  # after a stop of the service only the last is still true
        step = f"{name}:{offer.reply_by.isoformat()}"
        yield Step(KIND, offer, step, at, _skip if overtaken else act, offer.application.vacancy.school_id)


def _morning(day: date) -> datetime:
    return datetime.combine(day, AT, tzinfo=timezone.get_default_timezone())


def _skip() -> str:
    return "skipped"


def _letter(offer: Offer, template: str, step: str) -> Callable[[], str]:
    def act() -> str:
        once = f"{template}:{offer.pk}:{step}:{offer.reply_by.isoformat()}"
        school_id = offer.application.vacancy.school_id
        emails.queue(template, {"offer": offer.pk}, subject=offer, school_id=school_id, once=once)
        return "escalated" if template == "offer_silent" else "sent"

    return act


def _lapse(offer: Offer) -> Callable[[], str]:
    def act() -> str:
        try:
            offers.lapse(offer)
        except StateError:  # answered at the last moment
            return "skipped"
        return "closed"

    return act


ladders.register(KIND, due)
