"""The job description of a draft."""

from __future__ import annotations

import pytest

from core.models import AuditEvent
from core.states import StateError
from tests.factories import UserFactory
from tests.vacancies.factories import published_vacancy, ready_vacancy
from vacancies.editing import EditedMeanwhileError
from vacancies.models import DutySection, Vacancy
from vacancies.services import duties as services

pytestmark = pytest.mark.django_db


def said(vacancy: Vacancy) -> list[tuple[str, list[str]]]:
    return [(part.heading, [duty.text for duty in part.duties.all()]) for part in vacancy.duty_sections.all()]


@pytest.fixture
def hr():
    return UserFactory(name="Marian Duxbury")


def test_save_section_puts_new_lines_in_place_of_the_old(hr):
    vacancy = ready_vacancy()
    section = vacancy.duty_sections.get()
    services.save_section(section, by=hr, heading="Leading", duties=["Train staff", "Meet parents"])
    assert said(vacancy) == [("Leading", ["Train staff", "Meet parents"])]


def test_the_second_of_two_is_shown_both(hr):
    vacancy = ready_vacancy()
    section = vacancy.duty_sections.get()
    seen = services.seen_of(section)
    services.save_section(section, by=hr, heading="Leading", duties=["Train staff"], seen=seen)
    with pytest.raises(EditedMeanwhileError) as caught:
        services.save_section(section, by=hr, heading="Leading", duties=["Meet parents"], seen=seen)
    assert caught.value.theirs == {"duties": ["Train staff"]}
    assert said(vacancy) == [("Leading", ["Train staff"])]


def test_add_section_twice_is_one(hr):
    vacancy = ready_vacancy()
    for _ in range(2):
        services.add_section(vacancy, by=hr, heading="People", duties=["Meet parents"])
    assert said(vacancy)[1:] == [("People", ["Meet parents"])]
    assert AuditEvent.objects.filter(verb="job_description.added").count() == 1


def test_delete_section_twice_is_once(hr):
    vacancy = ready_vacancy()
    section = vacancy.duty_sections.get()
    for _ in range(2):
        services.delete_section(section, by=hr)
    assert said(vacancy) == []
    assert AuditEvent.objects.filter(verb="job_description.removed").count() == 1


def test_a_section_that_has_gone_says_so(hr):
    vacancy = ready_vacancy()
    section = vacancy.duty_sections.get()
    DutySection.objects.all().delete()
    with pytest.raises(StateError, match="somebody else has deleted it"):
        services.save_section(section, by=hr, heading="Leading", duties=["Train staff"])


def test_everything_is_refused_once_published(hr):
    vacancy = published_vacancy()
    section = vacancy.duty_sections.get()
    for act in (
        lambda: services.save_section(section, by=hr, heading="Other", duties=["Other"]),
        lambda: services.add_section(vacancy, by=hr, heading="Other", duties=["Other"]),
        lambda: services.delete_section(section, by=hr),
    ):
        with pytest.raises(StateError, match="has been published"):
            act()
    assert said(vacancy) == [("Leading provision", ["Keep the SEND register accurate"])]
