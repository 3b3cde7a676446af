"""What a vacancy pays: saved, said in words alone, taken over into a newer edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.editing import Seen, hold_draft, refuse_if_edited, values_of
from vacancies.models import HoursOption, PayScale, Vacancy, VacancyPay
from vacancies.pay import edition_named
from vacancies.pay.hours import as_time
from vacancies.pay_shown import stored_pay

COLUMNS = tuple(
    field.name for field in VacancyPay._meta.concrete_fields if field.name not in ("id", "vacancy")
)  # everything that says what is paid


@dataclass(frozen=True)
class HoursGiven:
    """One of the hours on offer: a share of full time or minutes in the week."""

    share: Decimal | None = None
    minutes: int | None = None


def save_pay(
    vacancy: Vacancy,
    *,
    by: User,
    values: Mapping[str, Any],
    hours: Sequence[HoursGiven],
    seen: str | None = None,
) -> VacancyPay:
    """Save what a draft pays (`values` by column of VacancyPay, all of them) and the hours on offer.

    On the main and upper range the sums are those of the edition's points, whatever `values` says.
    Raises EditedMeanwhileError when somebody else saved first, StateError after publication.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        wanted = {**values, **_sums_of_points(values)}
        before = pay_values(vacancy)
        now = {**wanted, "hours": _hours_words(hours), "pay_text": before["pay_text"]}
        refuse_if_edited(vacancy, stored=before, wanted=now, seen=seen)
        changed = [name for name in now if before.get(name) != now[name]]
        pay, _ = VacancyPay.objects.update_or_create(vacancy=vacancy, defaults=wanted)
        if "hours" in changed:
            pay.hours_options.all().delete()
            HoursOption.objects.bulk_create(
                HoursOption(pay=pay, share=each.share, minutes=each.minutes, position=place)
                for place, each in enumerate(hours)
            )
        if changed:
            record("vacancy.pay_changed", by=by, subject=vacancy, school_id=vacancy.school_id, fields=changed)
    vacancy.refresh_from_db(fields=["pay_text"])
    vacancy._state.fields_cache.pop("pay", None)  # the row just written, not the one read before
    return pay


def save_pay_words(vacancy: Vacancy, *, by: User, words: str, seen: str | None = None) -> None:
    """Say what a draft pays in words alone; what had been worked out goes. Raises as save_pay does."""
    with transaction.atomic():
        hold_draft(vacancy)
        before = pay_values(vacancy)
        refuse_if_edited(vacancy, stored=before, wanted={"pay_text": words, "scale": None}, seen=seen)
        VacancyPay.objects.filter(vacancy=vacancy).delete()
        Vacancy.objects.filter(pk=vacancy.pk).update(pay_text=words)
        if before["scale"] is not None or before["pay_text"] != words:
            record("vacancy.pay_changed", by=by, subject=vacancy, school_id=vacancy.school_id, fields=["pay_text"])
    vacancy.pay_text = words
    vacancy._state.fields_cache.pop("pay", None)


def use_edition(vacancy: Vacancy, *, by: User, name: str) -> VacancyPay:
    """Take the points of a draft over into the edition of that name.

    Raises StateError when it is no draft, has no points, or the edition does not give them.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        pay = VacancyPay.objects.filter(vacancy=vacancy, scale=PayScale.MAIN_UPPER).first()
        edition = edition_named(name)
        if pay is None or edition is None or edition.range_of(pay.scale, pay.area) is None:
            raise StateError("These figures cannot be brought up to date by themselves. Choose the pay again.")
        pay.edition = edition.name
        sums = _sums_of_points({**values_of(pay, COLUMNS), "edition": edition.name})
        pay.salary_from, pay.salary_to = sums["salary_from"], sums["salary_to"]
        pay.save(update_fields=["edition", "salary_from", "salary_to"])
        fields = ["edition", "salary_from", "salary_to"]
        record("vacancy.pay_changed", by=by, subject=vacancy, school_id=vacancy.school_id, fields=fields)
    vacancy._state.fields_cache.pop("pay", None)
    return pay


def pay_values(vacancy: Vacancy) -> dict[str, Any]:
    """What is stored, by field, for the page's digest and to compare: three queries at most."""
    pay = VacancyPay.objects.filter(vacancy=vacancy).first()
    words = Vacancy.objects.values_list("pay_text", flat=True).get(pk=vacancy.pk)
    if pay is None:
        return {**dict.fromkeys(COLUMNS), "hours": [], "pay_text": words}
    hours = [HoursGiven(each.share, each.minutes) for each in pay.hours_options.all()]
    return {**values_of(pay, COLUMNS), "hours": _hours_words(hours), "pay_text": words}


def digest_of(vacancy: Vacancy) -> str:
    """The digest that the page of pay carries."""
    return Seen.of(pay_values(vacancy)).digest


def _hours_words(hours: Sequence[HoursGiven]) -> list[str]:
    """The hours as words, to compare and to show."""
    return [_one_hours_words(each) for each in hours]


def _one_hours_words(hours: HoursGiven) -> str:
    if hours.share is not None:
        return "full time" if hours.share == 1 else f"{hours.share.normalize():f} of full time"
    return as_time(Fraction(hours.minutes or 0))


def _sums_of_points(values: Mapping[str, Any]) -> dict[str, Decimal]:
    """The sums of the points named, on the range that has points; nothing on others. Raises StateError."""
    if values["scale"] != PayScale.MAIN_UPPER:
        return {}
    edition = edition_named(values["edition"])
    ends = [edition.point(values["area"], values[name]) if edition else None for name in ("point_from", "point_to")]
    low, high = ends
    if low is None or high is None:
        raise StateError("This point is not in the pay of that year. Choose another.")
    return {"salary_from": low.pounds, "salary_to": high.pounds}


__all__ = ["HoursGiven", "digest_of", "pay_values", "save_pay", "save_pay_words", "stored_pay", "use_edition"]
