"""Taking a backup back, into an empty database and an empty folder of files, or not at all."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction

from core.fields import EncryptedTextField, UndecryptableError, decrypt
from core.services.backup import (
    FORMAT,
    KEY_WORDS,
    BackupError,
    Summary,
    applied_migrations,
    audit_key_check,
    backed_up_models,
)

BATCH = 500
# What migrating an empty database writes by itself; it makes way for the backup's.
MADE_BY_MIGRATING = frozenset({"contenttypes.ContentType", "auth.Permission", "core.BankHoliday"})


def restore(source: Path) -> Summary:
    """Put back everything in `source`. The whole archive is checked before anything is written.

    The database may be without tables; else it must be of the same version and hold no rows.
    Raises BackupError, with a line for the operator, and leaves the place as it was.
    """
    try:
        with tarfile.open(source) as archive:
            manifest = _checked(archive)
            _check_place(manifest)
            with transaction.atomic():
                rows = sum(_load(archive, model) for model in backed_up_models())
                _reset_sequences()
                files = _load_files(archive, manifest)
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{source} cannot be read: {error}") from error
    except IntegrityError as error:
        raise BackupError(f"The rows do not fit together, so nothing was restored: {error}") from error
    return Summary(rows, files, tuple(manifest["missing_files"]))


def _checked(archive: tarfile.TarFile) -> dict[str, Any]:
    """Return the manifest after comparing every member's digest with it and trying the keys."""
    try:
        manifest: dict[str, Any] = json.load(_member(archive, "manifest.json"))
        if manifest["format"] != FORMAT:
            raise BackupError("This archive was made by another version of the backup command.")
        members: dict[str, dict[str, Any]] = manifest["members"]
        for name, about in members.items():
            if hashlib.file_digest(_member(archive, name), "sha256").hexdigest() != about["sha256"]:
                raise BackupError(f"{name} in the archive is damaged.")
        if decrypt(manifest["field_key_check"]) != KEY_WORDS:
            raise BackupError("FIELD_KEYS opens something else. Use the keys of the place it was made in.")
        if manifest["audit_key_check"] != audit_key_check():
            raise BackupError("AUDIT_KEY is not the one of this backup. The audit could not be verified.")
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError(f"The archive's manifest is damaged or missing: {error}") from error
    except UndecryptableError as error:
        raise BackupError("FIELD_KEYS does not open this backup. Use the keys of where it was made.") from error
    return manifest


def _member(archive: tarfile.TarFile, name: str) -> BufferedReader:
    file = archive.extractfile(name)
    if file is None:
        raise KeyError(name)
    return cast("BufferedReader", file)


def _check_place(manifest: dict[str, Any]) -> None:
    """Refuse a place of another version or with anything in it; make the tables if there are none."""
    has_tables = bool(connection.introspection.table_names())
    if has_tables:
        _check_version(manifest)
        for model in backed_up_models():
            if model._meta.label not in MADE_BY_MIGRATING and model._base_manager.exists():
                raise BackupError(f"The database is not empty: it has {model._meta.verbose_name_plural}.")
    folder = Path(default_storage.path(""))
    if folder.is_dir() and any(path.is_file() for path in folder.rglob("*")):
        raise BackupError(f"The folder of files is not empty: {folder}")
    if not has_tables:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        _check_version(manifest)


def _check_version(manifest: dict[str, Any]) -> None:
    if applied_migrations() != manifest["migrations"]:
        raise BackupError("The backup is of another version of the product. Restore with that version, then upgrade.")


def _load(archive: tarfile.TarFile, model: type[models.Model]) -> int:
    label = model._meta.label
    if label in MADE_BY_MIGRATING:
        model._base_manager.all()._raw_delete(connection.alias)
    count, batch = 0, []
    for row in _rows(archive, f"rows/{label}.jsonl"):
        batch.append(_instance(model, row))
        if len(batch) == BATCH:
            _insert(model, batch)
            count, batch = count + len(batch), []
    _insert(model, batch)
    return count + len(batch)


def _rows(archive: tarfile.TarFile, name: str) -> Iterator[dict[str, Any]]:
    with TextIOWrapper(_member(archive, name), encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _instance(model: type[models.Model], row: dict[str, Any]) -> models.Model:
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        value = row[field.attname]
        if isinstance(field, EncryptedTextField):  # the token itself, not encrypted once more
            value = models.Value(value, output_field=models.TextField())
        elif isinstance(field, models.JSONField):
            if value is None and not field.null:  # JSON's null, not the column's
                value = models.Value(None, output_field=models.JSONField())
        elif value is not None:
            value = field.to_python(value)
        values[field.attname] = value
    return model(**values)


def _insert(model: type[models.Model], batch: list[models.Model]) -> None:
    """Write rows as they are: no defaults, no `auto_now`, no signals."""
    if batch:
        fields = list(model._meta.concrete_fields)
        size = max(1, min(connection.ops.bulk_batch_size(fields, batch), BATCH))
        for start in range(0, len(batch), size):
            model._base_manager._insert(  # type: ignore[attr-defined]
                batch[start : start + size], fields=fields, using=connection.alias, raw=True
            )


def _reset_sequences() -> None:
    """Have new rows numbered after the restored ones (PostgreSQL; SQLite sees to it by itself)."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(apps.get_models(include_auto_created=True)))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _load_files(archive: tarfile.TarFile, manifest: dict[str, Any]) -> int:
    names = [name for name in manifest["members"] if name.startswith("files/")]
    for name in names:
        default_storage.write_raw(name.removeprefix("files/"), _member(archive, name).read())  # type: ignore[attr-defined]
    return len(names)
