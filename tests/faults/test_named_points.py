"""200 reminders, with the process killed at every named point on the way."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest

from accounts.models import User
from core import emails, faults, ladders
from core.models import OutgoingEmail, Reminder
from core.services.outbox import send_due
from core.services.seal import seal_pending
from core.services.tick import run
from tests.factories import UserFactory
from tests.faults import ladder
from tests.faults.accounting import check_all_arrived
from tests.faults.forked import die_at
from tests.mail_server import mail_server

PEOPLE = 200
DEPTHS = (1, 2, 5, 9)
WORK = {"tick": run, "outbox": send_due, "seal": seal_pending}
CORE = Path(faults.__file__).parent


@pytest.fixture
def chase(settings):
    """Know the chase, and let this process be armed."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parents[1] / "templates")
    settings.TEMPLATES = templates
    settings.FAULT_POINTS = True
    settings.OUTBOX_LEASE_SECONDS = 0  # one worker at a time: what the dead one held is free at once
    before = dict(ladders._ladders)
    ladder.register()
    yield
    ladders._ladders.clear()
    ladders._ladders.update(before)
    del emails._kinds["test_note"]


@pytest.mark.faults
@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_kill_at_any_named_point_loses_nothing(chase, settings, tmp_path):
    UserFactory.create_batch(PEOPLE)
    with mail_server(tmp_path / "smtp") as server:
        server.use(settings)
        for depth in DEPTHS:
            for point in faults.POINTS:
                work = WORK[point.partition(".")[0]]
                # A pass of the sealer is one batch, so its points are passed once.
                nth = 1 if point.startswith("seal.") else depth
                assert die_at(point, nth, work), f"{point} was not reached {nth} times"
        assert Reminder.objects.count() < PEOPLE  # the kills fell in the middle of the work
        run()
        send_due()
        repeated = check_all_arrived(server, PEOPLE, repeats_allowed=len(DEPTHS))
    # Each kill at outbox.accepted, and none elsewhere, repeated one letter, under its own Message-ID.
    assert repeated.total() == len(DEPTHS)


def test_every_point_in_the_code_is_named_and_every_name_is_in_the_code():
    found = [
        name for file in CORE.rglob("*.py") for name in re.findall(r'fault_point\("([a-z.]+)"\)', file.read_text())
    ]
    assert sorted(found) == sorted(faults.POINTS)


def test_no_shipped_settings_let_a_point_be_armed(settings):
    assert not hasattr(settings, "FAULT_POINTS")
    with pytest.raises(RuntimeError, match="tests"):
        faults.arm(lambda name: None)
    for file in (CORE.parent / "senco_recruit" / "settings").glob("*.py"):
        assert "FAULT_POINTS" not in file.read_text()


@pytest.mark.django_db
def test_an_unarmed_point_does_nothing_and_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        faults.fault_point("outbox.claimed")
    assert (User.objects.count(), OutgoingEmail.objects.count()) == (0, 0)
