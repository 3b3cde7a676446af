"""The mornings of a chase around the nights when the clocks change, and a clock that is put back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from appointments.models import ReferenceRequest
from appointments.services.references.chasing import plan
from core.models import OutgoingEmail
from core.services import tick
from tests.appointments.factories import asked, shortlisted

pytestmark = pytest.mark.django_db


def asked_on(day: date) -> ReferenceRequest:
    """One referee, asked on `day` at ten."""
    (request,) = asked(shortlisted(referees=1))
    request.requested_at = datetime.combine(day, time(10), tzinfo=timezone.get_default_timezone())
    request.save(update_fields=["requested_at"])
    plan(request)
    return request


def reminders() -> int:
    return OutgoingEmail.objects.filter(template="reference_reminder").count()


@pytest.mark.parametrize(
    ("asked_day", "eight"),
    [
        (date(2027, 10, 28), datetime(2027, 11, 1, 8, tzinfo=UTC)),  # back on the Sunday between: eight is 08:00 UTC
        (date(2028, 3, 23), datetime(2028, 3, 27, 7, tzinfo=UTC)),  # forward: eight is 07:00 UTC
    ],
)
def test_a_morning_stays_eight_by_the_clock_on_the_wall(asked_day: date, eight: datetime) -> None:
    request = asked_on(asked_day)
    assert request.next_at == eight
    tick.run(eight - timedelta(minutes=1))
    assert reminders() == 0
    tick.run(eight)
    assert reminders() == 1


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_that_is_put_back_sends_nothing_again(back: timedelta) -> None:
    request = asked_on(date(2027, 10, 28))
    eight = request.next_at
    assert eight is not None
    for now in (eight, eight - back, eight, eight + timedelta(minutes=1)):
        tick.run(now)
    assert reminders() == 1
