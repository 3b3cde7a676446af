"""The demo school, for the files that look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from senco_recruit.demo.build import Builder


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo, made once for these tests and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        Builder(1).build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(built, db) -> None:
    """The demo; what a test changes is taken back with the test."""
