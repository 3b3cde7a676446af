from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from core import ladders
from core.emails import queue
from core.ladders import Step
from core.models import OutgoingEmail, Reminder
from core.services import tick
from tests.at_once import at_once
from tests.core.letters import ladder_kind
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def chase(person: User, *, step: str = "+2", due_at: datetime = NOON, act=None) -> Step:
    def send() -> str:
        queue("test_note", {"number": person.pk}, subject=person)
        return "sent"

    return Step("test.chase", person, step, due_at, act or send, school_id=5)


def chase_all(now: datetime):
    return [chase(person) for person in User.objects.order_by("pk")]


def test_a_due_step_is_decided_once(note):
    person = UserFactory()
    with ladder_kind("test.chase", chase_all):
        [decision] = tick.run(NOON)
        assert tick.run(NOON) == []
        assert tick.run(NOON + timedelta(days=30)) == []
    assert (decision.kind, decision.subject_id, decision.step, decision.outcome) == (
        "test.chase", person.pk, "+2", "sent",
    )  # fmt: skip
    row = Reminder.objects.get()
    assert (row.subject_type, row.subject_id, row.outcome, row.due_at, row.decided_at, row.school_id) == (
        "accounts.user", person.pk, "sent", NOON, NOON, 5,
    )  # fmt: skip
    assert OutgoingEmail.objects.count() == 1


def test_nothing_is_decided_before_it_is_due(note):
    UserFactory()
    with ladder_kind("test.chase", chase_all):
        assert tick.run(NOON - timedelta(seconds=1)) == []
    assert Reminder.objects.count() == 0


def test_a_dry_run_shows_and_does_nothing(note):
    UserFactory()
    with ladder_kind("test.chase", chase_all):
        assert [decision.outcome for decision in tick.run(NOON, dry_run=True)] == [""]
    assert (Reminder.objects.count(), OutgoingEmail.objects.count()) == (0, 0)


def test_a_step_that_fails_is_undone_and_tried_again(note):
    bad, good = UserFactory(), UserFactory()
    broken = True

    def act() -> str:
        queue("test_note", {}, subject=bad)
        if broken:
            raise RuntimeError("half-way")
        return "sent"

    with ladder_kind("test.chase", lambda now: [chase(bad, act=act), chase(good)]):
        assert [decision.subject_id for decision in tick.run(NOON)] == [good.pk]
        assert OutgoingEmail.objects.count() == 1
        broken = False
        assert [decision.subject_id for decision in tick.run(NOON)] == [bad.pk]
    assert OutgoingEmail.objects.count() == 2


def test_a_ladder_that_cannot_be_read_holds_up_no_other(note):
    UserFactory()

    def unreadable(now):
        raise RuntimeError("a mistake")

    with ladder_kind("test.broken", unreadable):
        ladders.register("test.chase", chase_all)
        assert len(tick.run(NOON)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_decide_each_step_once(note):
    UserFactory.create_batch(15)
    with ladder_kind("test.chase", chase_all):
        results = at_once(lambda: tick.run(NOON), lambda: tick.run(NOON))
    assert sum(len(decisions) for decisions in results) == 15
    assert (Reminder.objects.count(), OutgoingEmail.objects.count()) == (15, 15)


def test_a_tick_with_nothing_new_asks_one_question_a_ladder(note, django_assert_num_queries):
    UserFactory()
    with ladder_kind("test.chase", chase_all):
        tick.run(NOON)
        with django_assert_num_queries(2):  # the ladder's own read, and what was decided
            tick.run(NOON)
        UserFactory.create_batch(2)
        tick.run(NOON)
        with django_assert_num_queries(2):
            tick.run(NOON)


def remind(*args: str) -> str:
    out = StringIO()
    call_command("remind", *args, stdout=out)
    return out.getvalue()


def test_the_command_shows_what_is_due_as_json(note):
    person = UserFactory()
    with ladder_kind("test.chase", chase_all):
        assert json.loads(remind("--at", "2026-11-30T11:59:59", "--dry-run", "--json")) == []
        assert json.loads(remind("--at", "2026-11-30", "--dry-run", "--json")) == [
            {
                "kind": "test.chase",
                "subject_type": "accounts.user",
                "subject_id": person.pk,
                "step": "+2",
                "due_at": "2026-11-30T12:00:00+00:00",
                "outcome": "",
            }
        ]
        assert Reminder.objects.count() == 0
        assert remind("--at", "2026-11-30T12:00") == f"test.chase +2 accounts.user {person.pk} sent\n1 due.\n"
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize("time", ["soon", "2026-13-01", "2026-11-30T25:00", ""])
def test_the_command_refuses_what_is_no_time(time):
    with pytest.raises(CommandError, match="--at"):
        remind("--at", time)


def test_a_decision_and_its_letter_need_each_other(note):
    """An act that queues outside the tick's transaction would survive a failed decision; this one does not."""
    person = UserFactory()

    def act() -> str:
        assert transaction.get_connection().in_atomic_block
        return "skipped"

    with ladder_kind("test.chase", lambda now: [chase(person, act=act)]):
        assert [decision.outcome for decision in tick.run(NOON)] == ["skipped"]
