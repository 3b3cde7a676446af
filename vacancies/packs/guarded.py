"""Reading a file that nobody has vouched for: in a process of its own, under limits, with nothing to steal.

A hostile or broken file can make any parser spin, swell or crash. Here that ends one process and becomes
a refusal with a message; the worker that asked goes on. The process gets no environment but a path.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from pathlib import Path

from vacancies.packs.pack import Pack, PackRefused
from vacancies.packs.wire import heard

SECONDS = 30  # 60 full pages are read in half of it on one slow core
MEGABYTES = 512

_ROOT = Path(__file__).resolve().parents[2]
_OTHERWISE = "Upload the job description and person specification as a Word document (.docx), or paste the text."

logger = logging.getLogger(__name__)


def read_guarded(data: bytes, filename: str, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Pack:
    """Reads an uploaded file as `read_pack` does, in its own process. Raises PackRefused however that ends.

    `seconds` bound the whole of it, `megabytes` the process's address space.
    """
    command = [sys.executable, "-m", "vacancies.packs", filename.replace("\0", ""), str(seconds), str(megabytes)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, cwd=_ROOT, env={"PYTHONUTF8": "1"}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PackRefused(_too_long()) from error
    if done.returncode:
        logger.warning("A pack's reading process ended with %s", done.returncode)
        raise PackRefused(_why(done.returncode, done.stderr))
    try:
        return heard(done.stdout)
    except ValueError as error:
        raise PackRefused(_unreadable()) from error


def _why(code: int, complaint: bytes) -> str:
    if -code in {signal.SIGXCPU, signal.SIGALRM}:
        return _too_long()
    if -code == signal.SIGKILL or b"MemoryError" in complaint[-400:]:
        return f"This file needs more memory to open than a job pack does, so it was not opened. {_OTHERWISE}"
    return _unreadable()


def _too_long() -> str:
    return f"This file took too long to read, so we stopped. {_OTHERWISE}"


def _unreadable() -> str:
    return f"This file could not be read. It may be damaged. {_OTHERWISE}"
