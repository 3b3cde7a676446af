"""What HR sees of the criteria: rows by section, what is to settle, the reader's warnings in words."""

from __future__ import annotations

import pytest

from tests.vacancies.factories import CriterionFactory, CriterionSectionFactory, VacancyFactory, ready_vacancy
from vacancies.models import ImportedPack, Vacancy
from vacancies.numbering_check import in_words
from vacancies.packs import WARNINGS as CODES
from vacancies.specification_page import NUMBERS, WARNINGS, SpecificationPage, method_words, page_of

pytestmark = pytest.mark.django_db
IN_THE_ROWS = {"missing_importance", "missing_assessment"}  # each such row asks by itself


def page(vacancy: Vacancy, pack: ImportedPack | None = None, ticked=()) -> SpecificationPage:
    return page_of(list(vacancy.criteria.in_order()), [pack] if pack else [], ticked)


def test_rows_stand_under_their_sections_in_order():
    groups = page(ready_vacancy()).groups
    assert [(group.name, len(group.rows)) for group in groups] == [
        ("Qualifications", 1),
        ("Experience", 3),
        ("Knowledge", 2),
        ("Skills", 2),
    ]
    assert [row.place for group in groups for row in group.rows] == list(range(8))


def test_a_settled_specification_asks_nothing():
    found = page(ready_vacancy())
    assert (found.things, found.left, found.done, found.total) == ([], 0, 8, 8)


def test_each_thing_that_is_not_set_is_a_thing_to_settle_with_its_answers():
    vacancy = VacancyFactory()
    row = CriterionFactory(vacancy=vacancy, importance="", methods="", number="1.6", text="Leading or coaching adults")
    found = page(vacancy)
    assert [(thing.label, thing.question, thing.target) for thing in found.things] == [
        ("1.6 Leading or coaching adults", "essential or desirable?", f"ask-{row.pk}-importance"),
        ("1.6 Leading or coaching adults", "how will you assess it?", f"ask-{row.pk}-methods"),
    ]
    drawn = found.groups[0].rows[0]
    importance, methods = drawn.asks
    assert [answer.label for answer in importance.answers] == ["Essential", "Desirable"]
    assert [answer.label for answer in methods.answers] == ["Application", "Interview", "Application, interview"]
    assert importance.answers[0].value == f"{drawn.tick}:importance:essential"
    assert (importance.number, methods.number, found.done, found.total) == (1, 2, 0, 1)


def test_a_long_list_of_things_is_cut_and_counted():
    vacancy = VacancyFactory()
    section = CriterionSectionFactory(vacancy=vacancy)
    CriterionFactory.create_batch(52, vacancy=vacancy, section=section, importance="")
    found = page(vacancy)
    assert (len(found.things), found.more, found.left) == (8, 44, 52)


def test_numbers_used_twice_in_a_section_are_marked():
    vacancy = VacancyFactory()
    section, other = CriterionSectionFactory.create_batch(2, vacancy=vacancy)
    for number in ("2.3", "2.3", "2.4"):
        CriterionFactory(vacancy=vacancy, section=section, number=number)
    CriterionFactory(vacancy=vacancy, section=other, number="2.4")
    assert [row.twice for group in page(vacancy).groups for row in group.rows] == [True, True, False, False]


def test_ticks_stay_when_the_page_comes_back():
    vacancy = ready_vacancy()
    chosen = vacancy.criteria.get(number="2.2").pk
    ticked = [row.criterion.pk for group in page(vacancy, ticked={chosen}).groups for row in group.rows if row.ticked]
    assert ticked == [chosen]


def test_every_warning_of_the_reader_has_words():
    assert set(CODES) - IN_THE_ROWS - NUMBERS == set(WARNINGS) - {"other_methods"}


def test_warnings_that_hr_has_not_settled_are_things_to_settle():
    vacancy = ready_vacancy()
    pack = ImportedPack(pk=7, vacancy=vacancy, warnings=["no_job_description", "missing_importance", "unheard_of"])
    found = page(vacancy, pack)
    assert [doubt.code for doubt in found.doubts] == ["no_job_description"]
    assert [thing.target for thing in found.things] == ["doubt-7-no_job_description"]


@pytest.mark.parametrize(
    ("methods", "words"),
    [((), ""), (("application",), "Application"), (("application", "task"), "Application, task")],
)
def test_method_words(methods, words):
    assert method_words(methods) == words


def test_odd_numbers_are_told_by_section_until_they_are_settled():
    vacancy = VacancyFactory()
    section = CriterionSectionFactory(vacancy=vacancy, name="Knowledge")
    for number in ("2.3", "2.3", "2.4", "2.7"):
        CriterionFactory(vacancy=vacancy, section=section, number=number)
    pack = ImportedPack(pk=7, vacancy=vacancy, warnings=["number_gap"])
    numbers = page(vacancy, pack).groups[0].numbers
    assert numbers is not None
    assert numbers.text == "2.3 is used twice. 2.5 and 2.6 are skipped."
    assert page(vacancy, ImportedPack(pk=7, vacancy=vacancy)).groups[0].numbers is None


def test_a_criterion_that_is_too_long_is_to_be_split_and_the_rest_of_the_page_stands():
    vacancy = VacancyFactory()
    CriterionFactory(vacancy=vacancy, text="long " * 2000)
    (ask,) = page(vacancy).groups[0].rows[0].asks
    assert ask.text == "It has 10,000 characters. One criterion holds at most 2,000: split it, or cut it down."


def test_a_place_in_a_pack_that_is_not_in_use_is_no_link():
    vacancy = VacancyFactory()
    CriterionFactory(vacancy=vacancy, source=None, place=4)
    found = page(vacancy, ImportedPack(pk=7, vacancy=vacancy))
    assert found.groups[0].rows[0].source == ""


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        (["1", "2", "3"], ""),
        (["1.1", "1.2", "2.1", "2.2"], ""),
        (["", "", "x"], ""),
        (["1.", "2.", "4."], "3 is skipped."),
        (["1.1", "1.1"], "1.1 is used twice."),
        (["A.1", "A.3", "A.2"], ""),
        (["1", "30"], ""),
        (["1", "9"], "2, 3, 4 and 4 more are skipped."),
    ],
)
def test_odd_numbers_in_words(numbers, words):
    assert in_words(numbers) == words
