"""The words by which schools name the parts of a pack, its facts, and the columns of its tables.

These are the trade's own headings and labels, not the wording of any one school.
"""

from __future__ import annotations

import re
from enum import Enum

from vacancies.packs.sources.characters import tidy


class Part(Enum):
    """The parts of a pack."""

    FRONT = "front"
    DUTIES = "duties"
    SPECIFICATION = "specification"
    SELECTION = "selection"
    LEGAL = "legal"
    LETTER = "letter"
    OTHER = "other"


def _heads(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


_SPECIFICATION = _heads(
    r"\bperson(?:al|nel)?[ -]+spec(?:ification)?s?\b",
    r"\b(?:person|candidate|employee) (?:profile|specification|criteria)\b",
    r"^selection criteria\b",
    r"^(?:the )?(?:essential|desirable)(?: and (?:essential|desirable))? (?:criteria|requirements"
    r"|attributes|skills)\b",
    r"^essential ?(?:/|and) ?desirable\b",
)
_JOB = _heads(
    r"\b(?:job|role|post) (?:description|profile|specification|outline)\b",
    r"\bdescription of (?:the )?(?:role|post|job)\b",
)
_DUTIES = _heads(
    r"\b(?:duties|responsibilities|accountabilities|key tasks|main tasks|principal tasks)\b",
    r"^(?:main |overall |core |key |job |the )?(?:job )?purpose\b",
    r"^overall (?:responsibility|purpose)",
    r"^(?:areas? of responsibility|key areas|main activities|role summary|job summary"
    r"|summary of (?:the )?(?:role|post|job))\b",
    r"^purpose of (?:the )?(?:job|role|post)\b",
    r"^(?:what|how) (?:you|the post ?holder)(?:['’]ll| will| would)?\b.{0,25}\bdo(?:ing)?\b",
    r"^(?:your|day[- ]to[- ]day) (?:role|duties|responsibilities|tasks)",
    r"^(?:the role|the post|overview|job content|key result areas|scope)$",
)
_SELECTION = _heads(
    r"\b(?:selection|recruitment|application|interview|shortlisting) (?:process|procedure|timetable"
    r"|timeline|deadline|details|arrangements|schedule)\b",
    r"^(?:how|where|when) to apply\b",
    r"^(?:key|important) dates\b",
    r"^timetable(?: (?:for|of)\b.*)?$",
    r"^(?:to apply|apply|applying)\b",
    r"^applications?$",
    r"^(?:viewings?|visits?(?: to the school)?|visiting|closing date|interviews?(?: date| day)?"
    r"|references|shortlisting)$",
    r"^completing (?:your|the) application\b",
    r"^(?:selection|recruitment) (?:and|&)\b",
    r"^timescale",
)
_LEGAL = _heads(
    r"\bsafer recruitment\b",
    r"\bpre[- ]employment\b",
    r"^equal(?:ity|ities)?(?: (?:and|&) .{1,30}| opportunit\w+| statement| policy)*$",
    r"\bdata protection\b",
    r"\bgdpr\b",
    r"\bprivacy\b",
    r"\bdisclosure (?:and|&) barring\b",
    r"\brehabilitation of offenders\b",
    r"\bdbs\b",
    r"\bsafeguarding (?:statement|commitment|notice|and|children|our)\b",
    r"^safeguarding$",
    r"\bchild protection statement\b",
    r"^(?:terms and )?conditions(?: of (?:service|employment|appointment))?$",
    r"\bemployment matters\b",
    r"^notes?$",
    r"^(?:health (?:and|&) safety|confidentiality|online search(?:es)?|no[- ]smoking"
    r"|environmental) (?:statement|policy)\b",
    r"\bconditions of (?:service|employment)\b",
    r"^(?:amendments?|disclaimer|signatures?|declaration)\b",
    r"^reviews?(?: date| arrangements| (?:and|&) .{1,30}| of (?:this|the) (?:job|role|post)\b.*)?$",
    r"^(?:equality|diversity)\b.*statement",
    r"^(?:right to work|probation(?:ary period)?|special conditions|variation in (?:the )?role)\b",
)
_OTHER = _heads(
    r"\bwe (?:can )?offer\b",
    r"^(?:what )?(?:we|our|us|you)\b.*\b(?:offer|benefits)\b",
    r"\bbenefits\b",
    r"^why (?:work|join|choose)\b",
    r"^about (?:us|the|our)\b",
    r"^(?:our|the) (?:school|trust|academy|vision|values|ethos|team|pupils)\b",
    r"^welcome\b",
    r"\blooking for\b",
    r"^who we are\b",
    r"^(?:school )?context$",
    r"^(?:vision|mission|values|ethos)(?: (?:and|&) (?:vision|mission|values|ethos))*(?: statement)?$",
    r"^background\b",
    r"^advert(?:isement)?$",
    r"^vacancy$",
    r"^introduction\b",
    r"^(?:letter|message) from\b",
    r"^(?:the )?(?:ideal|successful) candidate",
    r"^what (?:you|we)\b",
    r"^(?:contents|the area|location)$",
    r"^contact(?: us| details)?$",
)

_PLACE_IN_PACK = re.compile(r"^(?:appendix|annex|part|section|document)\s+(?:\d+|[A-Z])\s*[:.–—-]\s*", re.IGNORECASE)
GREETING = re.compile(r"^dear\b.{0,60}$", re.IGNORECASE)
FAREWELL = re.compile(
    r"^(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm|with) (?:regards|wishes)|with (?:best"
    r"|kind|warm) wishes)\b",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"\bsign(?:ed|ature)\b|_{4,}|…{3,}|\.{6,}|^(?:print )?name:?$|^(?:date|dated):?\s*(?:[_.…/\s]*)$"
    r"|^review(?:ed)? (?:date|by)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"^(?:last|next|date of|annual)? ?(?:review|updated|issued?|version|prepared|approved)\b.{0,40}"
    r"(?::|\b\d{1,2}[./-]\d|\b(?:19|20)\d\d\b)|^(?:version|issue):? v?\d",
    re.IGNORECASE,
)


def part_named(text: str) -> Part | None:
    """The part a heading opens, or None where the heading belongs to whatever part it stands in."""
    plain = _PLACE_IN_PACK.sub("", tidy(text)).strip(" :–-.")
    if not plain or len(plain) > 110 or len(plain.split()) > 14:
        return None
    short = len(plain.split()) <= 8
    if _JOB.search(plain) and len(plain.split()) <= 14:
        return Part.DUTIES
    if _SPECIFICATION.search(plain):
        return Part.SPECIFICATION
    for part, pattern in (
        (Part.LEGAL, _LEGAL),
        (Part.SELECTION, _SELECTION),
        (Part.DUTIES, _DUTIES),
        (Part.OTHER, _OTHER),
    ):
        if short and pattern.search(plain):
            return part
    return None


def names_job(text: str) -> bool:
    """Whether a heading says 'job description' or the like."""
    return bool(_JOB.search(text))


def names_specification(text: str) -> bool:
    """Whether a heading says 'person specification' or the like."""
    return bool(_SPECIFICATION.search(text))


def is_signature(text: str) -> bool:
    """Whether a line is there to be signed or dated, or says when the document was reviewed."""
    return bool(SIGNATURE.search(text)) and len(text) < 160 or bool(_REVIEW.search(text)) and len(text) < 90
