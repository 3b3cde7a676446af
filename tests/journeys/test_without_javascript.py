"""A candidate's whole part with scripts turned off: sign in by code, every section, send, read the receipt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.services.outbox import send_due
from tests.factories import SchoolFactory
from tests.journeys.story import candidate
from tests.journeys.story.fixtures import visits
from tests.journeys.story.letters import Mailbox
from tests.journeys.story.people import IMOGEN, STRONG
from tests.journeys.story.visitor import Findings
from tests.vacancies.factories import published_vacancy

__all__ = ["visits"]
pytestmark = [pytest.mark.journey, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


def test_a_candidate_without_scripts(live_server, visits, too_wide, settings, rate_limits):
    settings.SITE_URL = live_server.url
    vacancy = published_vacancy(SchoolFactory(name="Alderbrook High School"))
    count = vacancy.criteria.assessed_by("application").count()
    person = replace(IMOGEN, answers=tuple(f"{STRONG[n % len(STRONG)]} ({n})" for n in range(count)))
    mail, findings = Mailbox(Path(settings.MAIL_DIR), live_server.url), Findings(wide=too_wide)
    visitor = visits(person, mail, findings, width=390, scripts=False)

    candidate.start(visitor, f"/jobs/{vacancy.ref}/")
    candidate.fill(visitor, person)
    candidate.send(visitor, person, post=send_due)

    application = vacancy.applications.get()
    assert application.state == "submitted"
    assert application.statements.count() == count
    assert findings.lines() == []
