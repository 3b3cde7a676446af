"""A real mail server for tests, in a process of its own. It keeps each message it takes as a file.

`python -m tests.mail_server FOLDER` prints its port. The local part of an address says how it is treated:
`refuse-550` and `refuse-451` are refused at RCPT with that code, `spam-554` after DATA; all others are taken.
A file is named `<number>-<connection>.eml` and is on disk before the client is told that its message was taken.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Arrival:
    """One message as the server took it, and the number of the connection it came by."""

    connection: int
    message: EmailMessage

    @property
    def id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])


@dataclass(frozen=True)
class MailServer:
    """A running server."""

    port: int
    folder: Path

    def arrivals(self) -> list[Arrival]:
        """Return every message taken so far, in order."""
        files = sorted(self.folder.glob("*.eml"))
        return [
            Arrival(int(file.stem.split("-")[1]), message_from_bytes(file.read_bytes(), policy=default))  # type: ignore[arg-type]
            for file in files
        ]

    def ids(self) -> list[str]:
        """Return their Message-IDs."""
        return [arrival.id for arrival in self.arrivals()]

    def use(self, settings: object) -> None:
        """Have Django send here."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port  # type: ignore[attr-defined]


@contextmanager
def mail_server(folder: Path, *, slow: float = 0) -> Iterator[MailServer]:
    """Run a server that takes `slow` seconds over each message, and stop it afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.mail_server", str(folder), str(slow)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield MailServer(int(process.stdout.readline()), folder)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _serve(folder: Path, slow: float) -> None:
    import asyncio

    from aiosmtpd.smtp import SMTP

    class Keeper:
        taken = 0
        connections: dict[str, int] = {}

        async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
            if found := re.match(r"refuse-(\d{3})", address):
                return f"{found[1]} 5.1.1 {address} is not here"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            if found := re.match(r"spam-(\d{3})", envelope.rcpt_tos[0]):
                return f"{found[1]} no"
            await asyncio.sleep(slow)
            Keeper.taken += 1
            number = self.connections.setdefault(str(session.peer), len(self.connections))
            part = folder / ".part"
            with part.open("wb") as file:
                file.write(envelope.content)
                file.flush()
                os.fsync(file.fileno())
            part.rename(folder / f"{Keeper.taken:06}-{number}.eml")
            return "250 Taken"

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Keeper(), hostname="mail.example.org"), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
        parent = os.getppid()
        while os.getppid() == parent:  # noqa: ASYNC110 - it outlives no test run
            await asyncio.sleep(0.5)

    asyncio.run(run())


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), float(sys.argv[2]))
