"""Slips of spelling that are certain in British English (L39). No Django.

A whole dictionary knows no school's words (dysregulation, ELSA, Makaton) and raises false alarms, so this holds what
is wrong in any text: common misspellings, American spellings, doubled words, an apostrophe in a plural.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vacancies.wording.misspellings import AMERICAN, MISSPELT
from vacancies.wording.text import cased_like


@dataclass(frozen=True)
class Slip:
    """A slip, with what is right; `sure` where nothing else can be meant."""

    start: int
    end: int
    right: str
    why: str
    sure: bool = True


_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_DOUBLED = re.compile(
    r"\b(the|and|of|to|in|for|with|a|an|is|be|on|by|or|are|as|at|from|this"
    r"|their)\s+\1\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:some|all|many|most|these|those|both|other|few|several)\s+(?P<word>(?:pupil|student|teacher|parent"
    r"|carer|governor|school|adult|learner)[’']s)\b(?=\s+(?:face|have|are|who|with|and|to|in|need|make|do|can"
    r"|will|learn|feel|from|that)\b)",
    re.IGNORECASE,
)
_PRACTISE = re.compile(
    r"\b(?:best|good|excellent|effective|outstanding|inclusive|classroom|own|teaching|safe|current|professional"
    r"|of|code of|in)\s+(?P<word>practise)\b(?!\s+(?:their|the|his|her|skills|what))",
    re.IGNORECASE,
)
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), right)
    for pattern, right in (
        (r"\bpersonal specification\b", "person specification"),
        (r"\bpersons? specifications?\b(?<!person specification)(?<!person specifications)", "person specification"),
        (r"\benhances(?= (?:certificate|check|disclosure|DBS))", "enhanced"),
        (r"\bexcepted to\b(?= (?:work|teach|lead|attend|take|have|be))", "expected to"),
        (r"\bsafe guarding\b", "safeguarding"),
        (r"\bpre-?requiste\b", "prerequisite"),
        (r"\bCV's\b", "CVs"),
    )
)


def slips(text: str) -> Iterator[Slip]:
    """The slips of `text`, in no order."""
    for match in _WORD.finditer(text):
        word = match.group()
        plain = word.lower().replace("’", "'")
        if (right := MISSPELT.get(plain)) is not None:
            yield Slip(match.start(), match.end(), cased_like(right, word), "It is not spelt like this.")
        elif (right := AMERICAN.get(plain)) is not None and not _is_name(text, match):
            yield Slip(match.start(), match.end(), cased_like(right, word), "This is American spelling.")
    for match in _DOUBLED.finditer(text):
        yield Slip(match.start(), match.end(), match[1], "The word stands twice.")
    for match in _PLURAL.finditer(text):
        word = match["word"]
        yield Slip(*match.span("word"), re.sub(r"[’']s$", "s", word), "A plural has no apostrophe.")
    for match in _PRACTISE.finditer(text):
        yield Slip(*match.span("word"), cased_like("practice", match["word"]), "The noun is “practice”.")
    for pattern, right in _PHRASES:
        for match in pattern.finditer(text):
            yield Slip(match.start(), match.end(), cased_like(right, match.group()), "It is not called so.")
    if text.count("(") > text.count(")"):
        place = _unclosed(text)
        yield Slip(place, place + 1, "", "This bracket is not closed.", sure=False)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """A capital inside a sentence: "the Center for Autism"."""
    before = text[: match.start()].rstrip()
    return match.group()[0].isupper() and bool(before) and before[-1] not in ".!?:•"


def _unclosed(text: str) -> int:
    """The last bracket that nothing closes."""
    open_at: list[int] = []
    for place, character in enumerate(text):
        if character == "(":
            open_at.append(place)
        elif character == ")" and open_at:
            open_at.pop()
    return open_at[-1] if open_at else text.rfind("(")
