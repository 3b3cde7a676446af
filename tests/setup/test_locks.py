"""The locks: made from what pyproject.toml asks for, each package with hashes, and no index named."""

from __future__ import annotations

import re

import pytest

from script.lib import lock
from script.lib.console import ROOT

FILES = sorted((ROOT / "requirements").glob("*.txt"))


def pins(name: str) -> dict[str, str]:
    """Return the version of each package of a lock, by name and marker."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_the_locks_were_made_from_what_is_asked_for_now():
    assert lock.stale() == []


def test_no_lock_names_an_address():
    assert lock.hosts() == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_package_has_a_hash(file):
    entries = re.split(r"^(?=[\w.-]+==)", file.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_tests_run_on_the_versions_that_are_shipped():
    tests, shipped = pins("test"), pins("base")
    assert {name: version for name, version in shipped.items() if tests.get(name) != version} == {}


def test_a_changed_wish_makes_the_locks_stale(tmp_path, monkeypatch):
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    (tmp_path / "pyproject.toml").write_text(text.replace('"gunicorn>=23"', '"gunicorn>=24"'), "utf-8")
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    assert lock.stale() == list(lock.LOCKS)
