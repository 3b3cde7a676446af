"""The timetable: nobody and no room twice at once, adjustments honoured, the same each time, and why not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shortlisting.timetable import make
from shortlisting.timetable_clashes import clashes, free_starts
from shortlisting.timetable_day import Block, Day, ImpossibleError, Person, Placed, Work, say

NINE, HALF_THREE = 9 * 60, 15 * 60 + 30
LUNCH = Block("Lunch", 12 * 60 + 30, 13 * 60 + 15)


def day(works: int = 3, people: int = 3, **changes) -> Day:
    """Three candidates, three activities of 30 minutes, each with a room and a member of its own; lunch."""
    made = Day(
        starts=NINE,
        ends=HALF_THREE,
        works=tuple(Work(n, f"Task {n}", 30, f"Room {n}", frozenset({f"member {n}"})) for n in range(works)),
        people=tuple(Person(n, f"Candidate {n}") for n in range(people)),
        blocks=(LUNCH,),
        turnaround=5,
        names={f"member {n}": f"Member {n}" for n in range(works)},
    )
    return replace(made, **changes)


@st.composite
def days(draw) -> Day:
    """Days that people really plan: shared rooms and members, longer times, later starts, rests, breaks."""
    members = st.frozensets(st.sampled_from(["Ruth", "Sunita", "Colin"]), max_size=2)
    works = tuple(
        Work(n, f"Task {n}", draw(st.integers(2, 10)) * 5, draw(st.sampled_from(["Hall", "Office", "Studio", ""])),
             draw(members))
        for n in range(draw(st.integers(1, 4)))
    )  # fmt: skip
    people = tuple(
        Person(
            n,
            f"Candidate {n}",
            extra=draw(
                st.dictionaries(st.sampled_from([w.key for w in works]), st.integers(0, 4).map(lambda x: x * 5))
            ),
            not_before=draw(st.none() | st.integers(NINE, NINE + 120)),
            rest=draw(st.sampled_from([0, 0, 10, 20])),
        )
        for n in range(draw(st.integers(1, 5)))
    )
    blocks = draw(st.sampled_from([(), (LUNCH,), (Block("Break", 630, 650), LUNCH)]))
    ends = draw(st.integers(11, 17)) * 60
    return Day(NINE, ends, works, people, blocks, draw(st.sampled_from([0, 5, 10])))


@settings(max_examples=60, deadline=None)
@given(days())
def test_whatever_is_made_holds_every_rule(plan: Day) -> None:
    try:
        placed = make(plan)
    except ImpossibleError:
        return  # why, and what then, is tested below
    assert clashes(plan, placed) == []
    assert {(p.work, p.person) for p in placed} == {(w.key, p.key) for w in plan.works for p in plan.people}
    for each in placed:
        work, person = plan.work(each.work), plan.person(each.person)
        assert each.end - each.start == work.minutes + person.extra.get(work.key, 0)
        assert plan.starts <= each.start < each.end <= plan.ends
        assert each.start % 5 == 0
        assert each.start >= (person.not_before or 0)
        assert all(each.end <= block.start or block.end <= each.start for block in plan.blocks)
    _nothing_twice(plan, placed)


def _nothing_twice(plan: Day, placed) -> None:
    """Told again in the test's own words: pair by pair, with the minutes in between."""
    for one in placed:
        for other in placed:
            if one is other or one.start > other.start:
                continue
            first, second = plan.work(one.work), plan.work(other.work)
            between = other.start - one.end
            if first.people & second.people or (first.room and first.room == second.room):
                assert between >= plan.turnaround
            if one.person == other.person:
                assert between >= max(plan.turnaround, plan.person(one.person).rest)


@settings(max_examples=15, deadline=None)
@given(days())
def test_the_same_day_gives_the_same_timetable(plan: Day) -> None:
    def outcome():
        try:
            return make(plan)
        except ImpossibleError as error:
            return error.reasons, error.changes

    assert outcome() == outcome()


def test_a_rotation_without_a_gap_is_found() -> None:
    """Five candidates, five rooms, 40 minutes each: it fits the day exactly, with nobody waiting."""
    works = tuple(Work(n, f"Task {n}", 40, f"Room {n}") for n in range(5))
    plan = day(works=0, people=5, blocks=(), turnaround=0, ends=NINE + 200)
    placed = make(replace(plan, works=works))
    assert max(each.end for each in placed) == NINE + 200


def test_one_with_more_time_moves_only_what_has_to_move() -> None:
    plan = day()
    longer = replace(plan, people=(replace(plan.people[0], extra={1: 10}), *plan.people[1:]))
    mine = [each for each in make(longer) if each.person == 0 and each.work == 1]
    assert [each.end - each.start for each in mine] == [40]
    assert clashes(longer, make(longer)) == []


def test_what_was_placed_by_hand_stays() -> None:
    plan = day()
    fixed = Placed(2, 1, 14 * 60, 14 * 60 + 30)
    assert fixed in make(replace(plan, fixed=(fixed,)))


def test_somebody_needed_for_longer_than_the_day_is_named_with_what_would_help() -> None:
    works = tuple(Work(n, f"Task {n}", 45, "", frozenset({"Ruth"})) for n in range(3))
    plan = day(works=0, people=4, names={"Ruth": "Ruth Penhallow"})
    with pytest.raises(ImpossibleError) as caught:
        make(replace(plan, works=works))
    assert (
        caught.value.reasons[0]
        == "Ruth Penhallow is needed for 9 hours 50 minutes, and the day has 5 hours 45 minutes."
    )
    assert "See 2 candidates on this day and the others on another." in caught.value.changes
    [ends] = [each for each in caught.value.changes if each.startswith("End the day")]
    assert ends == "End the day at 8pm."


def test_every_change_that_is_named_makes_it_fit() -> None:
    plan = day(people=4, ends=11 * 60, blocks=())
    with pytest.raises(ImpossibleError) as caught:
        make(plan)
    assert caught.value.changes == (
        "End the day at 11:15am.",
        "Start the day at 8:45am.",
        "Leave no minutes between two activities.",
        "See 2 candidates on this day and the others on another.",
    )
    assert make(replace(plan, ends=11 * 60 + 15))
    assert make(replace(plan, starts=8 * 60 + 45))
    assert make(replace(plan, turnaround=0))
    assert make(replace(plan, people=plan.people[:2]))


def test_an_activity_longer_than_any_stretch_is_named() -> None:
    plan = day(blocks=(Block("Break", 10 * 60, 15 * 60),))
    works = (replace(plan.works[0], title="In-tray task", minutes=75),)
    with pytest.raises(ImpossibleError, match="In-tray task takes 75 minutes for Candidate 0, and no stretch"):
        make(replace(plan, works=works))


CLASHES = (
    (Placed(1, 0, 545, 575), "Candidate 0 is in Task 0 until 9:30am."),
    (Placed(0, 1, 555, 585), "Room 0 is in use for Task 0 of Candidate 0 until 9:30am."),
    (Placed(0, 1, 555, 585), "Member 0 is in Task 0 of Candidate 0 until 9:30am."),
    (Placed(2, 2, 530, 560), "Starts before the day does, at 9am."),
    (Placed(2, 2, 15 * 60 + 10, 15 * 60 + 40), "Ends after the day does, at 3:30pm."),
    (Placed(2, 2, 12 * 60 + 20, 12 * 60 + 50), "Lunch is from 12:30pm to 1:15pm."),
    (Placed(2, 2, 600, 620), "Too short: Candidate 2 has 30 minutes."),
)


@pytest.mark.parametrize(("moved", "words"), CLASHES)
def test_a_clash_is_said_in_words(moved: Placed, words: str) -> None:
    first = Placed(0, 0, NINE, NINE + 30)
    assert words in [each.words for each in clashes(day(), (first, moved)) if each.at == moved]


def test_a_rest_that_is_not_kept_is_a_clash() -> None:
    plan = day(people=1)
    plan = replace(plan, people=(replace(plan.people[0], rest=20),))
    found = clashes(plan, (Placed(0, 0, NINE, NINE + 30), Placed(1, 0, NINE + 40, NINE + 70)))
    assert [each.words for each in found] == ["Candidate 0 has 20 minutes between activities."]


def test_the_times_that_are_free_are_those_without_a_clash() -> None:
    plan = day(blocks=(), ends=11 * 60)
    placed = make(plan)
    moved = placed[-1]
    free = free_starts(plan, placed, moved)
    everywhere = range(plan.starts, plan.ends, 5)
    others = tuple(each for each in placed if each != moved)
    ok = [at for at in everywhere if not clashes(plan, (*others, replace(moved, start=at, end=at + 30)))]
    assert free == ok


@pytest.mark.parametrize(("minute", "words"), [(540, "9am"), (720, "midday"), (785, "1:05pm"), (0, "midnight")])
def test_times_read_as_people_say_them(minute: int, words: str) -> None:
    assert say(minute) == words
