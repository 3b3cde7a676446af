"""The pay of a vacancy for every page, file and feed: one function."""

from __future__ import annotations

from vacancies.models import Tlr, Vacancy, VacancyPay
from vacancies.pay import Allowance, PayShown, PayTerms, show

# For lists: select_related(*PAY_READ[0]).prefetch_related(*PAY_READ[1]).
PAY_READ = (("pay",), ("pay__hours_options",))


def pay_of(vacancy: Vacancy) -> PayShown | None:
    """Return what the vacancy pays; with no pay worked out, its pack's own words; None when it says nothing."""
    stored = stored_pay(vacancy)
    if stored is not None:
        return show(terms_of(stored))
    words = vacancy.pay_text.strip()
    return PayShown(label=words, line=words) if words else None


def stored_pay(vacancy: Vacancy) -> VacancyPay | None:
    """The pay that HR has set; None before that."""
    try:
        return vacancy.pay
    except VacancyPay.DoesNotExist:
        return None


def terms_of(pay: VacancyPay) -> PayTerms:
    """The terms to work out, from the row and its hours options."""
    return PayTerms(
        scale=pay.scale,
        low=pay.salary_from,
        high=pay.salary_to,
        point_from=pay.point_from,
        point_to=pay.point_to,
        name=pay.scale_name,
        edition=pay.edition,
        area=pay.area,
        allowances=tuple(_allowances(pay)),
        hours=tuple(option.hours(pay.full_week) for option in pay.hours_options.all()),
    )


def _allowances(pay: VacancyPay) -> list[Allowance]:
    found = []
    if pay.tlr and pay.tlr_amount is not None:
        # A TLR3 is paid in full whatever the hours: it is for a piece of work, not for a share of the week.
        whole = pay.tlr_whole or pay.tlr == Tlr.TLR3
        found.append(Allowance(pay.tlr_label or pay.get_tlr_display(), pay.tlr_amount, pay.tlr_reason, whole))
    if pay.sen_amount is not None:
        found.append(Allowance("SEN allowance", pay.sen_amount, pay.get_sen_reason_display()))
    return found
