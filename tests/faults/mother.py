"""Imports what a worker needs, then forks a supervised worker for each line "start" on standard input."""

from __future__ import annotations

import os
import sys

from celery import Celery

OPTIONS = ["--concurrency", "1", "--loglevel", "CRITICAL", "--without-gossip", "--without-mingle"]


def main() -> None:
    """Fork workers until the test goes away."""
    import django

    django.setup()
    _app().loader.import_default_modules()
    last = 0
    for _ in sys.stdin:
        if last:
            os.waitpid(last, 0)
        last = os.fork()
        if last == 0:
            os.setsid()
            _supervise()
        os.write(1, f"worker {last}\n".encode())


def _supervise() -> None:
    """Follow a worker that ends by itself with another, as the product's supervisor does.

    One does now and then: the folder as broker can hand out a message that is only half written.
    """
    while True:
        worker = os.fork()
        if worker == 0:
            _app().worker_main(["--quiet", "worker", "--pool", sys.argv[1], *OPTIONS, "--without-heartbeat"])
            os._exit(0)
        os.waitpid(worker, 0)


def _app() -> Celery:
    from senco_recruit.celery import app

    return app


if __name__ == "__main__":
    main()
