"""What the law says of SENCos: qualified teacher, the NPQ, the duties (L10 to L12, L37, L38)."""

from __future__ import annotations

import re
from datetime import datetime

from vacancies.teacher_status import names_it
from vacancies.wording.remark import DEFECT, DUTIES, GP, LAW, SPECIFICATION, Force, Found, Remark, check, remark
from vacancies.wording.subject import Kind, Passage, Subject
from vacancies.wording.text import count_words, sentence_at, words

LAWFUL = "What the law says of SENCos"
REGULATIONS = "Special Educational Needs and Disability Regulations 2014"

_SENCO = r"(?:SEND?\s?COs?\b|special educational needs(?: and disabilit\w+)? co-?\s?ordinators?)"
_THE_SENCO = words(_SENCO)
_HELPER = words(rf"(?:assistant|deputy|trainee)[\s-]+{_SENCO}")
_NEEDS = r"(?:SEND?\b|special educational needs)(?:\s+(?:and|&)\s+disabilit\w+)?"
_OLD = words(
    rf"(?:the\s+)?(?:NASENCO?\b(?:\s+(?:award|qualification|accreditation))?"
    rf"|national\s+SEND?COs?\s+(?:award|qualification|accreditation)"
    rf"|national\s+award\s+(?:for|in|of)\s+{_NEEDS}(?:[\s-]*co-?\s?ordinat\w+)?(?:\s*\(?NASENCO\)?)?"
    rf"|national\s+award\s+for\s+SEND?COs?|SEND?COs?\s+national\s+award|SEND?CO\s+award)"
)
_NEW = words(r"NPQ\w*|national professional qualification")
_GAIN = words(
    r"obtain\w*|complet\w+|gain\w*|achiev\w+|(?:work(?:ing)?|study(?:ing)?)\s+towards|undertak\w+|enrol\w*"
    r"|stud(?:y|ying)\s+for|begin\b|start\b|tak(?:e|ing)\b|pass(?:ing)?\b|acquir\w+|attain\w*"
)
_ITSELF = re.compile(  # "complete it", "(or working towards)"
    r"\s*(?:(?:it|this|one|that|the (?:award|qualification|course))\b|[.,;)]|$"
    r"|(?:within|in|by|over|during|before|as soon)\b)",
    re.IGNORECASE,
)
_BEGUN = words(r"begun|started|enrolled before|already on|before (?:1 )?september 2024")
STANDARD = (
    "The NPQ for SENCOs, or NASENCO begun before September 2024, or ready to pass the NPQ within three years of "
    "becoming a SENCo"
)


def is_senco(subject: Subject) -> bool:
    """Whether the post is the SENCo's own, not that of an assistant."""
    title = subject.title.text
    return bool(_THE_SENCO.search(title)) and not _HELPER.search(title)


@check(
    "L10", "A qualification that can no longer be taken", LAW, DEFECT, GP, source=f"{REGULATIONS}, regulation 49(7)",
    rule="R21", about=LAWFUL,
)  # fmt: skip
def old_award(subject: Subject, at: datetime) -> Found:
    """NASENCO courses had to be begun before 1 September 2024: nobody can set out to obtain it now."""
    for passage in _asked(subject):
        old = _OLD.search(passage.text)
        if old is None:
            continue
        newer, sentence = _NEW.search(passage.text), sentence_at(passage.text, old.start())
        if _to_obtain(sentence) and not _BEGUN.search(sentence):
            if newer is None:
                force: Force = DEFECT if subject.mainstream is False else LAW
                message = (
                    "No new NASENCO course has begun since September 2024. A new SENCo takes the NPQ for "
                    "SENCOs, and has three years."
                )
                yield _obtain(passage, old, message, force)
            else:
                message = "NASENCO counts only if the course was begun before September 2024. Ask others for the NPQ."
                yield remark("L10", message, passage, old, force=GP, suggestion=STANDARD)
        elif newer is None and not _BEGUN.search(sentence):
            message = "NASENCO counts for those who have it. The NPQ for SENCOs has taken its place: name both."
            yield remark("L10", message, passage, old, force=GP, suggestion=STANDARD, title="The old name of an award")


def _to_obtain(sentence: str) -> bool:
    """Whether the old award is what somebody is to set out for."""
    for verb in _GAIN.finditer(sentence):
        after = sentence[verb.end() : verb.end() + 80]
        if _ITSELF.match(after) and _before(sentence, verb.start()) == "old":
            return True
        old, new = _OLD.search(after), _NEW.search(after)
        if old is not None and (new is None or old.start() < new.start()):
            return True
    return False


def _before(text: str, place: int) -> str:
    """Which qualification is named last before `place`."""
    old = max((found.start() for found in _OLD.finditer(text[:place])), default=-1)
    new = max((found.start() for found in _NEW.finditer(text[:place])), default=-1)
    return "" if old == new else "old" if old > new else "new"


def _obtain(passage: Passage, old: re.Match[str], message: str, force: Force) -> Remark:
    text = passage.text.rstrip()
    alone = re.sub(_OLD, "", text)
    whole = passage.place.kind is Kind.CRITERION and count_words(text) <= 25 and not re.search(r"\band\b|;", alone)
    if whole:
        return remark("L10", message, passage, (0, len(text)), force=force, suggestion=STANDARD, replacement=STANDARD)
    return remark("L10", message, passage, old, force=force, suggestion=STANDARD)


_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_WITHIN = words(r"within\s+(?:the\s+first\s+)?(\w+)(?:\s*\(\d\))?\s+(year|month)s?'?")


@check(
    "L11", "How long a SENCo has for the NPQ", GP, source=f"{REGULATIONS}, regulation 49(4)", rule="R20", about=LAWFUL
)
def deadline(subject: Subject, at: datetime) -> Found:
    """The law gives three years; fewer is the school's own rule."""
    named = False
    for passage in subject.everything:
        if not (_OLD.search(passage.text) or _NEW.search(passage.text)):
            continue
        named = True
        for match in _WITHIN.finditer(passage.text):
            count = _NUMBERS.get(match[1].lower()) or (int(match[1]) if match[1].isdigit() else 0)
            years = count / 12 if match[2].lower() == "month" else count
            if count and years != 3:
                message = (
                    "The law gives three years from the day a person first becomes a SENCo. Less is your "
                    "own rule: say so, or say three."
                )
                if years > 3:
                    message = "The law gives three years from the day a person first becomes a SENCo."
                yield remark("L11", message, passage, match, suggestion="within three years of becoming a SENCo")
    if not named and subject.criteria and subject.mainstream and is_senco(subject):
        message = (
            "People ask whether they need the NPQ for SENCOs already. Say that a new SENCo has three years for it."
        )
        yield remark("L11", message, SPECIFICATION, suggestion=STANDARD, title="Nothing about the NPQ for SENCOs")


_VAGUE = words(
    r"(?:relevant |recognised |appropriate |suitable )?teaching (?:qualification|degree|certificate)s?"
    r"|qualification in teaching"
)


@check(
    "L12", "Nothing asks for qualified teacher status", LAW, GP, source=f"{REGULATIONS}, regulation 49(2)", rule="R19",
    about=LAWFUL,
)  # fmt: skip
def qualified_teacher(subject: Subject, at: datetime) -> Found:
    """A SENCo in a mainstream school is a qualified teacher, or its head. (No criteria at all: another check.)"""
    asked = [each for each in subject.criteria if each.importance != "desirable"]
    if not subject.criteria or any(names_it(each.text) for each in asked):
        return
    vague = next((each for each in asked if _VAGUE.search(each.text)), None)
    if subject.mainstream and is_senco(subject):
        message = (
            "The law asks that a SENCo in a mainstream school is a qualified teacher. Add it as an essential criterion."
        )
        yield remark("L12", message, SPECIFICATION, suggestion="Qualified teacher status (essential)")
    elif vague is not None and subject.school_type != "independent":
        message = "A teaching qualification need not bring qualified teacher status. If you want QTS, say so."
        match = _VAGUE.search(vague.text)
        title = "It does not say qualified teacher status"
        yield remark("L12", message, vague.passage, match, force=GP, suggestion="Qualified teacher status", title=title)


_PARENTS = r"parent|carer|famil"
_DUTIES = (
    ("telling parents that their child has support", rf"(?:{_PARENTS})"),
    (("finding out which pupils have special "
     "educational needs"), (r"(?:identif|find|spot|assess)[^.]{0,60}(?:need|SEN\b|SEND\b|barrier|learn)|assessment "
                          r"of need|identification")),
    ("co-ordinating and monitoring provision", (r"(?:co-?ordinat|monitor|oversee|oversight|lead|manag|review"
                                               r"|evaluat)[^.]{0,80}(?:provision|support|intervention)|provision map")),
    ("securing services for pupils", (r"\bservices\b|agenc|specialist|psycholog|external|outside|other "
                                     r"professionals|therap")),
    ("keeping records", r"\brecord|\bregister"),
    (("passing on information when a pupil "
     "moves school"), (r"transfer|transition|(?:move|moves|moving|goes|going|go) (?:to|on|school)|(?:next|new"
                     r"|receiving|other|feeder) (?:schools?|settings?|phase|stage)")),
    ("promoting inclusion and access", r"inclusi|\baccess|take part|takes part|join in|participat|barrier"),
    ("leading the teaching assistants", (r"teaching assistant|\bTAs?\b|HLTA|learning support|support (?:staff"
                                        r"|assistant)")),
    (("advising teachers on adapting their "
     "teaching"), (r"adapt|differentiat|quality.first|(?:advi[sc]|guid|coach|help|support)\w*[^.]{0,40}(?:teacher"
                 r"|colleague|staff|teaching)")),
    ("contributing to training", r"\btrain|INSET|professional development|\bCPD\b|\bcoach"),
    (("preparing the SEN information that the school "
     "publishes"), r"information report|\bpublish|SEND? information|website"),
)  # fmt: skip


@check("L37", "Duties that regulations name", GP, source=f"{REGULATIONS}, regulation 50(3)", about=LAWFUL)
def named_duties(subject: Subject, at: datetime) -> Found:
    """The duties that the regulations name for a SENCo, looked for by their key words."""
    if not (subject.mainstream and subject.duties and is_senco(subject)):
        return
    text = "\n".join(duty.text for duty in subject.duties)
    missing = [name for name, pattern in _DUTIES if not re.search(pattern, text, re.IGNORECASE)]
    if missing:
        listed = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        message = f"The job description does not speak of {listed}."
        yield remark("L37", message, DUTIES, suggestion="Add them, or make sure that somebody else has them.")


_AS_SENCO = words(
    rf"(?:experience|experienced|track record|proven|background|worked|working|service)\b[^.;]{{0,40}}?\b(?:as|of "
    rf"being|in the role of)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?{_SENCO}"
    rf"|experienced\s+{_SENCO}|(?:previous|prior|existing|current)\s+{_SENCO}\s+experience"
)
_OR = re.compile(r"\bor\b|\bassistant\b|\bdeputy\b|\bideally\b|\bdesirable\b|working with", re.IGNORECASE)


@check("L38", "Only those who have been SENCo", GP, source="Good practice", about=LAWFUL)
def been_senco(subject: Subject, at: datetime) -> Found:
    """The law does not ask for it, and it leaves few people to choose from."""
    for criterion in subject.criteria:
        match = _AS_SENCO.search(criterion.text)
        if match and criterion.importance == "essential" and not _OR.search(criterion.text):
            message = "The law does not ask for it, and few people can show it. Would leading some of the work do?"
            suggestion = "Make it desirable, or ask for experience of leading support for pupils with SEND."
            yield remark("L38", message, criterion.passage, match, suggestion=suggestion)


def _asked(subject: Subject) -> list[Passage]:
    texts = [each for each in subject.passages if each.place.kind in (Kind.ADVERT, Kind.DOCUMENT)]
    return [*(each.passage for each in subject.criteria), *texts, *subject.duties]
