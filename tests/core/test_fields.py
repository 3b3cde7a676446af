from __future__ import annotations

from datetime import date

import pytest
from cryptography.fernet import Fernet
from django.db import models

from applications.models import AdjustmentRequest
from appointments.models import RecordEntry
from core.fields import EncryptedJSONField, UndecryptableError, decrypt, encrypt
from tests.core.encrypted_rows import SECRET, adjustment, record_entry, token

pytestmark = pytest.mark.django_db


def test_text_is_encrypted_at_rest_and_reads_back():
    row = adjustment()
    held = token(row, "needed")
    assert held.startswith("gAAAA")
    assert "chair" not in held
    assert AdjustmentRequest.objects.get(pk=row.pk).needed == SECRET


def test_blank_stays_blank_and_nothing_stays_nothing():
    row = adjustment("")
    assert token(row, "needed") == ""
    assert AdjustmentRequest.objects.get(pk=row.pk).needed == ""
    entry = record_entry(None)
    assert token(entry, "date_of_birth") is None
    assert RecordEntry.objects.get(pk=entry.pk).date_of_birth is None


def test_a_date_reads_back_as_a_date():
    entry = record_entry(date(1984, 2, 29))
    assert "1984" not in token(entry, "date_of_birth")
    assert RecordEntry.objects.get(pk=entry.pk).date_of_birth == date(1984, 2, 29)


@pytest.mark.parametrize("value", [{"q1": "é ✓", "q2": [1, None]}, [], {}, "", "words", 0, False])
def test_json_reads_back(value):
    field = EncryptedJSONField()
    held = field.get_prep_value(value)
    assert held.startswith("gAAAA")
    assert field.from_db_value(held, None, None) == value


def test_json_nothing_stays_nothing():
    field = EncryptedJSONField(null=True)
    assert field.get_prep_value(None) is None
    assert field.from_db_value(None, None, None) is None


@pytest.mark.parametrize("text", ["x", "é ✓ 😀", "a" * 20_000, "line\r\nline", "gAAAA"])
def test_any_text_reads_back(text):
    assert decrypt(encrypt(text)) == text


def test_the_same_words_never_look_the_same():
    assert encrypt("yes") != encrypt("yes")


def test_an_encrypted_column_cannot_be_searched():
    with pytest.raises(TypeError, match="cannot be searched"):
        AdjustmentRequest.objects.filter(needed=SECRET)
    with pytest.raises(TypeError, match="cannot be searched"):
        AdjustmentRequest.objects.filter(needed__contains="chair")
    adjustment()
    assert AdjustmentRequest.objects.filter(needed__isnull=False).count() == 1


def test_update_encrypts_too():
    row = adjustment()
    AdjustmentRequest.objects.filter(pk=row.pk).update(needed="A lift")
    assert token(row, "needed").startswith("gAAAA")
    row.refresh_from_db()
    assert row.needed == "A lift"


def test_an_old_key_opens_and_the_first_encrypts(settings):
    row = adjustment()
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, old]
    row = AdjustmentRequest.objects.get(pk=row.pk)
    assert row.needed == SECRET
    row.save()
    assert Fernet(new).decrypt(token(row, "needed").encode()).decode() == SECRET


def test_a_value_whose_key_is_gone_says_so(settings):
    row = adjustment()
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(UndecryptableError):
        AdjustmentRequest.objects.get(pk=row.pk)


def test_migrations_see_plain_arguments():
    for model, name in ((AdjustmentRequest, "needed"), (RecordEntry, "date_of_birth")):
        field = model._meta.get_field(name)
        _, path, args, kwargs = field.deconstruct()
        assert path.startswith("core.fields.Encrypted")
        assert isinstance(type(field)(*args, **kwargs), models.TextField)
