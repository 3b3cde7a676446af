"""A crowd of candidates whose applications are complete, and the browser tabs they press their buttons in."""

from __future__ import annotations

import copy
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from django.conf import settings
from django.db import connection, models
from django.db.models.base import ModelState
from django.test import Client

from accounts.models import User
from applications.models import Application, CriterionStatement, StatementVersion
from tests.applications.factories import complete_application
from tests.services.migrated import database_url
from tests.services.product import Product
from vacancies.models import Vacancy

ROWS = ("details", "professional_status", "adjustment", "declaration")
COLUMNS = ("sections", "left_education_on")
LISTS = ("qualifications", "training", "memberships", "employment", "breaks", "referees")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PATIENCE = 60  # seconds for an answer
Reply = requests.Response


@contextmanager
def web(places: Path) -> Iterator[Product]:
    """The web process of the Procfile over this test's own database and keys."""
    places.mkdir()
    keys = {name: getattr(settings, name) for name in ("SECRET_KEY", "AUDIT_KEY", "LINK_KEY", "MONITORING_KEY")}
    product = Product(
        places,
        {
            **keys,
            "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
            "DJANGO_SETTINGS_MODULE": "senco_recruit.settings.test",
            "TEST_DATABASE_URL": database_url(connection.settings_dict),
            "TEST_VAR_DIR": str(places),
            "REDIS_URL": "",
            "TEST_REDIS_URL": "",
        },
    )
    product.start("web")
    try:
        yield product
    finally:
        for name in list(product.processes):
            product.stop(name, signal.SIGKILL)  # all answers are in: nothing to wait for


def words_of(number: int) -> str:
    """What candidate `number` wrote to each criterion, unlike any other's."""
    return f"Candidate {number} led this with a team of four, and the register shows what changed."


def crowd(vacancy: Vacancy, size: int) -> list[Application]:
    """So many complete drafts for `vacancy`, in a number of queries that does not grow with them."""
    first = Application.objects.whole().get(pk=complete_application(vacancy, statement=words_of(0)).pk)
    people = User.objects.bulk_create(User(email=f"crowd{n}@example.org", name=f"Person {n}") for n in range(1, size))
    drafts = Application.objects.bulk_create(
        Application(
            vacancy=vacancy, candidate=person, sections=first.sections, left_education_on=first.left_education_on
        )
        for person in people
    )
    rows = [*(getattr(first, name) for name in ROWS), *(row for name in LISTS for row in getattr(first, name).all())]
    for row in rows:
        type(row)._default_manager.bulk_create(_copy(row, application=draft) for draft in drafts)
    for row in first.statements.all():
        texts = [(draft, words_of(n)) for n, draft in enumerate(drafts, 1)]
        made = CriterionStatement.objects.bulk_create(_copy(row, application=draft, text=text) for draft, text in texts)
        StatementVersion.objects.bulk_create(
            StatementVersion(statement=each, number=1, text=each.text) for each in made
        )
    return [first, *drafts]


def _copy(row: models.Model, **columns: Any) -> Any:
    twin = copy.copy(row)
    twin.pk, twin._state = None, ModelState()
    for name, value in columns.items():
        setattr(twin, name, value)
    return twin


@dataclass(frozen=True)
class Press:
    """One press of the button that sends: when, when the answer had come, and whether it was taken."""

    application: int
    pressed_at: datetime
    answered_at: datetime
    taken: bool


class Tab:
    """One tab of a candidate's browser, signed in."""

    def __init__(self, home: str, application: Application, cookie: str) -> None:
        self.application, self.start = application, f"{home}/applications/{application.ref}/"
        self._browser = requests.Session()
        self._browser.trust_env = False  # loopback alone: no proxy of this machine
        self._browser.cookies.set(settings.SESSION_COOKIE_NAME, cookie)
        self._token = ""

    def open(self, page: str) -> None:
        """Look at a page, as people do before they press anything."""
        shown = self._browser.get(f"{self.start}{page}", timeout=PATIENCE)
        assert shown.status_code == 200, (page, shown.status_code)
        self._token = TOKEN.search(shown.text)[1]

    def press(self) -> Reply:
        """Press the button that sends the application."""
        return self._post("check/", {})

    def send(self) -> Press:
        """Press it, and tell what came of it."""
        pressed_at = datetime.now(UTC)
        answer = self.press()
        assert answer.status_code == 302, answer.text
        return Press(self.application.pk, pressed_at, datetime.now(UTC), answer.headers["Location"].endswith("/sent/"))

    def save(self, criterion: int, text: str, seen: int) -> Reply:
        """Save a statement as the page's script does while somebody types."""
        return self._post(f"statements/{criterion}/", {"text": text, "seen": seen}, **{"X-Autosave": "1"})

    def _post(self, page: str, data: dict[str, Any], **headers: str) -> Reply:
        boxes = {**data, "csrfmiddlewaretoken": self._token}
        return self._browser.post(
            f"{self.start}{page}", boxes, headers=headers, timeout=PATIENCE, allow_redirects=False
        )


def signed_in(application: Application) -> str:
    """The cookie of a session in which the candidate is signed in."""
    client = Client()
    client.force_login(application.candidate)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
