"""Facts that are told in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vacancies.packs.document import Block, Table
from vacancies.packs.reading.dates import closing_of, date_phrase, find_dates

_REPORTS = re.compile(
    r"\b(?:reports?|reporting|is (?:directly )?(?:responsible|accountable)"
    r"|accountable) (?:directly )?to (?P<to>(?:the )?[^.;]{3,160}?)(?:[.;]| and (?:is|will|has)\b"
    r"|, (?:and|who|the post)\b|$)",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\bclos(?:ing|es?)\b|\bdeadline\b|\b(?:applications?|forms?)\b.{0,80}\b(?:by|before|no later than"
    r"|submitted|received|returned)\b|\breturn(?:ed)?\b.{0,60}\bby\b|\bapply by\b",
    re.IGNORECASE,
)
_INTERVIEWS = re.compile(r"\binterviews?\b|\bselection day\b|\bassessment day\b", re.IGNORECASE)
_STARTS = re.compile(
    r"\b(?:start(?:ing|s)?(?: date)?|(?<!week )commenc(?:e|ing|es)|required (?:for|from)|(?:post|position"
    r"|role) (?:is )?(?:available )?from|to begin|take up (?:the )?post|join us|appointment from)\b",
    re.IGNORECASE,
)
_NOT_START = re.compile(r"\b(?:interview|clos|visit|year group)", re.IGNORECASE)
_NOT_A_MANAGER = re.compile(r"\bparents|governors and|concerns\b", re.IGNORECASE)
_LONGEST = 1500  # characters of a paragraph that may tell a fact


def told_facts(blocks: Sequence[Block]) -> Iterator[tuple[str, str | None, int | None]]:
    """Field, value and place, for what sentences say of closing, interview, start and reporting line."""
    for text, place in _texts(blocks):
        for sentence in re.split(r"(?<=[a-z\d)][.!?])\s+(?=[A-Z])", text):
            closes = _CLOSES.search(sentence)
            if closes is not None:
                yield "closing", closing_of(sentence[closes.start() :]) or closing_of(sentence), place
            yield "interview", _phrase_after(_INTERVIEWS, sentence), place
            if not _NOT_START.search(sentence):
                yield "start", _phrase_after(_STARTS, sentence), place
        yield "reports_to", _told_reports_to(text), place


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, int | None]]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                words = [p for c in row.cells for p in c.paragraphs if p.text]
                text = " ".join(p.text for p in words)
                if words and len(text) < _LONGEST:
                    yield text, words[0].place
        elif block.text and len(block.text) < _LONGEST:
            yield block.text, block.place


def _told_reports_to(text: str) -> str | None:
    """Whom a sentence says the post answers to."""
    found = _REPORTS.search(text) if len(text) < 700 else None
    if found is None or len(found["to"].split()) > 30 or _NOT_A_MANAGER.search(found["to"]):
        return None
    return found["to"].strip()


def _phrase_after(pattern: re.Pattern[str], sentence: str) -> str | None:
    found = pattern.search(sentence)
    if not found or len(sentence) > 400:
        return None
    phrase = date_phrase(sentence[found.end() : found.end() + 90])
    return phrase or (
        date_phrase(sentence[: found.start()][-60:]) if find_dates(sentence[: found.start()][-60:]) else None
    )
