"""The whole story, from the first letter to HR to the head's signature, in a real browser against the real processes.

Once on SQLite with the filesystem broker, once on PostgreSQL with Redis: each run of the suite tells its own. The pages
are the same, so they are examined (axe, width) in the second alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.story import appointment, candidate, panel, school
from tests.journeys.story.fixtures import visits
from tests.journeys.story.letters import Mailbox
from tests.journeys.story.people import CALLUM, HELEN, IMOGEN, MARIAN, RUTH, SCHOOL, SUNITA
from tests.journeys.story.visitor import Findings, Visitor
from tests.services.fixtures import postgresql_server, redis_server
from tests.services.product import Product, database, running

__all__ = ["postgresql_server", "redis_server", "visits"]
PHONE = 390  # pixels wide
ON_POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "").startswith("postgres")
pytestmark = [pytest.mark.journey, pytest.mark.sqlite, pytest.mark.timeout(600)]


@pytest.fixture
def product(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Product]:
    """The product with a new school in it, on what this run of the suite is about."""
    with ExitStack() as stack:
        places = {}
        if ON_POSTGRESQL:
            server = request.getfixturevalue("postgresql_server")
            places["database_url"] = stack.enter_context(database(server))
            places["redis_url"] = request.getfixturevalue("redis_server")
        product = stack.enter_context(running(tmp_path / "var", env={"OUTCOME_GRACE_MINUTES": "0"}, **places))
        product.manage(
            "setup_school", "--urn", "136531", "--name", SCHOOL, "--phase", "secondary", "--type", "academy",
            "--trust", "Bramblewick Learning Trust", "--hr-email", MARIAN.email, "--hr-name", MARIAN.name,
        )  # fmt: skip
        yield product


def test_from_the_pack_to_the_signature(product, visits, axe, too_wide, tmp_path):
    mail, findings = Mailbox(product.mail, product.address), Findings(axe, too_wide) if ON_POSTGRESQL else Findings()

    def visitor(person, width=1280):
        return visits(person, mail, findings, width=width)

    hr, head, imogen, callum = visitor(MARIAN), visitor(HELEN), visitor(IMOGEN), visitor(CALLUM, PHONE)
    ref = the_school_publishes(hr, head, tmp_path)
    for browser_of, person in ((imogen, IMOGEN), (callum, CALLUM)):
        candidate.start(browser_of, f"/jobs/{ref}/")
        candidate.fill(browser_of, person)
        candidate.send(browser_of, person)

    panel.closing_comes(product, ref)
    school.looks_around(hr, ref)
    panel.opens_the_sift(hr, ref)
    chair, governor = visitor(RUTH), visitor(SUNITA, PHONE)
    for member in (chair, governor):
        panel.comes_in(member)
        panel.scores_everything(member)
    panel.decides(chair, ref)
    person = panel.releases(hr, ref)
    panel.reads_that_it_is_no(callum)
    panel.reads_that_it_is_yes(imogen)

    for referee in IMOGEN.referees:
        appointment.referee_answers(visitor(referee, PHONE), referee)
    appointment.verifies(hr, person)
    appointment.records(product, person)
    appointment.records_the_interview(hr, ref, person)
    appointment.makes_the_offer(hr, person)
    appointment.accepts(imogen)
    appointment.records_every_check(hr, product, person)
    appointment.signs(head, product, person)
    appointment.everybody_is_told(imogen, hr)

    assert "links hold" in product.manage("verify_audit")
    assert findings.lines() == []


def the_school_publishes(hr: Visitor, head: Visitor, folder: Path) -> str:
    """Everything up to the advert. Return the vacancy's reference."""
    school.hr_comes_in(hr)
    school.invites_the_head(hr)
    school.head_joins(head)
    ref = school.starts_the_vacancy(hr, folder)
    school.settles_the_specification(hr)
    school.writes_the_advert(hr, ref)
    school.makes_the_panel(hr, ref)
    school.publishes(hr, ref)
    return ref
