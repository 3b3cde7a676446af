"""The supervisor on real processes: however it ends, none of them is left."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from script.lib.console import ROOT
from script.lib.supervise import procfile
from tests.setup.processes import marked, until

# A parent with a child of its own, as gunicorn and Celery have: both must go.
FAMILY = "sh -c 'sleep 600 & wait'"
SLEEPER = "sleep 600"
DEAF = "sh -c 'trap \"\" TERM; echo deaf; exec sleep 600'"  # what is ignored stays so; one process, never two
SUPERVISE = """
import os, sys
from pathlib import Path
from script.lib import supervise
supervise.GRACE = float(os.environ.get("GRACE", "5"))
commands = supervise.procfile(Path(sys.argv[1]))
sys.exit(supervise.Supervisor(commands, env=os.environ, cwd=Path(sys.argv[1]).parent).run())
"""


class Running:
    """A supervisor in a process of its own, found again by a mark in the environment."""

    def __init__(self, folder: Path, *commands: str, grace: float = 5) -> None:
        self.mark = f"SUPERVISE_TEST={uuid.uuid4()}"
        lines = [f"p{number}: {command}" for number, command in enumerate(commands)]
        (folder / "Procfile").write_text("\n".join(lines))
        self.command = [sys.executable, "-c", SUPERVISE, str(folder / "Procfile")]
        name, _, value = self.mark.partition("=")
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        self.env = {**os.environ, name: value, "PATH": path, "GRACE": str(grace), "PYTHONPATH": str(ROOT)}

    def start(self, processes: int, **options: object) -> subprocess.Popen[bytes]:
        """Start it, wait until `processes` run besides the supervisor itself."""
        supervisor = subprocess.Popen(self.command, env=self.env, start_new_session=True, **options)  # type: ignore[call-overload]
        assert until(lambda: len(marked(self.mark)) == processes + 1), marked(self.mark)
        return supervisor  # type: ignore[no-any-return]

    def gone(self) -> bool:
        """Return whether, soon, nothing of it is left."""
        return until(lambda: not marked(self.mark))

    def sweep(self) -> None:
        """Kill whatever a failed test left."""
        for process in marked(self.mark):
            os.kill(process, signal.SIGKILL)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[object]:
    """Return a function that makes a Running, and leave nothing behind."""
    made: list[Running] = []

    def make_one(*commands: str, grace: float = 5) -> Running:
        made.append(Running(tmp_path, *commands, grace=grace))
        return made[-1]

    yield make_one
    for running in made:
        running.sweep()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_process_and_its_children(make, number):
    running = make(SLEEPER, FAMILY)
    supervisor = running.start(processes=3, stdout=subprocess.DEVNULL)
    supervisor.send_signal(number)
    assert supervisor.wait(20) == 128 + number
    assert running.gone()


def test_the_supervisor_killed_outright_takes_its_processes_along(make):
    running = make(SLEEPER, SLEEPER)
    supervisor = running.start(processes=2, stdout=subprocess.DEVNULL)
    supervisor.kill()
    supervisor.wait(20)
    assert running.gone()


def test_the_whole_terminal_group_killed_leaves_nothing(make):
    running = make(SLEEPER, SLEEPER)
    supervisor = running.start(processes=2, stdout=subprocess.DEVNULL)
    os.killpg(supervisor.pid, signal.SIGKILL)
    supervisor.wait(20)
    assert running.gone()


def test_closing_the_terminal_leaves_nothing(make):
    running = make("sh -c 'while :; do echo talk; sleep 0.1; done'", SLEEPER)
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(running.command[0], running.command, running.env)
    assert until(lambda: b"talk" in os.read(terminal, 4096))
    os.close(terminal)  # the kernel hangs up: SIGHUP, and every later write fails
    os.waitpid(child, 0)
    assert running.gone()


def test_what_left_the_group_and_holds_the_output_does_not_hold_up_the_end(make):
    running = make("sh -c 'setsid sleep 600 & wait'")
    supervisor = running.start(processes=2, stdout=subprocess.DEVNULL)
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.wait(20) == 128 + signal.SIGINT


def test_a_process_that_will_not_listen_is_killed_after_the_grace(make):
    running = make(DEAF, grace=1)
    supervisor = running.start(processes=1, stdout=subprocess.PIPE)
    assert b"deaf" in supervisor.stdout.readline()
    supervisor.terminate()
    assert supervisor.wait(20) == 128 + signal.SIGTERM
    supervisor.stdout.close()
    assert running.gone()


def test_a_second_ctrl_c_does_not_wait_for_the_grace(make):
    running = make(DEAF, grace=600)
    supervisor = running.start(processes=1, stdout=subprocess.PIPE)
    assert b"deaf" in supervisor.stdout.readline()
    supervisor.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        supervisor.wait(1)
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.wait(20) == 128 + signal.SIGINT
    supervisor.stdout.close()
    assert running.gone()


def test_a_process_that_dies_is_started_again_and_leaves_no_child(make):
    running = make(FAMILY)
    supervisor = running.start(processes=2, stdout=subprocess.DEVNULL)
    before = set(marked(running.mark)) - {supervisor.pid}
    os.kill(min(before), signal.SIGKILL)  # the parent of the two
    assert until(lambda: len(marked(running.mark)) == 3 and not before & set(marked(running.mark)))
    supervisor.terminate()
    supervisor.wait(20)
    assert running.gone()


def test_a_process_that_cannot_start_ends_the_whole_with_a_plain_line(make):
    running = make("false", SLEEPER)
    done = subprocess.run(running.command, env=running.env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "p0 would not start, so everything is stopped."
    assert running.gone()


def test_each_line_says_whose_it_is(make):
    running = make("sh -c 'echo one; printf two; exec sleep 600'")
    supervisor = running.start(processes=1, stdout=subprocess.PIPE)
    assert supervisor.stdout.readline() == b"p0 | one\n"
    supervisor.terminate()
    supervisor.wait(20)
    supervisor.stdout.close()
    assert running.gone()


def test_the_procfile_names_the_three_processes():
    assert list(procfile(ROOT / "Procfile")) == ["web", "worker", "beat"]
