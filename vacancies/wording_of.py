"""A vacancy as the checks of its words look at it: every text in its place, and the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CharField, TextField
from django.utils import timezone

from accounts.models import TermDate
from core.services.calendar import bank_holidays
from vacancies.models import ContractType, KeyDate, Scoring, Vacancy
from vacancies.parts import PARTS
from vacancies.pay_shown import stored_pay
from vacancies.wording import Criterion, Kind, Passage, Place, Remark, Subject, examine

STATEMENTS = {
    "safeguarding": "safeguarding_statement",
    "exemption": "exemption_statement",
    "equality": "equality_statement",
    "checks": "checks_statement",
}
OF_SCHOOL = frozenset({*STATEMENTS.values(), "conditions", "school_offer", "benefits"})
NOT_WORDS = frozenset(
    {"contact_name", "contact_email", "contact_phone", "next_review", "last_reviewed", "signed_by", "pay_text"}
)
KINDS = KeyDate.Kind
LONGEST = 2000  # characters of a row that are looked at; a longer one has to be cut anyway


@dataclass(frozen=True)
class Looked:
    """A vacancy with its subject and what the checks say of it."""

    vacancy: Vacancy
    subject: Subject
    remarks: tuple[Remark, ...]


def look_at(vacancy: Vacancy) -> Looked:
    """Run every check on `vacancy` as it is stored, now."""
    subject = subject_of(vacancy)
    return Looked(vacancy, subject, tuple(examine(subject, timezone.now())))


def subject_of(vacancy: Vacancy) -> Subject:
    """Everything the checks need; a handful of queries, however long the pack is."""
    dates = list(vacancy.key_dates.all())
    pay = stored_pay(vacancy)
    term = TermDate.objects.filter(school_id=vacancy.school_id, kind=TermDate.Kind.CLOSED)
    return Subject(
        title=Passage(Place(Kind.TITLE, "title", "Job title"), vacancy.title),
        criteria=tuple(_criteria(vacancy)),
        duties=tuple(_duties(vacancy)),
        passages=tuple(_passages(vacancy)),
        pay=None if pay else Passage(Place(Kind.PAY, "pay_text", "Pay"), vacancy.pay_text),
        pay_area=vacancy.school.pay_area,
        lowest_point=pay.point_from if pay else "",
        statements={topic: _place(name) for topic, name in STATEMENTS.items()},
        next_review=Passage(_place("next_review"), vacancy.next_review) if vacancy.next_review else None,
        school_type=vacancy.school.type_group,
        faith=vacancy.school.designated_faith,
        closes=vacancy.closes_at and timezone.localtime(vacancy.closes_at),
        interview=vacancy.interview_on,
        shortlist=next((row.on for row in dates if row.kind == KINDS.SHORTLIST), None),
        visits=tuple(row.on for row in dates if row.kind == KINDS.VISITS),
        starts=vacancy.starts_on,
        bank_holidays=bank_holidays(),
        closures=tuple(term.values_list("starts_on", "ends_on")),
        fixed_term=vacancy.contract_type == ContractType.FIXED_TERM,
        term_ends=vacancy.fixed_term_until is not None,
        term_reason=bool(vacancy.fixed_term_reason.strip() or vacancy.parental_leave_cover),
        contact_name=vacancy.contact_name.strip(),
        contact_ways=(vacancy.contact_email, vacancy.contact_phone),
    )


def _criteria(vacancy: Vacancy) -> Iterator[Criterion]:
    for row in vacancy.criteria.in_order():
        label = f"Person specification, {row.number or _short(row.text)}"
        yield Criterion(
            Passage(Place(Kind.CRITERION, f"criterion-{row.pk}", label), row.text[:LONGEST]),
            number=row.number, importance=row.importance, methods=row.assessed_by, section=str(row.section_id),
            scored=row.scoring == Scoring.SCORED,
        )  # fmt: skip


def _duties(vacancy: Vacancy) -> Iterator[Passage]:
    for section in vacancy.duty_sections.prefetch_related("duties"):
        for duty in section.duties.all():
            label = f"Job description, {_short(duty.text)}"
            yield Passage(Place(Kind.DUTY, f"duty-{duty.pk}", label), duty.text[:LONGEST])


def _passages(vacancy: Vacancy) -> Iterator[Passage]:
    for name in text_fields():
        yield Passage(_place(name), str(getattr(vacancy, name)))
    for statement in vacancy.further_statements.all():
        yield Passage(
            Place(Kind.STATEMENT, f"further-{statement.pk}", f"Statement “{statement.heading}”"), statement.text
        )
    for table in vacancy.level_tables.prefetch_related("rows"):
        words = "\n".join([table.intro, *(row.duties for row in table.rows.all())])
        yield Passage(Place(Kind.ADVERT, f"levels-{table.pk}", f"Table “{table.title}”"), words)


def text_fields() -> list[str]:
    """The fields of a vacancy that hold words for candidates, in the order of the advert's parts."""
    return [name for part in PARTS for name in part.fields if name not in NOT_WORDS and _is_text(name)]


def _is_text(name: str) -> bool:
    field = Vacancy._meta.get_field(name)
    return isinstance(field, (CharField, TextField)) and not field.choices


def _place(name: str) -> Place:
    label = str(getattr(Vacancy._meta.get_field(name), "verbose_name", name))
    kind = Kind.STATEMENT if name in OF_SCHOOL else Kind.ADVERT
    return Place(kind, name, label[:1].upper() + label[1:])


def _short(text: str) -> str:
    words = text.split()
    return f"“{' '.join(words[:6])}{'…' if len(words) > 6 else ''}”"
