"""Fixtures over the real services; a conftest takes them with `from tests.services.fixtures import …`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.services.servers import postgresql, redis


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The DATABASE_URL of a real PostgreSQL: the test run's own, else one started for this session."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
    else:
        with postgresql() as url:
            yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The REDIS_URL of a real Redis: the test run's own, else one started for this session."""
    if given := os.environ.get("REDIS_URL"):  # as the test settings narrowed it to this worker
        yield given
    else:
        with redis() as url:
            yield url
