"""Every address as every role, against the written table."""

from __future__ import annotations

import io
import json
from dataclasses import asdict

import pytest
from django.core.management import call_command
from rules.permissions import permissions as rules

from senco_recruit.access import THIRD_PARTY, WHO, addresses
from tests.access.links import Walk
from tests.access.table import GROUPS, SIGNED_IN, TABLE, Row
from tests.access.visits import Visitors
from tests.access.world import ROLES, World

METHODS = {address.name: address.methods for address in addresses()}
ROWS = [(name, row) for name, rows in TABLE.items() for row in rows]
WALKERS = ("anonymous", "candidate", "internal_candidate", "hr", "chair", "member", "observer", "head", "deputy")
IDS = [f"{row.method} {name} {row.where}".strip() for name, row in ROWS]


def test_every_address_is_in_the_table():
    assert sorted(set(METHODS) - set(TABLE)) == []


def test_every_row_of_the_table_has_its_address():
    assert sorted(set(TABLE) - set(METHODS)) == []


def test_no_name_stands_for_two_addresses():
    names = [address.name for address in addresses()]
    assert sorted(names) == sorted(METHODS)


def test_the_table_knows_the_roles():
    named = {word for _, row in ROWS for word in row.roles.split()} - set(GROUPS)
    assert named <= set(ROLES)


def test_every_address_names_a_permission_and_says_who_that_is():
    assert [address.name for address in addresses() if not address.permission] == []
    assert [address.name for address in addresses() if address.permission not in WHO] == []


def test_every_permission_says_who_it_is_and_only_permissions_do():
    assert set(WHO) == set(rules)


def test_permissions_are_written_down_only_for_addresses_that_name_none(monkeypatch):
    written = set(THIRD_PARTY)
    monkeypatch.setattr("senco_recruit.access.THIRD_PARTY", {})
    assert written == {address.name for address in addresses() if not address.permission}


def test_the_command_prints_the_addresses():
    printed = io.StringIO()
    call_command("access_table", "--json", stdout=printed)
    rows = json.loads(printed.getvalue())
    assert rows == json.loads(json.dumps([asdict(address) for address in addresses()]))


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "row"), ROWS, ids=IDS)
def test_only_those_of_the_table_get_in(name: str, row: Row, visitors: Visitors):
    wrong = [
        f"{role}, {method}: {came}"
        for role in ROLES
        for method in _methods(name, row, role)
        if (came := visitors.go(role, name, row, method)) != ("in" if role in row.let_in else "refused")
    ]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", WALKERS)
def test_no_link_leads_where_its_reader_may_not_go(role: str, visitors: Visitors):
    assert Walk(visitors, role).go() == []


def _methods(name: str, row: Row, role: str) -> tuple[str, ...]:
    """Who gets in goes the way of the row; who does not, tries the other way too at the first row of an address."""
    both = row is TABLE[name][0] and not row.alone and role not in row.let_in
    return METHODS[name] if both else (row.method,)


@pytest.mark.django_db
def test_what_is_refused_does_not_exist_for_anybody_signed_in(visitors: Visitors, settings):
    settings.ROOT_URLCONF = "senco_recruit.urls"
    row = TABLE["shortlisting:decide"][0]
    pages = [visitors.visit(role, "shortlisting:decide", row, "GET") for role in SIGNED_IN]
    assert {page.status_code for page in pages} == {404}
    assert all("Page not found" in page.content.decode() for page in pages)


@pytest.mark.django_db
def test_a_guessed_invitation_names_nobody(visitors: Visitors, world: World):
    row = Row("everybody", "guessed")
    page = visitors.visit("anonymous", "accounts:invitation", row, "GET").content.decode()
    assert world.school.name not in page
