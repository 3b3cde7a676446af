from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from core.audit import record
from core.models import AuditEvent, AuditSeal, TypedReason
from core.services import seal
from core.services.seal import seal_pending, verify
from tests.at_once import at_once
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def make_events(count: int = 5, reason: str = "") -> list[AuditEvent]:
    person = UserFactory()
    with transaction.atomic():
        return [
            record(
                "thing.done", by=person, subject=person, school_id=3, fields=["b", "a"],
                codes={"from": "x", "to": None, "n": n, "yes": True}, reason=reason,
            )
            for n in range(count)
        ]  # fmt: skip


def test_a_chain_holds():
    make_events(5)
    assert verify().unsealed == 5
    assert seal_pending() == 5
    assert seal_pending() == 0
    verdict = verify()
    assert (verdict.checked, verdict.broken, verdict.unsealed, verdict.late) == (5, "", 0, 0)
    assert list(AuditSeal.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_more_than_a_batch_is_sealed(monkeypatch):
    monkeypatch.setattr(seal, "BATCH", 2)
    make_events(5)
    assert seal_pending() == 5
    assert verify().checked == 5


def other(field: models.Field, value):
    """Return another value that the column would take."""
    if isinstance(field, models.DateTimeField):
        return value + timedelta(microseconds=1)
    if isinstance(field, models.JSONField):
        return [*value, "c"] if isinstance(value, list) else {**value, "n": 99}
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1000
    return f"{value}x"[-(field.max_length or 99) :]


@pytest.mark.parametrize("column", [f.attname for f in AuditEvent._meta.concrete_fields])
def test_a_change_of_any_column_is_found(column):
    event = make_events(3)[1]
    seal_pending()
    field = AuditEvent._meta.get_field(column)
    AuditEvent.objects.filter(pk=event.pk).update(**{column: other(field, getattr(event, column))})
    verdict = verify()
    assert verdict.broken.startswith("Link 2: event")
    assert verdict.checked == 1


@pytest.mark.parametrize("column", [f.attname for f in AuditSeal._meta.concrete_fields if not f.primary_key])
def test_a_change_of_any_column_of_a_link_is_found(column):
    make_events(3)
    seal_pending()
    link = AuditSeal.objects.get(position=2)
    field = AuditSeal._meta.get_field(column)
    AuditSeal.objects.filter(pk=link.pk).update(**{column: other(field, getattr(link, column))})
    assert verify().broken


def test_a_deleted_event_is_found():
    event = make_events(3)[1]
    seal_pending()
    AuditEvent.objects.filter(pk=event.pk).delete()
    assert verify().broken == f"Link 2: event {event.pk} was deleted."


def test_an_event_deleted_with_its_link_is_found():
    event = make_events(3)[1]
    seal_pending()
    AuditEvent.objects.filter(pk=event.pk).delete()
    AuditSeal.objects.filter(event_id=event.pk).delete()
    assert verify().broken == "Link 2 is missing."


def test_closing_the_hole_does_not_hide_it():
    event = make_events(3)[1]
    seal_pending()
    AuditEvent.objects.filter(pk=event.pk).delete()
    AuditSeal.objects.filter(event_id=event.pk).delete()
    AuditSeal.objects.filter(position=3).update(position=2)
    assert verify().broken.startswith("Link 2: event")


def test_an_event_put_in_with_a_made_up_link_is_found():
    make_events(3)
    seal_pending()
    forged = make_events(1)[0]
    AuditSeal.objects.create(position=4, event_id=forged.pk, digest="0" * 64)
    assert verify().broken.startswith("Link 4: event")


def test_links_in_another_order_are_found():
    make_events(3)
    seal_pending()
    for old, new in ((2, 99), (3, 2), (99, 3)):
        AuditSeal.objects.filter(position=old).update(position=new)
    assert verify().broken.startswith("Link 2: event")


def test_a_chain_under_another_key_is_found(settings):
    make_events(2)
    seal_pending()
    settings.AUDIT_KEY = "somebody else's"
    assert verify().broken.startswith("Link 1: event")


def test_an_end_that_was_cut_off_is_found_by_an_exported_head():
    events = make_events(4)
    seal_pending()
    kept = seal.head()
    AuditSeal.objects.filter(position__gt=2).delete()
    AuditEvent.objects.filter(pk__in=[event.pk for event in events[2:]]).delete()
    assert verify().broken == ""  # the chain alone cannot know
    assert verify([kept]).broken.startswith("The chain ends at link 2, but it once had link 4")


def test_a_chain_made_anew_is_found_by_an_exported_head():
    event = make_events(3)[1]
    seal_pending()
    kept = seal.head()
    AuditSeal.objects.all().delete()
    AuditEvent.objects.filter(pk=event.pk).update(verb="thing.undone")
    seal_pending()
    assert verify().broken == ""
    assert verify([kept]).broken.startswith("Link 3 is not the one that was exported")


def test_a_backdated_event_is_pointed_out():
    event = make_events(1)[0]
    AuditEvent.objects.filter(pk=event.pk).update(at=timezone.now() - timedelta(days=2))
    seal_pending()
    assert (verify().broken, verify().late) == ("", 1)


def test_a_changed_reason_is_found_and_an_erased_one_is_not_missed():
    event = make_events(2, reason="The panel asked for it")[0]
    seal_pending()
    TypedReason.objects.filter(event=event).update(text="Somebody else asked for it")
    assert verify().broken == f"The typed reason of event {event.pk} was changed."
    TypedReason.objects.all().delete()
    assert verify().broken == ""


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain():
    make_events(30)
    assert sum(at_once(seal_pending, seal_pending, seal_pending)) == 30
    verdict = verify()
    assert (verdict.checked, verdict.broken, verdict.unsealed) == (30, "", 0)


@pytest.mark.django_db(transaction=True)
def test_an_act_without_a_transaction_cannot_be_recorded():
    person = UserFactory()
    with pytest.raises(TransactionManagementError):
        record("thing.done", by=person, subject=person)
    assert AuditEvent.objects.count() == 0


def test_the_event_holds_no_words():
    make_events(1, reason="Rowan was rude")
    held = " ".join(str(value) for value in AuditEvent.objects.values()[0].values())
    assert "Rowan" not in held
    assert TypedReason.objects.get().text == "Rowan was rude"


def verify_audit(*args: str) -> str:
    out = StringIO()
    call_command("verify_audit", *args, stdout=out)
    return out.getvalue()


def test_the_command_reports_the_tail(tmp_path):
    make_events(2)
    seal_pending()
    make_events(3)
    told = verify_audit()
    assert told.startswith("2 links hold.\nHead: link 2, ")
    assert "3 events are not sealed yet, the oldest from " in told


def test_the_command_ends_with_1_at_a_break(tmp_path):
    event = make_events(2)[0]
    seal_pending()
    heads = tmp_path / "heads"
    verify_audit("--export", str(heads))
    verify_audit("--against", str(heads))
    AuditEvent.objects.filter(pk=event.pk).update(verb="thing.undone")
    with pytest.raises(SystemExit) as left:
        verify_audit("--against", str(heads))
    assert left.value.code == 1


def test_the_command_refuses_a_file_of_something_else(tmp_path):
    (tmp_path / "heads").write_text("not heads")
    with pytest.raises(CommandError, match="exported heads"):
        verify_audit("--against", str(tmp_path / "heads"))
