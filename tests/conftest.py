"""What every test may use. Each test has its own mailbox and its own folder of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.db.models.signals import post_migrate

from core.services.outbox import send_due
from tests.services import migrated

# Files that take longest, so that none of them is left for the end, when the other worker has nothing to do.
LONGEST = (
    "tests/journeys/test_whole_story.py",
    "tests/faults/",
    "tests/core/test_backup.py",
    "tests/journeys/",
    "tests/load/",
    "tests/shortlisting/test_independence.py",
    "tests/access/",
    "tests/setup/",
    "tests/vacancies/packs/",
    "tests/senco_recruit/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest files first, so that two workers end at about the same time."""
    items.sort(
        key=lambda item: next((n for n, path in enumerate(LONGEST) if item.nodeid.startswith(path)), len(LONGEST))
    )


END_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A SQLite database is there already: a copy of the migrated one."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Let this process's database begin as a copy of the migrated one."""
    config = connection.settings_dict
    if connection.vendor == "postgresql":
        config["TEST"]["TEMPLATE"] = migrated.postgresql_template(migrated.database_url(config))
        yield
    else:
        copy = Path(config["TEST"]["NAME"])
        migrated.sqlite_copy(copy)
        yield
        for file in copy.parent.glob(f"{copy.name}*"):
            file.unlink()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Once made, the database is emptied quickly after a test that commits: by DELETE, where TRUNCATE makes every
    file of PostgreSQL's anew, and without Django's own list of models, which is always the same. At the end the
    sessions are ended that a browser's open connections still hold in the live server: no database is dropped in use.
    """
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    kept = (ContentType._meta.db_table, Permission._meta.db_table)

    def sql_flush(self, style, tables, **_: object) -> list[str]:
        return [f"DELETE FROM {self.quote_name(table)};" for table in tables if table not in kept]

    def without_keys(self, style, tables, **_: object) -> list[str]:
        replica = "SET session_replication_role = {};"  # to which no foreign key and no trigger applies
        return [replica.format("replica"), *sql_flush(self, style, tables), replica.format("DEFAULT")]

    connection.ops.__class__.sql_flush = without_keys if connection.vendor == "postgresql" else sql_flush
    yield
    if connection.vendor == "postgresql":
        with psycopg.connect(migrated.database_url(connection.settings_dict), autocommit=True) as own:
            own.execute(END_OTHERS)


@pytest.fixture(autouse=True)
def own_places(settings, tmp_path: Path) -> None:
    """Mail and files of a test go where only this test looks."""
    settings.EMAIL_BACKEND = "core.mail.MailFolderBackend"  # not Django's own, which keeps mail in memory
    settings.MAIL_DIR = tmp_path / "mail"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def rate_limits(db) -> None:
    """Start without counts of earlier tests."""
    cache.clear()


@pytest.fixture
def mailbox(settings) -> Callable[[], list[EmailMessage]]:
    """Return a function that gives every message sent so far, oldest first."""

    def read() -> list[EmailMessage]:
        files = sorted(Path(settings.MAIL_DIR).glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=default) for file in files]  # type: ignore[misc]

    return read


@pytest.fixture
def post(mailbox) -> Callable[[], list[EmailMessage]]:
    """Return a function that sends what is queued and due, and gives every message sent so far."""

    def send_and_read() -> list[EmailMessage]:
        send_due()
        return mailbox()

    return send_and_read
