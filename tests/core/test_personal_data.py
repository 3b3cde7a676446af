from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from accounts.models import Membership
from core.models import AuditEvent, StoredFile, Waiver
from core.personal_data import Erase, FieldPolicy, Lifetime, declare, register, undeclared
from core.services.personal_data import erase, export_person
from tests.core.encrypted_rows import adjustment, stored_pdf
from tests.factories import MembershipFactory, UserFactory


def test_every_field_of_our_models_is_declared():
    assert undeclared() == []


def test_what_is_kept_says_why():
    silent = [
        f"{label}.{name}"
        for label, policy in register().items()
        for name, field in policy.personal.items()
        if field.erase is Erase.KEEP and not field.why_kept
    ]
    assert silent == []


def test_a_personal_field_lives_for_a_time():
    endless = [
        f"{label}.{name}"
        for label, policy in register().items()
        for name, field in policy.personal.items()
        if field.lifetime is Lifetime.NONE
    ]
    assert endless == []


@pytest.mark.django_db
def test_every_way_from_a_row_to_its_person_can_be_asked():
    for policy in register().values():
        if policy.person:
            assert list(policy.model._base_manager.filter(**{policy.person: 0})) == []


def test_every_model_says_what_it_holds_in_words():
    assert [label for label, policy in register().items() if not policy.about.strip()] == []


def test_a_field_that_does_not_exist_or_stands_twice_is_a_mistake():
    with pytest.raises(ValueError, match="no field shoe_size"):
        declare(Waiver, about="x", personal={"shoe_size": FieldPolicy(Lifetime.ACCOUNT)})
    with pytest.raises(ValueError, match="cannot be both"):
        declare(Waiver, about="x", personal={"by": FieldPolicy(Lifetime.ACCOUNT)}, not_personal=["by"])


def test_an_undeclared_field_is_named(monkeypatch):
    from core import personal_data

    before = set(undeclared())
    monkeypatch.delitem(personal_data._register, "core.BankHoliday")
    assert set(undeclared()) - before == {"core.BankHoliday.date", "core.BankHoliday.name"}


@pytest.mark.django_db
def test_a_person_gets_a_copy_of_what_is_theirs_and_no_other(monkeypatch):
    from applications.models import AdjustmentRequest
    from core import personal_data

    monkeypatch.setattr(personal_data, "_register", dict(personal_data._register))
    declare(
        AdjustmentRequest,
        about="What would help you at an interview",
        person="application__candidate",
        personal={
            "needed": FieldPolicy(Lifetime.RECRUITMENT),
            "interview_scheme": FieldPolicy(Lifetime.RECRUITMENT, export=False),
        },
        not_personal=["application"],
    )
    mine = adjustment("A ramp")
    adjustment("A lift")
    person = mine.application.candidate
    copy = export_person(person, by=person)
    assert copy["applications.AdjustmentRequest"] == {
        "about": "What would help you at an interview",
        "rows": [{"needed": "A ramp"}],
    }
    assert "A lift" not in str(copy)
    event = AuditEvent.objects.get(verb="person.exported")
    assert (event.actor_id, event.subject_id) == (person.pk, person.pk)


@pytest.mark.django_db
def test_the_whole_register_can_be_exported():
    person = UserFactory(name="Imogen Larkfield")
    MembershipFactory(user=person)
    assert "Imogen Larkfield" in str(export_person(person, by=person))


@pytest.mark.django_db(transaction=True)
def test_erasing_goes_by_the_policy(monkeypatch):
    from core import personal_data

    stored, other = stored_pdf(), stored_pdf()
    name = stored.file.name
    assert erase(StoredFile.objects.filter(pk=stored.pk), by=None) == 1
    assert list(StoredFile.objects.all()) == [other]
    assert not default_storage.exists(name)
    assert default_storage.exists(other.file.name)

    monkeypatch.setattr(personal_data, "_register", dict(personal_data._register))
    blank = FieldPolicy(Lifetime.STAFF, erase=Erase.BLANK)
    kept = FieldPolicy(Lifetime.STAFF, erase=Erase.KEEP, why_kept="The law asks for it")
    rest = [f.name for f in Membership._meta.concrete_fields if f.name not in ("job_title", "user", "id")]
    declare(Membership, about="Roles", personal={"job_title": blank, "user": kept}, not_personal=rest)
    member = MembershipFactory(job_title="Deputy head")
    assert erase(Membership.objects.filter(pk=member.pk), by=None) == 1
    member.refresh_from_db()
    assert member.job_title == ""
    assert AuditEvent.objects.filter(verb="membership.erased").get().fields == ["job_title", "user"]
