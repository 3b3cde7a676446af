from __future__ import annotations

from io import StringIO

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from applications.models import AdjustmentRequest
from core.services import keys
from core.services.keys import rotate_keys
from tests.core.encrypted_rows import SECRET, adjustment, record_entry, stored_pdf, token
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_key(settings):
    """Put a new key first, the old one after it, and return a function that takes the old one away."""
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()

    def put() -> None:
        settings.FIELD_KEYS = [new, old]

    def take_old_away() -> None:
        settings.FIELD_KEYS = [new]

    put.take_old_away = take_old_away
    return put


def test_everything_opens_with_the_new_key_alone(new_key, monkeypatch):
    monkeypatch.setattr(keys, "BATCH", 2)
    rows = [adjustment(f"{SECRET} {n}") for n in range(5)]
    blank, entry, stored = adjustment(""), record_entry(), stored_pdf()
    secret = get_adapter().encrypt("TOTP")
    factor = Authenticator.objects.create(user=UserFactory(), type="totp", data={"secret": secret, "other": ["x"]})
    new_key()
    changed = rotate_keys()
    new_key.take_old_away()
    assert changed == {
        "applications.AdjustmentRequest.needed": 5,
        "appointments.RecordEntry.date_of_birth": 1,
        "core.StoredFile.file": 1,
        "mfa.Authenticator.data": 1,
    }
    for n, row in enumerate(rows):
        row.refresh_from_db()
        assert row.needed == f"{SECRET} {n}"
    entry.refresh_from_db()
    assert entry.date_of_birth.isoformat() == "1984-02-29"
    assert token(blank, "needed") == ""
    assert stored.file.open().read() == b"%PDF-1.7 Rowan's certificate"
    factor.refresh_from_db()
    assert get_adapter().decrypt(factor.data["secret"]) == "TOTP"
    assert factor.data["other"] == ["x"]


def test_a_second_run_changes_nothing(new_key):
    row = adjustment()
    new_key()
    rotate_keys()
    held = token(row, "needed")
    assert rotate_keys() == {}
    assert token(row, "needed") == held


def test_it_goes_on_where_it_was_stopped(new_key):
    first, second = adjustment("one"), adjustment("two")
    new_key()
    first.save()  # as if a run had come this far
    held = token(first, "needed")
    assert rotate_keys() == {"applications.AdjustmentRequest.needed": 1}
    assert token(first, "needed") == held
    new_key.take_old_away()
    assert AdjustmentRequest.objects.get(pk=second.pk).needed == "two"


def test_what_somebody_writes_meanwhile_stays(new_key, monkeypatch):
    row = adjustment("old words")
    new_key()
    rotated = keys._rotated

    def slow(held: str) -> str:
        AdjustmentRequest.objects.filter(pk=row.pk).update(needed="new words")  # between our read and our write
        return rotated(held)

    monkeypatch.setattr(keys, "_rotated", slow)
    assert rotate_keys() == {}
    row.refresh_from_db()
    assert row.needed == "new words"


def test_the_command_names_the_row_that_no_key_opens(settings):
    row = adjustment()
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match=f"applications.AdjustmentRequest.needed of row {row.pk}"):
        call_command("rotate_keys", stdout=StringIO())


def test_the_command_counts(new_key):
    adjustment()
    new_key()
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    assert out.getvalue() == (
        "applications.AdjustmentRequest.needed: 1\n"
        "1 values and files re-encrypted. The other keys can be taken away now.\n"
    )


def test_a_file_is_encrypted_at_rest():
    stored = stored_pdf()
    assert b"Rowan" not in default_storage.read_raw(stored.file.name)
    assert "certificate" not in stored.file.name
