"""Tests against real packs run where SEED_PACKS names their folder; elsewhere a line says so."""

from __future__ import annotations

import os

import pytest

SEED_PACKS = os.environ.get("SEED_PACKS", "")
collect_ignore = [] if SEED_PACKS else ["test_seeds.py"]


def pytest_report_header(config: pytest.Config) -> str:
    """One line on whether the seed packs are read."""
    return f"seed packs: read from {SEED_PACKS}" if SEED_PACKS else "seed packs: not run, SEED_PACKS is not set"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says at the end, too, that the seed packs were left out: a whole run shows no folder's header."""
    if not SEED_PACKS:
        terminalreporter.write_line("seed packs: not run, SEED_PACKS is not set")
