"""The real PostgreSQL and Redis that a test run starts: there while wanted, gone afterwards."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from redis import Redis

from script.lib.console import ROOT
from tests.services.servers import postgresql, redis
from tests.setup.processes import until


def answers(url: str) -> bool:
    """Return whether something listens where `url` says."""
    parts = urlsplit(url)
    with socket.socket() as probe:
        return probe.connect_ex((parts.hostname, parts.port)) == 0


@pytest.mark.parametrize("source", ["machine", "wheel"])
def test_postgresql_works_and_goes(monkeypatch, source):
    monkeypatch.setenv("TEST_POSTGRES", source)
    with postgresql() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 6 * 7").fetchone() == (42,)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    assert not answers(url)


@pytest.mark.parametrize("source", ["machine", "wheel"])
def test_redis_works_and_goes(monkeypatch, source):
    monkeypatch.setenv("TEST_REDIS", source)
    with redis() as url:
        client = Redis.from_url(url)
        client.set("a", "1")
        assert client.get("a") == b"1"
        client.close()
    assert not answers(url)


@pytest.mark.parametrize("server", ["postgresql", "redis"])
def test_a_test_run_killed_outright_leaves_no_server(server):
    program = (
        f"from tests.services.servers import {server}\nimport time\n"
        f"with {server}() as url: print(url, flush=True); time.sleep(600)"
    )
    run = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    url = run.stdout.readline().strip()
    assert answers(url)
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    assert until(lambda: not answers(url))
