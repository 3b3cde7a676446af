"""Which paragraphs are headings, and which only lead into the list under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vacancies.packs.document import Block, Paragraph
from vacancies.packs.reading.vocabulary import part_named

_SENTENCE = re.compile(
    r"\b(?:will|shall|should|must|is|are|has|have|includes?|including|following|may)\b", re.IGNORECASE
)
_LABELLED = re.compile(r"^[^:]{2,60}:\s+\S")
_ENDS_SENTENCE = re.compile(r"[.;,!?]$")


def is_heading(blocks: Sequence[Block], position: int) -> bool:
    """Whether the paragraph at a position stands over what follows it."""
    block = blocks[position]
    if not isinstance(block, Paragraph) or block.bullet or not block.text:
        return False
    text, words = block.text, len(block.text.split())
    if block.heading and words <= 25:
        return True
    following = _next_paragraph(blocks, position)
    if block.number is not None:
        return _numbered_heading(block, following)
    if _ENDS_SENTENCE.search(text):
        return False
    if _LABELLED.search(text):
        return text.endswith(":") and following is not None and following.is_item
    if words <= 14 and (block.emphasis or text.isupper()):
        return True
    if text.endswith(":"):
        return words <= 8 or following is not None and following.is_item
    if words <= 8 and part_named(text):
        return True
    return words <= 12 and following is not None and following.is_item and not text[0].islower()


def is_stem(text: str) -> bool:
    """Whether a heading is the opening of a sentence that its list completes, and so names nothing."""
    return text.rstrip().endswith(":") and bool(_SENTENCE.search(text))


def may_have_lost_bullet(text: str) -> bool:
    """Whether a plain line right under a stem reads as an item rather than as a heading."""
    return len(text.split()) > 9 or bool(_ENDS_SENTENCE.search(text))


def _next_paragraph(blocks: Sequence[Block], position: int) -> Paragraph | None:
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    return following if isinstance(following, Paragraph) else None


def _numbered_heading(block: Paragraph, following: Paragraph | None) -> bool:
    """A numbered line is a heading over its own sub-numbers or bullets, or when in capitals or bold."""
    words = len(block.text.split())
    if words > 14 or _ENDS_SENTENCE.search(block.text):
        return False
    if block.text.isupper() and words > 1 or block.emphasis:
        return True
    if following is None:
        return False
    if following.number is not None:
        opens = following.number in {"1", "a", "i"} and following.number != block.number
        return following.number.startswith(f"{block.number}.") or opens and words <= 6
    if following.bullet:
        return True
    return words <= 8 and bool(part_named(block.text))


def heading_text(paragraph: Paragraph) -> str:
    """A heading as printed, its number before it and its closing colon gone."""
    text = paragraph.text.rstrip()
    label = re.match(r"^([^:]{3,70}):\s+\S", text)
    if label and len(label.group(1).split()) <= 8:
        text = label.group(1)
    text = text.rstrip(" :")
    return f"{paragraph.number}. {text}" if paragraph.number else text
