"""What must be true of the pay before an advert is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from core.gates import Check, Finding, Force, GateName, register
from vacancies.models import PayScale, Vacancy, VacancyPay
from vacancies.pay import confirmed, edition_at, edition_named
from vacancies.pay.limits import PayGiven, problems_of
from vacancies.pay_shown import pay_of, stored_pay, terms_of

GROUP = "the advert"
STPCD = "School Teachers’ Pay and Conditions Document"


def _url(vacancy: Vacancy) -> str:
    return reverse("vacancies:pay", args=[vacancy.ref])


def _day(vacancy: Vacancy) -> date:
    return vacancy.starts_on or timezone.localdate()


def pay_given(vacancy: Vacancy) -> Iterator[Finding]:
    """The advert says what the job pays."""
    if pay := pay_of(vacancy):
        yield Finding("The advert says what the job pays", f"{pay.line}.", open=False)
    else:
        how = "Choose the pay range, and we work out the figures."
        yield Finding("The advert does not say what the job pays", how, url=_url(vacancy), link="Pay")


def pay_in_figures(vacancy: Vacancy) -> Iterator[Finding]:
    """A figure in pounds, not only a range's name (the Department's guide to adverts)."""
    pay = pay_of(vacancy)
    if pay is not None and pay.salary is None and "£" not in pay.line:
        how = "Many people do not know what a pay range comes to."
        yield Finding("The pay is not given in pounds", how, url=_url(vacancy), link="Pay")


def pay_in_range(vacancy: Vacancy) -> Iterator[Finding]:
    """Salary, TLR and SEN allowance lie in the ranges of the pay document, which binds maintained schools."""
    pay = stored_pay(vacancy)
    if pay is None:
        return
    if not vacancy.school.is_maintained:
        yield Finding(
            "Ranges of the pay document", "They do not bind this kind of school.", open=False, not_needed=True
        )
        return
    problems = problems_of(_given(pay), edition_named(pay.edition) or edition_at(_day(vacancy)))
    for problem in problems:
        yield Finding(
            "The pay is outside its range", f"{problem.message}.", url=_url(vacancy), link="Pay", key=problem.field
        )
    if not problems:
        yield Finding("The pay lies in the ranges of the pay document", f"{STPCD}, {pay.edition}.", open=False)


def pay_up_to_date(vacancy: Vacancy) -> Iterator[Finding]:
    """The figures are those of the year and area in which the job starts."""
    pay = stored_pay(vacancy)
    if pay is None or pay.scale == PayScale.OWN:
        return
    edition = edition_at(_day(vacancy))
    if pay.edition != edition.name:
        how = f"The job starts in the pay year {edition.name}."
        yield Finding(f"The pay is that of {pay.edition}", how, url=_url(vacancy), link="Pay", key="edition")
    if pay.area != vacancy.school.pay_area:
        how = f"The school is in the area {vacancy.school.get_pay_area_display()}."
        what = f"The pay is that of {pay.get_area_display()}"
        yield Finding(what, how, url=_url(vacancy), link="Pay", key="area")


def pay_confirmed(vacancy: Vacancy) -> Iterator[Finding]:
    """Its points were read in the pay document itself, not worked out from an announcement."""
    pay = stored_pay(vacancy)
    if pay is not None and not confirmed(terms_of(pay)):
        how = "Look these points up in the published pay document before people rely on them."
        yield Finding(f"Some points of {pay.edition} are not checked yet", how, url=_url(vacancy), link="Pay")


def _given(pay: VacancyPay) -> PayGiven:
    return PayGiven(
        scale=pay.scale, area=pay.area, point_from=pay.point_from, point_to=pay.point_to, salary_from=pay.salary_from,
        salary_to=pay.salary_to, tlr=pay.tlr, tlr_amount=pay.tlr_amount, tlr_until=pay.tlr_until,
        sen_amount=pay.sen_amount, sen_reason=pay.sen_reason,
    )  # fmt: skip


def _register() -> None:
    rows = (
        (pay_given, Force.DEFECT, "Plain error", ""),
        (pay_in_range, Force.LAW, STPCD, "R35"),
        (pay_up_to_date, Force.GP, STPCD, "R35"),
        (pay_confirmed, Force.GP, STPCD, "R35"),
        (pay_in_figures, Force.GP, "DfE guide to job adverts", ""),
    )
    for find, force, source, rule in rows:
        code = find.__name__
        test = f"tests/vacancies/pay/test_gates.py::test_{code}"
        register(Check(GateName.PUBLISH, code, force, source, find, rule=rule, group=GROUP, test=test))


_register()
