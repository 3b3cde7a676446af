"""The public page of a vacancy, worked out once for the page, its preview and the pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.components import Fact, KeyDate
from core.display import clock, day_date, day_month, plain_date, when
from vacancies.models import Importance, Vacancy
from vacancies.models import KeyDate as StoredDate
from vacancies.services.specification import as_content
from vacancies.specification_page import method_words

S = Vacancy.State
# The panel's own date is nobody else's business; interview days are told by another line.
NOT_TOLD = (StoredDate.Kind.INTERVIEW, StoredDate.Kind.SIFT)


@dataclass(frozen=True)
class AdvertRow:
    """A criterion as candidates read it."""

    number: str
    text: str
    importance: str
    judged_by: str

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
    from_application: int
    dates: list[KeyDate]
    statements: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a person may apply now."""
        return self.status in ("open", "today")


def advert_of(vacancy: Vacancy, *, at: datetime) -> Advert:
    """Return the advert of `vacancy` as it reads at the instant `at`: two queries."""
    groups = groups_of(vacancy)
    methods = [row.judged_by.lower() for group in groups for row in group.rows]
    closes = vacancy.closes_at
    return Advert(
        status=_status(vacancy, at),
        closes=when(closes) if closes else "",
        closes_in=_closes_in(closes, at) if closes else "",
        earlier=when(vacancy.earlier_closes_at) if vacancy.earlier_closes_at else "",
        facts=_facts(vacancy),
        groups=groups,
        from_application=sum("application" in words for words in methods),
        dates=_dates(vacancy, at),
        statements=statements_of(vacancy),
    )


def groups_of(vacancy: Vacancy) -> list[AdvertGroup]:
    """The person specification as it was fixed at publication; a draft's as it stands."""
    version = None if vacancy.state == S.DRAFT else vacancy.specification_versions.last()
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
                )
                for row in section["criteria"]
            ],
        )
        for section in content
    ]


def statements_of(vacancy: Vacancy) -> list[tuple[str, str]]:
    """The statements that the advert carries, each with its heading."""
    return [
        (heading, words)
        for heading, words in (
            ("Keeping children safe", vacancy.safeguarding_statement),
            ("Cautions and convictions", vacancy.exemption_statement),
            ("References and online search", vacancy.checks_statement),
            ("Everyone is welcome", vacancy.equality_statement),
        )
        if words.strip()
    ]


def contract_words(vacancy: Vacancy) -> str:
    """ "Permanent", or "Fixed term until 31 August 2027: maternity cover"."""
    words = vacancy.get_contract_type_display()
    if vacancy.fixed_term_until:
        words += f" until {plain_date(vacancy.fixed_term_until)}"
    return f"{words}: {vacancy.fixed_term_reason}" if words and vacancy.fixed_term_reason else words


def _facts(vacancy: Vacancy) -> list[Fact]:
    hours = vacancy.hours_text or vacancy.get_working_pattern_display()
    rows = (
        ("Pay", vacancy.pay_text),
        ("Hours", hours),
        ("Contract", contract_words(vacancy)),
        ("Starts", day_date(vacancy.starts_on) if vacancy.starts_on else ""),
        ("Reports to", vacancy.reports_to),
        ("Leads", vacancy.responsible_for),
    )
    return [Fact(label, words) for label, words in rows if words]


def _status(vacancy: Vacancy, at: datetime) -> str:
    if vacancy.state == S.PUBLISHED and vacancy.closes_at:
        if not vacancy.is_open(at):
            return "closed"
        return "today" if timezone.localdate(vacancy.closes_at) == timezone.localdate(at) else "open"
    return {S.DRAFT: "draft", S.FILLED: "filled", S.WITHDRAWN: "withdrawn"}.get(vacancy.state, "closed")  # type: ignore[call-overload]


def _closes_in(closes: datetime, at: datetime) -> str:
    days = (timezone.localdate(closes) - timezone.localdate(at)).days
    if closes <= at:
        return ""
    return {0: "That is today.", 1: "That is tomorrow."}.get(days, f"That is {days} days away.")


def _dates(vacancy: Vacancy, at: datetime) -> list[KeyDate]:
    """The dates in order, the closing first among those of its day; past ones say so."""
    today = timezone.localdate(at)
    rows: list[tuple[date, int, str, str]] = []
    stored = list(vacancy.key_dates.all())
    interviews = {row.on for row in stored if row.kind == StoredDate.Kind.INTERVIEW}
    if vacancy.interview_on:
        interviews.add(vacancy.interview_on)
    told = [row for row in stored if row.kind not in NOT_TOLD]
    rows += [(row.on, 1, day_month(row.on), row.get_kind_display()) for row in told]
    rows += [(day, 2, day_month(day), "Interviews at the school") for day in interviews]
    if vacancy.closes_at:
        day = timezone.localdate(vacancy.closes_at)
        rows.append((day, 0, f"{clock(vacancy.closes_at)}, {day_month(day)}", "Applications close"))
    if vacancy.starts_on:
        rows.append((vacancy.starts_on, 3, day_date(vacancy.starts_on), "The job starts"))
    ahead = [row for row in sorted(rows) if row[0] >= today]
    behind = [row for row in sorted(rows) if row[0] < today]
    return [
        *(KeyDate(words, what, "past") for _, _, words, what in behind),
        *(KeyDate(words, what, "now" if n == 0 else "next") for n, (_, _, words, what) in enumerate(ahead)),
    ]
