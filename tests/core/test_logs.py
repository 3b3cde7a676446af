"""What the log holds, and what it may not."""

from __future__ import annotations

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from core import links

pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> io.StringIO:
    """What the service's own handler writes."""
    handler = logging.getLogger().handlers
    console = next(each for each in handler if getattr(each.formatter, "_fmt", "").startswith("{asctime}"))
    earlier, said = console.setStream(io.StringIO()), console.stream  # type: ignore[attr-defined]
    yield said
    console.setStream(earlier)  # type: ignore[attr-defined]


def test_a_link_that_opens_something_stands_in_no_log(written):
    token = links.sign("reference", "abcdef2345", 1)
    Client(enforce_csrf_checks=True).post(reverse("accounts:invitation", args=[token]))
    Client().get(reverse("appointments:referee", args=[token]))
    Client().get(f"/nowhere/{token}/")
    lines = written.getvalue()
    assert "Forbidden (CSRF cookie not set.): /invitations/(link)/" in lines
    assert "Gone: /reference/(link)/" in lines
    assert "Not Found: /nowhere/(link)/" in lines
    assert token.rpartition("~")[2] not in lines


def test_other_lines_stay_as_they_are(written):
    logging.getLogger("core").warning("Letter %s of kind %s was not taken: ~ %s", 7, "a_b", "smtp-550")
    assert written.getvalue().endswith("WARNING core: Letter 7 of kind a_b was not taken: ~ smtp-550\n")


def test_the_filter_is_set_where_lines_leave():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["links"]
