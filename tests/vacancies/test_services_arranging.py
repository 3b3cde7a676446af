"""Merging, splitting, moving and deleting rows under headings."""

from __future__ import annotations

import pytest

from core.states import StateError
from tests.factories import UserFactory
from tests.vacancies.factories import CriterionFactory, ready_vacancy
from vacancies.models import Criterion, Vacancy
from vacancies.services import arranging, headings
from vacancies.services.arranging import CRITERIA, DUTIES
from vacancies.services.specification import set_criterion

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr():
    return UserFactory(name="Marian Duxbury")


@pytest.fixture
def vacancy():
    return ready_vacancy()


def order(vacancy: Vacancy) -> list[str]:
    return [row.number for row in vacancy.criteria.in_order()]


def row(vacancy: Vacancy, number: str) -> Criterion:
    return vacancy.criteria.get(number=number)


def rows(vacancy: Vacancy, *numbers: str) -> dict[int, str | None]:
    return {each.pk: CRITERIA.seen(each) for each in vacancy.criteria.filter(number__in=numbers)}


def test_merging_puts_the_words_together_in_order_and_keeps_the_first(vacancy, hr):
    kept = arranging.merge_rows(CRITERIA, vacancy, by=hr, rows=rows(vacancy, "2.3", "2.1"))
    assert (kept.number, kept.text) == (
        "2.1",
        "Has taught pupils with a wide range of needs well Has led or coached a team of adults",
    )
    assert kept.methods == "application,interview,references"
    assert kept.importance == ""  # one was essential, one desirable: nobody has decided
    assert order(vacancy) == ["1.1", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"]


def test_merging_those_that_agree_keeps_their_importance(vacancy, hr):
    assert arranging.merge_rows(CRITERIA, vacancy, by=hr, rows=rows(vacancy, "3.1", "3.2")).importance == "essential"


def test_merging_too_many_words_or_too_few_rows_is_refused(vacancy, hr):
    Criterion.objects.filter(number__in=["3.1", "3.2"]).update(text="long " * 300)
    with pytest.raises(StateError, match="2,000 characters, and this would have 2,999"):
        arranging.merge_rows(CRITERIA, vacancy, by=hr, rows=rows(vacancy, "3.1", "3.2"))
    with pytest.raises(StateError, match="two or more criteria"):
        arranging.merge_rows(CRITERIA, vacancy, by=hr, rows=rows(vacancy, "3.1"))
    assert len(order(vacancy)) == 8


def test_merging_what_somebody_else_changed_is_refused(vacancy, hr):
    shown = rows(vacancy, "3.1", "3.2")
    set_criterion(row(vacancy, "3.2"), by=hr, text="Newer words")
    with pytest.raises(StateError, match=r"Marian Duxbury saved this at .* nothing was merged"):
        arranging.merge_rows(CRITERIA, vacancy, by=UserFactory(), rows=shown)
    assert len(order(vacancy)) == 8


def test_the_first_under_its_heading_has_nothing_above_to_merge_with(vacancy, hr):
    with pytest.raises(StateError, match="first criterion under its heading"):
        arranging.merge_up(CRITERIA, row(vacancy, "2.1"), by=hr)


def test_splitting_keeps_what_was_decided_and_stands_in_order(vacancy, hr):
    parts = arranging.split_row(CRITERIA, row(vacancy, "2.2"), by=hr, texts=["Has used it", " Has shown  its effect "])
    assert [(part.number, part.text, part.importance, part.methods) for part in parts] == [
        ("2.2", "Has used it", "essential", "application"),
        ("", "Has shown its effect", "essential", "application"),
    ]
    assert order(vacancy) == ["1.1", "2.1", "2.2", "", "2.3", "3.1", "3.2", "4.1", "4.2"]


def test_splitting_what_somebody_else_changed_or_deleted_is_refused(vacancy, hr):
    shown, first = row(vacancy, "2.2"), CRITERIA.seen(row(vacancy, "2.2"))
    set_criterion(row(vacancy, "2.2"), by=hr, text="Newer words")
    with pytest.raises(StateError, match="nothing was split"):
        arranging.split_row(CRITERIA, shown, by=UserFactory(), texts=["A", "B"], seen=first)
    shown.section  # noqa: B018 - read before it goes
    Criterion.objects.filter(pk=shown.pk).delete()
    with pytest.raises(StateError, match="no longer there"):
        arranging.split_row(CRITERIA, shown, by=hr, texts=["A", "B"])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("", ["2.1", "2.2", "2.3", "1.1", "3.2", "4.1", "4.2", "3.1"]),
        ("4.1", ["2.1", "2.2", "2.3", "3.2", "4.1", "1.1", "3.1", "4.2"]),
        ("4.2", ["2.1", "2.2", "2.3", "3.2", "4.1", "4.2", "1.1", "3.1"]),
    ],
)
def test_moving_to_a_place(vacancy, hr, after, expected):
    target = row(vacancy, "4.1").section_id
    arranging.move_rows(
        CRITERIA, vacancy, by=hr, rows=rows(vacancy, "3.1", "1.1"), section=target,
        after=row(vacancy, after).pk if after else None,
    )  # fmt: skip
    if not after:
        expected = ["2.1", "2.2", "2.3", "3.2", "1.1", "3.1", "4.1", "4.2"]
    assert order(vacancy) == expected
    assert not vacancy.criterion_sections.filter(name="Qualifications").exists()  # it was left empty


def test_moving_to_what_has_gone_is_refused(vacancy, hr):
    target = row(vacancy, "4.1").section_id
    with pytest.raises(StateError, match="no longer there"):
        arranging.move_rows(CRITERIA, vacancy, by=hr, rows=rows(vacancy, "3.1"), section=target, after=987654)
    with pytest.raises(StateError, match="no longer there"):
        arranging.move_rows(CRITERIA, vacancy, by=hr, rows=rows(vacancy, "3.1"), section=987654)
    assert order(vacancy)[4] == "3.1"


def test_rows_of_another_vacancy_are_not_touched(vacancy, hr):
    other = CriterionFactory()
    assert arranging.delete_rows(CRITERIA, vacancy, by=hr, rows={other.pk: None}) == (0, [])
    arranging.move_rows(CRITERIA, vacancy, by=hr, rows={other.pk: None}, section=row(vacancy, "4.1").section_id)
    assert Criterion.objects.get(pk=other.pk).vacancy_id == other.vacancy_id


def test_a_heading_that_was_added_stays_until_it_is_used_up(vacancy, hr):
    made = headings.add_heading(CRITERIA, vacancy, by=hr, title="Safeguarding")
    set_criterion(row(vacancy, "4.1"), by=hr, text="Other words")
    assert vacancy.criterion_sections.filter(pk=made.pk).exists()
    assert headings.add_heading(CRITERIA, vacancy, by=hr, title=" Safeguarding ") == made


def test_headings_named_by_two_are_told_apart(vacancy, hr):
    section = row(vacancy, "4.1").section_id
    headings.name_headings(CRITERIA, vacancy, by=hr, titles={section: "Theirs"}, seen={section: "Skills"})
    with pytest.raises(StateError, match="the heading is “Theirs” now"):
        headings.name_headings(CRITERIA, vacancy, by=UserFactory(), titles={section: "Mine"}, seen={section: "Skills"})
    assert row(vacancy, "4.1").section.name == "Theirs"


@pytest.mark.parametrize(
    ("numbers", "again"),
    [
        (["2.3", "2.3", "2.7"], ["2.1", "2.2", "2.3"]),
        (["4", "", "9"], ["4", "5", "6"]),
        (["1.1.1", "1.1.4", "x"], ["1.1.1", "1.1.2", "1.1.3"]),
        (["", "", ""], ["1", "2", "3"]),
    ],
)
def test_numbering_again_goes_on_in_the_manner_of_the_section(vacancy, hr, numbers, again):
    section = row(vacancy, "2.1").section_id
    found = list(vacancy.criteria.filter(section=section))
    for each, number in zip(found, numbers, strict=True):
        Criterion.objects.filter(pk=each.pk).update(number=number)
    headings.number_again(vacancy, by=hr, section=section)
    assert list(vacancy.criteria.filter(section=section).values_list("number", flat=True)) == again


def test_duties_are_moved_by_the_same_verbs(vacancy, hr):
    section = headings.add_heading(DUTIES, vacancy, by=hr, title="People")
    duty = DUTIES.rows(vacancy).get()
    arranging.move_rows(DUTIES, vacancy, by=hr, rows={duty.pk: None}, section=section.pk)
    assert [(each.section.heading, each.text) for each in DUTIES.rows(vacancy)] == [("People", duty.text)]
