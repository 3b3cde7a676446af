"""The public page of a vacancy, worked out once for the page, its preview and the pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from core.components import Fact, KeyDate
from core.display import day_date, plain_date, when
from vacancies.models import Importance, LevelRow, Method, Vacancy
from vacancies.services.specification import as_content
from vacancies.specification_page import method_words
from vacancies.states import NOT_OUT
from vacancies.told_dates import as_key_dates, told_dates

S = Vacancy.State
JOB_SHARE: dict[bool | None, str] = {True: "Two people can share the job", False: "Not possible"}
YES_NO: dict[bool | None, str] = {True: "Possible", False: "Not possible"}


@dataclass(frozen=True)
class AdvertRow:
    """A criterion as candidates read it."""

    number: str
    text: str
    importance: str
    judged_by: str
    assessed_by: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """E or D, for the narrow column of the pack."""
        return {"Essential": "E", "Desirable": "D"}.get(self.importance, self.importance)


@dataclass(frozen=True)
class AdvertGroup:
    """A heading of the person specification."""

    name: str
    rows: list[AdvertRow]

    @property
    def numbered(self) -> bool:
        """Whether any row has a number."""
        return any(row.number for row in self.rows)


@dataclass(frozen=True)
class Advert:
    """Everything the public page says."""

    status: str  # open, today, closed, filled, withdrawn, draft
    closes: str  # "9am on Monday 30 November 2026"
    closes_in: str  # "That is 12 days away."
    earlier: str  # the closing time before it was extended
    facts: list[Fact]
    groups: list[AdvertGroup]
    dates: list[KeyDate]
    offer: list[tuple[str, str]] = field(default_factory=list)  # what draws people, under headings
    statements: list[tuple[str, str]] = field(default_factory=list)  # what must be said, under headings

    @property
    def methods(self) -> list[tuple[str, ...]]:
        """How each criterion is assessed."""
        return [row.assessed_by for group in self.groups for row in group.rows]

    @property
    def from_application(self) -> int:
        """How many criteria are judged from the application."""
        return sum(Method.APPLICATION in methods for methods in self.methods)

    @property
    def has_dates_to_come(self) -> bool:
        """Whether there is a date to put into a calendar."""
        return any(each.state != "past" for each in self.dates)

    @property
    def is_open(self) -> bool:
        """Whether a person may apply now."""
        return self.status in ("open", "today")


def advert_of(vacancy: Vacancy, *, at: datetime) -> Advert:
    """Return the advert of `vacancy` as it reads at the instant `at`: four queries."""
    closes = vacancy.closes_at
    return Advert(
        status=_status(vacancy, at),
        closes=when(closes) if closes else "",
        closes_in=_closes_in(closes, at) if closes else "",
        earlier=when(vacancy.earlier_closes_at) if vacancy.earlier_closes_at else "",
        facts=_facts(vacancy),
        groups=groups_of(vacancy),
        dates=as_key_dates(told_dates(vacancy, timezone.localdate(at)), at),
        offer=_said(
            ("What we offer", vacancy.school_offer),
            ("Benefits", vacancy.benefits),
            ("Good to know", vacancy.further_details),
        ),
        statements=_said(*_statements(vacancy)),
    )


def groups_of(vacancy: Vacancy) -> list[AdvertGroup]:
    """The person specification as it was fixed at publication; a draft's as it stands."""
    version = None if vacancy.published_at is None else vacancy.specification_versions.last()
    content: list[dict[str, Any]] = version.content if version else as_content(vacancy)
    return [
        AdvertGroup(
            section["section"],
            [
                AdvertRow(
                    number=row["number"],
                    text=row["text"],
                    importance=Importance(row["importance"]).label if row["importance"] else "Not set",
                    judged_by=method_words(row["assessed_by"]) or "Not set",
                    assessed_by=tuple(row["assessed_by"]),
                )
                for row in section["criteria"]
            ],
        )
        for section in content
    ]


def _said(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    """Those that say anything."""
    return [(heading, words) for heading, words in rows if words.strip()]


def _statements(vacancy: Vacancy) -> list[tuple[str, str]]:
    """What the advert says under headings, the school's own last: two queries."""
    return [
        *_levels(vacancy),
        ("How to apply", vacancy.how_to_apply),
        ("On the interview day", vacancy.selection_process),
        ("Keeping children safe", vacancy.safeguarding_statement),
        ("Cautions and convictions", vacancy.exemption_statement),
        ("References and online search", vacancy.checks_statement),
        ("Everyone is welcome", vacancy.equality_statement),
        ("Conditions of employment", vacancy.conditions),
        ("Reviews of the job description", _reviews(vacancy)),
        *((each.heading, each.text) for each in vacancy.further_statements.all()),
    ]


def _levels(vacancy: Vacancy) -> list[tuple[str, str]]:
    """The supplementary tables as text: each row a line with its post and level, its duties under it."""
    tables: dict[int, tuple[str, list[str]]] = {}
    for row in (
        LevelRow.objects.filter(table__vacancy=vacancy).select_related("table").order_by("table__position", "pk")
    ):
        _, lines = tables.setdefault(row.table_id, (row.table.title, [row.table.intro] if row.table.intro else []))
        duties = "\n".join(f"• {duty}" for duty in row.duties.splitlines() if duty.strip())
        head = ", ".join(part for part in (row.post, row.level) if part)
        lines.append("\n".join(part for part in (head, duties) if part))
    return [(title, "\n\n".join(lines)) for title, lines in tables.values()]


def _reviews(vacancy: Vacancy) -> str:
    """ "Last review: March 2026. Next review: every year"."""
    words = (("Last review", vacancy.last_reviewed), ("Next review", vacancy.next_review))
    return "\n".join(f"{label}: {when}" for label, when in words if when)


def contract_words(vacancy: Vacancy) -> str:
    """ "Permanent", or "Fixed term until 31 August 2027: maternity cover"."""
    words = vacancy.get_contract_type_display()
    if vacancy.fixed_term_until:
        words += f" until {plain_date(vacancy.fixed_term_until)}"
    return f"{words}: {vacancy.fixed_term_reason}" if words and vacancy.fixed_term_reason else words


def _facts(vacancy: Vacancy) -> list[Fact]:
    hours = vacancy.hours_text or vacancy.get_working_pattern_display()
    rows = (
        ("Hours", hours),
        ("Job share", JOB_SHARE.get(vacancy.job_share, "")),
        ("Contract", contract_words(vacancy)),
        ("Flexible working", vacancy.flexible_working_text or YES_NO.get(vacancy.flexible_working, "")),
        ("Starts", _start_words(vacancy)),
        ("Teaching", vacancy.subjects),
        ("Reports to", vacancy.reports_to),
        ("Leads", vacancy.responsible_for),
        ("Works closely with", vacancy.working_closely_with),
        ("Visa sponsorship", YES_NO.get(vacancy.visa_sponsorship, "")),
    )
    return [Fact(label, words) for label, words in rows if words]


def _start_words(vacancy: Vacancy) -> str:
    """ "Monday 12 April 2027. An earlier start can be agreed"."""
    day = day_date(vacancy.starts_on) if vacancy.starts_on else ""
    return ". ".join(words for words in (day, vacancy.start_note.strip()) if words)


def _status(vacancy: Vacancy, at: datetime) -> str:
    if vacancy.state == S.PUBLISHED and vacancy.closes_at:
        if not vacancy.is_open(at):
            return "closed"
        return "today" if timezone.localdate(vacancy.closes_at) == timezone.localdate(at) else "open"
    if vacancy.state in NOT_OUT:
        return "draft"
    return {S.FILLED: "filled", S.WITHDRAWN: "withdrawn"}.get(vacancy.state, "closed")  # type: ignore[call-overload]


def _closes_in(closes: datetime, at: datetime) -> str:
    days = (timezone.localdate(closes) - timezone.localdate(at)).days
    if closes <= at:
        return ""
    return {0: "That is today.", 1: "That is tomorrow."}.get(days, f"That is {days} days away.")
