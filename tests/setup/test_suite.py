"""script/test: which runs it plans, how it sums them, and that a skipped test fails it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from script.lib.suite import PARALLEL, Total, narrowed, plan

TESTS = {
    "passes": "def test_a(): pass\ndef test_b(): pass\n",
    "fails": "def test_c(): assert 0\n",
    "breaks": "import pytest\n@pytest.fixture\ndef it(): 1 / 0\ndef test_d(it): pass\n",
    "is_skipped": "import pytest\n@pytest.mark.skip(reason='no')\ndef test_e(): pass\n",
    "is_known_to_fail": "import pytest\n@pytest.mark.xfail\ndef test_f(): assert 0\n",
    "cannot_be_read": "import nothing_of_this_name\n",
    "is_empty": "",
}


def total_of(tmp_path, *names: str) -> Total:
    """Return the total after a real run of pytest over the named files."""
    for name in names:
        (tmp_path / f"test_{name}.py").write_text(TESTS[name])
    report = tmp_path / "report.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        "/dev/null",
        "-p",
        "no:django",
        "-p",
        "no:randomly",
    ]
    options = [f"--rootdir={tmp_path}", f"--junitxml={report}", "-o", "junit_family=xunit1", str(tmp_path)]
    done = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, check=False)
    total = Total()
    total.add(report, done.returncode)
    return total


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["passes"], "2 passed, 0 failed"),
        (["passes", "fails"], "2 passed, 1 failed"),
        (["passes", "breaks"], "2 passed, 1 failed"),
        (["passes", "is_skipped"], "2 passed, 0 failed, 1 skipped"),
        (["passes", "is_known_to_fail"], "2 passed, 0 failed, 1 skipped"),
        (["cannot_be_read"], "0 passed, 1 failed"),
        (["is_empty"], "0 passed, 0 failed"),
    ],
)
def test_the_closing_line_counts_a_real_run(tmp_path, names, line):
    assert total_of(tmp_path, *names).line() == line


def test_a_skipped_test_is_named(tmp_path):
    assert total_of(tmp_path, "is_skipped").skipped == ["test_is_skipped::test_e"]


def test_a_run_that_broke_down_without_a_report_is_a_failure(tmp_path):
    total = Total()
    total.add(tmp_path / "none.xml", 4)
    assert total.line() == "0 passed, 1 failed"


@pytest.mark.parametrize(
    ("marks", "arguments", "expected"),
    [
        ("", ["tests/core"], ["tests/core"]),
        ("sqlite", ["tests/core", "-k", "seal"], ["tests/core", "-k", "seal", "-m", "sqlite"]),
        ("sqlite", ["-m", "faults", "-x"], ["-x", "-m", "(faults) and (sqlite)"]),
        ("", ["-m", "faults"], ["-m", "faults"]),
    ],
)
def test_a_persons_own_marks_are_kept(marks, arguments, expected):
    assert narrowed(marks, arguments) == expected


def test_the_whole_suite_runs_on_postgresql_and_what_is_marked_on_sqlite_too():
    assert [(on_postgresql, options) for _, on_postgresql, options in plan([])] == [
        (True, [*PARALLEL]),
        (False, [*PARALLEL, "-m", "sqlite"]),
    ]
