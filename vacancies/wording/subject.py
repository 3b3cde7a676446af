"""What the checks look at: a vacancy's words, each with its place, and its facts. Plain data, no Django."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of place words stand in."""

    TITLE = "title"
    PAY = "pay"
    ADVERT = "advert"  # what the advert says of the job
    STATEMENT = "statement"  # what the school says of itself: safeguarding, equality, data protection
    HEADING = "heading"
    DUTY = "duty"
    CRITERION = "criterion"
    DOCUMENT = "document"  # a line of a file that is neither a duty nor a criterion


@dataclass(frozen=True)
class Place:
    """Where words stand. `key` names the place to the caller ("criterion-12", "overview"), `label` to people."""

    kind: Kind
    key: str
    label: str


@dataclass(frozen=True)
class Passage:
    """Words in their place."""

    place: Place
    text: str


@dataclass(frozen=True)
class Criterion:
    """A line of the person specification. `importance` is "essential", "desirable" or "" while nobody has said."""

    passage: Passage
    number: str = ""
    importance: str = ""
    methods: tuple[str, ...] = ()
    section: str = ""
    scored: bool = True  # by points; else met or not met

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text


@dataclass(frozen=True)
class Subject:
    """Everything that is known of one vacancy or pack. None is "not known", and the checks about it keep silent.

    `whole` is True for a file on its own: what it does not say is missing, as nothing else can say it.
    """

    title: Passage
    criteria: tuple[Criterion, ...] = ()
    duties: tuple[Passage, ...] = ()
    passages: tuple[Passage, ...] = ()  # all others: advert, statements, headings, lines of a file
    pay: Passage | None = None  # what a text says of it; None where it is worked out and not typed
    pay_area: str | None = None
    lowest_point: str = ""  # "M6", where the pay is worked out
    statements: dict[str, Place] = field(default_factory=dict)  # where a sentence that is missing would go, by topic
    next_review: Passage | None = None
    whole: bool = False

    school_type: str | None = None  # a key of accounts' TypeGroup, or "mainstream"
    faith: bool | None = None  # designated as a school with a religious character

    closes: datetime | None = None
    closes_on: date | None = None  # where the hour is not known
    interview: date | None = None
    interview_said: bool = False  # something is said about it, though no date could be read
    shortlist: date | None = None
    visits: tuple[date, ...] = ()
    starts: date | None = None
    bank_holidays: Collection[date] = ()
    closures: tuple[tuple[date, date], ...] = ()  # first and last day

    fixed_term: bool | None = None
    term_ends: bool = False
    term_reason: bool = False
    contact_name: str | None = None
    contact_ways: tuple[str, ...] | None = None  # e-mail addresses and phone numbers; None: not known

    @property
    def everything(self) -> Iterator[Passage]:
        """Every passage there is."""
        yield self.title
        if self.pay is not None:
            yield self.pay
        yield from self.passages
        yield from self.duties
        yield from (criterion.passage for criterion in self.criteria)

    @property
    def said_by_school(self) -> list[Passage]:
        """What the school says to candidates: all but duties and criteria."""
        return [each for each in self.passages if each.place.kind is not Kind.HEADING]

    @property
    def mainstream(self) -> bool | None:
        """Whether section 67 of the Children and Families Act 2014 names the school; None when not known."""
        return None if self.school_type is None else self.school_type in MAINSTREAM

    @property
    def closing_day(self) -> date | None:
        """The day applications close."""
        return self.closes.date() if self.closes else self.closes_on


MAINSTREAM = frozenset({"maintained", "academy", "free_school", "mainstream"})
