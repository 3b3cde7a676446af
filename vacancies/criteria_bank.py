"""Criteria to choose from where a pack has none, matched to its duties by their key terms. No Django.

The match is simple so that it can be shown: a criterion is offered because of a duty that holds one of its terms.
Nothing is chosen for anybody: each criterion has to be ticked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from vacancies.criteria_bank_rows import ROWS

METHODS = {
    "a": "application", "i": "interview", "t": "task", "p": "presentation", "r": "references", "c": "certificates",
}  # fmt: skip
ALWAYS = "*"
MOST_NAMED = 2  # duties that are named as the reason


@dataclass(frozen=True)
class BankCriterion:
    """A criterion of the bank. `code` stays the same as long as its words do."""

    code: str
    area: str
    text: str
    importance: str
    methods: tuple[str, ...]
    terms: str


@dataclass(frozen=True)
class Offer:
    """A criterion with the duties that call for it; none where it is for every SENCo or was not called for."""

    criterion: BankCriterion
    because: tuple[str, ...]
    called_for: bool


def _bank() -> tuple[BankCriterion, ...]:
    return tuple(
        BankCriterion(
            "-".join(re.findall(r"[a-z]+", text.lower())[:6]), area, text, importance,
            tuple(METHODS[letter] for letter in methods), terms,
        )
        for area, text, importance, methods, terms in ROWS
    )  # fmt: skip


BANK = _bank()
BY_CODE = {each.code: each for each in BANK}


def offers(duties: Iterable[str], there: Collection[str] = ()) -> list[Offer]:
    """The bank in its order, each with the duties that call for it. `there`: texts that the vacancy has already."""
    duties, taken = list(duties), {_plain(text) for text in there}
    return [_offer(each, duties) for each in BANK if _plain(each.text) not in taken]


def _offer(criterion: BankCriterion, duties: list[str]) -> Offer:
    if criterion.terms == ALWAYS:
        return Offer(criterion, (), called_for=True)
    because = [duty for duty in duties if re.search(criterion.terms, duty, re.IGNORECASE)]
    return Offer(criterion, tuple(because[:MOST_NAMED]), called_for=bool(because))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
