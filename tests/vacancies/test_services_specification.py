"""Changing a draft's person specification, and two people changing it at once."""

from __future__ import annotations

import pytest

from core.audit import subject_of
from core.models import AuditEvent
from core.states import StateError
from tests.factories import UserFactory
from tests.vacancies.factories import CriterionFactory, VacancyFactory, published_vacancy, ready_vacancy
from vacancies.editing import EditedMeanwhileError
from vacancies.models import Criterion, Importance, Scoring, Vacancy
from vacancies.services import arranging
from vacancies.services import specification as services

pytestmark = pytest.mark.django_db


def events(vacancy: Vacancy) -> list[str]:
    subject_type, subject_id = subject_of(vacancy)
    rows = AuditEvent.objects.filter(subject_type=subject_type, subject_id=subject_id).order_by("pk")
    return list(rows.values_list("verb", flat=True))


def order(vacancy: Vacancy) -> list[tuple[str, str]]:
    return [(row.section.name, row.number) for row in vacancy.criteria.in_order()]


@pytest.fixture
def hr():
    return UserFactory(name="Marian Duxbury")


@pytest.fixture
def vacancy():
    return ready_vacancy()


def test_set_criterion_changes_what_is_given_and_records_it(vacancy, hr):
    row = vacancy.criteria.get(number="2.1")
    services.set_criterion(row, by=hr, importance="desirable", methods=["task", "application"])
    row = Criterion.objects.get(pk=row.pk)
    assert (row.importance, row.methods) == ("desirable", "application,task")
    assert row.text == "Has taught pupils with a wide range of needs well"
    event = AuditEvent.objects.get(verb="specification.changed")
    assert (event.fields, event.codes, event.actor_id) == (["importance", "methods"], {"criterion": row.pk}, hr.pk)


def test_set_criterion_to_what_it_is_records_nothing(vacancy, hr):
    row = vacancy.criteria.get(number="2.1")
    services.set_criterion(row, by=hr, importance=row.importance, text=row.text)
    assert events(vacancy) == []


def test_set_criterion_moves_it_to_another_section_and_drops_the_empty_one(vacancy, hr):
    row = vacancy.criteria.get(number="1.1")
    services.set_criterion(row, by=hr, section="Skills")
    assert order(vacancy)[-1] == ("Skills", "1.1")
    assert list(vacancy.criterion_sections.values_list("name", flat=True)) == ["Experience", "Knowledge", "Skills"]


def test_the_second_of_two_is_told_and_shown_what_the_first_saved(vacancy, hr):
    row = vacancy.criteria.get(number="2.1")
    seen = services.seen_of(row)
    services.set_criterion(row, by=hr, text="Has taught well", seen=seen)
    with pytest.raises(EditedMeanwhileError) as caught:
        services.set_criterion(row, by=UserFactory(), text="Teaches well", importance="essential", seen=seen)
    assert caught.value.theirs == {"text": "Has taught well"}
    assert caught.value.who.startswith("Marian Duxbury saved this at ")
    assert Criterion.objects.get(pk=row.pk).text == "Has taught well"


def test_the_same_form_sent_twice_is_no_conflict(vacancy, hr):
    row = vacancy.criteria.get(number="2.1")
    seen = services.seen_of(row)
    for _ in range(2):
        services.set_criterion(row, by=hr, text="Has taught well", seen=seen)
    assert events(vacancy) == ["specification.changed"]


def test_change_rows_changes_many_and_leaves_those_that_somebody_else_changed(vacancy, hr):
    rows = {row.pk: services.seen_of(row) for row in vacancy.criteria.filter(number__startswith="2")}
    other = vacancy.criteria.get(number="2.3")
    services.set_criterion(other, by=UserFactory(), text="Has coached adults")
    changed, stale = services.change_rows(vacancy, by=hr, rows=rows, methods=["interview", "task"])
    assert (changed, [row.number for row in stale]) == (2, ["2.3"])
    methods = dict(vacancy.criteria.filter(number__startswith="2").values_list("number", "methods"))
    assert methods == {"2.1": "interview,task", "2.2": "interview,task", "2.3": "application,references"}


def test_change_rows_without_a_digest_changes_whatever_is_there(vacancy, hr):
    rows = dict.fromkeys(vacancy.criteria.values_list("pk", flat=True))
    assert services.change_rows(vacancy, by=hr, rows=rows, importance="essential") == (2, [])
    assert set(vacancy.criteria.values_list("importance", flat=True)) == {"essential"}


def test_change_rows_of_another_vacancy_does_nothing(vacancy, hr):
    theirs = CriterionFactory(importance=Importance.UNSET)
    assert services.change_rows(vacancy, by=hr, rows={theirs.pk: None}, importance="essential") == (0, [])
    assert Criterion.objects.get(pk=theirs.pk).importance == ""


QUERIES = 19  # of which the picture before and after, for undo, takes 10


@pytest.mark.parametrize("count", [1, 3, 300])
def test_change_rows_takes_the_same_queries_for_any_number(count, hr, django_assert_num_queries):
    vacancy = VacancyFactory()
    section = CriterionFactory(vacancy=vacancy).section
    CriterionFactory.create_batch(count - 1, vacancy=vacancy, section=section)
    rows = dict.fromkeys(vacancy.criteria.values_list("pk", flat=True))
    with django_assert_num_queries(QUERIES):
        services.change_rows(vacancy, by=hr, rows=rows, importance="desirable")


def test_add_criterion_stands_last_in_its_section(vacancy, hr):
    services.add_criterion(vacancy, by=hr, section="Experience", text=" Has run a review ", number="2.4")
    assert order(vacancy)[4] == ("Experience", "2.4")
    assert vacancy.criteria.get(number="2.4").text == "Has run a review"


def test_add_criterion_in_a_new_section_stands_at_the_end(vacancy, hr):
    row = services.add_criterion(vacancy, by=hr, section="Trust", text="Works across schools", methods=["task"])
    assert order(vacancy)[-1] == ("Trust", "")
    assert (row.importance, row.methods, row.scoring) == ("", "task", Scoring.SCORED)


def test_add_criterion_twice_is_one(vacancy, hr):
    for _ in range(2):
        services.add_criterion(vacancy, by=hr, section="Experience", text="Has run a review")
    assert vacancy.criteria.count() == 9
    assert events(vacancy) == ["specification.added"]


def test_qualified_teacher_status_is_met_or_not_met(vacancy, hr):
    row = services.add_criterion(vacancy, by=hr, section="More", text="Holds QTS")
    assert row.scoring == Scoring.PASS_FAIL


def test_a_specification_holds_no_more_than_its_most(vacancy, hr, monkeypatch):
    monkeypatch.setattr(arranging, "MOST", 8)
    with pytest.raises(StateError, match="at most 8 criteria"):
        services.add_criterion(vacancy, by=hr, section="More", text="One more")


def test_delete_criterion_twice_is_once(vacancy, hr):
    row = vacancy.criteria.get(number="1.1")
    services.delete_criterion(row, by=hr)
    services.delete_criterion(row, by=hr)
    assert events(vacancy) == ["specification.removed"]
    assert not vacancy.criterion_sections.filter(name="Qualifications").exists()


@pytest.mark.parametrize(
    ("number", "up", "place"),
    [
        ("2.2", True, ("Experience", "2.2", 1)),
        ("2.2", False, ("Experience", "2.2", 3)),
        ("1.1", True, ("Qualifications", "1.1", 0)),
        ("4.2", False, ("Skills", "4.2", 7)),
        ("3.1", True, ("Experience", "3.1", 4)),
        ("2.3", False, ("Knowledge", "2.3", 3)),
    ],
)
def test_move_criterion(vacancy, hr, number, up, place):
    services.move_criterion(vacancy.criteria.get(number=number), by=hr, up=up)
    section, moved, at = place
    assert order(vacancy)[at] == (section, moved)
    assert len(order(vacancy)) == 8


def test_everything_is_refused_once_published(hr):
    vacancy = published_vacancy()
    row = vacancy.criteria.get(number="2.1")
    before = services.as_content(vacancy)
    for act in (
        lambda: services.set_criterion(row, by=hr, text="Other words"),
        lambda: services.change_rows(vacancy, by=hr, rows={row.pk: None}, importance="desirable"),
        lambda: services.add_criterion(vacancy, by=hr, section="More", text="One more"),
        lambda: services.delete_criterion(row, by=hr),
        lambda: services.move_criterion(row, by=hr, up=True),
        lambda: services.import_pack(vacancy, by=hr, text="Person specification\n\n- Qualified teacher status (E)"),
    ):
        with pytest.raises(StateError, match="has been published"):
            act()
    assert services.as_content(vacancy) == before
    assert events(vacancy) == []


def test_as_content_is_the_frozen_shape(vacancy):
    content = services.as_content(vacancy)
    assert [section["section"] for section in content] == ["Qualifications", "Experience", "Knowledge", "Skills"]
    assert content[0]["criteria"] == [
        {
            "id": vacancy.criteria.get(number="1.1").pk,
            "number": "1.1",
            "text": "Qualified teacher status",
            "importance": "essential",
            "assessed_by": ["application", "certificates"],
        }
    ]


def test_no_methods_name_is_part_of_anothers():
    from vacancies.models import Method

    names = list(Method.values)
    assert [(a, b) for a in names for b in names if a != b and a in b] == []
