"""Keeping the Procfile's processes running, and leaving none behind.

Each process leads a session of its own, so Ctrl-C reaches this supervisor alone, which ends them in
order. Closing the terminal (SIGHUP) does the same. Should the supervisor itself be killed outright, the
kernel sends each process SIGTERM (Linux's parent-death signal). A process that dies is started again.
"""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 10.0  # seconds to finish work in hand; then SIGKILL
LAST_WORDS = 1.0  # seconds to read what a dead process said last
QUICK = 5.0  # a process that dies sooner than this after its start counts as a failed start
FAILED_STARTS = 3  # in a row, and the whole is given up
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def procfile(path: Path) -> dict[str, str]:
    """Return the commands of a Procfile by name."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {name.strip(): command.strip() for name, _, command in pairs}


def tie_to_parent(number: int = signal.SIGTERM) -> Callable[[], None]:
    """Return a `preexec_fn` by which Linux sends signal `number` to the child when its parent dies.

    Call it, and start the child, from the parent's main thread: the tie is to the thread.
    """
    parent = os.getpid()

    def tie() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, number)
            if os.getppid() != parent:  # it died before the tie was made
                os._exit(1)

    return tie


@dataclass
class Process:
    """One line of the Procfile and the process that runs it now."""

    name: str
    command: str
    popen: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failed_starts: int = 0
    start_at: float = 0.0
    rest: bytes = field(default=b"", repr=False)  # output after the last end of line


class Supervisor:
    """Starts `commands`, prints what they say, restarts what dies, and ends all of them on a signal."""

    def __init__(self, commands: Mapping[str, str], *, env: Mapping[str, str], cwd: Path) -> None:
        self.processes = [Process(name, command) for name, command in commands.items()]
        self.env, self.cwd = dict(env), cwd
        self.width = max(map(len, commands))
        self.selector = selectors.DefaultSelector()
        self.ended_by: int | None = None  # the signal, or 0 when a process would not start
        self.signals = 0
        self.deaf = False

    def run(self, tick: Callable[[], None] = lambda: None) -> int:
        """Run until a signal, calling `tick` about five times a second; return the exit code."""
        self._listen()
        try:
            while self.ended_by is None:
                for process in self.processes:
                    self._keep(process)
                self._relay(0.2)
                tick()
        finally:
            self._end()
        return 128 + self.ended_by if self.ended_by else 1

    def say(self, text: str) -> None:
        """Print one line; once the terminal has gone, nothing."""
        if self.deaf:
            return
        try:
            print(text, flush=True)
        except OSError:  # closed: there is nobody to tell, and the processes still have to end
            self.deaf = True

    def _listen(self) -> None:
        reader, writer = os.pipe()
        for end in (reader, writer):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)  # wakes the selector at once
        self.selector.register(reader, selectors.EVENT_READ, None)
        for number in ENDINGS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup asks to live on
                signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, _frame: object) -> None:
        self.ended_by = self.ended_by or number
        self.signals += 1

    def _keep(self, process: Process) -> None:
        """Start what is not running; count what dies at once, and give up after a few of those."""
        now = time.monotonic()
        if process.popen is None:
            if now >= process.start_at:
                self._start(process)
        elif (code := process.popen.poll()) is not None:
            self._clear(process)
            process.failed_starts = process.failed_starts + 1 if now - process.started < QUICK else 0
            process.start_at = now + 0.5
            self.say(f"{process.name} stopped (exit code {code}).")
            if process.failed_starts >= FAILED_STARTS:
                self.say(f"{process.name} would not start, so everything is stopped.")
                self.ended_by = 0

    def _start(self, process: Process) -> None:
        process.popen = subprocess.Popen(
            ["/bin/sh", "-c", f"exec {process.command}"],
            cwd=self.cwd,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=tie_to_parent(),  # noqa: PLW1509 - there is one thread
        )
        process.started = time.monotonic()
        assert process.popen.stdout is not None
        os.set_blocking(process.popen.stdout.fileno(), False)
        self.selector.register(process.popen.stdout, selectors.EVENT_READ, process)

    def _relay(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            chunk = os.read(key.fd, 65536)
            process: Process | None = key.data
            if process is None:
                continue
            if not chunk:
                self.selector.unregister(key.fileobj)
            *lines, process.rest = (process.rest + chunk).split(b"\n")
            for line in lines:
                self.say(f"{process.name:{self.width}} | {line.decode(errors='replace')}")

    def _clear(self, process: Process) -> None:
        """Kill what a dead process left in its group, and forget it."""
        assert process.popen is not None
        with suppress(ProcessLookupError, PermissionError):  # none left (macOS says the second)
            os.killpg(process.popen.pid, signal.SIGKILL)
        output, deadline = process.popen.stdout, time.monotonic() + LAST_WORDS
        while output in self.selector.get_map() and time.monotonic() < deadline:
            self._relay(0.05)
        if output in self.selector.get_map():  # held open by something that left the group, and may go on for long
            self.selector.unregister(output)  # type: ignore[arg-type]
        process.popen = None

    def _end(self) -> None:
        """Ask every process to finish, wait, then kill; a second signal kills at once."""
        first = self.signals
        deadline = time.monotonic() + GRACE
        running = [process for process in self.processes if process.popen is not None]
        for process in running:
            assert process.popen is not None
            process.popen.terminate()
        while running and time.monotonic() < deadline and self.signals <= max(first, 1):
            self._relay(0.1)
            for process in [p for p in running if p.popen is not None and p.popen.poll() is not None]:
                self._clear(process)
                running.remove(process)
        for process in running:
            assert process.popen is not None
            os.killpg(process.popen.pid, signal.SIGKILL)
            process.popen.wait()
            self._clear(process)
