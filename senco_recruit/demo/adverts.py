"""What the demo's adverts say and pay: each part saved as HR saves it on the pages of the task list."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import School, TypeGroup, User
from accounts.services.calendar import working_day
from senco_recruit.demo import packs
from vacancies.key_dates import resignation_date
from vacancies.models import ContractType, KeyDate, PayScale, SenReason, Tlr, Vacancy, VacancyPay, WorkingPattern
from vacancies.pay import edition_at
from vacancies.pay.money import pounds
from vacancies.services import advert, specification, vacancy
from vacancies.services.pay import HoursGiven, save_pay
from vacancies.services.templates import save_template, start_from
from vacancies.starter_packs import all_packs

POINTS = ("M1", "U3")
FULL_TIME = (HoursGiven(share=Decimal(1)),)
FULL_OR_FOUR_DAYS = (*FULL_TIME, HoursGiven(share=Decimal("0.8")))
RESIGN_IN = 60  # days from today: advert, interview and offer come before
TERMS = ((1, 4), (4, 20), (9, 1))  # when jobs start: month and day

ABOUT = {
    "Alderbrook High School": (
        (
            "Alderbrook is a school for about 1,100 pupils from 11 to 18. One in five has special educational needs. "
            "You will have half of your week for the work of the SENCo, an administrator for annual reviews, and "
            "a room in the middle of the school."
        ),
        "Teachers and heads of year\nThe designated safeguarding lead\nThe examinations officer",
    ),
    "Thornmere Primary School": (
        (
            "Thornmere has 210 pupils from Reception to Year 6, and a garden that every class uses. You will have two "
            "days of each week for the work of the SENCo, and a training afternoon with the other schools of our trust."
        ),
        "Class teachers\nThe family support worker\nThe designated safeguarding lead",
    ),
    "Fallowfield Grange": (
        (
            "Fallowfield Grange teaches 48 pupils who could not stay in a mainstream school, in groups of up to eight. "
            "You will work with a therapist two days a week, and with the SENCos of the schools that pupils go back to."
        ),
        "Group tutors\nThe therapist\nSENCos of the schools that pupils come from",
    ),
}
OFFER = {
    "benefits": "The NPQ for SENCOs, paid by us\nTeachers’ Pension Scheme\nA laptop\nFree parking",
    "flexible_working": True,
    "flexible_working_text": "Ask us about a later start or planning time at home. We look at every request.",
    "visa_sponsorship": False,
    "visits_welcome": True,
    "visits": "You are welcome to see us on a working day. Ring or write to the person named here to choose a time.",
    "selection_process": "The day has a short task with pupils’ work, a talk with a group of pupils, and an interview.",
    "responsible_for": "Teaching assistants",
}


def written(school: School, *, title: str, by: User, closes_in: int) -> Vacancy:
    """A draft from the demo's pack with every part of its advert filled in, closing in so many working days."""
    post = vacancy.start_vacancy(school, title=title, by=by)
    specification.import_pack(post, by=by, text=packs.SENCO)
    either = title == "SENCo, sixth form"
    offer, close_to = ABOUT[school.name]
    values: dict[str, Any] = {
        **OFFER, "school_offer": offer, "working_closely_with": close_to, "title": title, "reports_to": "Headteacher",
        "overview": "You will lead special educational needs across our school, with time set aside to do it well.",
        "working_pattern": WorkingPattern.EITHER if either else WorkingPattern.FULL_TIME,
        "hours_text": "Full time, or four days of each week" if either else "Full time",
        **_length(title, post),
    }  # fmt: skip
    advert.save_details(post, by=by, values=values)
    pay(post, by=by, hours=FULL_OR_FOUR_DAYS if either else FULL_TIME)
    _dates(post, by=by, closes_in=closes_in)
    return post


def pay(post: Vacancy, *, by: User, hours: tuple[HoursGiven, ...]) -> None:
    """The main and upper range of the year in which it starts, with a TLR; in the PRU a SEN allowance as well."""
    school = post.school
    edition = edition_at(starts())
    values: dict[str, Any] = {
        "scale": PayScale.MAIN_UPPER, "scale_name": "", "edition": edition.name, "area": school.pay_area,
        "point_from": POINTS[0], "point_to": POINTS[1], "salary_from": None, "salary_to": None,
        "tlr": Tlr.TLR2, "tlr_label": "TLR 2a", "tlr_amount": edition.allowances["TLR2"].span.low,
        "tlr_reason": "leading special educational needs", "tlr_until": None, "tlr_whole": False,
        "sen_amount": None, "sen_reason": "", "full_week": school.timetabled_week,
    }  # fmt: skip
    if school.type_group == TypeGroup.PRU:
        values |= {"sen_amount": edition.allowances["SEN"].span.low, "sen_reason": SenReason.COMPARABLE}
    save_pay(post, by=by, values=values, hours=hours)


def salary_at(post: Vacancy, point: str) -> tuple[str, Decimal]:
    """What an offer at `point` says, and its sum for full time with the allowances of the advert."""
    terms = VacancyPay.objects.get(vacancy=post)
    at_point = edition_at(starts()).point(terms.area, point)
    extras = [("TLR 2a", terms.tlr_amount), ("SEN allowance", terms.sen_amount)]
    paid = [(name, amount) for name, amount in extras if amount]
    words = " and ".join([point, *(f"{name} of {pounds(amount)}" for name, amount in paid)])
    return words, (at_point.pounds if at_point else terms.salary_to) + sum(amount for _, amount in paid)


def starts() -> date:
    """The day on which every job of the demo starts: of the next term for which there is time to resign."""
    today = timezone.localdate()
    days = (date(today.year + later, month, day) for later in (0, 1) for month, day in TERMS)
    return next(day for day in days if resignation_date(day) >= today + timedelta(days=RESIGN_IN))


def started_from_template(school: School, *, like: Vacancy, by: User) -> Vacancy:
    """A draft from a ready template, half done: pay is open, and a few sentences are worth a second look.

    `like` is kept as a template of the school's own, to be offered beside the ready ones.
    """
    save_template(like, name="SENCo, as we advertise it", by=by)
    pack = all_packs()["secondary"]
    post = start_from(pack.content, school, by=by, source="pack:secondary", title="SENCo, Key Stage 3").vacancy
    draft = {
        "overview": f"{post.overview}\n\nWe are looking for a young, energetic teacher with at least five years’ "
        "experience.",
        "school_offer": "",
    }
    advert.save_details(post, by=by, values=draft)
    return post


def _length(title: str, post: Vacancy) -> dict[str, Any]:
    if "maternity" not in title:
        return {"contract_type": ContractType.PERMANENT}
    return {
        "contract_type": ContractType.FIXED_TERM,
        "fixed_term_until": starts() + timedelta(days=365),
        "fixed_term_reason": "Cover for a colleague on maternity leave",
        "parental_leave_cover": True,
    }


def _dates(post: Vacancy, *, by: User, closes_in: int) -> None:
    """Closing at 9 in the morning, and what follows in working days of the school."""
    today = timezone.localdate()

    def day(after: int) -> date:
        return working_day(post.school, today, closes_in + after)

    closes_at = datetime.combine(day(0), time(9), tzinfo=timezone.get_default_timezone())
    values = {"closes_at": closes_at, "interview_on": day(14), "starts_on": starts()}
    days: dict[str, date | None] = {
        KeyDate.Kind.SIFT: day(3), KeyDate.Kind.SHORTLIST: day(5), KeyDate.Kind.OUTCOME: day(16)
    }  # fmt: skip
    advert.save_dates(post, by=by, values=values, key_dates=days)
