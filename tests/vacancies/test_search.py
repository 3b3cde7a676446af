"""Searching the list of jobs: by address, without a script; any address is understood or left out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from accounts.models import Phase
from tests.factories import SchoolFactory
from tests.markup import Markup
from tests.vacancies.factories import published_vacancy, ready_vacancy
from tests.vacancies.test_public import paid
from vacancies.models import ContractType, VacancyPay, WorkingPattern
from vacancies.search import JobSearch, employers_of

pytestmark = pytest.mark.django_db


def search(address: str) -> JobSearch:
    return JobSearch.of(QueryDict(address), employers_of(timezone.now()))


def found(address: str) -> list[str]:
    return [job.title for job in search(address).found(timezone.now())]


@pytest.fixture
def jobs():
    """Three open jobs that differ in everything one may ask for, and a draft."""
    now = timezone.now()
    primary = SchoolFactory(maintained=True, name="Thornmere Primary School", town="Thornmere", county="Westmarch")
    secondary = SchoolFactory(name="Alderbrook High School", town="Marlham", county="Eastmere", postcode="MA1 2AB")
    nursery = SchoolFactory(name="Larkfield Nursery", phase=Phase.NURSERY, trust=secondary.trust)
    full, part = WorkingPattern.FULL_TIME, WorkingPattern.PART_TIME
    fixed = ContractType.FIXED_TERM
    paid(published_vacancy(primary, title="First", working_pattern=full, closes_at=now + timedelta(days=3)), "1")
    second = paid(published_vacancy(secondary, title="Second", job_share=True, contract_type=fixed), "1")
    VacancyPay.objects.filter(vacancy=second).update(salary_to=39_000)
    third = published_vacancy(nursery, title="Third", working_pattern=part, closes_at=now + timedelta(days=30))
    third.published_at = now
    third.save()
    ready_vacancy(secondary, title="Draft")
    return {"trust": secondary.trust, "primary": primary}


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("", ["First", "Second", "Third"]),
        ("place=marlham", ["Second"]),
        ("place=eastmere", ["Second"]),
        ("place=ma1", ["Second"]),
        ("place=westmarch+thornmere", ["First"]),
        ("phase=primary&phase=nursery", ["First", "Third"]),
        ("pattern=full_time", ["First", "Second"]),
        ("pattern=part_time", ["Second", "Third"]),
        ("pattern=job_share", ["Second"]),
        ("pattern=part_time&pattern=job_share", ["Second", "Third"]),
        ("contract=fixed_term", ["Second"]),
        ("pay=50000", ["First"]),
        ("pay=35000", ["First", "Second"]),
        ("soon=1", ["First"]),
        ("sort=newest", ["Third", "Second", "First"]),
        ("sort=pay", ["First", "Second", "Third"]),
        ("phase=primary&contract=fixed_term", []),
        ("phase=x&pattern=x&contract=x&pay=1&soon=x&employer=x&sort=x&page=x", ["First", "Second", "Third"]),
        ("place=%00%27%25_", []),
    ],
)
def test_each_thing_that_may_be_asked_for(jobs, address, titles):
    assert found(address) == titles


def test_a_school_or_its_whole_trust(jobs):
    assert found(f"employer={jobs['primary'].ref}") == ["First"]
    assert found(f"employer={jobs['trust'].ref}") == ["Second", "Third"]


def test_employers_are_those_with_an_open_job(jobs):
    SchoolFactory(name="Without a job")
    names = list(employers_of(timezone.now()).values())
    assert names == [jobs["trust"].name, "Alderbrook High School", "Larkfield Nursery", "Thornmere Primary School"]


def test_the_address_of_a_search_is_read_as_the_same_search(jobs):
    asked = search(
        "q=send+lead&place=Marlham&phase=primary&pattern=job_share&contract=permanent&pay=45000&soon=1&sort=pay"
    )
    assert search(asked.address[1:]) == asked
    assert search(search("").address[1:]) == JobSearch()


def test_each_filter_in_use_can_be_taken_away_alone(jobs):
    asked = search(f"q=x&phase=primary&phase=nursery&pay=45000&soon=1&employer={jobs['primary'].ref}")
    words = [each for each, _ in asked.filters]
    assert words == ["Nursery", "Primary", "£45,000 or more", "Closing in 7 days", "Thornmere Primary School"]
    without = dict(asked.filters)["Primary"]
    assert search(without[1:]).phases == ("nursery",)
    assert search(without[1:]).words == "x"


def test_the_page_keeps_what_was_asked_and_says_how_to_ask_for_less(jobs):
    page = Client().get("/jobs/?q=second&phase=secondary&pattern=job_share&pay=35000&sort=pay").content.decode()
    markup = Markup(page)
    assert [each["value"] for each in markup.all("input", name="phase") if "checked" in each.attrs] == ["secondary"]
    assert [each["value"] for each in markup.all("option") if "selected" in each.attrs] == ["35000"]
    assert markup.one("input", name="sort")["value"] == "pay"
    assert markup.one("input", name="q")["value"] == "second"
    chips = [each.words for each in markup.all("a", class_="app-chip")]
    assert chips == ["Remove Secondary ×", "Remove Job share ×", "Remove £35,000 or more ×"]
    assert markup.broken_references() == []
    assert [each["method"] for each in markup.all("form") if each.attrs.get("role") == "search"] == ["get"]
