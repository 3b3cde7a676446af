"""Words that shut people out: years, age, driving, health, nationality, sex, faith (L01 to L03, L16, L26 to L28)."""

from __future__ import annotations

import re
from datetime import datetime

from vacancies.wording.remark import GP, LAW, Found, check, remark
from vacancies.wording.subject import Kind, Passage, Subject
from vacancies.wording.text import MOST, PUPILS, cased_like, sentence_at, words

FAIR = "Fair to everybody"
EQUALITY_ACT = "Equality Act 2010"
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_AT_LEAST = r"(?:a\s+)?(?:min(?:imum)?\.?(?:\s+of)?|at\s+least|over|more\s+than|no\s+less\s+than|not\s+less\s+than)"
_YEARS = words(
    rf"(?:{_AT_LEAST}\s+)?{_NUMBER}(?:\s*(?:-|–|to|or)\s*{_NUMBER})?\s*\+?\s*(?:or more\s+)?(?:full\s+)?(?:years?"
    r"|yrs?)\b'?"
    r"(?![\s-]*olds?\b)(?!\s+of\s+age)"
)
_DONE = words(
    r"experience|teaching|taught|worked|working|leadership|leading|led|practice|track record|service"
    r"|qualified|in (?:an? |the )?(?:\w+ ){0,2}role|as (?:an? )?SEND?COs?"
)
_NOT_DEMANDED = re.compile(
    r"(?:within|every|next|last|first|past|coming|previous|early|in|for up to|after|over the|these|those|key stage)"
    r"(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_OF_SCHOOL = words(
    r"(?:we|our|the (?:school|trust|academy)|it|team|staff|colleagues)\s+(?:\w+\s+){0,2}?(?:have|has|brings?"
    r"|offers?|built)"
    r"|(?:team|staff|colleagues)\s+with|of whom\s+(?:have|has|bring)"
)


@check("L01", "A number of years", GP, source=f"{EQUALITY_ACT}, section 19", about=FAIR)
def years(subject: Subject, at: datetime) -> Found:
    """Years of experience shut out younger people and those who took time off."""
    for passage in _asked(subject):
        for match in _YEARS.finditer(passage.text[:MOST]):
            sentence = sentence_at(passage.text, match.start())
            near = passage.text[max(0, match.start() - 60) : match.end() + 60]
            if not _DONE.search(near) or _NOT_DEMANDED.search(passage.text[: match.start()]):
                continue
            if passage.place.kind is not Kind.CRITERION and _OF_SCHOOL.search(sentence):
                continue
            message = "It can shut out younger people and those who took time off. Ask for what they can do."
            suggestion = "Say what the person should have done, for example “has led support for pupils with SEND”."
            yield remark("L01", message, passage, match, suggestion=suggestion)


_STAFF = (
    r"team|staff|governors?|governing|colleagues?|teaching assistants?|TAs|support|trustees?|board"
    r"|leaders?\b.{0,20}\bwill support"
)
_PLACES = (
    r"(?:school|communit|curricul|environment|town|city|village|place|learning|classroom|trust|academy|area"
    r"|setting|programme|displays?|headteacher|principal|governing)"
)
_PERSON = (
    r"(?:teacher|leader|person|individual|practitioner|senco|candidate|professional|colleague|graduate|team|"
    r"personality|attitude|approach|outlook|and)"
)
_AGE = words(
    r"recent(?:ly)? graduates?|recently (?:graduated|qualified)|(?:NQTs?|ECTs?) only|newly qualified (?:teachers? "
    r")?preferred"
    r"|digital natives?|youthful|energetic(?:ally)?"
    rf"|young(?:er)?,?\s+(?:(?:and\s+)?\w+,?\s+)?(?:teacher|team|staff|professional|graduate|candidate|leader)\w*"
    r"|young(?:er)?(?:,| and) (?:energetic|enthusiastic|dynamic|vibrant|ambitious|lively|keen)"
    r"(?! (?:\w+ )?(?:people|persons?|children|pupils|learners|students|minds|readers|adults))"
    rf"|mature\s+{_PERSON}(?<!and)|highly[\s-]+experienced(?!\s+(?:\w+\s+){{0,2}}(?:{_STAFF}))"
    rf"|(?:dynamic|vibrant)(?!\s+(?:and\s+[\w-]+\s+)?(?:[\w-]+\s+)?(?:assessment|{_PLACES}))"
)


@check(
    "L02", "Words about age", GP, source=f"{EQUALITY_ACT}, section 13, and the DfE’s guide to job adverts", about=FAIR
)
def age(subject: Subject, at: datetime) -> Found:
    """Words that people read as an age."""
    for passage in _asked(subject):
        for match in _AGE.finditer(passage.text[:MOST]):
            message = f"People read “{match.group()}” as an age. Say what the person should be able to do."
            yield remark("L02", message, passage, match, suggestion="Name the skill or the task.")


_SITES = (
    r"a (?:car|minibus|van|vehicle)|the (?:school |PRU |trust )?(?:car|minibus|van|vehicle)|between|to "
    r"(?:\w+ )?(?:sites?|schools?|homes?)"
)
_DRIVING = words(
    r"(?:full|clean|valid|current|uk|a|own|hold\w*)(?:[\s,]+(?:full|clean|valid|current|uk|and)){0,4}"
    r"\s+(?:(?:driving|driver's|drivers?)\s+)?licen[cs]e(?!\s+(?:to (?!drive)|agreement|fee|holder of))"
    r"|(?:driving|driver's)\s+licen[cs]e"
    r"|car[\s-]+(?:owner|driver)s?|(?:own|access to|use of) (?:a |their own |your own |own )?(?:car|vehicle|transport)"
    rf"|(?:to|must|can|will|should)\s+drive(?=\s*(?:[.,;)]|$)|\s+(?:{_SITES})|\s+and\s+(?:have|own|has|hold))"
)


@check("L03", "Driving", GP, source=f"{EQUALITY_ACT}, sections 15 and 19", about=FAIR)
def driving(subject: Subject, at: datetime) -> Found:
    """Driving shuts out some disabled people, and most jobs only need travelling."""
    for passage in _asked(subject):
        if (match := _DRIVING.search(passage.text[:MOST])) and not _school_owns(passage.text, match):
            message = "Some disabled people cannot drive. Ask for it only where driving is itself part of the job."
            suggestion = "Able to travel between sites, with adjustments where they are needed"
            yield remark("L03", message, passage, match, suggestion=suggestion)


def _school_owns(text: str, match: re.Match[str]) -> bool:
    """A licence of another kind: "a software licence", "licence to sell"."""
    return "licen" in match.group().lower() and not re.search(
        r"driv|full|clean|valid|current", sentence_at(text, match.start()), re.IGNORECASE
    )


_OTHERS = words(rf"{PUPILS}|staff|team|colleagues|manag\w+|monitor\w*|polic(?:y|ies)|procedures?|promot\w+|support\w*")
_AFTER = words(
    r"after (?:an? |the )?(?:\w+ )?(?:offer|appointment)|following (?:an? |the )?(?:\w+ )?(?:offer"
    r"|appointment)|once (?:you are )?appointed|conditional offer|successful candidate|reasonable "
    r"adjustments?"
)
_HEALTH_RECORD = words(
    r"sickness\s+(?:records?|absences?|levels?|histor(?:y|ies)|leave)|sick\s+(?:leave|days|record)"
    r"|(?:good|excellent|exemplary|satisfactory|strong|full)\s+(?:record of )?(?:punctuality and )?attendance"
    r"(?:\s+(?:record|history))?|record of (?:good |excellent |regular )?attendance|attendance (?:record|history)"
    r"|low (?:levels? of )?(?:sickness )?absence"
)
_HEALTH = words(
    r"in good (?:(?:physical|mental|general) (?:and (?:physical|mental) )?)?health|stamina and good health|good "
    r"(?:physical |general )?health (?:record|and "
    r"(?:attendance|fitness|stamina|energy))"
    r"|(?:physically|medically)\s+(?:and mentally\s+)?(?:fit|able|capable|active|strong|robust)"
    r"|physical (?:fitness|stamina|strength|capacity|robustness)|physically demanding"
    r"|fit and (?:healthy|well|active|able)|fit (?:enough )?to (?:work|teach|undertake|perform|carry out)|fitness "
    r"to (?:work|teach)"
    r"|free (?:from|of) (?:illness|disabilit\w+|health problems)|no (?:health problems|disabilit\w+|medical "
    r"conditions)|able-bodied"
)
_HEALTH_START = re.compile(
    r"^\W*(?:has |enjoys? |be in |is in |a |have )?(?:good|excellent|robust|sound) (?:general |physical |personal "
    r")?health"
    r"\b(?!\s+(?:and\s+safety|education|care|promotion|knowledge|literacy))",
    re.IGNORECASE,
)


@check("L16", "Health before an offer", LAW, source=f"{EQUALITY_ACT}, section 60", rule="R14", about=FAIR)
def health(subject: Subject, at: datetime) -> Found:
    """No questions of health or sickness before an offer."""
    asked = [each.passage for each in subject.criteria] + [
        each for each in subject.passages if each.place.kind is not Kind.HEADING
    ]
    for passage in asked:
        text = passage.text[:MOST]
        match = _HEALTH.search(text) or (_HEALTH_START.search(text) if passage.place.kind is Kind.CRITERION else None)
        match = match or _own_record(text, passage)
        if match is None or _AFTER.search(sentence_at(text, match.start())):
            continue
        message = "The law does not allow questions of health, fitness or sickness before an offer. Take this out."
        yield remark("L16", message, passage, match, suggestion="Take it out. Ask after the offer, where it is needed.")


def _own_record(text: str, passage: Passage) -> re.Match[str] | None:
    """The candidate's own sickness or attendance, not that of pupils or of staff whom they manage."""
    for match in _HEALTH_RECORD.finditer(text):
        sentence = sentence_at(text, match.start())
        if _OTHERS.search(sentence) and not re.search(
            r"\b(?:your|own|referees?|references?)\b", sentence, re.IGNORECASE
        ):
            continue
        if passage.place.kind is Kind.DOCUMENT and not re.search(
            r"\b(?:your|own|candidate|applicant|references?|referees?|record)\b", sentence, re.IGNORECASE
        ):
            continue
        return match
    return None


_NATIVE = words(
    r"native[\s-]+(?:level\s+)?english|native[\s-]+(?:english[\s-]+)?speakers?|english[\s-]+mother[\s-]+tongue"
    r"|mother[\s-]+tongue[\s-]+english"
    r"|english\s+(?:as|is)\s+(?:a|an|your|their|his|her)?\s*(?:first language|mother tongue)|first language "
    r"(?:must be|is) english|english must be (?:the |your )?first language"
    r"|(?:british|uk|english|eu)\s+(?:nationals?|citizens?|passport holders?)\s+only"
    r"|only\s+(?:accept\s+)?(?:british|uk|english"
    r"|eu)\s+(?:nationals?|citizens?)"
    r"|must be (?:a )?(?:british|uk national|uk citizen|english\b(?! teacher))|british (?:nationality|citizenship"
    r"|passport)"
)


@check("L26", "Nationality or mother tongue", LAW, source=f"{EQUALITY_ACT}, sections 9 and 13", about=FAIR)
def nationality(subject: Subject, at: datetime) -> Found:
    """Race includes nationality; a mother tongue stands for it."""
    for passage in [*_asked(subject), *(each for each in subject.passages if each.place.kind is Kind.STATEMENT)]:
        for match in _NATIVE.finditer(passage.text[:MOST]):
            sentence = sentence_at(passage.text, match.start())
            if words(PUPILS).search(sentence) or re.search(
                r"\bnot\b|regardless|right to work", sentence, re.IGNORECASE
            ):
                continue
            message = "This shuts people out by race. Ask for the English that the job needs."
            yield remark("L26", message, passage, match, suggestion="Speaks and writes clear English")


_THEM = {"him/her": "them", "her/him": "them", "his/her": "their", "her/his": "their", "himself/herself": "themselves",
         "his/hers": "theirs", "chairman": "chair", "chairwoman": "chair", "hisorher": "their",
         "himorher": "them", "hisorhers": "theirs"}  # fmt: skip
_SEX = re.compile(
    r"\b(?:s/he|\(s\)he|he\s?/\s?she|she\s?/\s?he|he or she|she or he|him\s?/\s?her|her\s?/\s?him|his\s?/\s?hers?"
    r"|her\s?/\s?his|his or hers?|him or her"
    r"|himself\s?/\s?herself|chair(?:wo)?man)\b|\(s\)he\b",
    re.IGNORECASE,
)
_WITH_THEY = re.compile(r"\s+(?:will|must|should|may|can|could|would|shall|might)\b", re.IGNORECASE)


@check("L27", "He or she", GP, source="Good practice", about=FAIR)
def pronouns(subject: Subject, at: datetime) -> Found:
    """ "They" is shorter and leaves nobody out."""
    for passage in subject.everything:
        for match in _SEX.finditer(passage.text[:MOST]):
            plain = re.sub(r"\s", "", match.group().lower())
            better = _THEM.get(plain)
            if better is None and _WITH_THEY.match(passage.text, match.end()):
                better = "they"
            message = "It is longer than it need be, and leaves some people out."
            yield remark(
                "L27", message, passage, match, suggestion="Use “they”, or say “you”.",
                replacement=cased_like(better, match.group().lstrip("(")) if better else None,
            )  # fmt: skip


FAITH = re.compile(
    r"\b(?:practi[sc]ing|committed|baptised|confirmed|communicant)\s+(?:roman\s+)?"
    r"(?:catholics?|christians?|anglicans?|methodists?|muslims?|jews?|jewish|sikhs?|hindus?"
    r"|buddhists?)\b(?!\s+(?:education|ethos|school))"
    r"|\bmembers? of (?:a|the|our|their|your) (?:local |parish |christian |catholic |worshipping )?(?:church"
    r"|mosque|synagogue|gurdwara|temple)\b"
    r"|\bregular (?:church|mosque|synagogue) (?:attend|goer|worship)"
    r"|\b(?:must|should) be (?:an? )?(?:roman )?(?:catholic|christian|anglican|muslim|jewish|sikh|hindu)\b"
    r"|\b(?:catholic|christian|anglican|muslim|jewish)s?\s+(?:preferred|only)\b",
    re.IGNORECASE,
)


@check(
    "L28", "A demand of faith", LAW, source="School Standards and Framework Act 1998, sections 58 to 60", rule="R17",
    about=FAIR,
)  # fmt: skip
def faith(subject: Subject, at: datetime) -> Found:
    """Faith may be asked of staff only in a school designated for it."""
    if subject.faith is not False:
        return
    for passage in [*_asked(subject), *(each for each in subject.passages if each.place.kind is Kind.STATEMENT)]:
        for match in FAITH.finditer(passage.text[:MOST]):
            message = "Only a school designated for its faith may ask this of staff. Take it out."
            yield remark("L28", message, passage, match, suggestion="Take it out.")


def _asked(subject: Subject) -> list[Passage]:
    """Where the person is described: criteria, and what the advert or file says, but not duties or statements."""
    texts = [each for each in subject.passages if each.place.kind in (Kind.ADVERT, Kind.DOCUMENT)]
    return [each.passage for each in subject.criteria] + [subject.title, *texts]
