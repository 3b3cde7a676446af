"""The sift plan: scales, weights, places; agreed, locked; and what nobody judges."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.states import StateError
from shortlisting import sift
from shortlisting.models import Panel
from shortlisting.plan import PRESETS, PlanError, check_pass_mark, coverage, preset_of, read_words, write_words
from shortlisting.scoring import DEFAULT_WORDS, Scale
from shortlisting.services.panel import open_sift, panel_of
from shortlisting.services.plan import agree_plan, set_plan
from shortlisting.standing import standing_of, ties_of
from tests.shortlisting.factories import hr_of_panel, open_panel, panel, score_all
from tests.shortlisting.pages import at, summary
from vacancies.models import Criterion, Scoring
from vacancies.services.vacancy import reopen

pytestmark = pytest.mark.django_db
OWN = "1 Little\n2 Enough\n3 Much"


# --- pure -----------------------------------------------------------------------------------------------


def test_a_scale_of_ones_own_is_read_as_it_is_written() -> None:
    words = read_words(OWN)
    assert words == {1: "Little", 2: "Enough", 3: "Much"}
    assert write_words(Scale(words, 2)) == OWN


@pytest.mark.parametrize(("text", "says"), [
    ("", "between 3 and 8"), ("0 None\n1 Some", "between 3 and 8"), ("0 None\n2 Some\n3 Much", "one after the other"),
    ("2 None\n3 Some\n4 Much", "from 0 or 1"), ("None\n1 Some", "Start each line"), ("0\n1 a\n2 b", "Start each line"),
    (f"0 {'x' * 81}\n1 a\n2 b", "80 characters"), ("٠ a\n1 b\n2 c\n" + "8 d", "one after the other"),
])  # fmt: skip
def test_what_is_no_scale(text, says) -> None:
    with pytest.raises(PlanError, match=says):
        read_words(text)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda each: each.code)
def test_each_preset_is_a_whole_scale_with_a_pass_mark_within(preset) -> None:
    assert read_words(write_words(Scale(preset.words, preset.pass_mark))) == dict(preset.words)
    check_pass_mark(preset.words, preset.pass_mark)
    assert preset_of(preset.words) == preset.code


@pytest.mark.parametrize("mark", [0, 5])
def test_a_pass_mark_that_everybody_or_nobody_reaches(mark) -> None:
    with pytest.raises(PlanError, match="from 1 to 4"):
        check_pass_mark(DEFAULT_WORDS, mark)


def test_where_each_criterion_is_judged_and_what_nobody_judges() -> None:
    found = coverage([
        (1, True, ["application", "interview"]), (2, True, ["references"]), (3, False, []), (4, True, ["presentation"]),
        (5, True, ["certificates"]),
    ])  # fmt: skip
    assert [sorted(row.stages) for row in found] == [["interview", "sift"], ["references"], [], ["task"], ["checks"]]
    assert [bool(row.warning) for row in found] == [False, True, True, True, False]


# --- services -------------------------------------------------------------------------------------------


def given(made: Panel, **changes):
    return {"words": read_words(OWN), "pass_mark": 2, "places": 3, "weights": {}, "by": hr_of_panel(made), **changes}


def test_the_plan_is_set_and_what_was_agreed_is_agreed_anew() -> None:
    made = panel()
    agree_plan(made, by=hr_of_panel(made))
    criterion = next(each for each in sift.criteria_of(made) if each.scoring != Scoring.PASS_FAIL)
    set_plan(made, **given(made, weights={criterion.pk: 3}))
    made.refresh_from_db()
    assert (made.places, made.plan_agreed_at, made.plan_agreed_by) == (3, None, None)
    assert (sift.scale_of(made).values, sift.scale_of(made).pass_mark) == ([1, 2, 3], 2)
    criterion.refresh_from_db()
    assert criterion.weight == 3


def test_setting_the_same_plan_keeps_the_agreement() -> None:
    made = panel()
    set_plan(made, **given(made))
    agree_plan(made, by=hr_of_panel(made))
    set_plan(made, **given(made))
    assert Panel.objects.get(pk=made.pk).plan_agreed_at is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"pass_mark": 1}, {"places": 0}, {"places": 51}, {"weights": {1: 4}}, {"ties": "luck"}, {"ties": "criterion"},
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_changes_nothing(changes) -> None:
    made = panel()
    with pytest.raises(PlanError):
        set_plan(made, **given(made, **changes))
    assert sift.scale_of(made).words == dict(DEFAULT_WORDS)


def test_a_criterion_of_another_vacancy_keeps_its_weight() -> None:
    made, other = panel(), panel()
    stranger = sift.criteria_of(other)[1]
    set_plan(made, **given(made, weights={stranger.pk: 3}))
    assert Criterion.objects.get(pk=stranger.pk).weight == 1


def test_the_plan_is_locked_once_the_sift_is_open() -> None:
    made = open_panel()
    for change in (lambda: set_plan(made, **given(made)), lambda: agree_plan(made, by=hr_of_panel(made))):
        with pytest.raises(PlanError, match="locked"):
            change()


# --- pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def made(db):
    return panel()


def typed(made: Panel, **changes):
    weights = {f"weight_{each.pk}": "2" for each in sift.criteria_of(made) if each.scoring != Scoring.PASS_FAIL}
    return {"scale": "0-4", "own": "", "pass_mark": "2", "places": "4", "ties": "desirables", **weights, **changes}


def test_hr_sets_and_agrees_the_plan(made, signed_in) -> None:
    client = signed_in(hr_of_panel(made))
    assert client.post(at("set_plan", made), typed(made)).url == at("plan", made)
    assert client.post(at("agree_plan", made)).url == at("plan", made)
    page = client.get(at("plan", made)).content.decode()
    assert "Marian Duxbury agreed the plan" in page
    assert "Twice" in page
    assert Panel.objects.get(pk=made.pk).places == 4


def test_the_plan_says_how_ties_are_broken_and_the_grid_follows_it(made, signed_in) -> None:
    client = signed_in(hr_of_panel(made))
    named = sift.criteria_of(made)[1]
    client.post(at("set_plan", made), typed(made, ties="criterion", tie_criterion=str(named.pk), calibrates="on"))
    changed = Panel.objects.get(pk=made.pk)
    assert (changed.ties, changed.tie_criterion, changed.calibrates) == ("criterion", named, True)
    page = client.get(at("plan", made)).content.decode()
    assert f"“{named.text}” parts candidates" in page
    assert "Everybody scores the same two candidates first" in page
    assert ties_of(changed).criterion == named.pk
    client.post(at("set_plan", made), typed(made, ties="none", tie_criterion=str(named.pk)))
    changed.refresh_from_db()
    assert (changed.tie_criterion, ties_of(changed).desirables) == (None, False)


@pytest.mark.parametrize(("ties", "apart"), [("desirables", True), ("none", False)])
def test_the_ranking_parts_who_is_level_as_the_plan_says(ties, apart) -> None:
    ready = panel()
    set_plan(ready, **given(ready, words=DEFAULT_WORDS, ties=ties))
    open_sift(ready, by=hr_of_panel(ready))
    first = sift.candidates_of(ready)[0]
    for each in sift.scoring_members(ready):
        better = lambda m, a, c: 4 if c.importance == "desirable" and a == first else 3  # noqa: E731
        score_all(each, value=better, submit=True)
    rows = standing_of(ready).ranking.ranked
    assert ([row.rank for row in rows] == [1, 2]) == apart


@pytest.mark.parametrize(("changes", "line"), [
    ({"scale": "own", "own": "0 No"}, "Give between 3 and 8 scores, each on its own line"),
    ({"pass_mark": "5"}, "The pass mark must be from 1 to 4"),
    ({"ties": ""}, "Choose how ties are broken"),
    ({"ties": "criterion"}, "Choose the criterion that comes first"),
    ({"places": "0"}, "How many people you want to interview must be 1 or more"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(made, signed_in, changes, line) -> None:
    page = signed_in(hr_of_panel(made)).post(at("set_plan", made), typed(made, **changes))
    assert line in summary(page)


def test_an_open_sift_shows_the_plan_locked(signed_in) -> None:
    made = open_panel()
    client = signed_in(sift.chair_of(made).user)
    assert "Locked since the sift opened" in client.get(at("plan", made)).content.decode()
    assert client.get(at("set_plan", made)).url == at("plan", made)
    assert "The sift is open, so its plan is locked" in client.post(at("set_plan", made), typed(made)).content.decode()
    assert sift.criteria_of(made)[1].weight == 1


def test_a_member_reads_the_plan_and_sets_nothing(signed_in) -> None:
    made = open_panel()
    client = signed_in(sift.scoring_members(made)[1].user)
    page = client.get(at("plan", made))
    assert page.status_code == 200
    assert at("agree_plan", made) not in page.content.decode()
    assert client.post(at("agree_plan", made)).status_code == 404


def test_nobody_outside_reads_it(made, signed_in) -> None:
    other = panel()
    client = signed_in(sift.chair_of(other).user)
    assert client.get(at("plan", made)).status_code == 404
    open_sift(other, by=hr_of_panel(other))


def test_a_correction_of_the_specification_has_the_plan_agreed_again(signed_in) -> None:
    from tests.vacancies.factories import published_vacancy
    from vacancies.services.correction import Correction, correct

    made = panel_of(published_vacancy())
    hr = hr_of_panel(made)
    agree_plan(made, by=hr)
    first, second = sift.criteria_of(made)[1:3]
    away = Correction(text=first.text, importance=first.importance, methods=["interview"])
    correct(made.vacancy, by=hr, corrections={first.pk: away}, note="It was never meant for the form.")
    made.refresh_from_db()
    assert made.plan_agreed_at is None
    assert first.pk not in {each.pk for each in sift.criteria_of(made)}
    assert second.pk in {each.pk for each in sift.criteria_of(made)}


def test_while_the_sift_is_open_no_criterion_changes_even_in_a_vacancy_that_is_open_again() -> None:
    from vacancies.services.correction import Correction, correct

    made = open_panel()
    hr, first = hr_of_panel(made), sift.criteria_of(made)[1]
    reopen(made.vacancy, closes_at=timezone.now() + timedelta(days=7), by=hr, reason="Too few applied.")
    away = Correction(text="PLANTED", importance=first.importance, methods=["interview"])
    with pytest.raises(StateError, match="as they stand"):
        correct(made.vacancy, by=hr, corrections={first.pk: away}, note="It was never meant for the form.")
    assert first in sift.criteria_of(made)
    assert not type(first).objects.filter(text="PLANTED").exists()
