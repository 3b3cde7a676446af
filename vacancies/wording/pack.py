"""A pack as it was read from a file, as the checks look at it. No Django."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime

from vacancies.packs.pack import Pack
from vacancies.wording.dates import LONDON
from vacancies.wording.days import days_in
from vacancies.wording.subject import Criterion, Kind, Passage, Place, Subject

SCHOOL_TYPES = frozenset(
    [
        "maintained",
        "academy",
        "free_school",
        "special",
        "special_academy",
        "pru",
        "ap_academy",
        "independent",
        "mainstream",
    ]
)
_PRINTED = re.compile(r"<[^>]{1,200}>")  # HTML that a pack carries as text


def subject_of_pack(
    pack: Pack,
    *,
    school_type: str | None = None,
    faith: bool | None = None,
    bank_holidays: Collection[date] = (),
) -> Subject:
    """The subject of `pack`: its duties and criteria as those, every other line of its source as it stands."""
    criteria = tuple(
        Criterion(
            Passage(
                Place(Kind.CRITERION, f"criterion-{n}", f"Person specification, {_label(each.number, each.text)}"),
                each.text,
            ),
            number=each.number or "",
            importance=each.importance or "",
            methods=each.assessed_by,
            section=each.section,
        )
        for n, each in enumerate(pack.criteria)
    )
    duties = tuple(
        Passage(Place(Kind.DUTY, f"duty-{n}", f"Job description, “{_short(text)}”"), text)
        for n, text in enumerate(text for section in pack.jd_sections for text in section.duties)
    )
    taken = {_plain(each.text) for each in pack.criteria} | {_plain(each.text) for each in duties}
    return Subject(
        title=Passage(Place(Kind.TITLE, "title", "Job title"), pack.title or ""),
        criteria=criteria,
        duties=duties,
        passages=tuple(_rest(pack, taken)),
        pay=Passage(Place(Kind.PAY, "pay", "Pay"), pack.salary_text or ""),
        whole=True,
        school_type=school_type,
        faith=faith,
        bank_holidays=bank_holidays,
        **_dates(pack),  # type: ignore[arg-type]
    )


def _rest(pack: Pack, taken: set[str]) -> list[Passage]:
    """The cells of lines that are neither duties nor criteria."""
    read = {place for section in pack.jd_sections for place in section.places} | {each.place for each in pack.criteria}
    rest = []
    for n, line in enumerate(pack.source_blocks):
        for cell in [] if n in read else line.split("\t"):
            text = " ".join(_PRINTED.sub(" ", cell).split())
            if text and not _inside(text, taken):
                rest.append(Passage(Place(Kind.DOCUMENT, f"line-{n + 1}", f"Line {n + 1}"), text))
    return rest


def _inside(text: str, taken: set[str]) -> bool:
    """A cell that holds several criteria as bullets, or a part of one that a page cut."""
    plain = _plain(text)
    parts = [_plain(part) for part in re.split(r"[•●·▪]", text) if part.strip()]
    if parts and all(any(part in each or each in part for each in taken) for part in parts if part):
        return True
    return len(plain) > 20 and any(plain in each for each in taken)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _dates(pack: Pack) -> dict[str, object]:
    closes = closes_on = None
    if pack.closing and "T" in pack.closing:
        moment = datetime.fromisoformat(pack.closing)
        closes = moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    elif pack.closing:
        closes_on = date.fromisoformat(pack.closing)
    week = bool(pack.interview and re.search(r"\bweek|\bw/?[cb]\b", pack.interview, re.IGNORECASE))
    day = None if week else next(days_in(pack.interview or ""), None)
    return {
        "closes": closes, "closes_on": closes_on, "interview": day.on if day else None,
        "interview_said": bool(pack.interview),
    }  # fmt: skip


def _label(number: str | None, text: str) -> str:
    return number or f"“{_short(text)}”"


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")
