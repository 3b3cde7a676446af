"""What the job pays: range, points or sums, TLR, SEN allowance, hours on offer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from accounts.models import School
from core.forms import GovDateField, Look, MoneyField, Section, YesNoField
from vacancies.forms.hours import HoursField
from vacancies.forms.seen import SeenForm
from vacancies.models import PayScale, SenReason, Tlr, Vacancy, WorkingPattern
from vacancies.pay import POINTS, Edition, Scale, edition_at
from vacancies.pay.hours import as_time
from vacancies.pay.limits import PayGiven, problems_of
from vacancies.pay.money import pounds
from vacancies.pay_shown import stored_pay
from vacancies.services.pay import HoursGiven

WORDS = "words"  # the pack's own words alone
MOST_HOURS = 12
SPARE = 2  # empty rows offered for further hours
SHARE_OF_DUTY = (
    "From September 2026 it is reported to follow the share of the responsibility, no longer the hours. "
    "Check this with the published pay document"
)
SCALES = (*PayScale.choices, (WORDS, "In words alone"))
# Each range with sums of its own, and the start of the names of its fields.
WITH_SUMS = {Scale.LEADERSHIP: "lead", Scale.LEADING: "lp", Scale.UNQUALIFIED: "uq", Scale.OWN: "own"}
LEADERSHIP_POINTS = [("", "Not given"), *((f"L{n}", f"L{n}") for n in range(1, 44))]


class PayForm(SeenForm):
    """The pay of a draft by the edition in force when the job starts."""

    scale = forms.ChoiceField(label="Which pay range is the job on?", choices=SCALES, widget=forms.RadioSelect)
    point_from = forms.ChoiceField(label="From")
    point_to = forms.ChoiceField(label="To")
    lead_point_from = forms.ChoiceField(label="From point", choices=LEADERSHIP_POINTS, required=False)
    lead_point_to = forms.ChoiceField(label="To point", choices=LEADERSHIP_POINTS, required=False)
    own_name = forms.CharField(label="Name of the scale", max_length=80, required=False)
    pay_text = forms.CharField(label="What the advert says about pay", max_length=300)

    has_tlr = YesNoField(label="Is there a TLR payment?", yes="Yes", no="No", required=False)
    tlr = forms.ChoiceField(label="Which kind?")
    tlr_label = forms.CharField(
        label="What do you call it?",
        max_length=20,
        required=False,
        help_text="If your school has names, such as TLR 2b",
    )
    tlr_amount = MoneyField(label="TLR a year at full time")
    tlr_reason = forms.CharField(
        label="What is it for?", max_length=150, help_text="For example, leading SEN provision across the school"
    )
    tlr_until = GovDateField(label="Last day, for a TLR3 only", what="the last day of the TLR3", required=False)
    tlr_whole = YesNoField(
        label="Do part-time staff get it in full?", yes="Yes, in full", no="No, in proportion to their hours"
    )

    has_sen = YesNoField(
        label="Is there a SEN allowance?",
        required=False,
        help_text="Being the SENCo is no reason for one. It is for teaching of the kinds named below",
    )
    sen_amount = MoneyField(label="SEN allowance a year at full time")
    sen_reason = forms.ChoiceField(label="Why?", choices=[("", "Choose"), *SenReason.choices])

    full_week = forms.DecimalField(
        label="Hours in a full-time week", min_value=Decimal(1), max_value=Decimal(60), max_digits=4, decimal_places=2
    )

    mark_optional = False
    looks = {
        "scale": Look(
            what="the pay range",
            hints={
                PayScale.LEADERSHIP: "For a SENCo on the leadership team",
                PayScale.OWN: "Support staff, or a scale of your school or trust",
                WORDS: "Most people pass over a job that gives no figures",
            },
            reveals={
                PayScale.MAIN_UPPER: ("point_from", "point_to"),
                PayScale.LEADERSHIP: ("lead_point_from", "lead_point_to", "lead_from", "lead_to"),
                PayScale.LEADING: ("lp_from", "lp_to"),
                PayScale.UNQUALIFIED: ("uq_from", "uq_to"),
                PayScale.OWN: ("own_name", "own_from", "own_to"),
                WORDS: "pay_text",
            },
        ),
        "pay_text": Look(what="what the advert says about pay"),
        "has_tlr": Look(
            inline=True,
            reveals={"yes": ("tlr", "tlr_label", "tlr_amount", "tlr_reason", "tlr_until", "tlr_whole")},
        ),
        "tlr": Look(what="the kind of TLR"),
        "tlr_label": Look(width=20),
        "tlr_amount": Look(what="the TLR in pounds a year"),
        "tlr_reason": Look(what="what the TLR is for"),
        "tlr_whole": Look(small=True),
        "has_sen": Look(inline=True, reveals={"yes": ("sen_amount", "sen_reason")}),
        "sen_amount": Look(what="the SEN allowance in pounds a year"),
        "sen_reason": Look(what="why there is a SEN allowance"),
        "full_week": Look(what="the hours in a full-time week", width=5, suffix="hours"),
    }

    def __init__(self, *args: Any, school: School, starts_on: date, rows: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.area = school, school.pay_area
        self.edition: Edition = edition_at(starts_on)
        self._add_sums()
        self._tell_figures()
        count = max(rows, self._rows_sent()) or 1
        self.hours_names = [f"hours_{n}" for n in range(min(count + SPARE, MOST_HOURS))]
        for n, name in enumerate(self.hours_names):
            self.fields[name] = HoursField(label=f"Hours {n + 1}")
            self.fields[name].look = Look(width=10, what=f"hours {n + 1}")  # type: ignore[attr-defined]

    def _rows_sent(self) -> int:
        return sum(1 for n in range(MOST_HOURS) if str((self.data or {}).get(f"hours_{n}", "")).strip())

    def _add_sums(self) -> None:
        """The two sums of each range that has no points with figures, with the ends allowed beside them."""
        for scale, start in WITH_SUMS.items():
            ends = self.edition.range_of(scale, self.area)
            allowed = f"Between {ends.span.words.replace(' to ', ' and ')} in {self.edition.name}" if ends else ""
            for end, label in (("from", "Full-time salary from"), ("to", "Full-time salary to")):
                name = f"{start}_{end}"
                self.fields[name] = MoneyField(label=label, help_text=allowed if end == "from" else "")
                self.dress(name, self.fields[name])

    def _tell_figures(self) -> None:
        points = [(p, f"{p}, {pounds(f.pounds)}") for p in POINTS if (f := self.edition.point(self.area, p))]
        for name, what in (("point_from", "the lowest point"), ("point_to", "the highest point")):
            self.fields[name].choices = [("", "Choose"), *points]  # type: ignore[attr-defined]
            self.fields[name].error_messages["required"] = f"Choose {what}"
        self.fields["tlr"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((kind, f"{kind}, {self.edition.allowances[kind].span.words}") for kind in Tlr.values if kind),
        ]
        allowed = self.edition.allowances["SEN"].span.words
        self.fields["sen_amount"].help_text = f"{allowed} in {self.edition.name}"
        if self.edition.part_time_tlr == "share":
            self.fields["tlr_whole"].help_text = SHARE_OF_DUTY
        week = as_time(Fraction(self.school.timetabled_week) * 60)
        self.fields["full_week"].help_text = f"Your school’s timetabled teaching week is {week}"

    def layout(self) -> Layout:
        """Salary, payments beside it, hours."""
        hint = "Full time, a share like 0.6, or hours like 22:30. Empty a box to take it out"
        return Layout(
            "seen",
            "scale",
            Section("Payments besides the salary", "has_tlr", "has_sen"),
            Section("Hours on offer", "full_week", *self.hours_names, hint=hint, css_id="hours-on-offer"),
        )

    @property
    def in_words(self) -> bool:
        """Whether the advert gives words and no figures."""
        return self.cleaned_data["scale"] == WORDS

    def clean(self) -> dict[str, Any]:
        """The limits of the pay document, each beside its field."""
        given = super().clean() or {}
        if not given.get("scale") or given["scale"] == WORDS:
            return given
        for problem in problems_of(self._given(), self.edition):
            name = self._field_of(problem.field)
            if name not in self.errors:
                self.add_error(name, problem.message)
        self._within_week(given)
        return given

    def _field_of(self, column: str) -> str:
        """The field on the page for a column: each range has its own sums."""
        start = WITH_SUMS.get(self.cleaned_data["scale"])
        return f"{start}_{column.removeprefix('salary_')}" if start and column.startswith("salary_") else column

    def _sum(self, end: str) -> Decimal | None:
        start = WITH_SUMS.get(self.cleaned_data["scale"])
        return self.cleaned_data.get(f"{start}_{end}") if start else None

    def _given(self) -> PayGiven:
        given = self.cleaned_data
        leads = given["scale"] == Scale.LEADERSHIP
        return PayGiven(
            scale=given["scale"],
            area=self.area,
            point_from=given.get("lead_point_from" if leads else "point_from") or "",
            point_to=given.get("lead_point_to" if leads else "point_to") or "",
            salary_from=self._sum("from"),
            salary_to=self._sum("to"),
            tlr=given.get("tlr") or "",
            tlr_amount=given.get("tlr_amount"),
            tlr_until=given.get("tlr_until"),
            sen_amount=given.get("sen_amount"),
            sen_reason=given.get("sen_reason") or "",
        )

    def _within_week(self, given: dict[str, Any]) -> None:
        """No option is longer than the week, and none stands twice."""
        week = given.get("full_week")
        seen: set[HoursGiven] = set()
        for name in self.hours_names:
            hours = given.get(name)
            if hours is None:
                continue
            if week and hours.minutes and hours.minutes > week * 60:
                self.add_error(name, "This is longer than the full-time week")
            elif hours in seen:
                self.add_error(name, "These hours are there already. Empty this box")
            seen.add(hours)

    def columns(self) -> dict[str, Any]:
        """The columns of VacancyPay."""
        given, pay = self.cleaned_data, self._given()
        return {
            "scale": pay.scale,
            "scale_name": given.get("own_name") or "",
            "edition": self.edition.name,
            "area": self.area,
            "point_from": pay.point_from,
            "point_to": pay.point_to,
            "salary_from": pay.salary_from,
            "salary_to": pay.salary_to,
            "tlr": pay.tlr,
            "tlr_label": given.get("tlr_label") or "",
            "tlr_amount": pay.tlr_amount,
            "tlr_reason": given.get("tlr_reason") or "",
            "tlr_until": pay.tlr_until if pay.tlr == Tlr.TLR3 else None,
            "tlr_whole": given.get("tlr_whole") is not False,
            "sen_amount": pay.sen_amount,
            "sen_reason": pay.sen_reason,
            "full_week": given["full_week"],
        }

    def hours(self) -> list[HoursGiven]:
        """The hours on offer, in order."""
        return [given for name in self.hours_names if (given := self.cleaned_data.get(name)) is not None]


def initial_of(vacancy: Vacancy) -> dict[str, Any]:
    """What the page shows of the stored pay; before there is any, what the vacancy says of pay and hours."""
    pay, shown = stored_pay(vacancy), dict[str, Any]()
    if pay is None:
        scale = WORDS if vacancy.pay_text else None
        hours = "" if vacancy.working_pattern == WorkingPattern.PART_TIME else "Full time"
        shown = {"scale": scale, "pay_text": vacancy.pay_text, "full_week": _as_typed(vacancy.school.timetabled_week)}
        return {**shown, "hours_0": hours, "has_tlr": False, "has_sen": False}
    start = WITH_SUMS.get(Scale(pay.scale))
    point = "lead_point" if pay.scale == PayScale.LEADERSHIP else "point"
    shown = {
        name: _as_typed(getattr(pay, name))
        for name in ("scale", "tlr", "tlr_label", "tlr_amount", "tlr_reason", "tlr_until", "tlr_whole", "sen_amount",
                     "sen_reason", "full_week")
    }  # fmt: skip
    shown |= {f"{point}_from": pay.point_from, f"{point}_to": pay.point_to, "own_name": pay.scale_name}
    if start:
        shown |= {f"{start}_from": _as_typed(pay.salary_from), f"{start}_to": _as_typed(pay.salary_to)}
    options = list(pay.hours_options.all())
    shown |= {f"hours_{n}": HoursField.typed(HoursGiven(o.share, o.minutes)) for n, o in enumerate(options)}
    return {**shown, "has_tlr": bool(pay.tlr), "has_sen": pay.sen_amount is not None, "pay_text": vacancy.pay_text}


def _as_typed(value: Any) -> Any:
    """A sum or a number of hours as people type it: 5,000 or 32.5; other things as they are."""
    if not isinstance(value, Decimal):
        return value
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value.normalize():,f}"
