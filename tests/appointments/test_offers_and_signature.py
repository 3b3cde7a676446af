"""The offer, the head's signature, and what they set in motion."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Delegation
from appointments.models import Check, Offer, RecordEntry, SignOff
from appointments.seal import changed_since
from appointments.services import checks, offers, signoff
from appointments.signals import appointment_signed
from core.gates import GateShutError
from core.models import AuditEvent, OutgoingEmail
from core.states import StateError
from tests.appointments.factories import accepted, clear, head_of, offered, shortlisted
from tests.at_once import at_once
from tests.factories import UserFactory
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def ready():
    application = accepted()
    clear(application)
    return application, head_of(application.vacancy.school)


def test_an_offer_needs_a_recommendation() -> None:
    application = shortlisted()
    with pytest.raises(GateShutError):
        offers.make_offer(
            application, by=application.vacancy.created_by, pay_text="U1", salary=1, starts_on=timezone.localdate(),
            hours_text="Full", reply_by=timezone.localdate(),
        )  # fmt: skip
    assert (Offer.objects.count(), application.state) == (0, "shortlisted")


def test_an_offer_says_that_it_depends_on_the_checks(post) -> None:
    offered(shortlisted())
    (letter,) = [m for m in post() if m["Subject"].startswith("Offer: ")]
    assert "The offer depends on the checks" in letter.get_body(("plain",)).get_content()


def test_where_an_offer_stands_no_second_one_is_written(client) -> None:
    offer = offered(shortlisted())
    application = offer.application
    client.force_login(application.vacancy.created_by)
    own = reverse("appointments:offer", args=[application.ref])
    assert client.get(own).url == reverse("appointments:candidate", args=[application.ref])
    offers.decline(offer, by=application.candidate, reason="Another post")
    assert client.get(own).status_code == 200


def test_accepting_twice_accepts_once() -> None:
    offer = offered(shortlisted())
    same = Offer.objects.select_related("application__vacancy__school").get(pk=offer.pk)
    offers.accept(offer, by=offer.application.candidate)
    with pytest.raises(StateError):
        offers.accept(same, by=offer.application.candidate)
    assert OutgoingEmail.objects.filter(template="offer_accepted").count() == 1


def test_declining_keeps_the_reason_and_frees_the_vacancy() -> None:
    offer = offered(shortlisted())
    offers.decline(offer, by=offer.application.candidate, reason="Another post")
    offer.refresh_from_db()
    assert (offer.state, offer.answer_reason, offer.application.state) == ("declined", "Another post", "declined")


def test_the_head_signs_and_everything_follows() -> None:
    application, head = ready()
    signed = signoff.sign(application, by=head, proved=True)
    application.refresh_from_db()
    entry = RecordEntry.objects.get()
    assert (application.state, application.vacancy.state) == ("appointed", Vacancy.State.FILLED)
    assert (entry.surname, entry.forenames, entry.school) == ("Larkfield", "Imogen", application.vacancy.school)
    assert entry.cells["DBS"]["status"] == "clear"
    assert entry.cells["DBS"]["by"] == "Marian Duxbury"
    assert entry.cells["BL"] == {**entry.cells["DBS"], "note": "With the enhanced DBS"}
    assert entry.cells["CD"]["status"] == "not_required"
    assert signed.signed_as == "head"
    assert set(
        OutgoingEmail.objects.filter(template__startswith="appointment_").values_list("template", flat=True)
    ) == {
        "appointment_confirmed",
        "appointment_signed",
    }
    assert AuditEvent.objects.filter(verb="appointment.signed", actor_id=head.pk).count() == 1


def test_nothing_is_signed_while_law_is_open() -> None:
    application = accepted()
    head = head_of(application.vacancy.school)
    with pytest.raises(GateShutError):
        signoff.sign(application, by=head, proved=True)
    application.refresh_from_db()
    assert (SignOff.objects.count(), RecordEntry.objects.count(), application.state) == (0, 0, "accepted")


def test_nothing_is_signed_without_proof() -> None:
    application, head = ready()
    with pytest.raises(StateError, match="Show that it is you"):
        signoff.sign(application, by=head, proved=False)
    assert SignOff.objects.count() == 0


def test_a_deputy_signs_as_deputy() -> None:
    application, head = ready()
    deputy = UserFactory()
    today = timezone.localdate()
    school = application.vacancy.school
    Delegation.objects.create(
        school=school, head=head, deputy=deputy, starts_on=today, ends_on=today + timedelta(days=1)
    )
    assert deputy.has_perm("appointments.sign", application)
    assert signoff.sign(application, by=deputy, proved=True).signed_as == "deputy"


def test_the_seal_changes_with_anything_that_was_signed() -> None:
    application, head = ready()
    signed = signoff.sign(application, by=head, proved=True)
    assert signoff.seal(signed.content) == signed.digest
    assert signoff.seal({**signed.content, "salary": "1.00"}) != signed.digest
    assert "Larkfield" not in str(signed.content)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_two_signatures_at_once_make_one() -> None:
    application, head = ready()
    other = head_of(application.vacancy.school)
    results = at_once(
        lambda: signoff.sign(application, by=head, proved=True),
        lambda: signoff.sign(type(application).objects.get(pk=application.pk), by=other, proved=True),
    )
    assert sorted(type(result).__name__ for result in results) in (
        ["SignOff", "StateError"],
        ["GateShutError", "SignOff"],
    )
    assert (SignOff.objects.count(), RecordEntry.objects.count()) == (1, 1)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_no_check_changes_while_the_head_signs() -> None:
    """Whoever records one at that moment waits until the signature is there, and is then seen as later."""
    application, head = ready()
    hr = application.vacancy.created_by
    tried: list[object] = []

    def change() -> None:
        check = Check.objects.select_related("application__vacancy__school").get(application=application, code="DBS")
        checks.record_check(check, status="to_do", by=hr)

    def impatient() -> None:
        soon = "SET lock_timeout = 200" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 200"
        connection.cursor().execute(soon)
        change()

    def meanwhile(**kwargs: object) -> None:
        tried.extend(at_once(impatient))

    appointment_signed.connect(meanwhile)
    try:
        signed = signoff.sign(application, by=head, proved=True)
    finally:
        appointment_signed.disconnect(meanwhile)
    assert [type(each) for each in tried] == [OperationalError]
    assert changed_since(signed) == []
    change()
    assert changed_since(signed) == ["check:DBS"]
