"""The world is built once for all of these tests, in a transaction that is rolled back at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.access.visits import Visitors
from tests.access.world import ROLES, World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Everybody and everything."""
    quick = override_settings(ROOT_URLCONF="tests.access.urls")
    with django_db_blocker.unblock(), transaction.atomic(), quick:
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(world: World) -> Visitors:
    """The session of each role. Everybody has just proved who they are, so that no page asks again."""
    sessions = dict.fromkeys(ROLES, "")
    for role, user in world.who.items():
        if user is not None:
            client = Client()
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session["account_authentication_methods"] = [
                {"method": "mfa", "type": "webauthn", "at": time.time(), "reauthenticated": True}
            ]
            session.save()
            sessions[role] = client.cookies["sessionid"].value
    return Visitors(world, sessions)


@pytest.fixture(autouse=True)
def own_places(settings, tmp_path: Path) -> None:
    """Mail goes where only this test looks; files stay where the world put them."""
    settings.EMAIL_BACKEND = "core.mail.MailFolderBackend"
    settings.MAIL_DIR = tmp_path / "mail"
