"""The facts of a vacancy: title, pay, reporting lines, closing, interview, start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vacancies.packs.document import Block, Paragraph, Table
from vacancies.packs.reading.dates import closing_of, date_phrase, find_dates
from vacancies.packs.reading.fact_labels import is_fact_label, label_of
from vacancies.packs.reading.vocabulary import names_job, names_specification, part_named
from vacancies.packs.sources.characters import tidy

_LINE = re.compile(r"^\s*([^:]{2,70}?)\s*:\s*(.*)$")
_DASHED = re.compile(r"^\s*([A-Za-z ()/&]{4,45}?)\s+[–—-]\s+(\S.*)$")
_NOTHING = re.compile(r"(?:n/?a|none|nil|not applicable|no direct reports|no one|-+|–|—|tbc)?\.?", re.IGNORECASE)
_PAY = re.compile(
    r"\b(?:mps|ups|mpr|upr|tlr|njc|scp|stpcd|m\d\b|u\d\b|l\d+\b|mps/ups|main (?:pay )?(?:scale|range)"
    r"|(?:main|upper|leadership|teachers?|unqualified|main teachers?)[\w’' ]{0,14} (?:pay|scale|range"
    r"|spine)|pay (?:scale|range|spine|point)|grade \w|band \w|sen allowance|spinal)\b|£\s?\d",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:senc?o|sendco|co-?ordinator|teacher|teaching|assistant|head ?teacher|head of|deputy|leader"
    r"|manager|officer|administrator|technician|caretaker|cleaner|cook|supervisor|receptionist|mentor"
    r"|tutor|librarian|nurse|counsell?or|director|bursar|clerk|instructor|practitioner|lead|principal"
    r"|secretary|lecturer|therapist|worker|adviser|advisor|keeper|invigilator|warden|lunchtime|midday"
    r"|support|specialist|apprentice|trainee|intervenor|key worker|hlta|finance|inclusion)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:reports?|reporting|is (?:directly )?(?:responsible|accountable)"
    r"|accountable) (?:directly )?to (?P<to>(?:the )?[^.;]{3,160}?)(?:[.;]| and (?:is|will|has)\b"
    r"|, (?:and|who|the post)\b|$)",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\bclos(?:ing|es?)\b|\bdeadline\b|\b(?:applications?|forms?)\b.{0,80}\b(?:by|before|no later than"
    r"|submitted|received|returned)\b|\breturn(?:ed)?\b.{0,60}\bby\b|\bapply by\b",
    re.IGNORECASE,
)
_INTERVIEWS = re.compile(r"\binterviews?\b|\bselection day\b|\bassessment day\b", re.IGNORECASE)
_STARTS = re.compile(
    r"\b(?:start(?:ing|s)?(?: date)?|commenc(?:e|ing|es)|required (?:for|from)|(?:post|position"
    r"|role) (?:is )?(?:available )?from|to begin|take up (?:the )?post|join us|appointment from)\b",
    re.IGNORECASE,
)

_WHEN = re.compile(
    r"\d|tbc|to be|january|february|march|april|\bmay\b|june|july|august|september|october|november|december",
    re.IGNORECASE,
)
_NOT_START = re.compile(r"\b(?:interview|clos|visit|year group)", re.IGNORECASE)
_NOT_A_MANAGER = re.compile(r"\bparents|governors and|concerns\b", re.IGNORECASE)


@dataclass
class Facts:
    """The facts as printed; `closing` in ISO form. None where the pack is silent."""

    title: str | None = None
    salary_text: str | None = None
    reports_to: str | None = None
    responsible_for: str | None = None
    closing: str | None = None
    interview: str | None = None
    start: str | None = None
    seen: set[str] = field(default_factory=set)


def read_facts(blocks: Sequence[Block]) -> Facts:
    """All facts of a document: labelled ones first, then those told in a sentence."""
    facts = Facts()
    for name, value in _labelled(blocks):
        _take(facts, name, value)
    texts = [t for t in _texts(blocks) if len(t) < 1500]
    _from_sentences(facts, texts)
    if facts.title is None or facts.salary_text is None:
        _from_top(facts, blocks)
    return facts


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield " ".join(c.text for c in row.cells if c.text)
        elif block.text:
            yield block.text


def _labelled(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for i, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _labelled_rows(block)
            continue
        line = _LINE.match(block.text) or _DASHED.match(block.text)
        name = label_of(line.group(1)) if line else None
        if line and name and line.group(2):
            yield name, _more(blocks, i, name, line.group(2))
        elif name := label_of(block.text):
            value = _below(blocks, i)
            if value and (block.text.endswith(":") or name not in {"title", "interview", "start"} or find_dates(value)):
                yield name, value


def _labelled_rows(table: Table) -> Iterator[tuple[str, str]]:
    for row in table.rows:
        filled = [c for c in row.cells if c.text.strip()]
        position = 0
        while position < len(filled):
            cell = filled[position]
            following = filled[position + 1] if position + 1 < len(filled) else None
            name = label_of(cell.text)
            if name and following is not None:
                yield name, "; ".join(p.text for p in following.paragraphs if p.text)
                position += 2
                continue
            for paragraph in cell.paragraphs:
                line = _LINE.match(paragraph.text)
                if line and line.group(2) and (inner := label_of(line.group(1))):
                    yield inner, line.group(2)
            position += 1


def _more(blocks: Sequence[Block], i: int, name: str, value: str) -> str:
    """A value with the lines that carry it on: pay is often set out over several."""
    if name != "salary_text":
        return value
    lines = [value]
    for block in blocks[i + 1 : i + 6]:
        if (
            not isinstance(block, Paragraph)
            or "£" not in block.text
            or len(block.text) > 120
            or _LINE.match(block.text)
        ):
            break
        lines.append(block.text)
    return "; ".join(lines)


def _below(blocks: Sequence[Block], i: int) -> str | None:
    """The value under a label that stands on a line of its own."""
    lines: list[str] = []
    for block in blocks[i + 1 : i + 5]:
        if not isinstance(block, Paragraph) or not block.text:
            break
        line = _LINE.match(block.text)
        if line and is_fact_label(line.group(1)) or is_fact_label(block.text) or part_named(block.text):
            break
        if lines and not (block.is_item and len(block.text.split()) <= 12):
            break
        if len(block.text.split()) > 40:
            break
        lines.append(block.text)
        if not block.is_item:
            break
    return "; ".join(lines) or None


def _take(facts: Facts, name: str, value: str) -> None:
    """Keeps a labelled value, unless the field has one; 'None' and 'N/A' keep the field empty for good."""
    value = tidy(value).strip(" ;")
    if name in facts.seen or not value or getattr(facts, name) is not None:
        return
    if _NOTHING.fullmatch(value):
        facts.seen.add(name)
        return
    kept = _kept(name, value)
    if kept:
        setattr(facts, name, kept)


def _kept(name: str, value: str) -> str | None:
    """The part of a value that the field holds, or None where the value is no answer to the label."""
    words = len(value.split())
    if name == "closing":
        return closing_of(value)
    if name == "title":
        return _without_pay(value)[0] if words <= 20 else None
    if name == "salary_text":
        return value
    if name == "interview" and not _WHEN.search(value):
        return None
    if name in {"interview", "start"}:
        return value if len(value) <= 80 else date_phrase(value)
    return value.rstrip(".") if words <= 60 else None


def _from_sentences(facts: Facts, texts: Sequence[str]) -> None:
    for text in texts:
        for sentence in re.split(r"(?<=[a-z\d)][.!?])\s+(?=[A-Z])", text):
            closes = _CLOSES.search(sentence) if facts.closing is None else None
            if closes is not None:
                facts.closing = closing_of(sentence[closes.start() :]) or closing_of(sentence)
            facts.interview = facts.interview or _phrase_after(_INTERVIEWS, sentence)
            if facts.start is None and not _NOT_START.search(sentence):
                facts.start = _phrase_after(_STARTS, sentence)
    if facts.reports_to is None and "reports_to" not in facts.seen:
        facts.reports_to = next((told for t in texts if (told := _told_reports_to(t))), None)


def _told_reports_to(text: str) -> str | None:
    """Whom a sentence says the post answers to."""
    found = _REPORTS.search(text) if len(text) < 700 else None
    if found is None or len(found["to"].split()) > 30 or _NOT_A_MANAGER.search(found["to"]):
        return None
    return found["to"].strip()


def _phrase_after(pattern: re.Pattern[str], sentence: str) -> str | None:
    found = pattern.search(sentence)
    if not found or len(sentence) > 400:
        return None
    phrase = date_phrase(sentence[found.end() : found.end() + 90])
    return phrase or (
        date_phrase(sentence[: found.start()][-60:]) if find_dates(sentence[: found.start()][-60:]) else None
    )


def _without_pay(title: str) -> tuple[str, str | None]:
    """A title without pay in brackets or after a dash, and that pay."""
    found = re.search(r"\s*\(([^()]*)\)\s*$", title)
    if found and _PAY.search(found.group(1)) and not _POST.search(found.group(1)):
        return title[: found.start()].strip(), found.group(1).strip()
    return title, None


def _from_top(facts: Facts, blocks: Sequence[Block]) -> None:
    """Title and pay from the lines that stand at the head of the pack, or of its job description."""
    lines = [b for b in blocks if isinstance(b, Paragraph) and b.text]
    heads = [i for i, p in enumerate(lines) if names_job(p.text) and len(p.text.split()) <= 16]
    heads += [
        i for i, p in enumerate(lines) if names_specification(p.text) and len(p.text.split()) <= 16 and i not in heads
    ]
    candidates: list[str] = []
    for i in heads:
        candidates.append(_beside_name(lines[i].text))
        candidates.extend(p.text for p in lines[i + 1 : i + 4] if not p.is_item)
        candidates.extend(p.text for p in reversed(lines[max(0, i - 2) : i]) if not p.is_item)
    candidates.extend(p.text for p in lines[:6])
    for text in candidates:
        title, pay = _without_pay(text)
        if facts.title is None and _is_title(title):
            facts.title = title.strip(" :–—-")
        if facts.salary_text is None and pay:
            facts.salary_text = pay
        if facts.title is not None and facts.salary_text is not None:
            return
    if facts.salary_text is None and "salary_text" not in facts.seen:
        facts.salary_text = next((t for t in candidates if _is_pay_line(t)), None)


def _beside_name(text: str) -> str:
    """What a heading says besides 'job description': often the post."""
    rest = re.sub(
        r"(?i)\b(?:job|role|post)\s+(?:description|profile|outline|specification)\b|\bperson(?:al"
        r"|nel)?\s+specification\b|\bcandidate profile\b",
        " ",
        text,
    )
    rest = re.sub(r"(?i)^\W*(?:and|&)\W*|\W*(?:and|&)\W*$", "", tidy(rest).strip(" :–—-/|,"))
    return re.sub(r"(?i)^(?:for|of)\s+(?:the\s+)?(?:post\s+of\s+)?(?:an?\s+)?", "", rest).strip(" :–—-/|,")


def _is_title(text: str) -> bool:
    words = text.split()
    return (
        1 <= len(words) <= 16
        and bool(_POST.search(text))
        and not text.endswith((".", ";", ":"))
        and not names_job(text)
        and not names_specification(text)
        and not _is_pay_line(text)
        and part_named(text) is None
        and not _LINE.match(text)
        and not re.search(r"@|www\.|\b(?:dear|will|is|are)\b", text, re.IGNORECASE)
    )


def _is_pay_line(text: str) -> bool:
    return (
        bool(_PAY.search(text))
        and len(text.split()) <= 25
        and not re.search(r"\b(?:will|is|are|paid|the post|awarded)\b", text, re.IGNORECASE)
        and not text.endswith(":")
    )
