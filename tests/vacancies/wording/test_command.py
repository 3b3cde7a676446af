"""manage.py check_wording: what it prints and its exit codes, run as an operator runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.vacancies.factories import ready_vacancy

PACK = """Person specification

Requirements (E = Essential; D = Desirable)\t\tE\tD\tAssessed by
1.1\tQualified teacher status\t✓\t\tApplication
1.2\tThe National SENCo Award, or willing to obtain it within two years\t✓\t\tApplication
1.3\tIs a practising Catholic\t\t✓\tInterview
"""


@pytest.fixture
def pack(tmp_path) -> Path:
    file = tmp_path / "pack.txt"
    file.write_text(PACK, encoding="utf-8")
    return file


def said(*args: object, **options: object) -> list[dict[str, str]]:
    """The findings that the command prints."""
    out = StringIO()
    call_command("check_wording", *map(str, args), "--json", stdout=out, **options)
    return json.loads(out.getvalue())


def test_a_file_is_checked_where_there_is_no_database(pack, tmp_path):
    command = [sys.executable, "manage.py", "check_wording", str(pack), "--json"]
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3", "PATH": "", "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout)
    assert set(rows[0]) == {"code", "severity", "where", "text", "message", "source", "suggestion"}
    old = next(row for row in rows if row["code"] == "L10")
    assert (old["severity"], old["where"]) == ("LAW", "Person specification, 1.2")
    assert old["suggestion"].startswith("The NPQ for SENCOs")


def test_what_needs_the_kind_of_school_waits_for_it(pack):
    assert "L28" not in {row["code"] for row in said(pack)}
    assert "L28" in {row["code"] for row in said(pack, "--school-type", "academy")}
    assert "L28" not in {row["code"] for row in said(pack, "--school-type", "faith")}


@pytest.mark.parametrize(
    ("at", "past"), [("2026-01-01", False), ("2027-04-02", True), ("2027-04-01T10:00:00+01:00", True)]
)
def test_dates_are_looked_at_as_on_the_day_given(tmp_path, at, past):
    file = tmp_path / "pack.txt"
    file.write_text(f"{PACK}\nApplication deadline: 9.00am, Thursday 1st April 2027\n", encoding="utf-8")
    titles = [row["message"] for row in said(file, "--at", at) if row["code"] == "L08" and row["severity"] == "DEFECT"]
    assert any("has passed" in title for title in titles) is past


@pytest.mark.django_db
def test_a_vacancy_is_checked_as_it_is_stored():
    vacancy = ready_vacancy(overview="A young teacher who works with children.")
    (row,) = [row for row in said(vacancy=vacancy.ref) if row["code"] == "L02"]
    assert (row["where"], row["text"]) == ("About the job", "young teacher")


def test_without_json_people_can_read_it(pack):
    out = StringIO()
    call_command("check_wording", str(pack), stdout=out)
    assert "L10 LAW  Person specification, 1.2: “The National SENCo Award" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "Name a FILE or a --vacancy"),
        (["no-such-file.txt"], "cannot be opened"),
        (["--vacancy", "nothere"], "no vacancy nothere"),
    ],
)
def test_bad_use_is_said(args, says):
    with pytest.raises(CommandError, match=says):
        call_command("check_wording", *args)


@pytest.mark.parametrize(
    ("args", "says"), [(["--school-type", "castle"], "no kind of school"), (["--at", "2027-02-31"], "is no date")]
)
def test_bad_options_are_said(pack, args, says):
    with pytest.raises(CommandError, match=says):
        call_command("check_wording", str(pack), *args)


def test_a_file_that_is_no_pack_exits_with_2(tmp_path):
    file = tmp_path / "empty.txt"
    file.write_text("", encoding="utf-8")
    out = StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("check_wording", str(file), "--json", stdout=out)
    assert exit_.value.code == 2
    assert json.loads(out.getvalue())["expect"] == "refused"


def test_the_page_of_checks_is_fresh():
    call_command("wording_table", "--check")
