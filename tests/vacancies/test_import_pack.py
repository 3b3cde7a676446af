"""manage.py import_pack: what it prints and writes, and its exit codes, run as an operator runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PACK = """Person specification

Requirements (E = Essential; D = Desirable)\t\tE\tD\tAssessed by
1.1\tQualified teacher status\t✓\t\tApplication
1.2\tHas led adults\t\t✓\tInterview
"""


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "import_pack", *map(str, args)]
    return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def pack(tmp_path) -> Path:
    file = tmp_path / "pack.txt"
    file.write_text(PACK, encoding="utf-8")
    return file


@pytest.fixture
def rubbish(tmp_path) -> Path:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"%PDF-1.7")
    return file


def test_a_pack_is_printed(pack):
    done = run(pack, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert said["expect"] == "parsed"
    assert [row["importance"] for row in said["criteria"]] == ["essential", "desirable"]
    assert set(said) == {
        "title", "salary_text", "reports_to", "responsible_for", "closing", "interview", "start", "jd_sections",
        "criteria", "warnings", "expect",
    }  # fmt: skip


def test_a_refused_file_is_printed_and_exits_with_2(rubbish):
    done = run(rubbish, "--json")
    assert done.returncode == 2
    said = json.loads(done.stdout)
    assert set(said) == {"expect", "message"}
    assert said["expect"] == "refused"


def test_many_files_are_written_whatever_they_are(pack, rubbish, tmp_path):
    done = run(pack, rubbish, "--out", tmp_path / "read")
    assert (done.returncode, done.stdout) == (0, "")
    read = {file.name: json.loads(file.read_text())["expect"] for file in (tmp_path / "read").iterdir()}
    assert read == {"pack.json": "parsed", "scan.json": "refused"}


def test_a_file_that_is_not_there_is_said_on_the_error_stream():
    done = run("no-such-file.txt", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no-such-file.txt cannot be opened" in done.stderr


def test_two_files_of_one_name_are_not_written_over_each_other(pack, tmp_path):
    other = tmp_path / "pack.docx"
    other.write_bytes(b"x")
    done = run(pack, other, "--out", tmp_path / "read")
    assert done.returncode == 1
    assert "pack.json" in done.stderr
    assert not (tmp_path / "read").exists()
