"""The candidate's page says what waits for them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from appointments.services import offers, references
from tests.appointments.factories import asked, offered, shortlisted

pytestmark = pytest.mark.django_db


def page_of(application) -> str:
    client = Client()
    client.force_login(application.candidate)
    return client.get(reverse("applications:task_list", args=[application.ref])).content.decode()


def test_an_offer_waits_until_it_is_answered() -> None:
    offer = offered(shortlisted())
    assert "Say whether you accept the offer" in page_of(offer.application)
    offers.accept(offer, by=offer.application.candidate)
    assert "Say whether you accept the offer" not in page_of(offer.application)


def test_consent_waits_until_it_is_given() -> None:
    application = shortlisted(referees=1)
    application.referees.update(ask_me_first=True)
    (request,) = asked(application)
    assert "Say whether we may ask Graham Tillotson 0 for a reference" in page_of(application)
    references.give_consent(request, by=application.candidate)
    assert "Say whether we may ask" not in page_of(application)
