"""Model fields that are encrypted at rest with our own rotating keys (settings.FIELD_KEYS, the first encrypts).

`""` stays `""` and `None` stays `None`, so a blank answer reads as blank. Encrypted columns cannot be searched
or compared in SQL: gates and filters use neutral status columns beside them.
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class UndecryptableError(Exception):
    """A stored value was encrypted with a key that is no longer in FIELD_KEYS."""


@lru_cache(maxsize=8)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def crypt_box() -> MultiFernet:
    """Return the cipher over all current keys."""
    return _box(tuple(settings.FIELD_KEYS))


def encrypt(text: str) -> str:
    """Return `text` as a token; `""` stays `""`."""
    return crypt_box().encrypt(text.encode()).decode("ascii") if text else ""


def decrypt(token: str) -> str:
    """Return the text of `token`; raise UndecryptableError when no current key fits."""
    if not token:
        return ""
    try:
        return crypt_box().decrypt(token.encode("ascii")).decode()
    except InvalidToken as error:
        raise UndecryptableError("No key in FIELD_KEYS opens this value.") from error


class EncryptedTextField(models.TextField):
    """Text, encrypted at rest."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value is None else encrypt(str(value))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return value if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError(f"{self.name} is encrypted and cannot be searched by {lookup_name}.")


class EncryptedDateField(EncryptedTextField):
    """A date or nothing, encrypted at rest (stored as an encrypted ISO date, `""` for none)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in (None, ""):
            return None
        if isinstance(value, date):
            return value
        return date.fromisoformat(str(value))

    def get_prep_value(self, value: Any) -> Any:
        day = self.to_python(value)
        return None if day is None else encrypt(day.isoformat())

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.to_python(decrypt(value)) if value else None


class EncryptedJSONField(EncryptedTextField):
    """A JSON value, encrypted at rest; `None` for nothing."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(json.dumps(value))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return json.loads(decrypt(value)) if value else None

    def to_python(self, value: Any) -> Any:
        return value
