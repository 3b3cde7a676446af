"""What the heading of a table's column means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from vacancies.packs.reading.methods import (
    UNSAID,
    Assessed,
    Legend,
    importance_word,
    is_methods_only,
    legend_entries,
    methods_in,
    read_codes,
)
from vacancies.packs.reading.tags import importance_only
from vacancies.packs.sources.characters import tidy


class Role(Enum):
    """What a column holds."""

    NUMBER = "number"
    CATEGORY = "category"
    TEXT = "text"
    ESSENTIAL = "essential"
    DESIRABLE = "desirable"
    IMPORTANCE = "importance"
    METHODS = "methods"
    METHOD = "method"
    NONE = "none"


_IMPORTANCE_HEADS = {Role.ESSENTIAL, Role.DESIRABLE, Role.IMPORTANCE}
_METHOD_HEADS = {Role.METHODS, Role.METHOD}
STRONG = _IMPORTANCE_HEADS | _METHOD_HEADS
_ASSESSED = re.compile(
    r"\b(?:assess\w*|identif\w*|test(?:ed|ing)|evidenced?|measur\w*|method|source|verif\w*"
    r"|demonstrat\w*|judged|means|where|how (?:will|do|we|is|are)|stage|a/i\S*)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\be(?:ss(?:ential)?)?\s*(?:/|or|&|and|\|)\s*d(?:es(?:irable)?)?\b|^(?:importance|status|priority"
    r"|rating|e\s*/\s*d)$",
    re.IGNORECASE,
)
_LONGEST_HEAD = 200  # characters of a column's heading, a key in it included
_NUMBER_HEAD = re.compile(r"(?:no|num|number|ref|reference|#|item|s/?n)\.?", re.IGNORECASE)
_TEXT_HEAD = re.compile(
    r"\b(?:criteria|criterion|requirements?|attributes?|descriptions?|qualit(?:y|ies)|competenc(?:y"
    r"|ies)|factors?|category|categories|areas?|skills?"
    r"|specification|elements?|details|standards?|qualifications?|experience|knowledge|personal"
    r"|aspects?|essential|desirable)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Column:
    """A column's role; `assessed` is what a mark in a column of one method means."""

    role: Role
    assessed: Assessed = UNSAID
    listed: bool = False  # an Essential or Desirable column that holds criteria, not marks
    coded: bool = False  # one whose marks are the methods themselves, as codes or words


def head_meaning(text: str, legend: Legend, beside: frozenset[str]) -> Column | None:
    """What a column heading means, or None. `beside` are the other headings of the row."""
    plain = tidy(text).strip(" :*✓✔√☑")
    if not plain or len(plain) > _LONGEST_HEAD or len(plain.split()) > 14:
        return None
    if _BOTH.search(plain) and len(plain) <= 40:
        return Column(Role.IMPORTANCE)
    bare = re.sub(r"\s*[(\[].*?[)\]]", "", plain).strip(" :") or plain
    if plain in legend.methods and not (plain in {"E", "D"} and {"E", "D"} <= beside | {plain}):
        return Column(Role.METHOD, Assessed((legend.methods[plain],)))
    level = importance_only(bare)
    if level or importance_word(bare) and len(bare.split()) <= 3:
        return Column(Role.ESSENTIAL if (level or importance_word(bare)) == "essential" else Role.DESIRABLE)
    if _NUMBER_HEAD.fullmatch(bare):
        return Column(Role.NUMBER)
    if is_methods_only(bare) and len(bare.split()) <= 4:
        return Column(Role.METHOD, Assessed(methods_in(bare)))
    if (
        _ASSESSED.search(plain)
        and len(bare.split()) <= 9
        or len(legend_entries(plain)) >= 2
        and not importance_word(plain)
    ):
        keyed = all(importance_word(meaning) for _, meaning in legend_entries(plain))
        if not legend_entries(plain) or not keyed or _ASSESSED.search(bare):
            return Column(Role.METHODS)
    codes = read_codes(plain, legend)
    if codes is not None and len(plain) <= 3:
        return Column(Role.METHOD, codes)
    return Column(Role.TEXT) if _TEXT_HEAD.search(plain) else None
