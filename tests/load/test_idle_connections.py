"""A connection that rests between two requests is not closed under somebody who is just sending the next one."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from script.lib.supervise import procfile

ROOT = Path(__file__).parent.parent.parent
PROXIES = 60  # seconds: how long nginx and the load balancers of the clouds keep an idle connection, unless told


@pytest.mark.load
def test_the_server_keeps_idle_connections_longer_than_any_proxy() -> None:
    """Who closes first decides: a proxy that writes into a connection the server is closing answers "Bad gateway".

    By its default gunicorn closes after 2 seconds; of 3,000 forms posted after that rest one was refused with a reset.
    """
    web = shlex.split(procfile(ROOT / "Procfile")["web"])
    assert int(web[web.index("--keep-alive") + 1]) > PROXIES
