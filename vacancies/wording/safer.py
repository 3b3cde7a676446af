"""What an advert must say: safeguarding, convictions, checks, equality, references (L05 to L07, L15, L35, L36)."""

from __future__ import annotations

import re
from datetime import datetime

from vacancies.wording.remark import GP, SG, Force, Found, Remark, check, remark
from vacancies.wording.subject import Kind, Passage, Place, Subject
from vacancies.wording.text import sentence_at, sentences, words

SAFE = "Keeping children safe"
KCSIE = "Keeping children safe in education, Part 3"
STATEMENT = Place(Kind.STATEMENT, "statements", "Statements")

COMMITMENT = (
    "We are committed to safeguarding children and young people and to promoting their welfare, and we expect "
    "everyone who works here to share that commitment."
)
EXEMPT = (
    "This post is exempt from the Rehabilitation of Offenders Act 1974. The Exceptions Order 1975, as amended in 2013 "
    "and 2020, protects some cautions and convictions: you do not have to tell us about those."
)
BARRED = "The person appointed needs an enhanced DBS check with the children’s barred list."
ADJUSTED = (
    "If you are disabled and need anything to be done differently at any stage, tell us, and we will make reasonable "
    "adjustments."
)
EQUAL = "We welcome every application, and judge each on the job description and person specification alone."
SEARCH = "We may look online for what is publicly available about candidates we shortlist."
REFERENCES = "We ask for references before the interview."


@check("L05", "No commitment to safeguarding", SG, source=KCSIE, rule="R03", about=SAFE)
def commitment(subject: Subject, at: datetime) -> Found:
    """The advert states the school's commitment."""
    if not _one_sentence(subject, r"\bcommit", r"\bsafeguard|keep\w*\b.{0,40}\bsafe\b"):
        message = "Nothing says that the school is committed to safeguarding children."
        yield _add("L05", message, subject, "safeguarding", COMMITMENT)


@check("L06", "Nothing about the Rehabilitation of Offenders Act", SG, source=KCSIE, rule="R03", about=SAFE)
def exemption(subject: Subject, at: datetime) -> Found:
    """The advert says that the post is exempt, and that some cautions and convictions are protected."""
    said = " ".join(passage.text for passage in subject.said_by_school)
    if not re.search(r"Rehabilitation of Offenders", said, re.IGNORECASE) or not re.search(
        r"\bexempt", said, re.IGNORECASE
    ):
        message = "Nothing says that the post is exempt from the Rehabilitation of Offenders Act 1974."
        yield _add("L06", message, subject, "exemption", EXEMPT)
    elif not ("2013" in said and "2020" in said):
        message = "It does not mention the changes of 2013 and 2020, by which some convictions need not be told."
        title = "Old words about the Rehabilitation of Offenders Act"
        yield _add("L06", message, subject, "exemption", EXEMPT, title=title, sure=False)


@check("L07", "No word about the DBS check", GP, source="Good practice", about=SAFE)
def dbs(subject: Subject, at: datetime) -> Found:
    """People are told which check: enhanced, with the children's barred list."""
    said = " ".join(passage.text for passage in subject.said_by_school)
    wanted = (r"\benhanc\w+", r"\bDBS\b|Disclosure and Barring", r"barred[\s-]+list")
    if not all(re.search(pattern, said, re.IGNORECASE) for pattern in wanted):
        message = "It does not say that the job needs an enhanced DBS check with the children’s barred list."
        yield _add("L07", message, subject, "safeguarding", BARRED)


_CV = r"(?:CVs?|CV's|curriculum vitaes?|curricula vitae|r[ée]sum[ée]s?)"
_SENDS = words(rf"(?:send|submit|e-?mail|forward|upload|apply with|apply by sending|attach)\b[^.;\n]{{0,60}}?\b{_CV}\b")
_ACCEPTS = words(
    rf"{_CV}\b[^.;\n]{{0,30}}?\b(?:accepted|welcomed?|considered|(?:to|should|must) be sent)\b"
    rf"|appl(?:y|ications?) (?:by|with|through|via) (?:an? |your )?{_CV}\b"
)
_NEGATED = words(r"not|no|never|cannot|can't|don't|do not|without|instead of|rather than|nor|unable")
_FORM = words(r"application forms?|completed forms?|our form|the form")


@check("L15", "A CV instead of the application form", SG, source=KCSIE, rule="R04", about=SAFE)
def cv(subject: Subject, at: datetime) -> Found:
    """A CV is taken only beside a completed application form."""
    for passage in subject.said_by_school:
        match = _SENDS.search(passage.text) or _ACCEPTS.search(passage.text)
        if match is None:
            continue
        sentence = sentence_at(passage.text, match.start())
        if _NEGATED.search(sentence) or _FORM.search(sentence):
            continue
        message = "A CV alone leaves out what you must ask. Take one only beside a completed application form."
        yield remark("L15", message, passage, match, suggestion="Ask people to fill in the application form.")


_OFFERED = words(
    r"adjustments?|done differently|tell us (?:what|if|how|about any)|(?:access|particular) (?:needs?|requirements?)"
    r"|(?:need|require)s? (?:any )?(?:help|support|changes?|assistance)"
)


@check("L35", "Equality and adjustments", GP, source="Equality Act 2010, sections 20 and 149", about=SAFE)
def equality(subject: Subject, at: datetime) -> Found:
    """Everybody is welcome, and adjustments are offered."""
    said = " ".join(passage.text for passage in subject.said_by_school)
    if not re.search(
        r"equal|divers|welcom\w+ (?:every|all|application)|regardless of"
        r"|discriminat",
        said,
        re.IGNORECASE,
    ):
        message = "Nothing says that everybody is welcome to apply."
        yield _add("L35", message, subject, "equality", EQUAL, title="No equality statement")
    if not _OFFERED.search(said):
        message = "Nothing offers adjustments to disabled people who apply."
        yield _add("L35", message, subject, "equality", ADJUSTED, title="No offer of adjustments")


@check("L36", "No word about online searches or references", SG, source=KCSIE, rule="R08", about=SAFE)
def notices(subject: Subject, at: datetime) -> Found:
    """People are told of the online search and that references come before the interview."""
    if not _one_sentence(subject, r"\bonline\b|\binternet\b|social media", r"search|look|check|screen|review|find"):
        message = "Candidates you shortlist should know that you may search for them online."
        yield _add("L36", message, subject, "checks", SEARCH, title="No word about online searches")
    if not _one_sentence(subject, r"\breferences?\b|\breferees?\b", r"before|prior to|shortlist|ahead of|interview"):
        message = "If references come before the interview, you can ask about them there. Tell candidates so."
        yield _add("L36", message, subject, "checks", REFERENCES, title="No word about references")


def _one_sentence(subject: Subject, *wanted: str) -> bool:
    """Whether one sentence of the school's says all of it."""
    return any(
        all(re.search(pattern, sentence, re.IGNORECASE) for pattern in wanted)
        for passage in subject.said_by_school
        for sentence in sentences(passage.text)
    )


def _add(
    code: str, message: str, subject: Subject, topic: str, sentence: str, *, title: str = "", sure: bool = True,
    force: Force | None = None,
) -> Remark:  # fmt: skip
    """A remark that a sentence is missing. Where there is a field for it, the mend puts it at the end."""
    place = subject.statements.get(topic)
    if place is None:
        return remark(code, message, STATEMENT, title=title, suggestion=sentence, force=force)
    text = next((each.text for each in subject.passages if each.place == place), "")
    before = "" if not text.strip() else " " if text.rstrip() == text else ""
    return remark(
        code, message, Passage(place, text), (len(text), len(text)), title=title, suggestion=sentence, force=force,
        replacement=before + sentence if sure else None,
    )  # fmt: skip
