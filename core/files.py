"""Files at rest: encrypted with the same rotating keys as fields."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage

from core.fields import UndecryptableError, crypt_box


class EncryptedStorage(FileSystemStorage):
    """Encrypts on saving and decrypts on opening.

    There is no URL: a view that asks a permission gives a file out.
    """

    def _save(self, name: str, content: File[Any]) -> str:
        content.seek(0)
        saved: str = super()._save(name, ContentFile(crypt_box().encrypt(content.read())))  # type: ignore[misc]
        return saved

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        try:
            return ContentFile(crypt_box().decrypt(self.read_raw(name)), name=name)
        except InvalidToken as error:
            raise UndecryptableError(f"No key in FIELD_KEYS opens the file {name}.") from error

    def read_raw(self, name: str) -> bytes:
        """Return the encrypted bytes as they stand (for backups)."""
        with super()._open(name, "rb") as file:  # type: ignore[misc]
            content: bytes = file.read()
            return content

    def write_raw(self, name: str, content: bytes) -> None:
        """Put encrypted bytes in the place of `name`, whole or not at all."""
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    def rotate(self, name: str) -> bool:
        """Re-encrypt a file with the first key; return False when it is already."""
        token = self.read_raw(name)
        try:
            Fernet(settings.FIELD_KEYS[0]).decrypt(token)
        except InvalidToken:
            self.write_raw(name, crypt_box().rotate(token))
            return True
        return False

    def url(self, name: str | None) -> str:
        """Refuse: nothing is served by its address."""
        raise ValueError("Files have no public address.")
