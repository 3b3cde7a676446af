"""Undo: every change to a draft's criteria and duties comes back exactly, ids too, and can be done again."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import AuditEvent
from core.states import StateError
from tests.factories import UserFactory
from tests.vacancies.factories import ready_vacancy
from vacancies.models import DutySection, UndoStep, Vacancy
from vacancies.services import arranging, duties, headings, specification, undo
from vacancies.services.arranging import CRITERIA, DUTIES
from vacancies.services.packs import import_pack, settle

pytestmark = pytest.mark.django_db
PACK = """Job description

Main duties
- Run the referral meeting every second week
- Keep the provision map right

Person specification

Experience
2.1 Has led a review meeting (E) (A)
2.3 Has trained teaching assistants (D) (A, I)
A application, I interview
"""


def picture(vacancy: Vacancy) -> Any:
    """Everything that steps cover, as it is stored; packs that are no longer in use are no part of the draft."""
    stored = undo._picture(vacancy)
    return {**stored, "pack": {pk: values for pk, values in stored["pack"].items() if values[0] == "read"}}


def draft() -> tuple[Vacancy, Any]:
    """A draft with a pack taken into it, so that rows have their places in a source, and nothing to undo."""
    vacancy, hr = ready_vacancy(), UserFactory(name="Marian Duxbury")
    second = DutySection.objects.create(vacancy=vacancy, heading="People", position=1)
    duties.write_duties(second, ["Meet parents", "Lead the team", "Train colleagues"])
    import_pack(vacancy, by=hr, text=PACK, how="add")
    vacancy.undo_steps.all().delete()
    return vacancy, hr


def row(vacancy: Vacancy, number: str) -> Any:
    return CRITERIA.rows(vacancy).get(number=number, section__position__lt=4)


def pks(vacancy: Vacancy, *numbers: str) -> dict[int, None]:
    return dict.fromkeys(vacancy.criteria.filter(number__in=numbers).values_list("pk", flat=True))


def heading(vacancy: Vacancy, part: arranging.Part, n: int) -> int:
    return list(getattr(vacancy, part.sections).values_list("pk", flat=True))[n]


def duty_pks(vacancy: Vacancy, *places: int) -> list[int]:
    found = list(DUTIES.rows(vacancy).values_list("pk", flat=True))
    return [found[place] for place in places]


CHANGES = {
    "set": lambda v, by: specification.set_criterion(row(v, "3.2"), by=by, text="Other words", section="New one"),
    "change": lambda v, by: specification.change_rows(v, by=by, rows=pks(v, "1.1", "3.1"), importance="desirable"),
    "toggle": lambda v, by: specification.change_rows(v, by=by, rows=pks(v, "1.1", "3.1"), toggle="task"),
    "add": lambda v, by: specification.add_criterion(v, by=by, section="Further", text="Drives a minibus"),
    "delete": lambda v, by: arranging.delete_rows(CRITERIA, v, by=by, rows=pks(v, "1.1", "4.1", "4.2")),
    "nudge": lambda v, by: arranging.nudge(CRITERIA, row(v, "3.1"), by=by, up=True),
    "merge": lambda v, by: arranging.merge_rows(CRITERIA, v, by=by, rows=pks(v, "3.1", "4.1", "4.2")),
    "merge up": lambda v, by: arranging.merge_up(CRITERIA, row(v, "4.2"), by=by),
    "split": lambda v, by: arranging.split_row(CRITERIA, row(v, "4.1"), by=by, texts=["Trust", "Talks", "Hears"]),
    "move": lambda v, by: arranging.move_rows(
        CRITERIA, v, by=by, rows=pks(v, "1.1", "3.1"), section=row(v, "4.1").section_id, after=row(v, "4.1").pk
    ),
    "heading added": lambda v, by: headings.add_heading(CRITERIA, v, by=by, title="More"),
    "heading named": lambda v, by: headings.name_headings(
        CRITERIA, v, by=by, titles={heading(v, CRITERIA, 0): "Other"}, seen={}
    ),
    "heading moved": lambda v, by: headings.move_heading(CRITERIA, v, by=by, pk=heading(v, CRITERIA, 2), up=True),
    "heading deleted": lambda v, by: headings.delete_heading(CRITERIA, v, by=by, pk=heading(v, CRITERIA, 1)),
    "numbered": lambda v, by: headings.number_again(v, by=by, section=heading(v, CRITERIA, 1)),
    "settled": lambda v, by: settle(v.packs.in_use()[0], codes=frozenset({"number_gap"}), by=by),
    "pack": lambda v, by: import_pack(v, by=by, text=PACK.replace("Has led", "Has chaired")),
    "pack added": lambda v, by: import_pack(v, by=by, text=PACK.replace("Has led", "Has run"), how="add"),
    "duties saved": lambda v, by: duties.save_section(
        v.duty_sections.all()[1], by=by, heading="Team", duties=["Train colleagues", "Meet parents", "New"]
    ),
    "duties added": lambda v, by: duties.add_section(v, by=by, heading="More", duties=["One", "Two"]),
    "duties deleted": lambda v, by: duties.delete_section(v.duty_sections.all()[1], by=by),
    "duty deleted": lambda v, by: arranging.delete_rows(DUTIES, v, by=by, rows=dict.fromkeys(duty_pks(v, 0, 2))),
    "duty merged": lambda v, by: arranging.merge_rows(DUTIES, v, by=by, rows=dict.fromkeys(duty_pks(v, 1, 2))),
    "duty split": lambda v, by: arranging.split_row(
        DUTIES, DUTIES.rows(v).get(pk=duty_pks(v, 1)[0]), by=by, texts=["Meet", "parents"]
    ),
    "duty moved": lambda v, by: arranging.move_rows(
        DUTIES, v, by=by, rows=dict.fromkeys(duty_pks(v, 2)), section=heading(v, DUTIES, 0)
    ),
    "duty nudged": lambda v, by: arranging.nudge(DUTIES, DUTIES.rows(v).get(pk=duty_pks(v, 1)[0]), by=by, up=True),
    "duty heading moved": lambda v, by: headings.move_heading(DUTIES, v, by=by, pk=heading(v, DUTIES, 0), up=False),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_undone_and_done_again_exactly(name):
    vacancy, hr = draft()
    before = picture(vacancy)
    CHANGES[name](vacancy, hr)
    after = picture(vacancy)
    assert after != before
    step = vacancy.undo_steps.get()
    undo.undo(vacancy, by=hr, pk=step.pk)
    assert picture(vacancy) == before
    undo.redo(vacancy, by=hr, pk=step.pk)
    assert picture(vacancy) == after
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))[-2:] == [
        "specification.undone",
        "specification.redone",
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=8))
def test_whatever_was_done_undoing_all_of_it_gives_the_original(names):
    vacancy, hr = draft()
    before = picture(vacancy)
    for name in names:
        with suppress(StateError, IndexError, ObjectDoesNotExist):  # an earlier change took that row away
            CHANGES[name](vacancy, hr)
    seen = [picture(vacancy)]
    while (step := undo.steps_of(vacancy).undo) is not None:
        undo.undo(vacancy, by=hr, pk=step.pk)
        seen.append(picture(vacancy))
    assert seen[-1] == before
    for expected in reversed(seen[:-1]):
        step = undo.steps_of(vacancy).redo
        assert step is not None
        undo.redo(vacancy, by=hr, pk=step.pk)
        assert picture(vacancy) == expected


def test_a_step_says_what_was_done():
    vacancy, hr = draft()
    for name in ("change", "split", "delete", "pack"):
        CHANGES[name](vacancy, hr)
    assert list(vacancy.undo_steps.values_list("what", flat=True)) == [
        "made 2 criteria desirable",
        "split a criterion",
        "deleted 3 criteria",
        "brought in a pack",
    ]


def test_what_changed_nothing_is_no_step():
    vacancy, hr = draft()
    specification.change_rows(vacancy, by=hr, rows=pks(vacancy, "2.2"), importance="essential")
    arranging.nudge(CRITERIA, row(vacancy, "1.1"), by=hr, up=True)
    assert not vacancy.undo_steps.exists()


def test_undo_pressed_twice_takes_back_one_step():
    vacancy, hr = draft()
    CHANGES["add"](vacancy, hr)
    kept = picture(vacancy)
    CHANGES["delete"](vacancy, hr)
    last = vacancy.undo_steps.last()
    undo.undo(vacancy, by=hr, pk=last.pk)
    with pytest.raises(StateError, match="nothing was undone"):
        undo.undo(vacancy, by=hr, pk=last.pk)
    assert picture(vacancy) == kept


def test_a_new_change_after_undo_ends_what_could_be_done_again():
    vacancy, hr = draft()
    CHANGES["add"](vacancy, hr)
    undo.undo(vacancy, by=hr, pk=vacancy.undo_steps.get().pk)
    CHANGES["change"](vacancy, hr)
    assert undo.steps_of(vacancy).redo is None
    assert [step.what for step in vacancy.undo_steps.all()] == ["made 2 criteria desirable"]


def test_what_was_changed_in_another_way_since_is_not_overwritten():
    vacancy, hr = draft()
    CHANGES["set"](vacancy, hr)
    vacancy.criteria.filter(text="Other words").update(text="Words of somebody else")
    with pytest.raises(StateError, match="changed in another way since"):
        undo.undo(vacancy, by=hr, pk=vacancy.undo_steps.get().pk)
    assert vacancy.criteria.filter(text="Words of somebody else").exists()


def test_rows_that_came_in_another_way_are_not_lost_with_their_heading():
    vacancy, hr = draft()
    made = specification.add_criterion(vacancy, by=hr, section="Further", text="Drives a minibus")
    vacancy.criteria.create(section=made.section, text="Came in another way", position=9)
    with pytest.raises(StateError, match="changed in another way since"):
        undo.undo(vacancy, by=hr, pk=vacancy.undo_steps.get().pk)
    assert vacancy.criteria.filter(section=made.section).count() == 2


def test_no_more_steps_are_kept_than_the_most(monkeypatch):
    monkeypatch.setattr(undo, "MOST", 3)
    vacancy, hr = draft()
    for n in range(5):
        specification.add_criterion(vacancy, by=hr, section="More", text=f"Number {n}")
    assert vacancy.undo_steps.count() == 3
    assert undo.steps_of(vacancy).undo == vacancy.undo_steps.last()


def test_another_vacancys_step_cannot_be_undone_here():
    (mine, hr), (theirs, _) = draft(), draft()
    CHANGES["delete"](theirs, hr)
    after = picture(theirs)
    with pytest.raises(StateError):
        undo.undo(mine, by=hr, pk=theirs.undo_steps.get().pk)
    assert picture(theirs) == after


def test_publication_forgets_the_steps_and_nothing_is_undone_after_it():
    vacancy, hr = draft()
    CHANGES["set"](vacancy, hr)
    step = vacancy.undo_steps.get().pk
    specification.freeze(vacancy)
    assert not UndoStep.objects.exists()
    Vacancy.objects.filter(pk=vacancy.pk).update(state="published", published_at=vacancy.created_at)
    with pytest.raises(StateError, match="has been published"):
        undo.undo(vacancy, by=hr, pk=step)


def test_undo_takes_the_same_queries_for_any_number(django_assert_num_queries):
    counts = set()
    for many in (1, 3, 300):
        vacancy, hr = draft()
        for n in range(many):
            vacancy.criteria.create(section_id=heading(vacancy, CRITERIA, 0), text=f"Text {n}", position=n + 10)
        everyone = dict.fromkeys(vacancy.criteria.values_list("pk", flat=True))
        specification.change_rows(vacancy, by=hr, rows=everyone, importance="essential", methods=["task"])
        with django_assert_num_queries(QUERIES if many < 100 else QUERIES + 3):  # written in batches of 100
            undo.undo(vacancy, by=hr, pk=vacancy.undo_steps.get().pk)
        counts.add(vacancy.criteria.filter(methods="task").count())
    assert counts == {0}


QUERIES = 14
