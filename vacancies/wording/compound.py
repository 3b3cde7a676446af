"""Whether a criterion holds two demands (L19). No Django.

Only what is plain is called so: "and/or", a semicolon between demands, more than 25 words, two demands each with its
own object, a list of demands after "including". A pair that shares its object ("plan and review support") is one.
"""

from __future__ import annotations

import re

from vacancies.wording.text import count_words, words

LONGEST = 25  # words
Span = tuple[int, int]

_HEADS = (
    r"(?:experience|knowledge|understanding|qualifications?|ability|skills?|commitment|willingness|track record|"
    r"awareness|certificate|degree|attitude)"
)
_SECOND_HEAD = re.compile(
    rf"(?:,\s*|\s)(?:and|as well as|plus)\s+(?:(?:the|an?|also)\s+)?(?:[\w-]+\s+){{0,2}}?{_HEADS}\b(?=\s+(?:of|to"
    r"|in|as|for|with)\b|\s*[.,;]|\s*$)",
    re.IGNORECASE,
)
_HEAD = words(_HEADS)
_VERBS_TEXT = """
lead run write plan teach manage build use work support review monitor chair train coach assess analyse keep
explain listen ask apply prepare deliver set track hold help advise communicate develop organise present produce
report understand know make take give
"""
_VERBS = _VERBS_TEXT.split()
_IRREGULAR = {"run": "running", "plan": "planning", "set": "setting", "track": "tracking"}


def _form(suffix: str) -> str:
    """The verbs in one form, longest first."""
    if suffix == "s":
        forms = [
            f"{verb[:-1]}ies" if verb == "apply" else f"{verb}{'es' if verb.endswith('ch') else 's'}" for verb in _VERBS
        ]
    elif suffix == "ing":
        forms = [_IRREGULAR.get(verb) or (verb.removesuffix("e")) + "ing" for verb in _VERBS]
    else:
        forms = list(_VERBS)
    return "|".join(sorted(forms, key=len, reverse=True))


_SAME = re.compile(r"\b(?:them|it|these)$")  # "makes decisions and takes responsibility for them"
_SHARED = re.compile(rf"\bto\s+\w+$|\b(?:{_form('ing')})$", re.IGNORECASE)  # "to plan and review support": one object
# "Runs annual reviews and writes requests": both verbs in one form, each with words of its own.
_TWO_VERBS = [
    re.compile(
        rf"^\W*(?:{lead})(?:{_form(suffix)})\b(?P<first>(?:\s+[\w’'/-]+){{{least},12}}?),?\s+and\s+(?:also\s+)?(?:{_form(suffix)})\b(?:\s+[\w’'/-]+){{2,}}",
        re.IGNORECASE,
    )
    for lead, suffix, least in (
        ("", "s", 2),
        (r"(?:experience (?:of|in) |skilled (?:at|in) |good at )?", "ing", 2),
        (r"(?:can |able to |is able to |(?:the |an )?ability to |capacity to )", "", 1),
    )
]
_NOUNS_IN_ING_TEXT = """
learning teaching training reading writing spelling hearing safeguarding wellbeing well-being funding planning
meeting understanding reasoning during screening counselling bullying nothing something spring morning evening
setting building being
"""
_NOUNS_IN_ING = frozenset(_NOUNS_IN_ING_TEXT.split())
_AND_ABLE = re.compile(  # "Understands data and is able to lead"; "qualified teacher status and the NPQ"
    r"(?<=\w)\s+and\s+(?:also\s+)?(?:is able to|able to|can|has the ability to)\s"
    r"|(?:qualified teacher status|\bQTS)\s+and\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:NPQ|degree|NASENCO|qualification)",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\bincluding\b(.*)$", re.IGNORECASE | re.DOTALL)


def two_in_one(text: str) -> tuple[Span, str] | None:
    """Where a second demand begins, and why it is called one; None for a single demand."""
    why = "The panel cannot give one score for two things."
    if match := re.search(r"\band\s?/\s?or\b", text, re.IGNORECASE):
        return match.span(), "With “and/or” nobody can say when it is met."
    if match := re.search(r";(?=\s*\w)", text):
        return match.span(), why
    if span := _two_heads(text):
        return span, why
    if (match := _AND_ABLE.search(text)) and count_words(text[: match.start()] + match.group()) > 4:
        return match.span(), why
    for pattern in _TWO_VERBS:
        if (match := pattern.search(text)) and not _SHARED.search(match["first"]) and not _SAME.search(match.group()):
            return (match.end("first"), match.end()), why
    if (match := _INCLUDING.search(text)) and _demands(match[1]) > 1:
        return match.span(), why
    if (count := count_words(text)) > LONGEST:
        return (0, len(text)), f"It has {count} words. A criterion this long asks for more than one thing."
    return None


def _two_heads(text: str) -> Span | None:
    """The second of two demands: "The SENCo qualification and significant managerial experience"."""
    for match in _SECOND_HEAD.finditer(text):
        before = text[: match.start()].strip()
        heads = list(_HEAD.finditer(before))
        if not heads:
            continue
        if heads[-1].end() == len(before):  # "knowledge and skills": one demand in two words, or a paper and a practice
            if count_words(before) > 2 and _other_kind(heads[-1].group(), match.group()):
                return match.span()
        elif count_words(before[heads[0].end() :]) >= 2:
            return match.span()
    return None


def _other_kind(first: str, second: str) -> bool:
    """A paper and a practice, which are proved in different ways."""
    paper = re.compile(r"qualification|certificate|degree", re.IGNORECASE)
    return bool(paper.search(first)) and not paper.search(second)


def _demands(listed: str) -> int:
    """How many demands a list names: abilities, and things done to something."""
    gerunds = [word for word in re.findall(r"\b[\w-]+ing\b(?=\s+\w+)", listed.lower()) if word not in _NOUNS_IN_ING]
    return len(gerunds) + len(re.findall(r"\bability\b", listed.lower()))
