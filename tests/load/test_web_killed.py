"""The web process is killed while people write and send: no word that was said to be saved is lost or doubled."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
import requests

from applications.models import Application, CriterionStatement, StatementVersion
from core.models import AuditEvent, OutgoingEmail
from tests.load.crowd import Tab, crowd, signed_in, web
from tests.services.product import Product
from tests.vacancies.factories import published_vacancy

pytestmark = [pytest.mark.load, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

WRITERS = int(os.environ.get("LOAD_WRITERS") or 8)
KILLS = int(os.environ.get("LOAD_KILLS") or 1)  # and one more while they send
LONGEST = 0.8  # seconds between the server's return and its next death
PATIENCE = 60.0
CUT_OFF = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)  # the second: within the answer's body

T = TypeVar("T")


@dataclass
class Writer:
    """A candidate who goes on typing whatever happens, as the page's script does, until told to send."""

    tab: Tab
    statement: CriterionStatement
    seen: int
    said_saved: dict[int, str] = field(default_factory=dict)  # what the server said it had: {version: text}
    number: int = 0

    def write_until(self, enough: threading.Event) -> None:
        """Save one text after another, each until the server has answered."""
        insist(lambda: self.tab.open(f"statements/{self.statement.criterion_id}/"))
        while not enough.is_set() or not self.number:
            self.number += 1
            text = f"{self.statement.text} Sentence {self.number} of {self.statement.pk}."
            answer = insist(lambda text=text: self.tab.save(self.statement.criterion_id, text, self.seen))
            said = answer.json()
            assert answer.status_code == 200, said
            self.seen = said["version"]
            self.said_saved[self.seen] = text

    def send(self) -> None:
        """Send, again and again until there is an answer."""
        assert insist(self.tab.press).headers["Location"].endswith("/sent/")


def insist(act: Callable[[], T]) -> T:
    """Try until there is an answer, for as long as the server may be away."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except CUT_OFF:
            assert time.monotonic() < deadline
            time.sleep(0.05)  # the page's script waits longer before it tries again


def test_a_killed_server_loses_no_word_it_said_it_had(tmp_path: Path) -> None:
    seed = int(os.environ.get("FAULT_SEED") or random.SystemRandom().randrange(10**6))
    print(f"FAULT_SEED={seed} repeats this run's instants")  # noqa: T201
    drafts = crowd(published_vacancy(), WRITERS)
    with web(tmp_path / "web") as product, ThreadPoolExecutor(WRITERS) as pool:
        writers = [writer_of(product, draft) for draft in drafts]
        enough = threading.Event()
        writing = [pool.submit(writer.write_until, enough) for writer in writers]
        try:
            kill_now_and_then(product, random.Random(seed))
        finally:
            enough.set()
        for each in writing:
            each.result()
        sending = [pool.submit(writer.send) for writer in writers]
        kill(product)
        for each in sending:
            each.result()
    for writer in writers:
        check_texts(writer)
    check_sent(drafts)


def writer_of(product: Product, draft: Application) -> Writer:
    """A candidate at the last of their statements."""
    statement = draft.statements.order_by("-pk")[0]
    return Writer(Tab(product.address, draft, signed_in(draft)), statement, statement.version)


def kill_now_and_then(product: Product, chance: random.Random) -> None:
    """Kill the web process and all its workers, and start it again, as often as asked."""
    for _ in range(KILLS):
        time.sleep(chance.uniform(0, LONGEST))  # the random instant itself
        kill(product)


def kill(product: Product) -> None:
    """No goodbye, then a new process at the same address."""
    product.stop("web", signal.SIGKILL)
    product.start("web")


def check_texts(writer: Writer) -> None:
    """Each text that the server said it had is a version under the number it gave, and the last one stands."""
    kept = dict(StatementVersion.objects.filter(statement=writer.statement).values_list("number", "text"))
    assert {number: kept.get(number) for number in writer.said_saved} == writer.said_saved
    assert sorted(kept) == list(range(1, len(kept) + 1))  # no number is missing or there twice
    assert CriterionStatement.objects.get(pk=writer.statement.pk).text == writer.said_saved[writer.seen]
    assert not StatementVersion.objects.filter(statement=writer.statement, set_aside=True).exists()


def check_sent(drafts: list[Application]) -> None:
    """Everybody's is sent, once, with one receipt."""
    people = sorted(draft.pk for draft in drafts)
    sent = Application.objects.filter(state=Application.State.SUBMITTED)
    receipts = OutgoingEmail.objects.filter(template="application_receipt")
    submitted = AuditEvent.objects.filter(verb="application.submitted")
    for rows, column in ((sent, "pk"), (receipts, "subject_id"), (submitted, "subject_id")):
        assert sorted(rows.values_list(column, flat=True)) == people
