"""Small readings of English text that several checks share. No Django."""

from __future__ import annotations

import re

MOST = 20_000  # characters of one passage that are looked at

_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.!?;\n]|$)")
PUPILS = r"(?:pupils?|students?|child(?:ren)?|learners?|young (?:people|person)|famil(?:y|ies)|parents?)"


def words(pattern: str, *, case: bool = False) -> re.Pattern[str]:
    """A pattern of whole words, in any case unless `case`. Straight and curly apostrophes are the same."""
    return re.compile(rf"\b(?:{pattern.replace(chr(39), '[’' + chr(39) + ']')})", 0 if case else re.IGNORECASE)


def sentence_at(text: str, place: int) -> str:
    """The sentence of `text` that holds the character at `place`."""
    begin = max((text.rfind(mark, 0, place) for mark in ".!?;\n"), default=-1) + 1
    ends = [end for mark in ".!?;\n" if (end := text.find(mark, place)) != -1]
    return text[begin : min(ends, default=len(text))]


def sentences(text: str) -> list[str]:
    """The sentences of `text`."""
    return [part.strip() for part in _SENTENCE.findall(text[:MOST]) if part.strip()]


def count_words(text: str) -> int:
    """How many words `text` has."""
    return len(text.split())


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 criterion", "2 criteria"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def cased_like(word: str, model: str) -> str:
    """`word` with the capitals of `model`."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
