"""What HR may do at the word of a candidate who gets letters by post, because nobody can sign in for them.

A later stage registers a function here that yields what the candidate may answer now, each with the service that does
it; HR's page "What the candidate told you" offers them, and services/on_behalf.py does one and keeps who heard it,
when and how. A candidate with an e-mail address acts for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from accounts.models import User
from applications.models import Application, OnBehalf
from core.display import plain_date

Marks = Mapping[tuple[str, int | None], OnBehalf]
Do = Callable[[User, str], object]
ENTERED = "Entered by HR on their behalf"


MOST_WORDS = 2000  # characters beside an answer


class Words(Enum):
    """Whether the service of an answer takes what the candidate said."""

    NONE = "none"  # it does not: what is typed stays with the record of who heard it
    TAKEN = "taken"
    NEEDED = "needed"


@dataclass(frozen=True)
class Answer:
    """One thing that the candidate may have told HR. `do(by, words)` raises StateError when it cannot be done now.

    What `do` returns, where it makes a row, is what the answer is then about.
    """

    act: OnBehalf.Act
    label: str  # "They accept the offer"
    do: Do
    about: int | None = None  # the row it is done to
    words: Words = Words.NONE
    hint: str = ""
    which: str = ""  # tells answers about the same row apart
    most: int = MOST_WORDS  # characters of words

    @property
    def key(self) -> str:
        """Its value on the page."""
        return ".".join(str(part) for part in (self.act, self.about, self.which) if part)


@dataclass(frozen=True)
class Elsewhere:
    """What HR enters for the candidate on a page of its own: "Enter the self-declaration that came on paper"."""

    what: str
    url: str


Ask = Callable[[Application], Iterable[Answer | Elsewhere]]
_asks: list[Ask] = []


def register(ask: Ask) -> None:
    """Add a function (from AppConfig.ready)."""
    _asks.append(ask)


def open_to(application: Application) -> tuple[list[Answer], list[Elsewhere]]:
    """Everything that the candidate may answer now, and what HR enters elsewhere."""
    found = [each for ask in _asks for each in ask(application)]
    return (
        [each for each in found if isinstance(each, Answer)],
        [each for each in found if isinstance(each, Elsewhere)],
    )


def may_answer(by: User, application: Application) -> bool:
    """Whether `by` is the candidate, or HR who may act at their word. Services ask it before they act."""
    return application.candidate_id == by.pk or by.has_perm("applications.speak_for", application)


def in_words(row: OnBehalf) -> str:
    """Return how it was told: "By phone on 3 March 2026, heard by Joan Peel. Entered by HR on their behalf"."""
    return f"{row.get_how_display()} on {plain_date(row.heard_on)}, heard by {row.heard_by}. {ENTERED}"


def rows_of(application: Application) -> Marks:
    """What was done at the candidate's word, by act and row, the newest of each; one query, none for who has e-mail."""
    if not application.on_paper_at:
        return {}
    return {(row.act, row.about): row for row in application.on_behalf.all()}


def shown_to(user: User, application: Application) -> list[OnBehalf]:
    """What was done at the candidate's word, for a page of HR; what they said beside it is for HR alone."""
    if not application.on_paper_at or not user.has_perm("applications.write_to", application):
        return []
    return list(application.on_behalf.select_related("recorded_by"))
