"""What a candidate is told of each criterion: a first draft, and what must not stand in it. No Django.

Feedback speaks of one person's application and nobody else's: no rank, no number of candidates, no comparison.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST = 3  # strengths in a draft
LENGTH = 600  # characters for one criterion
STRONG = "Your application showed this clearly."
LACKING = "Your application did not give us enough evidence of this."
_OTHERS = re.compile(
    r"\b(?:other|another|stronger|better|weaker|remaining|successful)\s+(?:candidates?|applicants?|applications?)\b"
    r"|\b(?:than|of|among|by)\s+(?:the\s+)?(?:others?|rest)\b"
    r"|\b(?:rank(?:ed|ing)?|shortlisted\s+\d+|\d+(?:st|nd|rd|th)\s+(?:of|out|place)|(?:bottom|top)\s+of\s+the\s+list)\b"
    r"|\bcandidate\s+\d+\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """One criterion in the feedback."""

    criterion: int
    strength: bool
    words: str


def drafts(*, lacking: Sequence[int], means: Mapping[int, Fraction], good: Fraction) -> list[Line]:
    """Return a first draft: what a refusal rests on, then up to three criteria at `good` or above, the best first.

    Strengths are for the candidate's sake, so they come from their own scores and say no figure.
    """
    found = [Line(each, False, LACKING) for each in lacking]
    strong = sorted((each for each, mean in means.items() if mean >= good and each not in lacking),
                    key=lambda each: -means[each])  # fmt: skip
    return found + [Line(each, True, STRONG) for each in strong[:MOST]]


def about_others(words: str) -> str:
    """Return the first words that compare the candidate with others or give a rank; "" where there are none."""
    found = _OTHERS.search(words)
    return found.group(0) if found else ""
