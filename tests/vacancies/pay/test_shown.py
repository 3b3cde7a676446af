"""What a job pays, worked out: exact, rounded once, told in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacancies.pay import Allowance, PayTerms, confirmed, show
from vacancies.pay.hours import FULL_TIME, Hours, as_time, minutes_of, of_full_time, of_week
from vacancies.pay.money import Span, added_up, pounds, to_the_penny

D = Decimal
TERMS = {"scale": "main_upper", "point_from": "M1", "point_to": "U3", "edition": "2026/27", "area": "england"}
sums = st.decimals(min_value=1, max_value=300_000, places=2)
shares = st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=4000)


def terms(**more):
    return PayTerms(**{**TERMS, "low": D(34069), "high": D(52835), **more})


def test_the_rows_that_a_real_school_would_get_right():
    """M6 to U3 of 2023/24 in Inner London at 13 and 19.5 hours of 32.5."""
    hours = tuple(of_week(minutes_of(each), D("32.5")) for each in ("13", "19.5"))
    shown = show(terms(low=D(47666), high=D(56959), hours=hours))
    assert [option.total for option in shown.options] == [
        Span(D("19066.40"), D("22783.60")),
        Span(D("28599.60"), D("34175.40")),
    ]
    assert (shown.base_min, shown.base_max) == (D("19066.40"), D("34175.40"))


def test_a_part_time_teacher_gets_a_whole_tlr_in_full_and_the_rest_in_proportion():
    extra = (Allowance("TLR 2b", D(5000), "leading SEN", whole=True), Allowance("SEN allowance", D(3000)))
    shown = show(terms(allowances=extra, hours=(FULL_TIME, of_full_time(D("0.6")))))
    full, part = shown.options
    assert shown.full_time == full.total == Span(D(42069), D(60835))
    assert part.allowances == D("6800.00")
    assert part.total == Span(D("27241.40"), D("38501.00"))
    assert shown.label == "Main to upper pay range, M1 to U3, plus TLR 2b and SEN allowance"
    assert shown.facts == [
        ("Pay", "Main to upper pay range, M1 to U3, plus TLR 2b and SEN allowance"),
        ("Full-time salary", "£34,069 to £52,835 a year"),
        ("TLR 2b", "£5,000 a year, in full for part-time hours too. Leading SEN"),
        ("SEN allowance", "£3,000 a year at full time"),
        ("Paid full time", "£42,069 to £60,835 a year, allowances included"),
        ("Paid for 0.6 of full time", "£27,241.40 to £38,501.00 a year, allowances included"),
    ]


def test_without_hours_it_is_full_time_alone():
    shown = show(terms())
    assert shown.line == "£34,069 to £52,835 a year"
    assert [option.is_full_time for option in shown.options] == [True]
    assert shown.facts[1:] == [("Full-time salary", "£34,069 to £52,835 a year")]


def test_a_part_time_job_tells_its_own_pay_first():
    shown = show(terms(hours=(of_week(minutes_of("22:30"), D("32.5")),)))
    assert shown.line == (
        "£23,586.23 to £36,578.08 a year for 22 hours 30 minutes of 32 hours 30 minutes (full time: £34,069 to £52,835)"
    )


@pytest.mark.parametrize(
    ("points", "label"),
    [
        (("M1", "M6"), "Main pay range, M1 to M6"),
        (("U1", "U3"), "Upper pay range, U1 to U3"),
        (("M6", "M6"), "Main pay range, M6"),
    ],
)
def test_labels_of_points(points, label):
    assert show(terms(point_from=points[0], point_to=points[1])).label == label


def test_labels_of_other_scales():
    bare = {"point_from": "", "point_to": "", "edition": ""}
    assert show(terms(**bare, scale="own", name="Grade 7")).label == "Grade 7"
    assert show(terms(**bare, scale="own")).label == "The school’s own pay"
    assert show(terms(scale="leadership", point_from="L8", point_to="L12")).label == "Leadership pay range, L8 to L12"


def test_the_edition_is_named_and_unconfirmed_points_are_known():
    assert show(terms()).edition_note == "Teachers’ pay 2026/27."
    assert confirmed(terms())
    assert not confirmed(terms(point_to="M6"))
    assert confirmed(terms(scale="own", point_to="M6"))
    assert show(terms(scale="own", edition="2026/27")).edition_note == ""


def test_the_text_for_the_department_is_never_too_long():
    hours = tuple(of_full_time(D(n) / 100) for n in range(10, 90, 5))
    text = show(terms(hours=hours)).api_text
    assert 250 < len(text) <= 256
    assert text.endswith("…")


@given(sums, shares)
def test_a_share_is_within_half_a_penny_and_never_more_than_the_whole(amount, share):
    paid = added_up([(amount, share)])
    assert abs(Fraction(paid) - Fraction(amount) * share) <= Fraction(1, 200)
    assert paid <= amount
    assert paid == paid.quantize(D("0.01"))


@given(sums, sums, shares)
def test_more_salary_or_more_hours_never_pays_less(one, other, share):
    low, high = sorted((one, other))
    shown = show(terms(low=low, high=high, hours=(Hours(share, "part"), FULL_TIME)))
    part, full = shown.options
    assert part.total.low <= part.total.high
    assert part.total.low <= full.total.low
    assert part.total.high <= full.total.high == high


@given(sums, st.lists(sums, max_size=2), shares)
def test_a_total_is_rounded_once(low, extra, share):
    allowances = tuple(Allowance(f"A{n}", amount) for n, amount in enumerate(extra))
    shown = show(terms(low=low, high=low, allowances=allowances, hours=(Hours(share, "part"),)))
    exact = (Fraction(low) + sum((Fraction(each) for each in extra), Fraction())) * share
    assert shown.options[0].total.low == to_the_penny(exact)


@given(sums, st.integers(min_value=2, max_value=40))
def test_shares_that_make_a_whole_make_the_whole_salary(amount, parts):
    assert abs(sum(added_up([(amount, Fraction(1, parts))]) for _ in range(parts)) - amount) <= D("0.005") * parts


def test_half_a_penny_goes_up():
    assert to_the_penny(Fraction(1, 200)) == D("0.01")
    assert to_the_penny(Fraction(49, 10_000)) == D("0.00")


def test_pounds_and_times_in_words():
    assert (pounds(D("34069.00")), pounds(D("19066.4"))) == ("£34,069", "£19,066.40")
    assert as_time(Fraction(1350)) == "22 hours 30 minutes"
    assert as_time(Fraction(1200)) == "20 hours"
    assert as_time(Fraction(D("25.33")) * 60) == "25.33 hours"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("22:30", 1350), ("22.5", 1350), ("22 hours 30 minutes", 1350), ("22h30", 1350), ("13 hrs", 780), ("13", 780)],
)
def test_hours_as_people_type_them(typed, minutes):
    assert minutes_of(typed) == minutes


@pytest.mark.parametrize("typed", ["", "a few", "22:75", "22.33", "-3", "222", "1/2"])
def test_hours_that_cannot_be_read(typed):
    with pytest.raises(ValueError, match="not"):
        minutes_of(typed)
