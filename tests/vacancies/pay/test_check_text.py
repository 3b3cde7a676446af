"""What a text says of pay: found and explained, and nothing said of texts that are right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacancies.pay import check_text

AT = date(2027, 1, 1)


def codes(text, area=None, at=AT):
    return [finding.code for finding in check_text(text, area=area, at=at)]


def only(text, code, area=None, at=AT):
    """The one finding of `code`, which is the one finding."""
    (finding,) = check_text(text, area=area, at=at)
    assert finding.code == code
    return finding


# --- rows ---------------------------------------------------------------------------------------------------


ROWS = """Post: Inclusion lead
Salary: M4 to M6 (Outer London)
Full time £45,673 to £52,241
{first}
{second}
"""
RIGHT = ("10 hours: £14,053 to £16,074", "20 hours: £28,106 to £32,148")


def test_rows_that_are_right_say_nothing():
    assert codes(ROWS.format(first=RIGHT[0], second=RIGHT[1]), "outer") == []


def test_rows_whose_figures_stand_crosswise_are_explained():
    text = ROWS.format(first="10 hours: £14,053 to £28,106", second="20 hours: £16,074 to £32,148")
    finding = only(text, "rows_swapped", "outer")
    assert finding.message == (
        "The figures of two rows are swapped. The row for 10 hours gives the pay of £45,673 at 10 hours and at 20 "
        "hours; the row for 20 hours gives the pay of £52,241 at both. Each row should go from the lowest to the "
        "highest pay for its own hours."
    )
    assert finding.suggestion == (
        "Correct figures (of a full week of 32.5 hours): 10 hours: £14,053.23 to £16,074.15; "
        "20 hours: £28,106.46 to £32,148.31."
    )
    assert text[finding.start : finding.end] == "£14,053 to £28,106\n20 hours: £16,074 to £32,148"


def test_rows_that_lost_their_lines_are_still_rows():
    text = "Salary: M4 - M6 FTE £45,673 - £52,241 10 hrs. £14,053 - £28,106 20hrs. £16,074 - £32,148"
    assert codes(text, "outer") == ["rows_swapped"]
    assert codes("Salary: M4 - M6 FTE £45,673 - £52,241 0.6 £27,404 - £31,345", "outer") == []


def test_rows_in_each_others_place():
    finding = only(
        ROWS.format(first="10 hours: £28,106 to £32,148", second="20 hours: £14,053 to £16,074"),
        "rows_swapped",
        "outer",
    )
    assert "the row for 10 hours has the pay for 20 hours" in finding.message


def test_a_slip_of_the_pen_in_swapped_rows_is_told_too():
    text = ROWS.format(first="10 hours: £14,053 to £28,106", second="20 hours: £16,077 to £32,148")
    assert "Also, £16,077 should be £16,074.15." in only(text, "rows_swapped", "outer").message


def test_one_row_that_does_not_follow():
    text = "Salary (full time) £40,000 to £50,000\n0.5: £20,000 to £25,000\n0.6: £24,000 to £31,000\n"
    finding = only(text, "row_wrong")
    assert (
        finding.message == "The pay for 0.6 of full time does not follow from the full-time pay of £40,000 to £50,000."
    )
    assert finding.suggestion == "It should be £24,000 to £30,000."


def test_a_week_that_the_text_names_is_used():
    text = "Salary £40,000 to £50,000 full time, for a 25 hour week\n20 hours £32,000 to £40,000\n"
    assert codes(text) == []
    assert codes(text.replace("£32,000", "£31,000")) == ["row_wrong"]


def test_a_range_that_goes_down():
    finding = only("Salary: £52,000 to £41,000 a year", "range_reversed")
    assert finding.suggestion == "Put the lower figure first: £41,000 to £52,000."


# --- figures and points -------------------------------------------------------------------------------------


def test_figures_of_an_earlier_year():
    finding = only("Salary: MPS 1 to UPS 3, £32,916 to £51,048", "old_edition", "england")
    assert finding.message.startswith("These are the figures of 2025/26 for England outside London.")
    assert finding.suggestion == "In 2026/27, M1 to U3 is £34,069 to £52,835."


def test_figures_of_an_earlier_year_without_points():
    assert only("Pay: £32,916 to £51,048", "old_edition").suggestion == "In 2026/27, M1 to U3 is £34,069 to £52,835."


def test_figures_of_another_area():
    finding = only("Pay: M1 - M6, £41,729 - £54,131", "unknown_figure", "outer")
    assert finding.message == "These are the figures for Inner London; the school is in the area Outer London."


def test_figures_that_are_not_those_of_the_points():
    finding = only("Pay: M1 - M6, £34,070 - £46,940", "unknown_figure", "england")
    assert finding.suggestion == "In 2026/27, M1 to M6 is £34,069 to £46,940."


@pytest.mark.parametrize("point", ["M7", "MPS 8", "UPS 4", "U5", "L44"])
def test_points_that_do_not_exist(point):
    assert "unknown_point" in codes(f"Salary: {point}, £40,000 a year")


def test_a_range_without_pounds():
    finding = only("Grade: main pay range", "no_figure", "fringe")
    assert finding.suggestion == "In 2026/27, M1 to U3 is £35,602 to £54,328."


# --- allowances ---------------------------------------------------------------------------------------------


def test_a_tlr_without_its_value():
    finding = only("Salary £34,069 to £52,835 plus TLR 2b", "tlr_no_value")
    assert finding.suggestion == "Give it in pounds a year. In 2026/27 TLR2 is £3,651 to £8,913."


def test_a_salary_after_a_tlr_is_not_its_value():
    assert codes("Salary: MPS/UPS + TLR 2b, £34,069 - £52,835") == ["tlr_no_value"]


def test_two_names_for_one_tlr():
    text = "Salary £34,069 to £52,835 plus TLR 2b\n\nThe post carries a TLR 2c for leading the team."
    assert "also calls it TLR 2c" in only(text, "tlr_no_value").message


def test_a_tlr_outside_its_range():
    finding = only("Salary £34,069 to £52,835 + TLR2a £2,900", "tlr_outside")
    assert finding.message == "£2,900 is outside the range of TLR2 in 2026/27: £3,651 to £8,913 a year."


def test_a_sen_allowance_without_value_and_reason():
    assert codes("Salary £34,069 to £52,835 plus SEN allowance") == ["sen_no_reason", "sen_no_value"]


def test_a_sen_allowance_outside_its_range():
    text = "Salary £34,069 to £52,835 and a SEN allowance of £6,000, for teaching in a designated unit"
    assert codes(text) == ["sen_outside"]


# --- texts that must not fire -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Salary: M1 to U3, £34,069 to £52,835 a year, plus TLR 2b (£5,000)",
        "Salary: M1 to U3, £34,069 to £52,835 and a SEN allowance of £3,000, for teaching in our designated unit",
        "Pay: £29,540 to £33,699, grade 7 of the council’s scale",
        "Pay: Leadership pay range, £58,000 to £64,000",
        "Salary range (FTE): £34,069 - £52,835\n0.6: £20,441 - £31,701",
        "The SENCo manages the notional SEN budget of £120,000 and top-up funding of £6,000 per pupil.",
        "You will be paid monthly. The school is off the M62, junction 30, near Level 3 training rooms.",
        "Our U16 netball team meets in room L48. The pay phone is gone.",
        "Staff with 20 hours or more of training a year; 35 hours of reading.",
        "The upper pay scale standards ask for substance and sustained effect over two cycles of appraisal.",
    ],
)
def test_nothing_to_say(text):
    assert codes(text, "england") == []


@given(
    st.text(max_size=400)
    | st.lists(
        st.sampled_from(
            [
                "£40,000",
                "£1",
                " to ",
                "M6",
                "TLR2",
                "0.6",
                "13 hrs",
                "\n",
                "Salary: ",
                "SEN allowance ",
                "FTE ",
                "£99,999.99",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_text_ends_in_findings_inside_it(text):
    for finding in check_text(text, at=AT):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.message
        assert finding.suggestion
