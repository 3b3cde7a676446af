"""Fixtures of the stories; a test takes them with `from tests.journeys.story.fixtures import visits`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.story.letters import Mailbox
from tests.journeys.story.people import Person
from tests.journeys.story.visitor import Findings, Visitor


@pytest.fixture
def visits(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Return a function that gives a person a browser window of their own; every window is closed at the end."""
    open_now: list[Visitor] = []

    def visit(person: Person, mail: Mailbox, findings: Findings, **window: int | bool) -> Visitor:
        open_now.append(Visitor(browser, mail, findings, name=person.name, email=person.email, **window))
        return open_now[-1]

    yield visit
    for each in open_now:
        each.context.close()
