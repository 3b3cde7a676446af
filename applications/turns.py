"""What later stages ask of a candidate who has sent an application: answer an offer, agree to a reference.

A stage registers a function here; the candidate's page and list show what it yields, and what others do for the
application meanwhile. It may only say what the candidate has been told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from applications.models import Application


@dataclass(frozen=True)
class CandidateTurn:
    """One thing for the candidate to do. `button` is the words of its button: "Answer the offer"."""

    what: str  # "Say whether you accept the offer"
    button: str
    url: str
    by: date | None = None


@dataclass(frozen=True)
class CandidateLink:
    """A page of a later stage that stays within reach: "Your interview", with its day, or `words` of its own."""

    what: str
    on: date
    url: str
    words: str = ""


@dataclass(frozen=True)
class OthersTurn:
    """Something that others do for the application: "Reference", "Graham Tillotson", "Asked 3 December"."""

    what: str
    who: str
    when: str


Ask = Callable[[Application], Iterable[CandidateTurn]]
Others = Callable[[Application], Iterable[OthersTurn]]
Links = Callable[[Application], Iterable[CandidateLink]]
_asks: list[Ask] = []
_others: list[Others] = []
_links: list[Links] = []


def register(ask: Ask) -> None:
    """Add a function (from AppConfig.ready)."""
    _asks.append(ask)


def turns_of(application: Application) -> list[CandidateTurn]:
    """Everything that waits for the candidate, soonest first."""
    found = [turn for ask in _asks for turn in ask(application)]
    return sorted(found, key=lambda turn: turn.by or date.max)


def register_others(others: Others) -> None:
    """Add a function that yields what others do (from AppConfig.ready)."""
    _others.append(others)


def others_of(application: Application) -> list[OthersTurn]:
    """What waits for others, or has come from them, as far as the candidate may know it."""
    return [each for others in _others for each in others(application)]


def register_links(links: Links) -> None:
    """Add a function that yields pages for the side of the candidate's page (from AppConfig.ready)."""
    _links.append(links)


def links_of(application: Application) -> list[CandidateLink]:
    """Every page of later stages that the candidate may open now, soonest first."""
    return sorted((link for each in _links for link in each(application)), key=lambda link: link.on)
