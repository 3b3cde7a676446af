"""What the form must never ask."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.applications.factories import complete_application
from tests.applications.test_pages import own_addresses
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def questions(client, application) -> str:
    """Every label and legend of the whole form."""
    client.force_login(application.candidate)
    words = []
    for page in own_addresses(application):
        if page.endswith("/monitoring/"):
            continue  # equality questions are no part of the application: they are kept apart from it, for totals
        answer = client.get(page)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            shown = Markup(answer.content.decode())
            words += [each.words.lower() for each in shown.elements if each.tag in ("label", "legend")]
    assert len(words) > 60
    return "\n".join(words)


def test_no_page_asks_for_a_record(client):
    asked = questions(client, complete_application())
    assert re.search(r"convict|caution|criminal|offence(?! to apply for this post)|police", asked) is None


def test_no_page_asks_about_faith(client):
    assert re.search(r"faith|religio|church|worship", questions(client, complete_application())) is None


def test_no_page_asks_about_health(client):
    asked = questions(client, complete_application())
    assert re.search(r"health|illness|sick|absence|medical", asked) is None


def test_it_says_that_applying_when_barred_is_an_offence(client):
    application = complete_application()
    client.force_login(application.candidate)
    shown = client.get(reverse("applications:declarations", args=[application.ref])).content.decode()
    assert "It is a criminal offence to apply for it if you are barred" in shown
