"""Everything in one archive: the rows of every table, portable between databases, and the files.

What is encrypted stays encrypted, in rows and files alike, and the keys are never in it: an archive is of use only to
who holds FIELD_KEYS as well. Keep the two apart. Left out: sign-in sessions (people sign in again) and the cache.

A tar of `rows/<app.Model>.jsonl`, `files/<name>`, and last `manifest.json` with a digest of each.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage, default_storage
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.fields import EncryptedTextField, encrypt
from core.services.keys import raw

FORMAT = 1
LEFT_OUT = frozenset({"sessions.Session", "usersessions.UserSession"})
KEY_WORDS = "these keys open this backup"


class BackupError(Exception):
    """The archive cannot be made or taken back. The message is for the operator."""


@dataclass(frozen=True)
class Summary:
    """What an archive holds."""

    rows: int
    files: int
    missing: tuple[str, ...]  # files that rows name and the storage does not have


def backed_up_models() -> list[type[models.Model]]:
    """Return every model with a table of its own, join tables too, in the order of their labels."""
    every = apps.get_models(include_auto_created=True)
    ours = [m for m in every if m._meta.managed and not m._meta.proxy and m._meta.label not in LEFT_OUT]
    return sorted(ours, key=lambda m: m._meta.label)


def backup(target: Path) -> Summary:
    """Write everything to `target`, which must not exist; it appears whole or not at all.

    The rows are of one instant. Raises BackupError when `target` exists.
    """
    if target.exists():
        raise BackupError(f"{target} exists already. Choose another name.")
    handle, part = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:  # mkstemp's file is readable by its owner only
            with tarfile.open(fileobj=file, mode="w") as archive:
                summary = _write(_Archive(archive))
            file.flush()
            os.fsync(file.fileno())
        os.link(part, target)
    except FileExistsError as error:
        raise BackupError(f"{target} exists already. Choose another name.") from error
    finally:
        Path(part).unlink()
    return summary


class _Archive:
    """Adds members and remembers their digests."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, content: bytes, **about: Any) -> None:
        """Add one member."""
        self.members[name] = {"sha256": hashlib.sha256(content).hexdigest(), **about}
        self._put(name, content)

    def add_file(self, name: str, path: Path, **about: Any) -> None:
        """Add one member from a scratch file."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.members[name] = {"sha256": digest, **about}
        self._archive.add(path, name)

    def close(self, manifest: dict[str, Any]) -> None:
        """Add the manifest."""
        self._put("manifest.json", json.dumps({**manifest, "members": self.members}, indent=1).encode())

    def _put(self, name: str, content: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        member.mtime = int(timezone.now().timestamp())
        self._archive.addfile(member, io.BytesIO(content))


def _write(archive: _Archive) -> Summary:
    rows = 0
    names: set[str] = set()
    with tempfile.TemporaryDirectory() as scratch, transaction.atomic():
        _one_instant()
        migrations = applied_migrations()
        for model in backed_up_models():
            path = Path(scratch) / "rows"
            count = 0
            with path.open("w", encoding="utf-8") as out:
                for row in dump_rows(model):
                    out.write(json.dumps(row, sort_keys=True, separators=(",", ":")) + "\n")
                    names.update(str(row[name]) for name in _file_fields(model) if row[name])
                    count += 1
            archive.add_file(f"rows/{model._meta.label}.jsonl", path, rows=count)
            rows += count
    missing = []
    for name in sorted(names):
        if default_storage.exists(name):
            archive.add(f"files/{name}", read_raw(default_storage, name))
        else:
            missing.append(name)
    archive.close(
        {
            "format": FORMAT,
            "made_at": timezone.now().isoformat(),
            "migrations": migrations,
            "field_key_check": encrypt(KEY_WORDS),
            "audit_key_check": audit_key_check(),
            "missing_files": missing,
        }
    )
    return Summary(rows, len(names) - len(missing), tuple(missing))


def _one_instant() -> None:
    """See all tables as of now. SQLite's transaction does so anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def applied_migrations() -> list[str]:
    """Return `app.name` of every migration of this database, sorted."""
    return sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())


def audit_key_check() -> str:
    """Return what shows that AUDIT_KEY is the same, without telling it."""
    return hmac.new(settings.AUDIT_KEY.encode(), b"backup", hashlib.sha256).hexdigest()


def dump_rows(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    """Yield every row by key as {column: value JSON knows}; encrypted columns as the tokens they are."""
    fields = model._meta.concrete_fields
    columns = {f"_{f.attname}": raw(f.attname) for f in fields if isinstance(f, EncryptedTextField)}
    names = [f"_{f.attname}" if f"_{f.attname}" in columns else f.attname for f in fields]
    rows = model._base_manager.order_by("pk").annotate(**columns).values_list(*names)
    for row in rows.iterator(chunk_size=500):
        yield {f.attname: _portable(f, value) for f, value in zip(fields, row, strict=True)}


def _portable(field: models.Field[Any, Any], value: Any) -> Any:
    """Return `value` as JSON can hold it without loss; Field.to_python reads it back."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(field, models.JSONField):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(field, models.BinaryField):
        return field.value_to_string(field.model(**{field.attname: bytes(value)}))
    return str(value)  # Decimal, UUID, a file's name, a duration


def _file_fields(model: type[models.Model]) -> list[str]:
    return [f.attname for f in model._meta.concrete_fields if isinstance(f, models.FileField)]


def read_raw(storage: Storage, name: str) -> bytes:
    """Return a file's bytes as they stand in the storage."""
    return cast("bytes", storage.read_raw(name))  # type: ignore[attr-defined]
