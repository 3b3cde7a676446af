"""What the pay document allows: each range refused at its ends, with the range in the message."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vacancies.pay import Scale, edition_named
from vacancies.pay.limits import PayGiven, problems_of

D = Decimal
EDITION = edition_named("2026/27")


def problems(**given) -> list[tuple[str, str]]:
    pay = PayGiven(**{"scale": Scale.MAIN_UPPER, "area": "england", "point_from": "M1", "point_to": "U3", **given})
    return [(problem.field, problem.message) for problem in problems_of(pay, EDITION)]


def test_pay_that_may_stand():
    assert problems() == []
    assert problems(tlr="TLR2", tlr_amount=D(3651), sen_amount=D(5690), sen_reason="unit") == []
    assert problems(scale=Scale.LEADERSHIP, salary_from=D(53586), salary_to=D(148829)) == []


def test_points_that_go_down():
    assert problems(point_from="U1", point_to="M6") == [("point_to", "Choose U1 or a point above it")]


@pytest.mark.parametrize("amount", [D("3650.99"), D("8913.01")])
def test_a_tlr_outside_its_range(amount):
    says = "TLR2 is £3,651 to £8,913 a year in 2026/27. Enter a sum in this range"
    assert problems(tlr="TLR2", tlr_amount=amount) == [("tlr_amount", says)]


def test_a_tlr3_needs_its_last_day():
    assert problems(tlr="TLR3", tlr_amount=D(1000)) == [("tlr_until", "A TLR3 is for a fixed term. Enter its last day")]
    assert problems(tlr="TLR3", tlr_amount=D(1000), tlr_until=date(2027, 7, 31)) == []


@pytest.mark.parametrize("amount", [D("2884.99"), D("5690.01")])
def test_a_sen_allowance_outside_its_range(amount):
    says = "The SEN allowance is £2,885 to £5,690 a year in 2026/27. Enter a sum in this range"
    assert problems(sen_amount=amount, sen_reason="unit") == [("sen_amount", says)]


def test_a_sen_allowance_needs_a_reason():
    says = "Choose why there is a SEN allowance. Being the SENCo is no reason for one"
    assert problems(sen_amount=D(3000)) == [("sen_reason", says)]


def test_a_salary_outside_its_range():
    says = (
        "The leadership pay range of 2026/27 for England outside London is £53,586 to £148,829. "
        "Enter a sum in this range"
    )
    assert problems(scale=Scale.LEADERSHIP, salary_from=D(53585), salary_to=D(60000)) == [("salary_from", says)]
    assert problems(scale=Scale.LEADERSHIP, salary_from=D(60000), salary_to=D(148830)) == [("salary_to", says)]


def test_own_figures_only_need_to_be_a_salary():
    assert problems(scale=Scale.OWN, salary_from=D(24000), salary_to=D(26000)) == []
    says = "A full-time salary is £1,000 to £300,000. Enter a sum in this range"
    assert problems(scale=Scale.OWN, salary_from=D(24), salary_to=D(26000)) == [("salary_from", says)]


def test_a_salary_that_goes_down():
    says = "The salary must not go down. Enter the higher sum here"
    assert problems(scale=Scale.OWN, salary_from=D(26000), salary_to=D(24000)) == [("salary_to", says)]


def test_no_tlr_and_no_sen_allowance_on_the_leadership_range():
    on = {"scale": Scale.LEADERSHIP, "salary_from": D(60000), "salary_to": D(61000)}
    fields = [
        field for field, _ in problems(**on, tlr="TLR2", tlr_amount=D(5000), sen_amount=D(3000), sen_reason="unit")
    ]
    assert fields == ["tlr", "sen_amount"]
