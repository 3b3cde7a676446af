"""The chase of references, killed at every statement of what people do and at every named point of what runs by
itself: whoever asks, answers, reminds or tells HR dies, and nothing is lost or said twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import count

import pytest
from django.urls import get_resolver
from django.utils import timezone

from accounts.services.calendar import working_day
from appointments.models import Reference, ReferenceRequest
from appointments.services import references
from core import faults, ladders
from core.models import AuditEvent, OutgoingEmail, Reminder
from core.services.outbox import send_due
from core.services.tick import run
from tests.appointments.factories import ANSWERS, asked, shortlisted
from tests.faults.forked import die_after, die_at
from tests.mail_server import MailServer, mail_server

State = ReferenceRequest.State
Seen = Callable[[], object]
pytestmark = [pytest.mark.faults, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def server(settings, tmp_path, monkeypatch):
    """A real mail server, and only the ladders of references; what a dead worker held is free at once."""
    settings.FAULT_POINTS = True
    settings.OUTBOX_LEASE_SECONDS = 0
    only = {kind: due for kind, due in ladders.registered().items() if kind.startswith("reference.")}
    monkeypatch.setattr(ladders, "_ladders", only)
    get_resolver().url_patterns  # noqa: B018 - read here, or each child would read them anew for its links
    with mail_server(tmp_path / "smtp") as running:
        running.use(settings)
        yield running


def killed_at_every_statement(act: Callable[[], object], seen: Seen) -> int:
    """Do `act` with a kill after each of its statements in turn, until it lives; return how often it died.

    After each kill `seen` must be as it was: either all of the act has happened, or nothing.
    """
    before = seen()
    for nth in count(1):
        if not die_after(nth, act):
            return nth - 1
        assert seen() == before, f"half of it stayed after statement {nth}"
    raise AssertionError


def killed_at_every_point(kind: str, act: Callable[[], object]) -> None:
    """Do `act` with a kill at each named point of `kind` in turn, and then once more to its end."""
    for point in faults.POINTS:
        if point.startswith(kind):
            assert die_at(point, 1, act), f"{point} was not reached"
    act()


def letters() -> Counter[str]:
    return Counter(OutgoingEmail.objects.values_list("template", flat=True))


def everything() -> object:
    """What an act about a reference may leave behind."""
    requests = ReferenceRequest.objects.order_by("pk").values_list("pk", "state", "next_at", "link_version")
    return list(requests), letters(), Reference.objects.count(), AuditEvent.objects.count()


def all_arrived_in_order(server: MailServer, *, repeated: int) -> None:
    """Check that each letter came, under its own Message-ID, those about one subject in the order they were queued;
    `repeated` of them twice, as a kill between the server's acceptance and our commit does."""
    rows = {email.message_id: email for email in OutgoingEmail.objects.filter(state="sent")}
    assert not OutgoingEmail.objects.exclude(state__in=["sent", "failed"]).exists()
    ids = [arrival.id for arrival in server.arrivals()]
    assert set(ids) == set(rows)
    assert len(ids) - len(rows) == repeated
    first_times = [rows[message_id] for message_id in dict.fromkeys(ids)]
    for subject in {(email.subject_type, email.subject_id) for email in first_times}:
        about = [email.pk for email in first_times if (email.subject_type, email.subject_id) == subject]
        assert about == sorted(about)


def test_asking_dies_at_every_statement_and_asks_each_referee_once(server):
    application = shortlisted(referees=2)
    kills = killed_at_every_statement(lambda: asked(application), everything)
    assert kills > 10
    assert letters() == {"reference_request": 2}
    assert not asked(application)  # the signal that comes again asks nobody again
    killed_at_every_point("outbox.", send_due)
    all_arrived_in_order(server, repeated=1)


def test_answering_dies_at_every_statement_and_keeps_what_was_typed(server):
    (request,) = asked(shortlisted(referees=1))
    link = references.token(request)
    typed = {**ANSWERS, "head": "ask", "head_name": "Oda Fell", "head_email": "oda@example.org"}
    assert killed_at_every_statement(lambda: references.save_page(request, answers=typed), everything) > 2
    fresh = references.find_by_token(link)  # the link still opens what was saved
    assert fresh.draft == typed
    kills = killed_at_every_statement(lambda: references.send(references.find_by_token(link)), everything)
    assert kills > 20
    assert Reference.objects.get().answers["leaving"] == ANSWERS["leaving"]
    killed_at_every_point("outbox.", send_due)
    assert letters() == {
        # the request is dropped: the answer came before it left
        "reference_request": 1, "reference_thanks": 1, "reference_received": 1, "reference_head": 1,
    }  # fmt: skip
    assert OutgoingEmail.objects.get(template="reference_request").state == "dropped"
    OutgoingEmail.objects.filter(state="dropped").delete()
    all_arrived_in_order(server, repeated=1)


def test_a_refused_address_dies_at_every_statement_and_hr_hears_once(server):
    application = shortlisted(referees=1)
    application.referees.update(email="refuse-550@school.example.org")
    (request,) = asked(application)

    def told() -> object:
        failed = OutgoingEmail.objects.filter(state="failed").count()
        return failed, everything()

    assert killed_at_every_statement(send_due, told) > 5
    request.refresh_from_db()
    assert request.state == State.BOUNCED
    assert letters() == {"reference_request": 1, "reference_bounced": 1}
    killed_at_every_point("outbox.", send_due)
    all_arrived_in_order(server, repeated=1)


def test_the_ladder_dies_at_every_point_and_each_rung_is_climbed_once(server):
    application = shortlisted(referees=4)  # one for each point of a tick at which it dies
    school, today = application.vacancy.school, timezone.localdate()
    application.vacancy.interview_on = working_day(school, today, 20)
    application.vacancy.save(update_fields=["interview_on"])
    asked(application)
    send_due()
    climbs = (
        (2, {"reference_reminder": 4}),
        (4, {"reference_reminder": 8}),
        (6, {"reference_with_hr": 4}),
        (8, {"reference_another": 4}),
        # Asked on the day of this test, not of the tick: the reminder's rung is overtaken, HR's is reached.
        (9, {"reference_another_silent": 4}),
    )
    for days, wanted in climbs:
        now = _morning(working_day(school, today, days))
        killed_at_every_point("tick.", lambda now=now: run(now))
        assert letters() & Counter(wanted) == Counter(wanted)
        killed_at_every_point("outbox.", send_due)
    alarm = _morning(working_day(school, application.vacancy.interview_on, -1))
    for point in [point for point in faults.POINTS if point.startswith("tick.")]:
        die_at(point, 1, lambda: run(alarm))
    send_due()
    rungs = {"reference_reminder": 8} | {name: 4 for _, climb in climbs[2:] for name in climb}
    assert letters() == {"reference_request": 4, **rungs, "reference_alarm": 1}
    assert Reminder.objects.count() == len(climbs) * 4 + 1
    all_arrived_in_order(server, repeated=len(climbs))


def _morning(day) -> datetime:
    return datetime.combine(day, time(8), tzinfo=timezone.get_default_timezone()) + timedelta(minutes=5)
