"""Taking files in and giving them out. What a file is, its bytes say, never its name or its sender."""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import models, transaction

from core.audit import record
from core.models import StoredFile
from core.services.scanner import FileInfectedError, scan

if TYPE_CHECKING:
    from accounts.models import User

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
WORDS = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG", DOCX: "Word (.docx)", XLSX: "Excel (.xlsx)", TEXT: "plain text (.txt)"}
_OFFICE = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml"}
_OFFICE_ENTRIES = 5000  # a document has dozens; a bomb has many


class FileRefusedError(Exception):
    """The file is not taken. The message is for the person who chose it and says what to do."""


def store_file(
    upload: File[Any],
    *,
    by: User,
    kinds: Collection[str],
    subject: models.Model | None = None,
    school_id: int | None = None,
) -> StoredFile:
    """Check and keep `upload`, encrypted; return its row. `kinds` are the media types that are wanted here.

    `subject` is what the audit names as having been added to; the file itself when None.
    Raises FileRefusedError when it is empty, too large, of another kind, or infected.
    """
    content = read_upload(upload, kinds=kinds)
    name = PurePath((upload.name or "file").replace("\\", "/")).name[:200]
    with transaction.atomic():
        stored = StoredFile(name=name, kind=kind_of(content), size=len(content), school_id=school_id, uploaded_by=by)
        stored.file.save(stored.ref, ContentFile(content), save=False)  # no part of the person's name for it
        stored.save()
        record(
            "file.stored",
            by=by,
            subject=subject or stored,
            school_id=school_id,
            codes={"file": stored.pk, "kind": stored.kind, "size": stored.size},
        )
        # Should the caller's work be undone, the encrypted bytes stay, reachable from nowhere.
    return stored


def read_upload(upload: File[Any], *, kinds: Collection[str]) -> bytes:
    """Return the bytes of an upload of one of `kinds`, unstored; raise FileRefusedError otherwise."""
    limit = settings.UPLOAD_MAX_BYTES
    if (upload.size or 0) > limit:
        raise FileRefusedError(f"The file must be smaller than {limit // 1_000_000}MB")
    upload.seek(0)
    content: bytes = upload.read(limit + 1)
    if not content:
        raise FileRefusedError("The file is empty. Choose another")
    if kind_of(content) not in kinds:
        wanted = " or ".join(WORDS[kind] for kind in WORDS if kind in kinds)
        raise FileRefusedError(f"The file must be {wanted}")
    try:
        scan(content)
    except FileInfectedError as error:
        raise FileRefusedError("The file contains a virus. Choose another") from error
    return content


def kind_of(content: bytes) -> str:
    """Return the media type that the bytes show, "" for any that we do not take."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        return next((kind for kind, part in _OFFICE.items() if _is_office(content, part)), "")
    return TEXT if _is_text(content) else ""


def _is_office(content: bytes, part: str) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    return len(names) <= _OFFICE_ENTRIES and {"[Content_Types].xml", part} <= set(names)


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old Windows editors write cp1252, in which five bytes mean nothing.
        return not any(byte in content for byte in b"\x81\x8d\x8f\x90\x9d") and not any(
            byte < 32 and byte not in b"\t\n\r\x0c" for byte in content
        )
    return not any(byte < 32 and byte not in b"\t\n\r\x0c\x1a" for byte in content)


def read_file(stored: StoredFile, *, by: User | None, subject: models.Model | None = None) -> bytes:
    """Return the bytes and record that `by` read them."""
    with transaction.atomic():
        record(
            "file.read",
            by=by,
            subject=subject or stored,
            school_id=stored.school_id,
            codes={"file": stored.pk},
        )
    with stored.file.open("rb") as file:
        content: bytes = file.read()
        return content


def delete_file(stored: StoredFile, *, by: User | None) -> None:
    """Delete the row, and the bytes once that has committed."""
    with transaction.atomic():
        record("file.deleted", by=by, subject=stored, school_id=stored.school_id, codes={"file": stored.pk})
        name, storage = str(stored.file.name), stored.file.storage
        stored.delete()
        transaction.on_commit(lambda: storage.delete(name))
