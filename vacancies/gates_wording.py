"""The checks of wording at the publish gate: law and plain errors stop, guidance may be passed, the rest is advice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from core.gates import Check, Finding, GateName, register
from core.gates import Force as GateForce
from vacancies.models import Vacancy
from vacancies.parts import PARTS
from vacancies.wording import CATALOGUE, Force, Kind, Place, Remark, WordingCheck, catalogue
from vacancies.wording_of import Looked, look_at

TEST = "tests/vacancies/wording/test_every_check.py::test_it_fires"
PAGES = {
    "title": "details", "specification": "review", "duties": "duties", "dates": "dates", "statements": "statements",
    "whole": "preview", "pay_text": "pay",
}  # fmt: skip
_PART_OF = {name: part for part in PARTS for name in part.fields}


@dataclass(frozen=True)
class WordingFinding(Finding):
    """A finding of a wording check. It is another one as soon as the words it is about are others."""

    remark: Remark | None = None

    def fingerprint(self) -> str:
        """Also of the whole passage: what was said of its words fits only those words."""
        text = self.remark.text if self.remark else ""
        return hashlib.sha256(f"{super().fingerprint()}|{text}".encode()).hexdigest()


def gate_code(code: str, force: Force) -> str:
    """The code of a check at the gate: one that can bite in two ways has two."""
    return f"{code}_{force.lower()}"


def is_wording(code: str) -> bool:
    """Whether a check at the gate is one of wording."""
    return code.partition("_")[0] in CATALOGUE


def address_of(vacancy: Vacancy, place: Place) -> str:
    """Where words are mended: the page of their part, at the row or the field."""
    kind, _, pk = place.key.partition("-")
    if place.kind is Kind.CRITERION and pk:
        return _url(vacancy, "review", f"row-{pk}")
    if place.kind is Kind.DUTY and pk:
        return _url(vacancy, "duties", f"row-{pk}")
    if kind in ("further", "levels"):
        return _url(vacancy, "more" if kind == "further" else "levels")
    if place.key in ("contact", "contract"):
        return _url(vacancy, place.key)
    part = _PART_OF.get(place.key)
    if part is not None and place.key not in PAGES:
        return _url(vacancy, part.page.partition(":")[2], f"id_{place.key}")
    return _url(vacancy, PAGES.get(place.key, "advert"))


def _url(vacancy: Vacancy, name: str, anchor: str = "") -> str:
    try:
        address = reverse(f"vacancies:{name}", args=[vacancy.ref])
    except NoReverseMatch:
        return reverse("vacancies:advert", args=[vacancy.ref])
    return f"{address}#{anchor}" if anchor else address


def _finder(row: WordingCheck, force: Force) -> Callable[[Looked], Iterator[Finding]]:
    def find(looked: Looked) -> Iterator[Finding]:
        seen: Counter[str] = Counter()
        for remark in looked.remarks:
            if remark.code != row.code or remark.force != force:
                continue
            key = _key(remark)
            seen[key] += 1
            yield WordingFinding(
                remark.title,
                remark.message,
                url=address_of(looked.vacancy, remark.place),
                link=remark.place.label,
                key=key if seen[key] == 1 else f"{key}-{seen[key]}",
                remark=remark,
            )

    return find


def _key(remark: Remark) -> str:
    """The place, and the words there, so that two findings in one text are told apart."""
    marked = remark.marked or remark.title
    return f"{remark.place.key}-{hashlib.sha256(marked.encode()).hexdigest()[:6]}"


def _register() -> None:
    for row in catalogue():
        for force in row.forces:
            register(
                Check(
                    GateName.PUBLISH,
                    gate_code(row.code, force),
                    GateForce(force),
                    row.source,
                    _finder(row, force),
                    rule=row.rule,
                    group=row.about,
                    test=TEST,
                    read=look_at,
                )
            )


_register()
