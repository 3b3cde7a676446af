"""Old names, repeats, leftovers and spelling (L31, L32, L34, L39)."""

from __future__ import annotations

import re
from datetime import datetime

from vacancies.wording.remark import DEFECT, GP, Found, check, remark
from vacancies.wording.repeats import repeats
from vacancies.wording.spelling import slips
from vacancies.wording.subject import Kind, Passage, Subject
from vacancies.wording.text import MOST

CLEAR = "Clear and up to date"
PRACTICE = "Good practice"

# Old name, what it is now, why; the second empty where no one word takes its place.
_OLD_NAMES: tuple[tuple[str, str, str], ...] = (
    (r"\bCRB\b", "DBS", "It has been the Disclosure and Barring Service since 2012."),
    (r"\bCriminal Records Bureau\b", "Disclosure and Barring Service", "It has had this name since 2012."),
    (r"\bList 99\b", "the children’s barred list", "List 99 ended in 2009."),
    (r"\bISA[\s-](?:registered|registration|checks?|barred|list)\b|\bIndependent Safeguarding Authority\b", "",
     "The Disclosure and Barring Service took its place in 2012."),
    (r"\b[Ss]tatements? of (?:SEND?|[Ss]pecial [Ee]ducational [Nn]eeds?)\b", "EHC plan",
     "Education, health and care plans took their place in 2014."),
    (r"\bstatemented\b", "", "Education, health and care plans took the place of statements in 2014."),
    (r"\bSchool Action(?: Plus)?\b(?!\s+(?:[Pp]lan|[Rr]esearch|[Gg]roup|[Pp]oints?))", "SEN support",
     "SEN support took its place in 2014."),
    (r"\bNCTL\b|\bNational College for Teaching and Leadership\b", "", "It closed in 2018."),
    (r"\bTDA\b|\bTraining and Development Agency\b", "", "It closed in 2012."),
    (r"\bTeachers?[’']? Standards Framework\b", "Teachers’ Standards", ("The Teachers’ Standards took its place "
                                                                       "in 2012.")),
    (r"\bGeneral Teaching Council(?: for England)?\b|\bGTCE?\b", "", "It closed in 2012."),
    (r"\bData Protection Act 1998\b", "Data Protection Act 2018", "The Act of 2018 took its place."),
    (r"\bsensitive personal data\b", "special category data", "The law has called it so since 2018."),
    (r"\bNQTs\b", "early career teachers (ECTs)", "They have been early career teachers since 2021."),
    (r"\bNQT\b", "early career teacher (ECT)", "They have been early career teachers since 2021."),
    (r"\b[Nn]ewly [Qq]ualified [Tt]eachers\b", "early career teachers", "The name changed in 2021."),
    (r"\b[Nn]ewly [Qq]ualified [Tt]eacher\b", "early career teacher", "The name changed in 2021."),
    (r"\b(?:Two|two) [Tt]icks\b", "", "Disability Confident took its place in 2016."),
    (r"\bBESD\b", "SEMH", "The Code of Practice of 2015 speaks of social, emotional and mental health."),
    (r"\bEvery Child Matters\b", "", "The programme ended in 2010."),
    (r"\bSEN [Cc]ode of [Pp]ractice\b", "SEND Code of Practice", "The code of 2015 is about disability too."),
)  # fmt: skip
_PATTERNS = [(re.compile(pattern), now, why) for pattern, now, why in _OLD_NAMES]
_ANY_OLD = re.compile("|".join(pattern for pattern, _, _ in _OLD_NAMES))  # a quick look first


@check("L31", "An old name", GP, source=PRACTICE, about=CLEAR)
def old_names(subject: Subject, at: datetime) -> Found:
    """Bodies, papers and terms that are no more."""
    for passage in subject.everything:
        for pattern, now, why in _PATTERNS if _ANY_OLD.search(passage.text[:MOST]) else ():
            for match in pattern.finditer(passage.text[:MOST]):
                new = _plural(match.group(), now)
                better = _without_double(passage, match, new)
                yield remark("L31", why, passage, match, suggestion=new, replacement=better or None)


def _plural(old: str, new: str) -> str:
    return new.replace("EHC plan", "EHC plans") if re.match(r"statements\b", old, re.IGNORECASE) else new


def _without_double(passage: Passage, match: re.Match[str], new: str) -> str:
    """The new words where they read well: not "an early", not "the the children's barred list"."""
    before = passage.text[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
    if new.startswith("the ") and before in ("the", "a"):
        return new[4:] if before == "the" else ""
    if before in ("a", "an"):
        vowel = new[:1].lower() in "aeiou" or new[:3] in ("EHC", "SEN", "SEM")
        return new if new and vowel == (before == "an") else ""
    return new


@check("L32", "Said twice", GP, source=PRACTICE, about=CLEAR)
def twice(subject: Subject, at: datetime) -> Found:
    """The same criterion or duty, or nearly the same, a second time."""
    criteria = [criterion.passage for criterion in subject.criteria]
    for rows, name in ((criteria, "criterion"), (list(subject.duties), "duty")):
        for earlier, later in repeats([row.text for row in rows]):
            message = f"It says nearly the same as {rows[earlier].place.label}."
            if rows[earlier].text.strip() == rows[later].text.strip():
                message = f"It is the same as {rows[earlier].place.label}."
            suggestion = f"Delete one {name}, or say what is different."
            yield remark("L32", message, rows[later], (0, len(rows[later].text)), suggestion=suggestion)


_LEFT = re.compile(
    r"\[\s*(?:insert|enter|add|your|school|name|date|delete|title|salary|contact|number|job|role|post|amount|tbc"
    r"|xx|e-?mail|phone|e\.g|subject|phase|year group|trust|town|address|time)[^\]\n]{0,80}\]"
    r"|<\s*(?:insert|enter|add|name|date|school|job)[^>\n]{0,60}>|\(\s*insert[^)\n]{0,80}\)|«[^»\n]{1,60}»"
    r"|\b[xX]{3,}\b|\{\{[^\n]{0,80}|\}\}|\{%|\blorem ipsum\b|\bdelete as (?:appropriate|applicable|necessary)\b"
    r"|\[\s*(?:\.{2,}|…+|_+)?\s*\]|\bdd/mm/yy(?:yy)?\b|#REF!|#N/A"
    r"|(?:^|(?<=[.:;!?\n] ))\s*add any (?:other|further|additional) (?:notes?|information|details"
    r"|comments)\b[^.\n]{0,80}"
    r"|\binsert \w+ here\b|\b(?:type|enter|insert) (?:text|your text|name|date|details) here\b|\bclick (?:or tap "
    r")?here to enter\b",
    re.IGNORECASE,
)


@check("L34", "Words left over from a template", DEFECT, source="Plain error", about=CLEAR)
def leftovers(subject: Subject, at: datetime) -> Found:
    """Prompts that nobody filled in; candidates would see them as they are."""
    for passage in subject.everything:
        for match in _LEFT.finditer(passage.text[:MOST]):
            if match.group().strip():
                yield remark(
                    "L34", "Candidates would see it as it is.", passage, match, suggestion="Fill it in, or take it out."
                )


_TITLE_LINE = re.compile(
    r"^\s*(?:job title|post title|post|title"
    r"|role)\s*:\s*(?P<title>\S[^\n]{2,120})$",
    re.IGNORECASE,
)
_RANKS = re.compile(
    r"\b(assistant|deputy|head\s?teacher|director|inclusion|trust|acting|trainee"
    r"|lead)\b",
    re.IGNORECASE,
)


@check("L39", "Spelling", GP, source=PRACTICE, about=CLEAR)
def spelling(subject: Subject, at: datetime) -> Found:
    """Slips that are certain, and a title that differs from place to place."""
    for passage in subject.everything:
        for slip in slips(passage.text[:MOST]):
            right = f"“{slip.right}”" if slip.right else ""
            yield remark(
                "L39", slip.why, passage, (slip.start, slip.end), suggestion=right,
                replacement=slip.right if slip.sure else None,
            )  # fmt: skip
    yield from _titles(subject)


def _titles(subject: Subject) -> Found:
    """A job title in the pack that names another rank than the vacancy's."""
    ours = _ranks(subject.title.text)
    for passage in subject.passages:
        match = _TITLE_LINE.match(passage.text) if passage.place.kind in (Kind.DOCUMENT, Kind.ADVERT) else None
        if match and subject.title.text.strip() and _ranks(match["title"]) != ours:
            message = f"The vacancy is called “{subject.title.text.strip()}”."
            yield remark("L39", message, passage, match.span("title"), title="Another job title")


def _ranks(title: str) -> frozenset[str]:
    return frozenset(found.lower().replace(" ", "") for found in _RANKS.findall(title))
