"""What the home pages and the workbench say of one vacancy, its panel, its referees and its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from applications.models import Application
from appointments.models import Offer
from vacancies.models import Approval, Vacancy
from vacancies.states import NOT_OUT

State = Application.State
STAGES = ("Advert", "Applications", "Sift", "Interview", "Offer", "Checks")


@dataclass(frozen=True)
class MemberProgress:
    """How far one panel member's sift is."""

    pk: int
    name: str
    role: str
    trained_on: date | None
    done: int
    total: int
    submitted: bool
    gives_none: bool = False  # an observer
    user_id: int = 0
    reminded_on: date | None = None  # last, by hand or by the ladder

    @property
    def waited_for(self) -> bool:
        """Whether they have still to send in their scores."""
        return bool(self.total) and not self.submitted


@dataclass(frozen=True)
class RefereeProgress:
    """A reference that is asked for."""

    application_ref: str
    candidate: str
    referee: str
    state: str
    asked_on: date | None
    with_hr: bool
    refused: bool = False  # the candidate lets nobody write before an offer
    another_asked: bool = False
    to_settle: int = 0  # differences between the reference and the form
    reminded_on: date | None = None


@dataclass(frozen=True)
class PersonProgress:
    """One named person after the shortlist was released."""

    ref: str
    name: str
    state: str
    declaration: str = ""  # state of the self-declaration; "" where none was asked for
    declaration_read: bool = False
    searched: bool = False  # the online search is recorded
    checks_open: int = 0
    checks_late: int = 0
    next_check_on: date | None = None
    offer: Offer | None = None


@dataclass
class Progress:
    """Everything that the pages say of one vacancy."""

    vacancy: Vacancy
    approval: Approval | None = None  # that the head is asked for
    drafts: int = 0
    sent: int = 0
    messages_waiting: int = 0  # candidates who wait for HR's answer
    waits_since: datetime | None = None  # the longest of them
    to_post: int = 0  # letters to candidates without an e-mail address
    members: list[MemberProgress] = field(default_factory=list)
    hidden: bool = False  # how far the members are is not shown to a reader who has still to score
    conflicts: int = 0  # that members declared, and HR has not decided on
    sift_opened_at: datetime | None = None
    sift_due_on: date | None = None
    released_at: datetime | None = None
    decided: int = 0
    day: int | None = None  # the first of the interviews
    day_sent: bool = False
    day_asked: bool = False  # a candidate asks for another time
    held_finals: int = 0  # outcomes after the interview that nobody was told of
    referees: list[RefereeProgress] = field(default_factory=list)
    people: list[PersonProgress] = field(default_factory=list)

    @property
    def sheets_in(self) -> bool:
        """Whether every scoring member has sent in their sheets."""
        scoring = [member for member in self.members if member.total]
        return bool(scoring) and all(member.submitted for member in scoring)

    @property
    def waits_for_scores(self) -> bool:
        """Whether members have still to send theirs in, and the reader may know who."""
        return bool(self.sift_opened_at) and self.released_at is None and not self.sheets_in and not self.hidden

    @property
    def stage(self) -> int:
        """The place in STAGES; len(STAGES) when the vacancy has ended."""
        state = Vacancy.State
        if self.vacancy.state in NOT_OUT:
            return 0
        if self.vacancy.state in (state.FILLED, state.UNFILLED, state.WITHDRAWN):
            return len(STAGES)
        if self.vacancy.state == state.PUBLISHED:
            return 1
        if self.released_at is None:
            return 2
        states = {person.state for person in self.people}
        if State.ACCEPTED in states:
            return 5
        return 4 if states & {State.RECOMMENDED, State.OFFERED} else 3

    @property
    def stage_name(self) -> str:
        """The stage in a word."""
        if self.vacancy.state == Vacancy.State.PUBLISHED:
            return "Open"
        if self.stage == len(STAGES):
            return self.vacancy.get_state_display()
        if self.stage == len(STAGES) - 1 and not any(person.checks_open for person in self.people):
            return "Sign-off"
        return self.vacancy.get_state_display() if self.stage == 0 else STAGES[self.stage]
