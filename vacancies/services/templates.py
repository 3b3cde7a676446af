"""Starting a vacancy from what another held, and keeping one to start others from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from accounts.statements import STANDARD
from core.audit import record, subject_of
from core.models import AuditEvent
from core.states import StateError
from vacancies.content import content_of, copied_columns, dated_parts
from vacancies.editing import hold_draft
from vacancies.london import london_instant
from vacancies.models import (
    Criterion,
    CriterionSection,
    DutySection,
    HoursOption,
    KeyDate,
    LevelRow,
    LevelTable,
    PayScale,
    Scoring,
    Tlr,
    Vacancy,
    VacancyPay,
    VacancyStatement,
    VacancyTemplate,
)
from vacancies.pay import edition_at
from vacancies.services.duties import write_duties
from vacancies.services.planning import calendar_of
from vacancies.services.vacancy import start_vacancy
from vacancies.teacher_status import is_status_alone

FILLED = "vacancy.filled_from"
K = KeyDate.Kind


@dataclass(frozen=True)
class Started:
    """A new draft, and what in it must be looked at, in words."""

    vacancy: Vacancy
    look_at: list[str] = field(default_factory=list)


def start_from(
    content: Mapping[str, Any], school: School, *, by: User, source: str, title: str = "", key: str = ""
) -> Started:
    """Start a draft of `school` with `content` (vacancies/content.py) in it, dates and people apart.

    `source` goes to the record: "pack:primary", "template:<ref>", "vacancy:<ref>". The school's own statements and
    contact come before those of the content. `key` as for start_vacancy: pressed twice, it is filled once.
    """
    with transaction.atomic():
        vacancy = start_vacancy(school, title=title.strip() or content["title"], by=by, key=key)
        hold_draft(vacancy)
        kind, pk = subject_of(vacancy)
        if AuditEvent.objects.filter(verb=FILLED, subject_type=kind, subject_id=pk).exists():
            return Started(vacancy)
        _fill_columns(vacancy, content["fields"])
        _fill_rows(vacancy, content)
        look_at = _fill_pay(vacancy, content["pay"])
        _fill_dates(vacancy, content["dates"])
        record(FILLED, by=by, subject=vacancy, school_id=school.pk, codes={"source": source})
    return Started(vacancy, [*look_at, *dated_parts(dict(content))])


def save_template(vacancy: Vacancy, *, name: str, by: User, whole_trust: bool = False) -> VacancyTemplate:
    """Keep what `vacancy` holds under a name, for its school or all of its trust.

    The same name again takes the place of what it held. Raises StateError for a trust that the school is not in.
    """
    owner: dict[str, Any] = {"school": vacancy.school, "trust": None}
    if whole_trust:
        if vacancy.school.trust is None:
            raise StateError("This school is not in a trust. Save the template for the school.")
        owner = {"school": None, "trust": vacancy.school.trust}
    with transaction.atomic():
        values = {"content": content_of(vacancy), "saved_by": by, "saved_at": timezone.now()}
        template, _ = VacancyTemplate.objects.update_or_create(**owner, name=name.strip(), defaults=values)
        codes = {"template": template.pk, "whole_trust": whole_trust}
        record("vacancy.template_saved", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)
    return template


def delete_template(template: VacancyTemplate, *, by: User) -> None:
    """Take a template away; vacancies that were started from it stay. One that has gone already is no error."""
    with transaction.atomic():
        subject, school_id = template.school or template.trust, template.school_id
        gone, _ = VacancyTemplate.objects.filter(pk=template.pk).delete()
        if gone and subject:
            codes = {"template": template.pk}
            record("vacancy.template_deleted", by=by, subject=subject, school_id=school_id, codes=codes)


def _fill_columns(vacancy: Vacancy, fields: Mapping[str, Any]) -> None:
    """The copied columns; a statement of the school's own stays, and our standard one fills what is left empty."""
    changed = []
    for column in copied_columns():
        name = column.name
        value = fields.get(name, getattr(vacancy, name))
        if name in STANDARD:
            value = getattr(vacancy, name) or value or STANDARD[name]
        if getattr(vacancy, name) != value:
            setattr(vacancy, name, value)
            changed.append(name)
    vacancy.save(update_fields=changed)


def _fill_rows(vacancy: Vacancy, content: Mapping[str, Any]) -> None:
    for place, part in enumerate(content["sections"]):
        section = DutySection.objects.create(vacancy=vacancy, heading=part["heading"], position=place)
        write_duties(section, part["duties"])
    names = dict.fromkeys(row["section"] for row in content["criteria"])
    sections = {
        name: CriterionSection.objects.create(vacancy=vacancy, name=name, position=place)
        for place, name in enumerate(names)
    }
    Criterion.objects.bulk_create(
        Criterion(
            vacancy=vacancy,
            section=sections[row["section"]],
            number=row["number"],
            text=row["text"],
            importance=row["importance"],
            methods=Criterion.join_methods(row["assessed_by"]),
            scoring=row.get("scoring") or (Scoring.PASS_FAIL if is_status_alone(row["text"]) else Scoring.SCORED),
            weight=row.get("weight", 1),
            position=place,
        )
        for place, row in enumerate(content["criteria"])
    )
    VacancyStatement.objects.bulk_create(
        VacancyStatement(vacancy=vacancy, position=place, **row)
        for place, row in enumerate(content["further_statements"])
    )
    for place, table in enumerate(content["level_tables"]):
        made = LevelTable.objects.create(vacancy=vacancy, title=table["title"], intro=table["intro"], position=place)
        LevelRow.objects.bulk_create(LevelRow(table=made, position=n, **row) for n, row in enumerate(table["rows"]))


def _fill_pay(vacancy: Vacancy, stored: Mapping[str, Any] | None) -> list[str]:
    """The pay in the figures and the area of today; sums that are the school's own stay, to be looked at."""
    if stored is None:
        return ["pay"]
    values = {name: value for name, value in stored.items() if name != "hours"}
    edition, school = edition_at(timezone.localdate()), vacancy.school
    same_week = values["area"] == school.pay_area
    values |= {"edition": edition.name, "area": school.pay_area, "full_week": school.timetabled_week}
    if values["scale"] == PayScale.MAIN_UPPER:
        low, high = (edition.point(school.pay_area, values[end]) for end in ("point_from", "point_to"))
        if low is None or high is None:
            return ["pay"]
        values |= {"salary_from": low.pounds, "salary_to": high.pounds}
    elif stored["scale"] == PayScale.OWN:
        values["full_week"] = Decimal(stored["full_week"])
    if values["tlr"] == Tlr.TLR3:  # its last day has passed with the vacancy that it was for
        values |= {"tlr": "", "tlr_label": "", "tlr_amount": None, "tlr_reason": ""}
    pay = VacancyPay.objects.create(vacancy=vacancy, **values)
    HoursOption.objects.bulk_create(
        HoursOption(pay=pay, position=place, share=row["share"] and Decimal(row["share"]), minutes=row["minutes"])
        for place, row in enumerate(stored["hours"])
    )
    unchanged = same_week and stored["edition"] == edition.name and stored["scale"] == PayScale.MAIN_UPPER
    return [] if unchanged else [f"pay (now by {edition.name})"]


def _fill_dates(vacancy: Vacancy, lengths: Mapping[str, int] | None) -> None:
    """Usual dates counted from today, in working days of the school, to be moved as one likes."""
    if lengths is None:
        return
    calendar = calendar_of(vacancy.school)
    closes = calendar.after(timezone.localdate(), lengths["open"])
    scores = calendar.after(closes, lengths["scores"])
    told = calendar.after(scores, lengths["tell"])
    interview = calendar.after(told, lengths["references"])
    vacancy.closes_at = london_instant(closes, time(12))
    vacancy.interview_on = interview
    vacancy.save(update_fields=["closes_at", "interview_on"])
    days = {K.SIFT: scores, K.SHORTLIST: told, K.OUTCOME: calendar.after(interview, lengths["outcome"])}
    KeyDate.objects.bulk_create(KeyDate(vacancy=vacancy, kind=kind, on=day) for kind, day in days.items())
