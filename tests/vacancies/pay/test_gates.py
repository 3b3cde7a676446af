"""What the publish gate says of pay."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import PayArea, TypeGroup
from tests.vacancies.factories import ready_vacancy
from tests.vacancies.pay.test_services import values
from vacancies.models import Vacancy, VacancyPay
from vacancies.pay_gates import pay_confirmed as is_confirmed
from vacancies.pay_gates import pay_given as given
from vacancies.pay_gates import pay_in_figures as in_figures
from vacancies.pay_gates import pay_in_range as in_range
from vacancies.pay_gates import pay_up_to_date as up_to_date
from vacancies.services.pay import save_pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy(school, hr) -> Vacancy:
    vacancy = ready_vacancy(school, hr, starts_on=date(2027, 4, 12))
    save_pay(vacancy, by=hr, values=values(), hours=[])
    return vacancy


def opened(find, vacancy: Vacancy) -> list[str]:
    """What is open, as it stands in the database."""
    return [finding.what for finding in find(Vacancy.objects.get(pk=vacancy.pk)) if finding.open]


def test_pay_given(vacancy, school, hr):
    assert opened(given, vacancy) == []
    assert opened(given, ready_vacancy(school, hr, pay_text="")) == ["The advert does not say what the job pays"]


def test_pay_in_figures(vacancy, school, hr):
    assert opened(in_figures, vacancy) == []
    assert opened(in_figures, ready_vacancy(school, hr, pay_text="From £40,000")) == []
    assert opened(in_figures, ready_vacancy(school, hr, pay_text="MPS/UPS")) == ["The pay is not given in pounds"]


def test_pay_confirmed(vacancy):
    assert opened(is_confirmed, vacancy) == []
    VacancyPay.objects.update(point_to="M6")
    assert opened(is_confirmed, Vacancy.objects.get()) == ["Some points of 2026/27 are not checked yet"]


def test_pay_in_range(vacancy):
    VacancyPay.objects.update(tlr="TLR2", tlr_amount=100)
    assert opened(in_range, vacancy) == []  # an academy: the pay document does not bind it
    school = vacancy.school
    school.type_group = TypeGroup.MAINTAINED
    school.save()
    assert opened(in_range, vacancy) == ["The pay is outside its range"]
    VacancyPay.objects.update(tlr="", tlr_amount=None)
    assert opened(in_range, vacancy) == []


def test_pay_up_to_date(vacancy):
    assert opened(up_to_date, vacancy) == []
    VacancyPay.objects.update(edition="2025/26", area=PayArea.INNER)
    assert opened(up_to_date, vacancy) == ["The pay is that of 2025/26", "The pay is that of Inner London"]
