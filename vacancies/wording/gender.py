"""Words that research found to be coded by sex (L04). For information: it never stops anything. No Django.

Stems: Gaucher, Friesen and Kay (2011), Journal of Personality and Social Psychology 101(1), 109 to 128. Left out are
those that mean something else in a school: children, SEN support, inclusion, trust, responsible for, commitment to
safeguarding, lead, individual plans, principal, objectives, analysing data, independent learning, challenging
behaviour, understanding.
"""

from __future__ import annotations

import re
from datetime import datetime

from vacancies.wording.remark import GP, Found, check, remark
from vacancies.wording.subject import Kind, Place, Subject
from vacancies.wording.text import MOST

FEMININE = """
affectionate cheer communal compassion considerate empath flatter gentle honest interdependen interpersona
kindness kindly loyal modesty nag nurtur pleasant polite quiet sensitiv submissive sympath tender warm whin
enthusias yield
"""
MASCULINE = """
adventurous aggress ambitio assert athlet autonom battle boast champion compet confident courag decisive defend
domina dominant driven fearless fight greedy headstrong head-strong hierarch hostil impulsive intellect
outspoken persist reckless self-confiden self-relian self-sufficien stubborn superior unreasonab
"""
_ELSEWHERE = re.compile(r"confidential|competen|data-driven|sensitive (?:data|personal|information)|sensitive and conf")
ENOUGH = 4  # stems of one side, each counted once
TIMES = 3  # times as many as of the other side
WHOLE = Place(Kind.ADVERT, "whole", "The whole advert")


@check(
    "L04", "More words of one sex than of the other", GP, source="Gaucher, Friesen and Kay, 2011",
    about="Fair to everybody",
)  # fmt: skip
def coded(subject: Subject, at: datetime) -> Found:
    """One finding for the whole advert, when one side is far ahead."""
    told = [each for each in subject.everything if each.place.kind not in (Kind.STATEMENT, Kind.DOCUMENT)]
    text = _ELSEWHERE.sub(" ", " ".join(passage.text[:MOST] for passage in told).lower())
    feminine, masculine = _stems(text, FEMININE), _stems(text, MASCULINE)
    for name, many, few in (("masculine", masculine, feminine), ("feminine", feminine, masculine)):
        enough = ENOUGH if name == "masculine" else ENOUGH + 2  # caring words put off fewer people
        if len(many) >= enough and len(many) >= TIMES * max(len(few), 1):
            shown = ", ".join(f"“{word}”" for word in list(many.values())[:6])
            message = f"People read these words as {name}: {shown}. Some do not apply because of such words."
            yield remark("L04", message, WHOLE, suggestion="Say the same in plainer words.")


def _stems(text: str, stems: str) -> dict[str, str]:
    """Each stem that occurs, with the first word it occurs in."""
    seen: dict[str, str] = {}
    for match in re.finditer(rf"\b({'|'.join(stems.split())})[a-z-]*", text):
        seen.setdefault(match[1], match.group())
    return seen
