"""Runs the benchmarks and prints a table, then the same as JSON; exit code 1 when a limit is not kept."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import platform
import sys
from dataclasses import asdict

import bench
from bench import Result

FRAME = {"report"}


def modules(wanted: list[str]) -> list[str]:
    """Return the names of the benchmarks, or of those named; an unknown name raises SystemExit."""
    found = sorted(it.name for it in pkgutil.iter_modules(bench.__path__) if it.name not in FRAME)
    if unknown := set(wanted) - set(found):
        raise SystemExit(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(found)}.")
    return wanted or found


def table(results: list[Result]) -> str:
    """Return the results as lines of aligned columns."""
    rows = [("what", "value", "unit", "times", "limit")]
    rows += [
        (
            it.name,
            f"{it.value:.1f}",
            it.unit,
            str(it.repetitions),
            "" if it.limit is None else f"{it.limit:g}",
        )
        for it in results
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def main() -> int:
    """Run what is asked for, print the table and the JSON; return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senco_recruit.settings.base")
    results: list[Result] = []
    for name in modules(sys.argv[1:]):
        results += importlib.import_module(f"bench.{name}").run()
    print(table(results), end="\n\n")
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    print(json.dumps({**machine, "results": [asdict(it) for it in results]}, indent=2))
    return 0 if all(it.within for it in results) else 1


if __name__ == "__main__":
    sys.exit(main())
