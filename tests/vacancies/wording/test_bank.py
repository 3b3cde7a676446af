"""The bank of criteria: right by our own checks, matched to duties, and chosen by ticking alone."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from core.models import AuditEvent
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import VacancyFactory, hr_of, published_vacancy
from tests.vacancies.wording.samples import AT, clean, criterion
from vacancies.criteria_bank import ALWAYS, BANK, offers
from vacancies.models import Duty, DutySection, Scoring, Vacancy
from vacancies.services.bank import add_from_bank
from vacancies.wording import examine

NPQ = next(each for each in BANK if "NPQ" in each.text)


def test_the_bank_has_sixty_each_once():
    assert len(BANK) == 60
    assert len({each.code for each in BANK}) == 60
    assert len({each.text for each in BANK}) == 60
    assert all(re.compile(each.terms) for each in BANK if each.terms != ALWAYS)


@pytest.mark.parametrize("each", BANK, ids=lambda each: each.code)
def test_our_own_checks_say_nothing_about_it(each):
    if each.text == "Qualified teacher status" or each is NPQ:
        subject = clean()  # it has them already
    else:
        subject = clean(criteria=(*clean().criteria, criterion(each.text, each.importance, each.methods, section="Z")))
    assert [(r.code, r.marked) for r in examine(subject, AT) if r.code != "L32"] == []


def test_duties_call_for_criteria_and_are_named():
    offered = {each.criterion.text: each for each in offers(["Line manage the teaching assistants", "Teach a class"])}
    led = offered["Has led or coached a team of adults"]
    assert led.called_for
    assert led.because == ("Line manage the teaching assistants",)
    assert not offered["Knows how looked-after children are supported in school"].called_for
    assert offered["Qualified teacher status"].called_for


def test_what_is_there_already_is_not_offered():
    assert "Qualified teacher status" not in {each.criterion.text for each in offers([], ["qualified teacher status."])}


@pytest.fixture
def vacancy(school, hr) -> Vacancy:
    vacancy = VacancyFactory(school=school, created_by=hr)
    section = DutySection.objects.create(vacancy=vacancy, heading="Duties", position=0)
    Duty.objects.create(section=section, text="Run annual reviews <b>with</b> parents", position=0)
    return vacancy


def url(vacancy: Vacancy) -> str:
    return reverse("vacancies:bank", args=[vacancy.ref])


@pytest.mark.django_db
def test_nothing_is_ticked_for_anybody(hr_client, vacancy):
    markup = Markup(hr_client.get(url(vacancy)).content.decode())
    boxes = [each for each in markup.all("input") if each.get("name") == "chosen"]
    assert len(boxes) == 60
    assert not [each for each in boxes if "checked" in each.attrs]
    assert "Because of: “Run annual reviews <b>with</b> parents”" in " ".join(each.words for each in markup.all("div"))
    assert markup.broken_references() == []


@pytest.mark.django_db
def test_ticked_criteria_are_added_once(hr_client, hr, vacancy):
    chosen = {"chosen": [BANK[0].code, BANK[6].code]}
    for _ in range(2):
        assert hr_client.post(url(vacancy), chosen).status_code == 302
    rows = list(vacancy.criteria.in_order())
    assert [(row.section.name, row.text, row.importance, row.methods) for row in rows] == [
        ("Qualifications", "Qualified teacher status", "essential", "certificates"),
        ("Experience", BANK[6].text, "essential", "application,interview"),
    ]
    assert rows[0].scoring == Scoring.PASS_FAIL
    assert AuditEvent.objects.filter(verb="specification.added", actor_id=hr.pk).count() == 1


@pytest.mark.django_db
def test_nothing_ticked_is_said_and_unknown_codes_are_refused(hr_client, vacancy):
    page = hr_client.post(url(vacancy), {}).content.decode()
    assert "Tick each criterion that you want" in page
    assert hr_client.post(url(vacancy), {"chosen": ["made-up"]}).status_code == 200
    assert vacancy.criteria.count() == 0


@pytest.mark.django_db
def test_the_bank_is_closed_to_others_and_after_publication(vacancy, school, hr, hr_client):
    assert client_of(hr_of(published_vacancy().school)).get(url(vacancy)).status_code == 404
    out = published_vacancy(school, hr)
    count = out.criteria.count()
    hr_client.post(url(out), {"chosen": [BANK[6].code]})
    assert out.criteria.count() == count


@pytest.mark.django_db
def test_it_is_linked_where_there_are_no_criteria(hr_client, vacancy):
    for name in ("review", "publish"):
        page = Markup(hr_client.get(reverse(f"vacancies:{name}", args=[vacancy.ref])).content.decode())
        assert url(vacancy) in [each["href"] for each in page.all("a")]


@pytest.mark.django_db
def test_adding_is_one_step_to_undo(vacancy, hr):
    assert add_from_bank(vacancy, by=hr, codes=[each.code for each in BANK]) == 60
    assert vacancy.undo_steps.count() == 1
    assert vacancy.undo_steps.get().what == "added 60 criteria"
