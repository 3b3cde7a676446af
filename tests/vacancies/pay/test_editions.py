"""Editions of pay: whole, rising, each figure with its source, and in step with the award of the next year."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal

import pytest

from vacancies.pay import AREAS, POINTS, Scale, award_is_known, edition_at, edition_named, editions

WHOLE = ("2024/25", "2025/26", "2026/27")
AWARDS = (("2023/24", "2024/25", "1.055"), ("2024/25", "2025/26", "1.04"), ("2025/26", "2026/27", "1.035"))


def test_there_is_an_edition_for_each_year_and_an_older_one_to_recognise_its_figures():
    assert [edition.name for edition in editions()] == ["2023/24", *WHOLE]
    assert [edition.is_whole for edition in editions()] == [False, True, True, True]


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("area", AREAS)
def test_points_rise_and_every_figure_has_a_source(name, area):
    edition = edition_named(name)
    figures = [edition.point(area, point) for point in POINTS]
    sums = [figure.pounds for figure in figures]
    assert sums == sorted(set(sums))
    assert all(figure.source for figure in figures)
    for scale in (Scale.MAIN_UPPER, Scale.LEADERSHIP, Scale.LEADING, Scale.UNQUALIFIED):
        ends = edition.range_of(scale, area)
        assert ends.low.pounds < ends.high.pounds


@pytest.mark.parametrize("name", WHOLE)
def test_allowances_of_an_edition(name):
    spans = {kind: ends.span for kind, ends in edition_named(name).allowances.items()}
    assert list(spans) == ["TLR1", "TLR2", "TLR3", "SEN"]
    assert spans["TLR2"].high < spans["TLR1"].low  # between the two there is no TLR


@pytest.mark.parametrize(("before", "after", "award"), AWARDS)
def test_each_year_is_the_one_before_raised_by_its_award_and_rounded_up(before, after, award):
    for area, points in edition_named(before).points.items():
        for point, figure in points.items():
            raised = (figure.pounds * Decimal(award)).to_integral_value(ROUND_CEILING)
            assert edition_named(after).point(area, point).pounds == raised, (area, point)


def test_figures_that_everybody_knows():
    assert edition_named("2026/27").point("england", "M1").pounds == 34_069
    assert edition_named("2025/26").point("inner", "U3").pounds == 62_496
    assert edition_named("2023/24").point("inner", "M6").pounds == 47_666
    assert edition_named("2026/27").allowances["SEN"].span.words == "£2,885 to £5,690"


def test_ends_of_the_ranges_are_confirmed_and_the_points_between_are_not():
    edition = edition_named("2026/27")
    assert {area: edition.point(area, "M1").confirmed for area in AREAS} == dict.fromkeys(AREAS, True)
    assert {area: edition.point(area, "U3").confirmed for area in AREAS} == dict.fromkeys(AREAS, True)
    assert not edition.point("england", "M4").confirmed


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 8, 31), "2024/25"),  # the first that a vacancy can be paid by
        (date(2025, 8, 31), "2024/25"),
        (date(2025, 9, 1), "2025/26"),
        (date(2026, 9, 1), "2026/27"),
        (date(2027, 8, 31), "2026/27"),
        (date(2027, 9, 1), "2026/27"),  # the last that is known
    ],
)
def test_the_edition_of_a_day(day, name):
    assert edition_at(day).name == name


def test_the_award_after_the_last_edition_is_not_known():
    assert award_is_known(date(2027, 8, 31))
    assert not award_is_known(date(2027, 9, 1))
