"""What a vacancy pays: saved, said in words, brought up to date, fixed at publication, told by one function."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError

from accounts.models import PayArea
from core.models import AuditEvent
from core.states import StateError
from tests.factories import SchoolFactory
from tests.vacancies.factories import closed_vacancy, hr_of, ready_vacancy
from vacancies.editing import EditedMeanwhileError
from vacancies.models import HoursOption, PayScale, SenReason, Tlr, Vacancy, VacancyPay
from vacancies.pay_shown import PAY_READ, pay_of
from vacancies.services.pay import HoursGiven, digest_of, save_pay, save_pay_words, use_edition

pytestmark = pytest.mark.django_db
D = Decimal


def values(**changes):
    """The columns of a teacher's pay, M1 to U3 in England outside London, of 2026/27."""
    columns = {
        "scale": PayScale.MAIN_UPPER, "scale_name": "", "edition": "2026/27", "area": PayArea.ENGLAND,
        "point_from": "M1", "point_to": "U3", "salary_from": None, "salary_to": None, "tlr": "", "tlr_label": "",
        "tlr_amount": None, "tlr_reason": "", "tlr_until": None, "tlr_whole": True, "sen_amount": None,
        "sen_reason": "", "full_week": D("32.50"),
    }  # fmt: skip
    return {**columns, **changes}


def fresh(vacancy: Vacancy) -> Vacancy:
    return Vacancy.objects.get(pk=vacancy.pk)


def test_points_are_saved_with_the_sums_of_their_edition(school, hr):
    vacancy = ready_vacancy(school, hr)
    hours = [HoursGiven(share=D(1)), HoursGiven(minutes=1350)]
    pay = save_pay(vacancy, by=hr, values=values(salary_from=D(1), salary_to=D(2)), hours=hours)
    assert (pay.salary_from, pay.salary_to) == (D(34069), D(52835))
    assert [(each.share, each.minutes) for each in pay.hours_options.all()] == [(D(1), None), (None, 1350)]
    event = AuditEvent.objects.filter(verb="vacancy.pay_changed").get()
    assert event.actor_id == hr.pk
    assert {"salary_from", "salary_to", "hours"} < set(event.fields)


def test_the_same_pay_again_is_no_change(school, hr):
    vacancy = ready_vacancy(school, hr)
    for _ in range(2):
        save_pay(vacancy, by=hr, values=values(), hours=[HoursGiven(share=D("0.6"))])
    assert AuditEvent.objects.filter(verb="vacancy.pay_changed").count() == 1
    assert HoursOption.objects.count() == 1


def test_the_packs_words_stay_beside_the_figures_and_are_shown_without_them(school, hr):
    vacancy = ready_vacancy(school, hr, pay_text="MPS/UPS")
    assert pay_of(vacancy).line == "MPS/UPS"
    save_pay(vacancy, by=hr, values=values(), hours=[])
    assert pay_of(vacancy).line == "£34,069 to £52,835 a year"
    assert fresh(vacancy).pay_text == "MPS/UPS"


def test_words_alone_take_the_place_of_figures(school, hr):
    vacancy = ready_vacancy(school, hr)
    save_pay(vacancy, by=hr, values=values(), hours=[])
    save_pay_words(vacancy, by=hr, words="£40,000")
    assert pay_of(vacancy).line == pay_of(fresh(vacancy)).line == "£40,000"
    assert not VacancyPay.objects.exists()


def test_a_vacancy_that_says_nothing_of_pay(school, hr):
    assert pay_of(ready_vacancy(school, hr, pay_text=" ")) is None


def test_a_point_that_the_edition_does_not_have_is_refused(school, hr):
    vacancy = ready_vacancy(school, hr)
    with pytest.raises(StateError, match="not in the pay of that year"):
        save_pay(vacancy, by=hr, values=values(edition="2023/24"), hours=[])
    assert not VacancyPay.objects.exists()


def test_pay_is_fixed_once_published(school, hr):
    vacancy = closed_vacancy(school, hr)
    with pytest.raises(StateError, match="published"):
        save_pay(vacancy, by=hr, values=values(), hours=[])
    with pytest.raises(StateError, match="published"):
        save_pay_words(vacancy, by=hr, words="£1")
    with pytest.raises(StateError, match="published"):
        use_edition(vacancy, by=hr, name="2026/27")
    assert not VacancyPay.objects.exists()


def test_who_saves_second_is_shown_both(school, hr):
    vacancy, other = ready_vacancy(school, hr), hr_of(school, name="Gwen Pellow")
    seen = digest_of(vacancy)
    save_pay(vacancy, by=other, values=values(point_to="M6"), hours=[])
    with pytest.raises(EditedMeanwhileError) as caught:
        save_pay(vacancy, by=hr, values=values(), hours=[], seen=seen)
    assert caught.value.theirs["point_to"] == "M6"
    assert VacancyPay.objects.get().point_to == "M6"
    with pytest.raises(EditedMeanwhileError):
        save_pay_words(vacancy, by=hr, words="£1", seen=seen)


def test_points_are_taken_over_into_another_year(school, hr):
    vacancy = ready_vacancy(school, hr)
    save_pay(vacancy, by=hr, values=values(edition="2025/26"), hours=[])
    use_edition(vacancy, by=hr, name="2026/27")
    pay = VacancyPay.objects.get()
    assert (pay.edition, pay.salary_from, pay.salary_to) == ("2026/27", D(34069), D(52835))


def test_own_figures_cannot_be_taken_over(school, hr):
    vacancy = ready_vacancy(school, hr)
    save_pay(vacancy, by=hr, values=values(scale=PayScale.OWN, salary_from=D(30000), salary_to=D(31000)), hours=[])
    with pytest.raises(StateError, match="Choose the pay again"):
        use_edition(vacancy, by=hr, name="2026/27")


def test_allowances_are_told_by_the_schools_names(school, hr):
    vacancy = ready_vacancy(school, hr)
    extra = {
        "tlr": Tlr.TLR3, "tlr_amount": D(2000), "tlr_reason": "a reading project", "tlr_whole": False,
        "sen_amount": D(3000), "sen_reason": SenReason.UNIT,
    }  # fmt: skip
    save_pay(vacancy, by=hr, values=values(**extra), hours=[HoursGiven(share=D("0.5"))])
    shown = pay_of(vacancy)
    assert [each.name for each in shown.allowances] == ["TLR3", "SEN allowance"]
    assert shown.options[0].allowances == D(3500)  # a TLR3 is paid in full whatever the hours


@pytest.mark.parametrize(
    "wrong",
    [
        {"salary_from": D(3), "salary_to": D(2)},
        {"salary_from": D(0), "salary_to": D(2)},
        {"tlr": Tlr.TLR2, "tlr_amount": None},
        {"sen_amount": D(3000), "sen_reason": ""},
    ],
)
def test_the_database_refuses_what_cannot_be_pay(school, hr, wrong):
    vacancy = ready_vacancy(school, hr)
    own = {"scale": PayScale.OWN, "salary_from": D(1), "salary_to": D(2)}
    with pytest.raises(IntegrityError):
        VacancyPay.objects.create(vacancy=vacancy, **values(**{**own, **wrong}))


def test_the_database_refuses_hours_that_are_none(school, hr):
    pay = save_pay(ready_vacancy(school, hr), by=hr, values=values(), hours=[])
    with pytest.raises(IntegrityError):
        HoursOption.objects.create(pay=pay, position=0)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_vacancies_reads_their_pay_at_once(school, hr, count, django_assert_num_queries):
    for _ in range(count):
        save_pay(ready_vacancy(school, hr), by=hr, values=values(), hours=[HoursGiven(share=D(1))])
    related, prefetched = PAY_READ
    with django_assert_num_queries(2):
        rows = Vacancy.objects.select_related(*related).prefetch_related(*prefetched)
        assert [pay_of(row).line for row in rows] == ["£34,069 to £52,835 a year"] * count


def test_another_area_pays_its_own_figures(hr):
    school = SchoolFactory(name="Thornmere Primary School", pay_area=PayArea.INNER)
    vacancy = ready_vacancy(school, hr)
    save_pay(vacancy, by=hr, values=values(area=PayArea.INNER), hours=[])
    assert pay_of(vacancy).salary.words == "£41,729 to £64,684"
