"""How long the server takes for the public list of vacancies, asked of a real web process."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from bench import Result
from tests.services.product import running

REPETITIONS = 100


def run() -> list[Result]:
    """Ask for the page one request after another, and return the median and the slowest of twenty."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "var", processes=["web"], demo=True) as product,
    ):
        times = [_milliseconds(product.address) for _ in range(REPETITIONS + 10)][10:]
    return [
        Result("public list, median", statistics.median(times), "ms", REPETITIONS),
        Result("public list, 95th percentile", statistics.quantiles(times, n=20)[-1], "ms", REPETITIONS),
    ]


def _milliseconds(address: str) -> float:
    began = time.perf_counter()
    with urlopen(address, timeout=30) as answer:
        answer.read()
    return (time.perf_counter() - began) * 1000
