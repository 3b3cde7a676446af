"""The six starter packs: complete, alike in shape, and clean under the checks of wording."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.utils import timezone

from accounts.models import Phase, TypeGroup
from core import gates
from core.gates import GateName
from tests.factories import SchoolFactory
from tests.vacancies.factories import hr_of
from vacancies.content import copied_columns
from vacancies.models import Importance, Method, Scoring, Vacancy
from vacancies.services.planning import calendar_of
from vacancies.services.templates import start_from
from vacancies.starter_packs import all_packs, texts_of
from vacancies.wording import Criterion, Kind, Passage, Place, Subject, examine

PACKS = all_packs()
SLUGS = list(PACKS)


def test_there_are_six():
    assert SLUGS == ["secondary", "primary", "alternative-provision", "special", "faith", "maternity-cover"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_pack_is_complete(slug):
    content = PACKS[slug].content
    columns = {column.name for column in copied_columns()}
    assert set(content["fields"]) <= columns
    assert {"overview", "reports_to", "contract_type", "working_pattern", "selection_process", "visits"} <= set(
        content["fields"]
    )
    assert 10 <= len(content["criteria"]) <= 20
    assert sum(len(section["duties"]) for section in content["sections"]) >= 11
    assert len(content["further_statements"]) >= 1
    assert set(PACKS[slug].types) <= set(TypeGroup.values)
    assert set(PACKS[slug].phases) <= set(Phase.values)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_criterion_can_be_scored(slug):
    criteria = PACKS[slug].content["criteria"]
    assert {row["importance"] for row in criteria} == {Importance.ESSENTIAL, Importance.DESIRABLE}
    assert all(row["assessed_by"] and set(row["assessed_by"]) <= set(Method.values) for row in criteria)
    assert sum("application" in row["assessed_by"] for row in criteria) >= 5
    assert criteria[0] | {"number": ""} == {
        "section": "Qualifications", "number": "", "text": "Qualified teacher status", "importance": "essential",
        "assessed_by": ["application", "certificates"],
    }  # fmt: skip
    assert len({row["number"] for row in criteria}) == len(criteria)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_qualification_is_right_by_law(slug):
    """Essential where section 67 names the school and the post lasts; three years; the NPQ, never NASENCO to obtain."""
    (asked,) = [row for row in PACKS[slug].content["criteria"] if "NPQ" in row["text"]]
    lasting = slug in ("secondary", "primary", "faith")
    assert asked["importance"] == ("essential" if lasting else "desirable")
    assert not lasting or "within three years of becoming a SENCo" in asked["text"]


def subject_of(slug: str) -> Subject:
    """A pack as the checks of wording see it, with the facts that HR adds."""
    pack, content = PACKS[slug], PACKS[slug].content

    def passage(kind: Kind, n: object, text: str) -> Passage:
        return Passage(Place(kind, f"{kind}-{n}", f"{kind} {n}"), text)

    return Subject(
        passage(Kind.TITLE, 0, content["title"]),
        criteria=tuple(
            Criterion(passage(Kind.CRITERION, n, row["text"]), row["number"], row["importance"],
                      tuple(row["assessed_by"]), row["section"])
            for n, row in enumerate(content["criteria"])
        ),
        duties=tuple(
            passage(Kind.DUTY, n, duty)
            for n, duty in enumerate(duty for section in content["sections"] for duty in section["duties"])
        ),
        passages=(
            *(passage(Kind.ADVERT, n, v) for n, v in content["fields"].items() if isinstance(v, str)),
            *(passage(Kind.STATEMENT, n, row["text"]) for n, row in enumerate(content["further_statements"])),
        ),
        school_type=pack.types[0],
        faith=False,
    )  # fmt: skip


# What HR adds, or what the school's own statements say: missing from a pack's words by design.
ADDED = {"L05", "L06", "L07", "L08", "L09", "L30", "L35", "L36"}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_words_are_clean(slug):
    found = examine(subject_of(slug), datetime.now().astimezone())
    assert [(each.code, each.title, each.text) for each in found if each.code not in ADDED] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_words_are_plain_and_say_nothing_of_one_year(slug):
    for text in texts_of(PACKS[slug].content):
        assert not re.search(r"\b20\d\d\b|!|please note", text, re.IGNORECASE), text
        assert text == text.strip() != ""


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_a_pack_fills_a_draft_that_lacks_only_what_hr_must_say(slug, only_our_checks):
    kind = PACKS[slug].types[0]
    school = SchoolFactory(type_group=kind, contact_name="Marian Duxbury", contact_email="jobs@alderbrook.example.org")
    vacancy = start_from(PACKS[slug].content, school, by=hr_of(school), source=f"pack:{slug}").vacancy
    fresh = Vacancy.objects.get(pk=vacancy.pk)
    assert (
        fresh.criteria.filter(scoring=Scoring.PASS_FAIL).values_list("text", flat=True)[0] == "Qualified teacher status"
    )
    report = gates.run(GateName.PUBLISH, fresh)
    pages = {row.finding.url.split("#")[0].rstrip("/").rsplit("/", 1)[-1] for row in report.rows if row.stops}
    assert pages == {"pay", "dates", *(("contract",) if slug == "maternity-cover" else ())}


@pytest.mark.django_db
def test_dates_follow_each_other_in_working_days():
    school = SchoolFactory()
    vacancy = start_from(PACKS["secondary"].content, school, by=hr_of(school), source="pack:secondary").vacancy
    fresh = Vacancy.objects.get(pk=vacancy.pk)
    dates = {row.kind: row.on for row in fresh.key_dates.all()}
    closes = timezone.localtime(fresh.closes_at)
    assert (closes.hour, closes.minute) == (12, 0)
    assert calendar_of(school).between(timezone.localdate(), closes.date()) == 15
    assert closes.date() < dates["sift"] < dates["shortlist"] < fresh.interview_on < dates["outcome"]
    assert all(day.weekday() < 5 for day in (closes.date(), fresh.interview_on, *dates.values()))
