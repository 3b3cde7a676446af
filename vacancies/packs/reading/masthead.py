"""The post's title and pay where no label names them: from the lines at the head of the pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vacancies.packs.document import Block, Paragraph
from vacancies.packs.reading.labelled import LINE
from vacancies.packs.reading.vocabulary import names_job, names_specification, part_named
from vacancies.packs.sources.characters import tidy

_PAY = re.compile(
    r"\b(?:mps|ups|mpr|upr|tlr|njc|scp|stpcd|m\d\b|u\d\b|l\d+\b|mps/ups|main (?:pay )?(?:scale|range)"
    r"|(?:main|upper|leadership|teachers?|unqualified|main teachers?)[\w’' ]{0,14} (?:pay|scale|range"
    r"|spine)|pay (?:scale|range|spine|point)|(?<!gcse )grade \w|band \w|sen allowance|spinal)\b|£\s?\d",
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


def masthead_facts(blocks: Sequence[Block]) -> Iterator[tuple[str, str, int | None]]:
    """Title and pay, best first, from the lines at the head of the pack or of its job description."""
    candidates = list(_candidates([b for b in blocks if isinstance(b, Paragraph) and b.text]))
    for text, place in candidates:
        title, pay = without_pay(text)
        if _is_title(title):
            yield "title", title.strip(" :–—-"), place
        if pay:
            yield "salary_text", pay, place
    for text, place in candidates:
        if _is_pay_line(text):
            yield "salary_text", text, place


def _candidates(lines: Sequence[Paragraph]) -> Iterator[tuple[str, int | None]]:
    short = [i for i, p in enumerate(lines) if len(p.text.split()) <= 16]
    heads = [i for i in short if names_job(lines[i].text)]
    heads += [i for i in short if names_specification(lines[i].text) and i not in heads]
    for i in heads:
        yield _beside_name(lines[i].text), lines[i].place
        yield from ((p.text, p.place) for p in lines[i + 1 : i + 4] if not p.is_item)
        yield from ((p.text, p.place) for p in reversed(lines[max(0, i - 2) : i]) if not p.is_item)
    yield from ((p.text, p.place) for p in lines[:6] if not p.is_item)


def without_pay(title: str) -> tuple[str, str | None]:
    """A title without pay in brackets or after a dash, and that pay."""
    found = re.search(r"\s*\(([^()]*)\)\s*$", title)
    if found and _PAY.search(found.group(1)) and not _POST.search(found.group(1)):
        return title[: found.start()].strip(), found.group(1).strip()
    return title, None


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
        and not LINE.match(text)
        and not re.search(r"@|www\.|\b(?:dear|will|is|are)\b", text, re.IGNORECASE)
    )


def _is_pay_line(text: str) -> bool:
    return (
        bool(_PAY.search(text))
        and len(text.split()) <= 25
        and not re.search(r"\b(?:will|is|are|paid|the post|awarded)\b", text, re.IGNORECASE)
        and not text.endswith(":")
    )
