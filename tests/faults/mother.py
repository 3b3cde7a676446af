"""Imports what a worker needs, then forks a worker for each line "start" on standard input."""

from __future__ import annotations

import os
import sys

OPTIONS = ["--concurrency", "1", "--loglevel", "CRITICAL", "--without-gossip", "--without-mingle"]


def main() -> None:
    """Fork workers until the test goes away."""
    import django

    django.setup()
    from senco_recruit.celery import app

    app.loader.import_default_modules()
    last = 0
    for _ in sys.stdin:
        if last:
            os.waitpid(last, 0)
        last = os.fork()
        if last == 0:
            os.setsid()
            app.worker_main(["--quiet", "worker", "--pool", sys.argv[1], *OPTIONS, "--without-heartbeat"])
            os._exit(0)
        os.write(1, f"worker {last}\n".encode())


if __name__ == "__main__":
    main()
