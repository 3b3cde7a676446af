"""Re-encrypting everything with the first of FIELD_KEYS, so that an old key can be taken away.

Put the new key first and keep the old one after it; run `manage.py rotate_keys`; then take the old one away. It can
be stopped and run again at any time, beside the running service: what the first key opens already is passed over,
and a value that somebody changes meanwhile was encrypted with the first key anyway.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Cast

from core.fields import EncryptedTextField, crypt_box

BATCH = 500
# Tokens of ours inside a library's JSON: second factors.
JSON_TOKENS = {"mfa.Authenticator": "data"}


def rotate_keys() -> Counter[str]:
    """Re-encrypt what the first key does not open; return how many values changed, by `app.Model.field`.

    Raises cryptography's InvalidToken, with the place in its notes, for a value that no current key opens.
    """
    changed: Counter[str] = Counter()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            label = f"{model._meta.label}.{field.name}"
            if isinstance(field, EncryptedTextField):
                changed[label] += _rotate_column(model, field, label)
            elif isinstance(field, models.FileField):
                changed[label] += _rotate_files(model, field)
            elif JSON_TOKENS.get(model._meta.label) == field.name:
                changed[label] += _rotate_json(model, field.name)
    return +changed


def raw(field: str) -> Cast:
    """Return the token in an encrypted column as it stands, for queries."""
    return Cast(F(field), models.TextField())


def _is_current(token: bytes) -> bool:
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(token)
    except InvalidToken:
        return False
    return True


def _rotated(token: str) -> str:
    return crypt_box().rotate(token.encode("ascii")).decode("ascii")


def _rotate_column(model: type[models.Model], field: models.Field[Any, Any], label: str) -> int:
    count = 0
    for pk, token in _batches(model, raw(field.name)):
        if not token or _is_current(token.encode("ascii")):
            continue
        try:
            new = models.Value(_rotated(token), output_field=models.TextField())
        except InvalidToken as error:
            error.add_note(f"{label} of row {pk}: no key in FIELD_KEYS opens it")
            raise
        # Only if nobody wrote it since it was read.
        rows = model._base_manager.alias(token=raw(field.name)).filter(pk=pk, token=token)
        count += rows.update(**{field.name: new})
    return count


def _rotate_json(model: type[models.Model], field: str) -> int:
    count = 0
    for pk, value in _batches(model, F(field)):
        words = json.dumps(value)
        tokens = [t for t in _strings(value) if t.startswith("gAAAA") and not _is_current(t.encode())]
        for token in tokens:
            words = words.replace(token, _rotated(token))
        if tokens:
            count += model._base_manager.filter(pk=pk, **{field: value}).update(**{field: json.loads(words)})
    return count


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _rotate_files(model: type[models.Model], field: models.FileField) -> int:
    count = 0
    rotate = getattr(field.storage, "rotate", None)
    if rotate is None:
        return 0
    for _, name in _batches(model, F(field.name)):
        if name and field.storage.exists(name):
            count += rotate(name)
    return count


def _batches(model: type[models.Model], value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each row's key and `value` by key, a batch of rows in memory at a time."""
    last = None
    rows = model._base_manager.order_by("pk").annotate(_value=value).values_list("pk", "_value")
    while True:
        batch = list((rows if last is None else rows.filter(pk__gt=last))[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1][0]
