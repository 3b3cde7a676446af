"""Whether each criterion can be scored, and by what it is to be judged (L17 to L24, L33, L42)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from vacancies.numbering_check import skipped
from vacancies.wording.compound import two_in_one
from vacancies.wording.remark import DEFECT, GP, SPECIFICATION, Found, check, remark
from vacancies.wording.subject import Criterion, Kind, Subject
from vacancies.wording.text import plural, words

SCORING = "Criteria that can be scored"
PRACTICE = "Good practice"
MOST_ESSENTIAL = 20  # judged from one application
MOST = 30


@check(
    "L17", "No way to assess it", DEFECT, source="Plain error: the specification is fixed at publication", about=SCORING
)
def no_method(subject: Subject, at: datetime) -> Found:
    """Each criterion has a way to be assessed."""
    for criterion in subject.criteria:
        if not criterion.methods:
            yield remark("L17", "Nobody can score it. Say how you will assess it.", criterion.passage)


@check(
    "L18",
    "Essential or desirable?",
    DEFECT,
    source="Plain error: the specification is fixed at publication",
    about=SCORING,
)
def no_importance(subject: Subject, at: datetime) -> Found:
    """Each criterion is essential or desirable."""
    for criterion in subject.criteria:
        if not criterion.importance:
            yield remark("L18", "Candidates must know whether they need it. Choose one.", criterion.passage)


@check("L19", "Two things in one criterion", GP, source=PRACTICE, about=SCORING)
def compound(subject: Subject, at: datetime) -> Found:
    """One score cannot be given for two demands."""
    for criterion in subject.criteria:
        if found := two_in_one(criterion.text):
            span, why = found
            yield remark("L19", why, criterion.passage, span, suggestion="Split it into two, or cut it down to one.")


@check("L20", "Too many criteria", GP, source=PRACTICE, about=SCORING)
def too_many(subject: Subject, at: datetime) -> Found:
    """So many cannot each be judged well, and good people stay away."""
    essential = sum(each.importance == "essential" for each in subject.criteria)
    at_sift = sum(
        each.importance == "essential" and (not each.methods or "application" in each.methods)
        for each in subject.criteria
    )
    suggestion = "Make some desirable, or take some out."
    if at_sift > MOST_ESSENTIAL:
        message = (
            f"{at_sift} of the {essential} essential criteria are judged from the application. More than "
            f"{MOST_ESSENTIAL} cannot be judged well."
        )
        yield remark(
            "L20", message, SPECIFICATION, title=f"There are {essential} essential criteria", suggestion=suggestion
        )
    elif len(subject.criteria) > MOST:
        count = len(subject.criteria)
        message = f"More than {MOST} are hard to answer and hard to judge. People who could do the job do not apply."
        yield remark("L20", message, SPECIFICATION, title=f"There are {count} criteria", suggestion=suggestion)


_BEHAVIOUR = words(
    r"calm\w*|resilien\w+|tact(?:ful(?:ly)?)?|diploma(?:cy|tic)|team[\s-]+player|sense of humou?r|patience"
    r"|approachable|flexib(?:le|ility)"
    r"|(?:communicat|speak|present|explain|express)\w*[^.;]{0,30}\b(?:orally|verbally|face to face|in person)"
    r"|(?:oral|verbal) (?:\w+ )?communicat\w+"
    r"|(?:strong |personal |good )?presence(?! of)|positive attitude|warmth|self-motivat\w+|rapport"
)


@check(
    "L21",
    "Behaviour judged on paper",
    GP,
    source="Scottish Government, notes on shortlisting",
    rule="R39",
    about=SCORING,
)
def behaviour_on_paper(subject: Subject, at: datetime) -> Found:
    """How somebody is with people cannot be seen in an application."""
    for criterion in subject.criteria:
        if criterion.methods == ("application",) and (match := _BEHAVIOUR.search(criterion.text)):
            message = "An application cannot show how somebody is with people. Add the interview or a task."
            yield remark(
                "L21", message, criterion.passage, match, suggestion="Assess it at interview or by a task too."
            )


_PAPER = re.compile(
    r"\bQTS\b|\b(?:an? |first |honours |good |relevant |master’s |master's )degree\b(?! of)|\bdegree (?:in|or"
    r"|level|holder|qualified)\b|^degree\b"
    r"|\b(?:holds?|hold an?|has|have) [^.;]{0,40}\b(?:qualification|certificate|diploma|accreditation)s?\b(?! needs)"
    r"|\bNASENCO\b|\bNPQ\w*\b|\bqualified teacher status\b",
    re.IGNORECASE,
)


@check("L22", "A fact asked at interview", GP, source=PRACTICE, about=SCORING)
def fact_at_interview(subject: Subject, at: datetime) -> Found:
    """Qualifications are read from certificates, met or not met."""
    for criterion in subject.criteria:
        match = _PAPER.search(criterion.text)
        if match and criterion.methods == ("interview",):
            message = "A qualification is a fact. See the certificate, and mark it met or not met."
            yield remark("L22", message, criterion.passage, match, suggestion="Assess it by certificates.")


_CONDITION = words(
    r"(?:willing\w*|consent\w*|agree\w*|prepared|happy|ready|able)\b[^.;]{0,50}\b(?:DBS|disclosures?|barring"
    r"|criminal records?|CRB|pre-employment checks?)"
    r"|(?:satisfactory |clear |valid )?enhanced (?:DBS|disclosure|CRB)\b|(?:satisfactory|clear|valid|current) "
    r"(?:DBS|disclosure|CRB)\b"
    r"|compl(?:y|ies|iance)\s+with\s+(?:all\s+)?(?:the\s+|our\s+)?(?:(?:school|trust|academy|council|pru|relevant"
    r"|other)'?s?\s+){0,3}(?:policies|policy|rules|procedures)"
    r"|(?:right|eligib\w+|entitle\w+|permission) to work in|right to work\b|suitab(?:le|ility) to work with "
    r"(?:children|young)"
)
_EXPERTISE = words(r"experience of|knowledge of|understands?|understanding of|monitor\w*|ensur\w+|audit\w*")


@check("L23", "A condition scored as a skill", GP, source=PRACTICE, about=SCORING)
def condition(subject: Subject, at: datetime) -> Found:
    """Everybody must meet it, so it tells candidates nothing apart."""
    for criterion in subject.criteria:
        match = _CONDITION.search(criterion.text)
        if match and not _EXPERTISE.search(criterion.text[: match.start()]):
            message = (
                "Everybody appointed must meet it, so a score says nothing. It belongs to the checks before starting."
            )
            yield remark("L23", message, criterion.passage, match, suggestion="Take it out of the criteria.")


_DEGREE = words(
    r"(?:an? |good |honours )?degree(?: or equivalent)?,? in (?:an? |their |the )?(?:relevant|related"
    r"|appropriate)|relevant (?:first |honours |good )?degree"
)


@check("L24", "A degree in a relevant subject", GP, source="Equality Act 2010, section 19", about=SCORING)
def degree(subject: Subject, at: datetime) -> Found:
    """The regulations do not ask a SENCo for it, and nobody can say which subject is meant."""
    for criterion in subject.criteria:
        match = _DEGREE.search(criterion.text)
        if match and criterion.importance != "desirable":
            message = (
                "The law asks a SENCo for qualified teacher status, not for a subject. Nobody can say which is meant."
            )
            yield remark("L24", message, criterion.passage, match, suggestion="Leave it out, or make it desirable.")


@check("L33", "Numbers of criteria", GP, source=PRACTICE, about=SCORING)
def numbering(subject: Subject, at: datetime) -> Found:
    """A number used twice or left out makes people look for a row that is not there."""
    for section in _sections(subject):
        numbered = [(each.number.strip(), each) for each in section if each.number.strip()]
        missing, before, seen = skipped([number for number, _ in numbered]), "", set()
        for number, criterion in numbered:
            left_out = [each for each in skipped([before, number]) if each in missing]
            if number in seen:
                message = f"Two criteria have the number {number}."
                yield remark("L33", message, criterion.passage, title="A number used twice")
            elif left_out:
                message = f"The numbers go from {before} to {number}."
                yield remark("L33", message, criterion.passage, title="A number is skipped")
            before = number
            seen.add(number)


def _sections(subject: Subject) -> Iterator[list[Criterion]]:
    """Criteria that follow each other under one heading."""
    rows: list[Criterion] = []
    for criterion in subject.criteria:
        if rows and criterion.section != rows[-1].section:
            yield rows
            rows = []
        rows.append(criterion)
    if rows:
        yield rows


_SIDES = words(r"(one|two|three|four|\d)\s+(?:sides?|pages?)\s+(?:of\s+)?A4")
_LIMIT = words(r"(?:maximum of|no more than|up to|not exceed\w*|limit of|within|max\.?)\s+(\d[\d,]{2,5})\s+words")
_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4}
SIDE = 500  # words on a side of A4
LEAST = 80  # words that an answer to one criterion needs


@check("L42", "Too little room to answer", GP, source=PRACTICE, about=SCORING)
def room(subject: Subject, at: datetime) -> Found:
    """The room given and the criteria to be answered in it fit each other."""
    rows = [each for each in subject.criteria if not each.methods or "application" in each.methods]
    if not rows:
        return
    for passage in subject.said_by_school:
        match = _SIDES.search(passage.text) or _LIMIT.search(passage.text)
        if match is None or passage.place.kind is Kind.STATEMENT:
            continue
        given = match[1].lower().replace(",", "")
        limit = int(given) if match.re is _LIMIT else SIDE * (_COUNT.get(given) or int(given))
        if limit < LEAST * len(rows):
            message = (
                f"That leaves about {limit // len(rows)} words for each of "
                f"{plural(len(rows), 'criterion', 'criteria')}."
            )
            yield remark("L42", message, passage, match, suggestion="Give more room, or ask for fewer criteria.")
