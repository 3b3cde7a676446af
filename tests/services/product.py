"""The product itself as people run it: web, worker and beat, real processes on a database of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from script.lib.console import ROOT
from script.lib.supervise import procfile, tie_to_parent
from tests.services import migrated
from tests.services.servers import free_port

START_SECONDS = 60
STOP_SECONDS = 30


class Product:
    """Processes of the Procfile over one database, one broker and one folder; ask `running` for one."""

    def __init__(self, var: Path, env: Mapping[str, str]) -> None:
        self.var = var
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "senco_recruit.settings.base",
            "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            "SITE_URL": self.address,
            "VAR_DIR": str(var),
            **env,
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def mail(self) -> Path:
        """The folder where sent e-mails are."""
        return self.var / "mail"

    def manage(self, *arguments: str) -> str:
        """Run a management command of the product and return what it printed; a failure raises."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.env, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return done.stdout

    def start(self, name: str) -> subprocess.Popen[bytes]:
        """Start one process of the Procfile by name, its output in `log(name)`; wait for web to answer."""
        with (self.var / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                ["/bin/sh", "-c", f"exec {procfile(ROOT / 'Procfile')[name]}"],
                cwd=ROOT, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=tie_to_parent(),  # noqa: PLW1509 - from the main thread
            )  # fmt: skip
        if name == "web":
            self._until_it_answers()
        return self.processes[name]

    def stop(self, name: str, number: int = signal.SIGTERM) -> None:
        """End one process and all it started: with SIGTERM in order, with SIGKILL at once."""
        process = self.processes.pop(name)
        process.send_signal(number)
        try:
            process.wait(STOP_SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def log(self, name: str) -> str:
        """Return what a process has said so far."""
        return (self.var / f"{name}.log").read_text("utf-8", errors="replace")

    def _until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.processes["web"].poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"web did not start: {self.log('web')[-4000:]}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


@contextmanager
def running(
    var: Path,
    *,
    database_url: str = "",
    redis_url: str = "",
    processes: Sequence[str] = ("web", "worker", "beat"),
    demo: bool = False,
    env: Mapping[str, str] | None = None,
) -> Iterator[Product]:
    """Prepare database and static files, start `processes`, yield the Product, and end everything.

    Without `database_url` it is SQLite in `var`; without `redis_url` the filesystem broker there. With
    `demo` the demo school is made and anyone can sign in as its people.
    """
    var.mkdir(parents=True, exist_ok=True)
    (var / "assets").symlink_to(ROOT / "var" / "assets")
    if not database_url:
        migrated.sqlite_copy(var / "db.sqlite3")
    places = {"DATABASE_URL": database_url or f"sqlite:///{var / 'db.sqlite3'}", "REDIS_URL": redis_url}
    product = Product(var, {**places, "DEMO_MODE": "1" if demo else "", **(env or {})})
    prepare = [sys.executable, "-m", "script.lib.prepare", "--static", *(["--demo"] if demo else [])]
    subprocess.run(prepare, cwd=ROOT, env=product.env, check=True, capture_output=True)
    try:
        for name in processes:
            product.start(name)
        yield product
    finally:
        for name in list(product.processes):
            product.stop(name)


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """Make a migrated database on a PostgreSQL server, yield its URL, and drop it."""
    name = f"product_{uuid.uuid4().hex[:12]}"
    template = migrated.postgresql_template(server_url)
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield f"{server_url.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
