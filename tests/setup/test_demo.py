"""script/demo, whole: it serves, says who can sign in, keeps its data, and leaves no process behind."""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from script.lib.console import ROOT
from tests.services.servers import free_port
from tests.setup.places import clean
from tests.setup.processes import marked, until

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

READY = "Ctrl-C stops it."
READY_SECONDS = 240


class Demo:
    """script/demo over a folder of its own, its processes found by a mark in their environment."""

    def __init__(self, var: Path) -> None:
        self.mark = uuid.uuid4().hex
        self.port = free_port()
        self.env = {**clean(), "VAR_DIR": str(var), "PORT": str(self.port), "DEMO_TEST": self.mark}
        self.said = ""

    def start(self) -> subprocess.Popen[str]:
        """Start it in a session of its own, and read until it is ready."""
        demo = subprocess.Popen(
            ["script/demo"], cwd=ROOT, env=self.env, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert demo.stdout is not None
        threading.Thread(target=self._read, args=(demo.stdout,), daemon=True).start()
        assert until(lambda: READY in self.said or demo.poll() is not None, READY_SECONDS)
        assert READY in self.said, self.said
        return demo

    def processes(self) -> list[int]:
        """Return what runs of it."""
        return marked(f"DEMO_TEST={self.mark}")

    def page(self, path: str) -> str:
        """Return a page of it."""
        with urlopen(f"http://localhost:{self.port}{path}", timeout=20) as answer:
            return str(answer.read().decode())

    def _read(self, stream) -> None:
        with stream:
            for line in stream:
                self.said += line


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """A demo whose page assets are there already, in a folder of its own."""
    shutil.copytree(ROOT / "var" / "assets", tmp_path / "var" / "assets")
    demo = Demo(tmp_path / "var")
    yield demo
    for process in demo.processes():
        os.kill(process, signal.SIGKILL)


@pytest.fixture(scope="module")
def served_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that was started once: its database, keys and page assets are there."""
    var = tmp_path_factory.mktemp("demo") / "var"
    shutil.copytree(ROOT / "var" / "assets", var / "assets")
    running = Demo(var).start()
    running.send_signal(signal.SIGINT)
    running.wait(30)
    return var


@pytest.fixture
def again(served_before: Path, tmp_path: Path) -> Iterator[Demo]:
    """A demo that starts for the second time."""
    shutil.copytree(served_before, tmp_path / "var")
    demo = Demo(tmp_path / "var")
    yield demo
    for process in demo.processes():
        os.kill(process, signal.SIGKILL)


def test_it_serves_names_who_can_sign_in_keeps_its_data_and_ctrl_c_ends_it(demo, tmp_path):
    first = demo.start()
    assert len(demo.processes()) >= 4  # the command, web, worker, beat
    assert re.search(r"Open http://localhost:\d+/demo/ and choose who to be.*\n  Marian Duxbury ", demo.said)
    page = demo.page("/")
    assert "govuk-template" in page
    style = re.search(r'href="(/static/vendor/govuk-frontend[^"]*\.css)"', page)
    assert style
    assert demo.page(style[1]).startswith('@charset "UTF-8"')
    first.send_signal(signal.SIGINT)
    assert first.wait(30) == 130
    assert until(lambda: not demo.processes())

    kept = (tmp_path / "var" / "db.sqlite3").stat().st_ino
    demo.said = ""
    began = time.monotonic()
    second = demo.start()
    assert time.monotonic() - began < 30  # about 5 s on two idle cores; nothing is installed or collected again
    assert "Installing" not in demo.said
    assert (tmp_path / "var" / "db.sqlite3").stat().st_ino == kept
    second.send_signal(signal.SIGTERM)
    assert second.wait(30) == 143
    assert until(lambda: not demo.processes())


def test_closing_the_terminal_leaves_no_process(again):
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execvpe("script/demo", ["script/demo"], again.env)
    deadline = time.monotonic() + READY_SECONDS
    while READY not in again.said and time.monotonic() < deadline:
        again.said += os.read(terminal, 65536).decode(errors="replace")
    assert READY in again.said
    assert len(again.processes()) >= 4
    os.close(terminal)
    os.waitpid(child, 0)
    assert until(lambda: not again.processes())


@pytest.mark.parametrize("group", [False, True], ids=["the command", "the terminal's group"])
def test_killed_outright_it_leaves_no_process(again, group):
    running = again.start()
    (os.killpg if group else os.kill)(running.pid, signal.SIGKILL)
    running.wait(30)
    assert until(lambda: not again.processes())
