"""The reading process: a file on standard input, what was read on standard output. See guarded.py.

Its limits are set before anything of the file is looked at, and before the libraries are loaded.
"""

from __future__ import annotations

import resource
import sys


def main(filename: str, seconds: int, megabytes: int) -> None:
    """Read standard input under the limits, and answer."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # nothing of a school's file is ever written from here
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    from vacancies.packs import read_pack
    from vacancies.packs.pack import PackRefused
    from vacancies.packs.wire import told, told_refusal

    try:
        answer = told(read_pack(sys.stdin.buffer.read(), filename))
    except PackRefused as refused:
        answer = told_refusal(refused)
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
