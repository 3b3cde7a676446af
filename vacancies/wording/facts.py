"""Contact, pay and contract as candidates need them (L14, L25, L29, L30)."""

from __future__ import annotations

import re
from datetime import datetime

from vacancies.pay.checking import check_text
from vacancies.wording.remark import CONTACT, CONTRACT, DEFECT, GP, PAY, Found, check, remark
from vacancies.wording.subject import Subject
from vacancies.wording.text import words

FACTS = "What people need to know"
PRACTICE = "Good practice"
DFE = "The DfE’s guide to job adverts"
STPCD = "School Teachers’ Pay and Conditions Document"

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?:\+44\s?|\b0)\d(?:[\s-]?\d){8,10}\b")
_GENERIC = re.compile(
    r"^(?:office|info|admin\w*|enquir\w+|inquir\w+|hr|humanresources|contact|mail|reception|recruitment|recruit"
    r"|jobs?|vacanc\w+|personnel|school)\d*@",
    re.IGNORECASE,
)


@check("L14", "Nobody to ask", DEFECT, GP, source="Plain error", about=FACTS)
def contact(subject: Subject, at: datetime) -> Found:
    """There is a person to ask, and a way to reach them."""
    ways = subject.contact_ways
    if ways is None and subject.whole:
        said = "\n".join(passage.text for passage in subject.everything)
        ways = (*_ADDRESS.findall(said), *_PHONE.findall(said))
    if ways is None:
        return
    ways = tuple(way for way in ways if way)
    if not ways or subject.contact_name == "":
        message = "People want to ask somebody before they apply. Give a name, and a phone number or e-mail address."
        yield remark("L14", message, CONTACT, title="There is nobody to ask")
    elif subject.contact_name is None and all(_GENERIC.match(way) for way in ways):
        message = "Nobody is named, and the address is an office. People ask a person more readily."
        yield remark("L14", message, CONTACT, force=GP, title="No person is named to ask", source=PRACTICE)


_UPPER = r"(?:UPS|UPR|upper\s+pay(?:\s+(?:scale|range|spine))?|U[1-3]\b|post[\s-]threshold)"
_MAIN = words(r"MPS?\b|MPR\b|MPS\s?[1-5]|main\b|M\s?[1-5]?\b")
_SIXTH = words(rf"(?:M|MPS|MPR)\s*-?\s*6\b\s*(?:-|–|to|/)\s*{_UPPER}")


@check("L25", "Only those on the upper pay range", GP, source="Equality Act 2010, section 19", about=FACTS)
def upper_only(subject: Subject, at: datetime) -> Found:
    """An advert for the upper range alone narrows the field to those long in teaching."""
    message = "Few people are on it, and mostly older ones. Say why the job needs it, or open it to the main range."
    suggestion = "Main and upper pay range"
    if subject.lowest_point.startswith(("U", "M6")):
        yield remark("L25", message, PAY, suggestion=suggestion)
    if subject.pay is None:
        return
    text = subject.pay.text
    sixth, upper = _SIXTH.search(text), words(_UPPER).search(text)
    if sixth or (upper and not _MAIN.search(text)):
        yield remark("L25", message, subject.pay, sixth or upper, suggestion=suggestion)


_PAY_TITLES = {
    "no_figure": "Pay without a figure",
    "tlr_no_value": "A TLR without a figure",
    "tlr_outside": "A TLR outside its range",
    "sen_no_value": "A SEN allowance without a figure",
    "sen_outside": "A SEN allowance outside its range",
    "sen_no_reason": "A SEN allowance without its reason",
    "rows_swapped": "The figures of two rows are swapped",
    "row_wrong": "A figure does not fit its hours",
    "old_edition": "Pay of an earlier year",
    "unknown_point": "A pay point that does not exist",
    "unknown_figure": "A figure that is no pay point",
}
_PAY_DEFECTS = frozenset({"rows_swapped", "row_wrong", "unknown_point"})


@check("L29", "Pay", DEFECT, GP, source=DFE, rule="R36", about=FACTS)
def pay(subject: Subject, at: datetime) -> Found:
    """Pay stands in pounds, and its figures fit each other and the year (vacancies/pay/checking)."""
    if subject.pay is None:
        return
    if not subject.pay.text.strip():
        if subject.whole:
            title = "Nothing is said about pay"
            yield remark("L29", "People want to know what the job pays.", PAY, force=GP, title=title)
        return
    lines = subject.pay.text.replace("; ", ";\n")  # rows that a reader joined are rows again, each in its place
    for found in check_text(lines, area=subject.pay_area, at=subject.starts or at.date()):
        if found.code == "no_figure" and not subject.whole:
            continue  # a vacancy's page of pay has a check of its own for it
        defect = found.code in _PAY_DEFECTS
        yield remark(
            "L29", found.message, subject.pay, (found.start, found.end), force=DEFECT if defect else GP,
            title=_PAY_TITLES.get(found.code, ""), suggestion=found.suggestion,
            source="Plain error" if defect else DFE if found.code == "no_figure" else STPCD,
        )  # fmt: skip


_FIXED = words(r"fixed[\s-]+term|temporary (?:post|contract|appointment|role)|maternity cover")
_UNTIL = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b20\d\d\b|\b(?:one|two|three|\d+)[\s-]+(?:years?|terms?"
    r"|months?)\b|return of",
    re.IGNORECASE,
)
_REASON = words(
    r"maternity|paternity|parental|adoption|cover\b|covering|secondment|funding|funded|sickness|leave"
    r"|pilot|project|vacancy|pending|interim"
)


@check("L30", "A fixed term without its end or its reason", DEFECT, source="Plain error", about=FACTS)
def fixed_term(subject: Subject, at: datetime) -> Found:
    """People must know how long the job lasts, and why not longer."""
    if subject.fixed_term is not None:
        ends, reason, passage = subject.term_ends, subject.term_reason, None
        if not subject.fixed_term:
            return
    else:
        told = [each for each in (subject.title, *subject.passages) if _FIXED.search(each.text)]
        if not told:
            return
        said = " ".join(each.text for each in told)
        ends, reason, passage = bool(_UNTIL.search(said)), bool(_REASON.search(said)), told[-1]
    if not (ends and reason):
        missing = "its last day" if reason else "its reason" if ends else "its last day and its reason"
        yield remark(
            "L30",
            "People must know how long it lasts, and why.",
            passage or CONTRACT,
            title=f"A fixed term needs {missing}",
        )
