"""Asking clamd whether a file is infected, by its INSTREAM command. Set UPLOAD_SCANNER to its host:port."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

_CHUNK = 64 * 1024
_SECONDS = 30


class FileInfectedError(Exception):
    """The scanner found something. The message is what it called it."""


class ScannerError(Exception):
    """A scanner is set up and does not answer as one: nothing is taken in unscanned."""


def scan(content: bytes) -> None:
    """Return when `content` is clean or no scanner is set up; raise FileInfectedError or ScannerError."""
    address = settings.UPLOAD_SCANNER
    if not address:
        return
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=_SECONDS) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                part = content[start : start + _CHUNK]
                line.sendall(struct.pack("!L", len(part)) + part)
            line.sendall(struct.pack("!L", 0))
            answer = _answer(line)
    except (OSError, ValueError) as error:
        raise ScannerError(f"The scanner at {address} does not answer.") from error
    if answer.endswith(" FOUND"):
        raise FileInfectedError(answer.removeprefix("stream: ").removesuffix(" FOUND"))
    if not answer.endswith(" OK"):
        raise ScannerError(f"The scanner said: {answer}")


def _answer(line: socket.socket) -> str:
    parts = []
    while part := line.recv(4096):
        parts.append(part)
        if part.endswith(b"\0"):
            break
    return b"".join(parts).rstrip(b"\0\n").decode(errors="replace")
