from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection

from core.rate_limits import allow
from tests.at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rate_limits"), pytest.mark.sqlite]
YEAR = 365 * 24 * 3600  # a window that no test run outlives


def test_a_limit_is_a_limit():
    assert [allow("link:a", 3, YEAR) for _ in range(5)] == [True, True, True, False, False]
    assert allow("link:b", 3, YEAR)


def test_a_new_window_begins_anew():
    assert [allow("x", 1, 60, now=1_000_020.0) for _ in range(2)] == [True, False]
    assert not allow("x", 1, 60, now=1_000_079.9)
    assert allow("x", 1, 60, now=1_000_080.0)


def test_who_asks_is_not_stored():
    allow("referee:203.0.113.9", 3, YEAR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        held = str(cursor.fetchall())
    assert "203.0.113.9" not in held
    assert "rate." in held


@pytest.mark.parametrize("limit", [0, -1, 61])
def test_a_limit_must_make_sense(limit):
    with pytest.raises(ValueError, match="between 1 and 60"):
        allow("x", limit, 60)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_the_limit():
    cache.clear()
    tries = at_once(*[lambda: allow("x", 3, YEAR)] * 8)
    assert sorted(tries) == [False] * 5 + [True] * 3
    cache.clear()
