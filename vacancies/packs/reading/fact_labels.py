"""The labels under which packs give their facts."""

from __future__ import annotations

import re

from vacancies.packs.sources.characters import tidy

_LABELS: dict[str, str] = {
    "title":
        r"(?:job|post|role|position|vacancy) ?title|title(?: of (?:the )?(?:post|job|role))?|post|role"
        r"|position|job|vacancy|designation",
    "salary_text":
        r"(?:(?:annual|full[- ]time|actual|pro[- ]rata|starting|fte|current) )*(?:salary|pay|pay[- ]?scale"
        r"|remuneration|grad(?:e|ing)|scale)(?: ?(?:range|scale|grade|band|point|points|details|level"
        r"|structure|information))*"
    r"(?: ?(?:/|and|&|or|-|–) ?(?:salary|grade|grading|pay|scale|pay scale|pay range|scp|allowances?"
    r"|range|hours))*|salary scale|scale point|allowances?",
    "reports_to":
        r"(?:(?:directly )?(?:reporting|reports?|responsible|accountable|answerable) (?:directly )?to"
        r"|line[- ]manager|line[- ]managed by|managed by|reporting line|immediate (?:line )?manager"
        r"|supervised by)"
    r"(?: ?(?:/|and|&) ?(?:reporting|reports|responsible|accountable) to)?(?: \(.{1,30}\))?",
    "responsible_for":
        r"(?:(?:directly )?(?:responsible|accountable) for|line[- ]management (?:of|responsibility(?: for)?)"
        r"|line manages|staff (?:managed|supervised|responsible for)|supervis(?:es|ion of|ory responsibility"
        r"(?: for)?)|manages|management of|direct reports?|responsibility for staff|staff responsibility)"
        r"(?: \(.{1,30}\))?",
    "closing":
        r"(?:(?:the )?closing (?:date|time)|(?:application )?deadline|applications? (?:close|deadline"
        r"|closing date|due)|closes|apply by|last date)(?: (?:and time|/ ?time|date))*(?: (?:for"
        r"|of) (?:receipt of )?(?:completed )?applications?)?(?: \(.{1,20}\))?",
    "interview":
        r"(?:(?:proposed|provisional|anticipated|expected|planned"
        r"|selection day ?/? ?)\s?)*(?:interviews?(?: and selection)?(?: (?:date|day|dates|days|process"
        r"|(?:to be |will be )?held|week|week commencing|w/?[cb]))*"
        r"|selection (?:day|date)s?|assessment (?:day|centre))(?: ?\(.{1,20}\))?",
    "start":
        r"(?:(?:proposed|anticipated|expected|preferred|planned|earliest|contract"
        r"|employment) )?(?:start(?:ing)?(?: date)?|commencement(?: date)?|date of commencement"
        r"|commencing(?: date)?|to start|required(?: from| for)?|date required|post (?:to )?(?:start"
        r"|commence)s?|(?:post |position )?available from"
        r"|start of (?:post|contract)|appointment date|effective (?:date|from))",
}  # fmt: skip
_KNOWN = {name: re.compile(rf"(?:the )?(?:{pattern})", re.IGNORECASE) for name, pattern in _LABELS.items()}
_OTHER_LABEL = re.compile(
    r"(?:working |weekly )?hours?(?: of work| per week|/weeks?)?|working (?:pattern|time|closely with"
    r"|with|weeks)|contract(?: type| term| status)?|term|type of contract|tenure|location|base"
    r"|place of work|school|academy|department|faculty|team|fte"
    r"|liais(?:es|ing|on) with|key (?:contacts|relationships)|(?:functional )?relationships|(?:name"
    r"|post ?holder)|employer|address|tel(?:ephone)?|e-?mail|website|phone|date|directorate"
    r"|job details|disclosure level|dbs(?: level)?|start and end times|age range|number on roll|nor"
    r"|reference|post (?:no|number|ref)|job (?:ref|id|number)|visits?|contact|shortlisting(?: date)?",
    re.IGNORECASE,
)


def label_of(text: str) -> str | None:
    """The field that a label names, or None."""
    plain = tidy(text).strip(" :*•-–")
    if not plain or len(plain) > 70:
        return None
    return next((name for name, pattern in _KNOWN.items() if pattern.fullmatch(plain)), None)


def is_fact_label(text: str) -> bool:
    """Whether a text is the label of a fact, one we keep or another such as hours or place of work."""
    plain = tidy(text).strip(" :*•-–")
    return label_of(plain) is not None or bool(_OTHER_LABEL.fullmatch(plain))
