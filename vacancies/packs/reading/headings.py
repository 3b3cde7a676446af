"""Which paragraphs are headings, and which only lead into the list under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vacancies.packs.document import Block, Paragraph
from vacancies.packs.reading.vocabulary import names_job, names_specification, part_named

_SENTENCE = re.compile(
    r"\b(?:will|shall|should|must|is|are|has|have|includes?|including|following|may)\b", re.IGNORECASE
)
_NAMES_PART = re.compile(
    r"^(?:the )?(?:job|role) (?:description|profile)\b(?! (?:is|will|may|and) )"
    r"|^(?:the )?person(?:nel)? specification (?:for|of|[-–—:])"
    r"|[-–—:] (?:job description|role profile|person(?:nel|al)? spec(?:ification)?)$",
    re.IGNORECASE,
)
_ACRONYM = 4  # letters up to which capitals are an abbreviation (QTS, HLTA)
_OPENS_VERB = re.compile(r"\b(?:to|by)\s*:?$", re.IGNORECASE)
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
        following = _past_stem(blocks, position)
        plain = following is not None and not following.is_item and _stand_over_plain_lines(blocks, block)
        return _numbered_heading(block, following, plain)
    if _ENDS_SENTENCE.search(text):
        return False
    if _LABELLED.search(text) and not (words <= 12 and (names_job(text) or names_specification(text))):
        return text.endswith(":") and following is not None and following.is_item
    if words <= 14 and (block.emphasis or text.isupper() and len(text) > _ACRONYM):
        return True
    if text.endswith(":"):
        return words <= 8 or following is not None and following.is_item
    if words <= 8 and part_named(text) or words <= 14 and _NAMES_PART.search(text):
        return True
    if following is None or text[0].islower():
        return False
    return words <= 12 and following.is_item or words <= 8 and is_stem(following.text)


def group_heads(blocks: Sequence[Block]) -> set[int]:
    """Positions of short plain lines, each right over a group of lines, where white space stands between groups."""
    heads: set[int] = set()
    for i, block in enumerate(blocks):
        after = _next_paragraph(blocks, i)
        if not isinstance(block, Paragraph) or not block.apart or block.is_item or after is None or after.apart:
            continue
        if len(block.text.split()) <= 7 and block.text[:1].isupper() and not _ENDS_SENTENCE.search(block.text):
            heads.add(i)
        elif not is_stem(block.text):
            return set()  # some group opens with a line like those under it
    return heads if len(heads) > 1 else set()


def is_stem(text: str) -> bool:
    """Whether a heading is the opening of a sentence that its list completes, and so names nothing."""
    plain = text.rstrip()
    return plain.endswith(":") and bool(_SENTENCE.search(plain)) or bool(_OPENS_VERB.search(plain))


def may_have_lost_bullet(text: str) -> bool:
    """Whether a plain line right under a stem reads as an item rather than as a heading."""
    return len(text.split()) > 9 or bool(_ENDS_SENTENCE.search(text))


def _next_paragraph(blocks: Sequence[Block], position: int) -> Paragraph | None:
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    return following if isinstance(following, Paragraph) else None


def _past_stem(blocks: Sequence[Block], position: int) -> Paragraph | None:
    """What stands under a heading, past the opening of a sentence that its list completes."""
    following = _next_paragraph(blocks, position)
    stem = following is not None and not following.is_item and is_stem(following.text)
    return _next_paragraph(blocks, position + 1) if stem else following


def _stand_over_plain_lines(blocks: Sequence[Block], block: Paragraph) -> bool:
    """Whether it and most numbers of its kind, not only the last of a list, stand over lines without any."""
    kind = str.isupper if (block.number or "").isupper() else str.isdigit
    alike = [i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.number is not None and kind(b.number)]
    over = [i for i in alike if (after := _next_paragraph(blocks, i)) is not None and _is_plain(after)]
    return len(over) > 1 and len(over) * 3 >= len(alike) * 2


def _is_plain(paragraph: Paragraph) -> bool:
    return not (paragraph.is_item or paragraph.emphasis or paragraph.heading)


def _numbered_heading(block: Paragraph, following: Paragraph | None, heads_plain: bool) -> bool:
    """A numbered line is a heading over its own sub-numbers or bullets, or when in capitals or bold."""
    words = len(block.text.split())
    if words > 14 or _ENDS_SENTENCE.search(block.text):
        return False
    if block.number is not None and block.number.islower() and not block.emphasis:
        return False  # a), i): the parts of something
    if block.text.isupper() and words > 1 or block.emphasis:
        return True
    if following is None:
        return False
    if not following.is_item and words <= 10:
        return heads_plain or words <= 8 and bool(part_named(block.text))
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
