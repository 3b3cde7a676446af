"""The last minute before closing: everybody sends at once, some twice, some too late, to the server that people use.

The closing time is moved, never the clock. On SQLite or PostgreSQL, whichever this run of the suite is about.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from applications.models import Application
from core.clock import database_now
from core.models import AuditEvent, OutgoingEmail
from core.services.outbox import send_due
from tests.load.crowd import Press, Tab, crowd, signed_in, web, words_of
from tests.mail_server import mail_server
from tests.vacancies.factories import published_vacancy

pytestmark = [pytest.mark.load, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

SIZE = int(os.environ.get("LOAD_CANDIDATES") or (60 if connection.vendor == "postgresql" else 20))
SECONDS = float(os.environ.get("LOAD_SECONDS") or SIZE / 12)  # from the first press to the closing time
LATE = 5  # every fifth presses after the closing time
TWICE = 4  # every fourth presses in two tabs at the same moment
AT_ONCE = 40  # connections

Rows = dict[int, Application]


def test_nobody_is_lost_doubled_or_let_in_late(tmp_path: Path, settings) -> None:
    vacancy = published_vacancy()
    drafts = crowd(vacancy, SIZE)
    with web(tmp_path / "web") as product, ThreadPoolExecutor(AT_ONCE) as pool:
        tabs = [tab for n, draft in enumerate(drafts) for tab in tabs_of(product.address, draft, twice=n % TWICE == 0)]
        list(pool.map(lambda tab: tab.open("check/"), tabs))
        vacancy.closes_at = closes_at = database_now() + timedelta(seconds=SECONDS)
        vacancy.save(update_fields=["closes_at"])
        presses = list(pool.map(lambda each: pressed(*each), instants(drafts, tabs, closes_at)))
        said = product.log("web")

    rows = {row.pk: row for row in Application.objects.whole().filter(vacancy=vacancy)}
    sent = {pk for pk, row in rows.items() if row.state == Application.State.SUBMITTED}
    print(figures(presses, rows, closes_at))  # noqa: T201 - shown with -s: what this machine could do
    assert "Traceback" not in said
    check_each_press(presses, rows, closes_at)
    check_words(drafts, rows)
    check_receipts(sent, tmp_path / "smtp", settings)
    assert AuditEvent.objects.filter(verb="application.submitted").count() == len(sent)


def tabs_of(home: str, draft: Application, *, twice: bool) -> list[Tab]:
    """One tab, or two of the same browser."""
    cookie = signed_in(draft)
    return [Tab(home, draft, cookie) for _ in range(1 + twice)]


def instants(drafts: Sequence[Application], tabs: Sequence[Tab], closes_at: datetime) -> list[tuple[datetime, Tab]]:
    """When each presses: at random before the closing time, every fifth just after it; two tabs at the same moment."""
    chance = random.Random(len(tabs))
    begin = closes_at - timedelta(seconds=SECONDS)
    late = {draft.pk for draft in drafts[::LATE]}
    whens = {
        draft.pk: closes_at + timedelta(seconds=chance.uniform(0, SECONDS / LATE))
        if draft.pk in late
        else begin + timedelta(seconds=chance.uniform(0, SECONDS))
        for draft in drafts
    }
    return sorted(((whens[tab.application.pk], tab) for tab in tabs), key=lambda each: each[0])


def pressed(instant: datetime, tab: Tab) -> Press:
    """Wait for the instant, then press."""
    time.sleep(max(0.0, instant.timestamp() - time.time()))  # the instant itself
    return tab.send()


def check_each_press(presses: Sequence[Press], rows: Rows, closes_at: datetime) -> None:
    """What each was told is what happened, and the closing time alone decided."""
    for press in presses:
        row = rows[press.application]
        assert press.taken == (row.submitted_at is not None)
        if row.submitted_at is not None:
            assert row.submitted_at < closes_at
            assert min(p.pressed_at for p in presses if p.application == row.pk) <= row.submitted_at
        if press.pressed_at >= closes_at:
            assert not press.taken
        if press.answered_at < closes_at:
            assert press.taken
    assert {press.application for press in presses} == set(rows)
    assert 0 < sum(press.taken for press in presses) < len(presses)


def check_words(drafts: Sequence[Application], rows: Rows) -> None:
    """Sent or too late, every word of each is there, and nobody has another's."""
    for number, draft in enumerate(drafts):
        row = rows[draft.pk]
        assert {each.text for each in row.statements.all()} == {words_of(number)}
        assert (row.state == Application.State.DRAFT) == (row.submitted_at is None)
        assert row.employment.all()
        assert row.referees.all()


def check_receipts(sent: set[int], folder: Path, settings) -> None:
    """One letter to each who was in time, through a real mail server, and none to anybody else."""
    queued = OutgoingEmail.objects.filter(template="application_receipt")
    assert sorted(queued.values_list("subject_id", flat=True)) == sorted(sent)
    with mail_server(folder) as server:
        server.use(settings)
        while send_due():
            pass
        arrived = sorted(str(each.message["To"]) for each in server.arrivals())
    people = Application.objects.filter(pk__in=sent).values_list("candidate__email", flat=True)
    assert arrived == sorted(people)


def figures(presses: Sequence[Press], rows: Rows, closes_at: datetime) -> str:
    """How long the answers took."""
    took = sorted((each.answered_at - each.pressed_at).total_seconds() for each in presses)
    in_time = [each for each in presses if each.pressed_at < closes_at]
    refused = [(closes_at - each.pressed_at).total_seconds() for each in in_time if not each.taken]
    return (
        f"{connection.vendor}: {len(rows)} candidates, {len(presses)} presses in {SECONDS:g} s and a little; "
        f"{sum(row.submitted_at is not None for row in rows.values())} sent; answers in {took[len(took) // 2]:.2f} s, "
        f"the slowest in {took[-1]:.2f} s; pressed before closing and refused: {len(refused)}, "
        f"the earliest {max(refused, default=0):.2f} s before it"
    )
