"""The rehearsal: everything is written out, put back into an empty place by another process, and compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings as django_settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from core.audit import record
from core.emails import queue
from core.models import BankHoliday, Reminder
from core.services.backup import BackupError, backed_up_models, backup
from core.services.restore import restore
from core.services.seal import seal_pending
from tests.core.encrypted_rows import SECRET, adjustment, record_entry, stored_pdf
from tests.factories import MembershipFactory, SchoolFactory
from tests.services import migrated
from tests.services.migrated import database_url

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(note) -> Path:
    """Fill the database with a row of every awkward kind; return the folder of its files."""
    school = SchoolFactory(timetabled_week=Decimal("31.25"), equality_statement="Ynys Môn ✓ \n\"quoted\" \\ 'x'")
    head = MembershipFactory(school=school).user
    adjustment(SECRET), adjustment(""), record_entry(), record_entry(None), stored_pdf(), stored_pdf()
    Authenticator.objects.create(user=head, type="totp", data={"secret": "s", "list": [1, None, True, 0.5]})
    SessionStore().save()
    with transaction.atomic():
        for n in range(3):
            record("thing.done", by=head, subject=school, codes={"n": n, "none": None}, reason="Because it was so")
        queue("test_note", {"number": 1}, subject=school)
    seal_pending()
    Reminder.objects.create(
        kind="k", subject_type="s", subject_id=1, step="+2", outcome="sent",
        due_at=datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=UTC),
    )  # fmt: skip
    BankHoliday.objects.create(date="2026-06-01", name="A coronation")
    return Path(default_storage.path(""))


@pytest.fixture
def elsewhere(tmp_path: Path, settings) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Return a function that runs manage.py on another, empty database and folder, under the same keys."""
    name = f"restored_{os.getpid()}"
    on_postgresql = connection.vendor == "postgresql"
    server = database_url({**connection.settings_dict, "NAME": "postgres"})
    url = f"sqlite:///{tmp_path}/other/db.sqlite3"
    if on_postgresql:
        url = database_url({**connection.settings_dict, "NAME": name})
        with psycopg.connect(server, autocommit=True) as administrator:
            administrator.execute(f"CREATE DATABASE {name}")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")},
        "DJANGO_SETTINGS_MODULE": "senco_recruit.settings.test",
        "TEST_VAR_DIR": str(tmp_path / "other"),
        "TEST_DATABASE_URL": url,
        "AUDIT_KEY": settings.AUDIT_KEY,
        "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
        "LOG_LEVEL": "ERROR",
    }

    def manage(*arguments: object, **changed: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *map(str, arguments)]
        env = {**environment, **changed}
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    yield manage
    if on_postgresql:
        with psycopg.connect(server, autocommit=True) as administrator:
            administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


def members(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as file:
        return {member.name: file.extractfile(member).read() for member in file.getmembers()}


def rows_and_files(archive: Path) -> dict[str, bytes]:
    return {name: content for name, content in members(archive).items() if name != "manifest.json"}


@pytest.mark.sqlite
def test_what_is_restored_is_what_was_there(place, elsewhere, tmp_path):
    first, second = tmp_path / "first.tar", tmp_path / "second.tar"
    summary = backup(first)
    assert (summary.files, summary.missing) == (2, ())
    told = elsewhere("restore", first)
    assert told.returncode == 0, told.stderr
    assert f"{summary.rows} rows and 2 files are back." in told.stdout

    # The restored place writes out, byte for byte, every row and every file that this one has.
    assert elsewhere("backup", second).returncode == 0
    before, after = rows_and_files(first), rows_and_files(second)
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []
    for model in backed_up_models():
        assert before[f"rows/{model._meta.label}.jsonl"].count(b"\n") == model._base_manager.count()

    # It is a place to go on in: what was encrypted opens, the audit holds, new rows get new numbers.
    script = (
        "from applications.models import AdjustmentRequest as A; from accounts.models import User;"
        "from core.models import StoredFile;"
        "print(sorted(A.objects.values_list('needed', flat=True)), StoredFile.objects.first().file.open().read());"
        "print(User.objects.create_user('new@example.org').pk > 1)"
    )
    told = elsewhere("shell", "-v", "0", "-c", script)
    assert told.stdout == f"['', '{SECRET}'] {b'%PDF-1.7 Rowan' + bytes([39]) + b's certificate'!r}\nTrue\n", (
        told.stderr
    )
    assert elsewhere("verify_audit").returncode == 0


def test_rows_cross_to_the_other_database_and_back(place, elsewhere, tmp_path):
    """From this run's database to SQLite, and from there to this run's kind again (PostgreSQL both ways there)."""
    archives = [tmp_path / f"{n}.tar" for n in range(3)]
    backup(archives[0])
    sqlite = {"TEST_DATABASE_URL": f"sqlite:///{tmp_path}/third/db.sqlite3", "TEST_VAR_DIR": str(tmp_path / "third")}
    migrated.sqlite_copy(tmp_path / "third" / "db.sqlite3")
    for source, target, changed in ((0, 1, sqlite), (1, 2, {})):
        assert elsewhere("restore", archives[source], **changed).returncode == 0
        assert elsewhere("backup", archives[target], **changed).returncode == 0
    first, second, third = (rows_and_files(archive) for archive in archives)
    assert first == second
    assert second == third


def test_the_archive_holds_no_key_no_secret_and_no_session(place, tmp_path):
    backup(tmp_path / "b.tar")
    content = (tmp_path / "b.tar").read_bytes()
    for key in (*django_settings.FIELD_KEYS, django_settings.AUDIT_KEY, django_settings.LINK_KEY):
        assert key.encode() not in content
    for words in (SECRET, "Rowan's certificate", "1984-02-29"):
        assert words.encode() not in content
    assert "rows/sessions.Session.jsonl" not in members(tmp_path / "b.tar")
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0


def test_a_backup_overwrites_nothing(place, tmp_path):
    target = tmp_path / "b.tar"
    target.write_text("last week's")
    with pytest.raises(BackupError, match="exists already"):
        backup(target)
    assert target.read_text() == "last week's"
    assert [path.name for path in tmp_path.iterdir() if "b.tar" in path.name] == ["b.tar"]


def test_a_file_that_has_gone_is_named(place, tmp_path):
    path = next(path for path in place.rglob("*") if path.is_file())
    path.unlink()
    assert backup(tmp_path / "b.tar").missing == (str(path.relative_to(place)),)


def test_only_an_empty_place_takes_a_backup(place, tmp_path):
    backup(tmp_path / "b.tar")
    with pytest.raises(BackupError, match="The database is not empty: it has "):
        restore(tmp_path / "b.tar")


def test_a_folder_with_files_takes_no_backup(place, elsewhere, tmp_path):
    backup(tmp_path / "b.tar")
    (tmp_path / "other" / "files").mkdir(parents=True)
    (tmp_path / "other" / "files" / "kept").write_text("x")
    told = elsewhere("restore", tmp_path / "b.tar")
    assert told.returncode == 1
    assert told.stderr.startswith("CommandError: The folder of files is not empty")
    assert (tmp_path / "other" / "files" / "kept").read_text() == "x"


def test_other_keys_are_refused_before_anything_is_written(place, settings, tmp_path):
    backup(tmp_path / "b.tar")
    keys = settings.FIELD_KEYS
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(BackupError, match="FIELD_KEYS does not open this backup"):
        restore(tmp_path / "b.tar")
    settings.FIELD_KEYS, settings.AUDIT_KEY = keys, "another"
    with pytest.raises(BackupError, match="AUDIT_KEY is not the one of this backup"):
        restore(tmp_path / "b.tar")


def spoil(archive: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write the archive again with `change` made to its members."""
    import io

    content = members(archive)
    change(content)
    spoilt = archive.with_name("spoilt.tar")
    with tarfile.open(spoilt, "w") as file:
        for name, data in content.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            file.addfile(member, io.BytesIO(data))
    return spoilt


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda m: m.update({"rows/accounts.User.jsonl": m["rows/accounts.User.jsonl"].replace(b"person", b"nobody")}),
         r"rows/accounts.User.jsonl in the archive is damaged\."),
        (lambda m: m.pop("rows/accounts.User.jsonl"), "manifest is damaged or missing"),
        (lambda m: m.pop("manifest.json"), "manifest is damaged or missing"),
        (lambda m: m.update({"manifest.json": b"{}"}), "manifest is damaged or missing"),
        (lambda m: m.update({"manifest.json": json.dumps(
            {**json.loads(m["manifest.json"]), "migrations": ["core.9999_later"]}).encode()}),
         "another version of the product"),
    ],
)  # fmt: skip
def test_a_spoilt_archive_is_refused(place, tmp_path, change, words):
    backup(tmp_path / "b.tar")
    with pytest.raises(BackupError, match=words):
        restore(spoil(tmp_path / "b.tar", change))


@pytest.mark.parametrize("content", [b"", b"not a tar", None])
def test_something_else_is_no_backup(tmp_path, content):
    if content is not None:
        (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(BackupError, match="cannot be read"):
        restore(tmp_path / "b.tar")


def test_the_command_says_why_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", str(tmp_path / "none.tar"))
    with pytest.raises(CommandError):
        call_command("backup", str(tmp_path / "no" / "folder" / "b.tar"))
