"""People signed in, for the pages of vacancies."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Role, School, User
from core import gates
from core.gates import GateName
from tests.factories import MembershipFactory, SchoolFactory, UserFactory
from tests.vacancies.factories import hr_of


@pytest.fixture
def school(db) -> School:
    """A secondary academy."""
    return SchoolFactory(name="Alderbrook High School", town="Marlham")


@pytest.fixture
def hr(school) -> User:
    """HR of the school."""
    return hr_of(school, name="Marian Duxbury")


@pytest.fixture
def head(school) -> User:
    """Head of the school."""
    user = UserFactory(name="Dr Helen Ashgrove")
    return MembershipFactory(school=school, role=Role.HEAD, user=user).user


@pytest.fixture
def hr_client(hr) -> Client:
    """A browser in which HR is signed in."""
    return client_of(hr)


def client_of(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def only_our_checks(monkeypatch) -> None:
    """The publish gate with the checks of vacancies alone: later stages test their own."""
    ours = {
        code: check
        for code, check in gates._checks[GateName.PUBLISH].items()
        if check.find.__module__.startswith("vacancies.")
    }
    monkeypatch.setitem(gates._checks, GateName.PUBLISH, ours)
