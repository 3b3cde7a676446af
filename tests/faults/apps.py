"""Registers the ladder in the worker that is killed, and has the worker say on standard output where it is."""

from __future__ import annotations

import os
from typing import Any

from celery.concurrency.asynpool import AsynPool
from celery.signals import worker_process_init, worker_ready
from django.apps import AppConfig

NOTICED = 0.2  # seconds until Celery replaces a killed process; 5 otherwise, in which nothing happens


class FaultsConfig(AppConfig):
    name = "tests.faults"

    def ready(self) -> None:
        from tests.faults import ladder

        ladder.register()
        AsynPool.timers = property(lambda pool: {pool.maintain_pool: NOTICED})
        worker_ready.connect(_say_ready)
        worker_process_init.connect(_say_child)


def _say_ready(**kwargs: Any) -> None:
    os.write(1, b"ready\n")  # the descriptor itself: Celery turns print into log lines


def _say_child(**kwargs: Any) -> None:
    os.write(1, f"child {os.getpid()}\n".encode())
