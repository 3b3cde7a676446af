"""The trade's own names for sections of a person specification and for the columns of its tables."""

from __future__ import annotations

import re

_SECTION_WORDS = re.compile(
    r"(?:(?:professional|personal|general|specialist|relevant|essential|additional|further|other"
    r"|practical|special|key|job[- ]related|physical|core|teaching|work(?:ing)?|previous|background|subject|the)\s+)*"
    r"(?:qualifications?|training|education(?:al)?|experience|knowledge|understanding|skills?"
    r"|abilit(?:y|ies)|aptitudes?|attributes?|qualities"
    r"|competenc(?:y|ies|es)|behaviours?|values|attitudes?|disposition|motivation|circumstances"
    r"|requirements?|equal(?:ity|ities)?(?: opportunities)?"
    r"|equal opportunities|diversity|inclusion|safeguarding|commitment|communication"
    r"|leadership(?: and management)?|management|development|attainments?|achievements?"
    r"|physical|interests|other|general|professional|personal|characteristics|style|professionalism"
    r"|health|ethos|teamwork|ict|it|technical|practice|child protection|accreditation|background|traits?)"
    r"(?:\s*(?:,|&|/|and|\+|-|–)+\s*|\s+|$)",
    re.IGNORECASE,
)
_COLUMN_WORDS = re.compile(
    r"\b(?:criteri(?:a|on)|essential|desirable|assessed(?: by)?|how|method|requirements?|no|number|ref"
    r"|e|d|evidence|identified|attributes?|of|or|and|assessment|by|description|category|factors?|items?"
    r"|competency|standards?|area|aspect|heading|section|theme|person|specification"
    r"|source|where|how|will|we|this|be|to|through|means|measured|tested|check(?:ed)?|evidenced|stage|must|nice|have"
    r"|ess|des|required|preferred|what|job|selection)\b"
    r"|[/|:.()\s✓-]",
    re.IGNORECASE,
)


def is_section_name(text: str) -> bool:
    """Whether a text is made of the words that name sections, and of nothing else."""
    if len(text) > 120:
        return False
    plain = re.sub(r"\s*[(\[].*[)\]]$", "", text.strip(" :."))
    rest = plain
    while rest:
        found = _SECTION_WORDS.match(rest)
        if not found:
            return False
        rest = rest[found.end() :]
    return bool(plain) and len(plain.split()) <= 8


def is_column_head(text: str) -> bool:
    """Whether a text is the headings of columns run together, or one of them."""
    words = [w for w in _COLUMN_WORDS.sub(" ", text).split() if w not in {"A", "I", "P", "R", "T", "C"}]
    return not words
