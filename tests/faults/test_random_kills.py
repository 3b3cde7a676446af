"""20 real SIGKILLs of a real Celery worker at random instants, with a real mail server.

The broker goes with the database, as the product is run: the folder beside SQLite, Redis beside PostgreSQL.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections

from core.models import OutgoingEmail
from tests.factories import UserFactory
from tests.faults.accounting import check_all_arrived
from tests.faults.worker import Workers, beat, surroundings
from tests.mail_server import mail_server
from tests.services.servers import redis

PEOPLE = 150
KILLS = 20
LONGEST = 0.3  # seconds that a worker works before it is killed
SLOW = 0.03  # seconds that the mail server takes over a message: a real one is no quicker
PATIENCE = 90.0


@pytest.fixture
def redis_url() -> Iterator[str]:
    """The broker: "" is the folder."""
    if connection.vendor == "sqlite":
        yield ""
        return
    with redis() as url:
        yield url


@pytest.mark.faults
@pytest.mark.sqlite
@pytest.mark.timeout(240)
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_random_loses_nothing(redis_url, tmp_path: Path):
    seed = int(os.environ.get("FAULT_SEED") or random.SystemRandom().randrange(10**6))
    print(f"FAULT_SEED={seed} repeats this run's instants")  # noqa: T201
    chance = random.Random(seed)
    UserFactory.create_batch(PEOPLE)
    connections.close_all()
    with mail_server(tmp_path / "smtp", slow=SLOW) as server:
        environment = surroundings(tmp_path, smtp_port=server.port, redis_url=redis_url)
        # As the product is run: a solo worker on the folder, worker processes on Redis.
        workers = Workers(environment, "prefork" if redis_url else "solo")
        try:
            with beat(environment):
                workers.start()
                for number in range(KILLS):
                    time.sleep(chance.uniform(0, LONGEST))  # the random instant itself
                    assert len(server.ids()) < PEOPLE, "the work was over before the last kill"
                    if redis_url and number % 4 == 3:
                        workers.kill_task_process()
                    else:
                        workers.kill()
                        workers.start()
                _wait_until_sent()
        finally:
            workers.end()
        check_all_arrived(server, PEOPLE, repeats_allowed=KILLS)


def _wait_until_sent() -> None:
    """Wait until no letter is left to send and every person has one."""
    deadline = time.monotonic() + PATIENCE
    while OutgoingEmail.objects.filter(state="sent").count() < PEOPLE:
        assert time.monotonic() < deadline, list(OutgoingEmail.objects.values_list("state", flat=True))
        time.sleep(0.1)
