"""The criteria gathered so far, with the section, importance and methods that hold for the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vacancies.packs.document import Paragraph
from vacancies.packs.pack import Criterion, Importance
from vacancies.packs.reading.methods import (
    UNSAID,
    Assessed,
    Legend,
    legend_entries,
    methods_in,
    read_assessed,
)
from vacancies.packs.reading.tags import Tagged, importance_only, take_tags
from vacancies.packs.sources.characters import opens_low

_STATEMENT = re.compile(
    r"\b(?:assess(?:ed|ment)|identified|tested|evidenced?|measured|verified|judged)\b|^(?:method|source)s?\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all|each|every|these|criteria|criterion|elements|requirements|above|below|following)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\ball\b|\bevery\b|\bcriteria (?:above|below)|\b(?:above|these) criteria", re.IGNORECASE)
_SECTION_TAIL = re.compile(
    r"\s*(?:[:–—-]\s*|\(\s*)?(?:(?:to be )?(?:assessed|tested|identified|evidenced|measured) (?:by"
    r"|through|via|at|in|from)|assessment(?: methods?)?:)\s*(?P<by>.+?)\)?$",
    re.IGNORECASE,
)
_SECTION_LEVEL = re.compile(
    r"\s*(?:[(\[–—:-]\s*)(?P<level>essential|desirable|e|d)(?:\s+criteria)?\s*[)\]]?\s*:?$", re.IGNORECASE
)
_LEVEL_SECTION = re.compile(r"(?P<level>essential|desirable)\s+(?P<name>\S.*)", re.IGNORECASE)
_CONTINUED = re.compile(r"\s*[(\[]?\s*\b(?:continued|cont(?:'d|d)?)\b\.?\s*[)\]]?\s*$", re.IGNORECASE)


@dataclass
class Draft:
    """A criterion being read. `run` tells apart stretches within which numbers should follow on."""

    section: str
    number: str | None
    text: str
    importance: Importance | None
    assessed: Assessed
    run: int
    tabled: bool
    place: int | None = None


@dataclass
class Collector:
    """Criteria in order, and what holds for those to come."""

    legend: Legend
    drafts: list[Draft] = field(default_factory=list)
    section: str = ""
    importance: Importance | None = None
    importance_outer: bool = False  # an importance heading stands over section headings, not under them
    section_methods: Assessed = UNSAID
    whole_methods: Assessed = UNSAID
    run: int = 0
    heads_are_sections: bool = False  # each table's own heading names its section

    def open_section(self, text: str, number: str | None = None, assessed: Assessed = UNSAID) -> None:
        """A section begins. Its heading may carry importance ('(Essential)') and methods."""
        name = _CONTINUED.sub("", text.strip()).strip(" :")
        if not self.importance_outer:
            self.importance = None
        self.section_methods = assessed
        name, told = self._without_tail(name)
        self.section_methods = told or self.section_methods
        tagged = take_tags(name, self.legend)
        if tagged.found:
            name, self.importance = tagged.text, tagged.importance or self.importance
            self.section_methods = tagged.assessed or self.section_methods
        level = _SECTION_LEVEL.search(name)
        if level:
            self.importance = importance_only(level.group("level"))
            name = name[: level.start()]
        leading = _LEVEL_SECTION.fullmatch(name)
        if leading:
            self.importance = importance_only(leading.group("level"))
            name = leading.group("name")
        name = name.strip(" :–—-")
        self.section = f"{number}. {name}" if number and name else name

    def _without_tail(self, heading: str) -> tuple[str, Assessed]:
        """A heading without the methods told after it, and those methods."""
        tail = _SECTION_TAIL.search(heading)
        if not tail:
            return heading, UNSAID
        return heading[: tail.start()], read_assessed(tail["by"], self.legend)

    def take_importance(self, heading: str, *, outer: bool) -> bool:
        """Takes a heading that names an importance, and perhaps the methods for it; says whether it did."""
        name, told = self._without_tail(heading)
        level = importance_only(name)
        if level:
            self.set_importance(level, outer=outer)
            self.section_methods = told or self.section_methods
        return level is not None

    def set_importance(self, importance: Importance, *, outer: bool) -> None:
        """An Essential or Desirable heading stands over what follows."""
        self.importance, self.importance_outer = importance, outer
        if outer:
            self.section = ""
            self.section_methods = Assessed()

    def add(
        self,
        paragraph: Paragraph,
        *,
        number: str | None = None,
        importance: Importance | None = None,
        assessed: Assessed = UNSAID,
        tabled: bool = False,
        tail: Tagged | None = None,
    ) -> None:
        """A criterion. What its row says goes before its own tags, and those before its heading."""
        tagged = take_tags(tail.text if tail else paragraph.text, self.legend)
        text = tagged.text.strip()
        if not re.search(r"[^\W\d_]{2,}", text):
            return
        by = assessed or (tail.assessed if tail else Assessed()) or tagged.assessed
        self.drafts.append(
            Draft(
                section=self.section,
                number=number or paragraph.number,
                text=text,
                importance=importance or (tail.importance if tail else None) or tagged.importance or self.importance,
                assessed=by or self.section_methods,
                run=self.run,
                tabled=tabled,
                place=paragraph.place,
            )
        )

    def carry_on(self, text: str) -> bool:
        """Adds the rest of a criterion that was cut by the page; says whether the text was that."""
        if not self.drafts or not opens_low(text) or self.drafts[-1].text.endswith((".", ";")):
            return False
        draft = self.drafts[-1]
        tagged = take_tags(text, self.legend)
        draft.text = f"{draft.text}{'' if draft.text.endswith('-') else ' '}{tagged.text}"
        draft.importance = draft.importance or tagged.importance
        draft.assessed = draft.assessed or tagged.assessed
        return True

    def take_statement(self, text: str, *, in_section: bool) -> bool:
        """Takes a key or a statement of how criteria are assessed; says whether the text was one."""
        if len(legend_entries(text)) >= 2 or re.match(r"key\b.{0,3}(?:to\b|:|$)", text, re.IGNORECASE):
            return True
        if not _STATEMENT.search(text) or len(text.split()) > 45:
            return False
        head = re.match(r"^(?P<label>[^:]{0,60}):\s*(?P<by>.+)$", text)
        head = head if head and _STATEMENT.search(head["label"]) else None
        by = read_assessed(head.group("by"), self.legend) if head else Assessed(methods_in(text))
        labelled = head is not None and by.methods != ("other",)
        if not by.methods or not (labelled or _WHOLE.search(text) or re.search(r"\bassessed\b", text, re.IGNORECASE)):
            return False
        if in_section and not _EVERY.search(text) and not self._closes_all():
            self.section_methods = by
            for draft in self.drafts:
                if draft.section == self.section and draft.run == self.run and not draft.assessed:
                    draft.assessed = by
        else:
            self.whole_methods = by
        return True

    def _closes_all(self) -> bool:
        """Whether a statement here stands under several sections, none of whose criteria has a method yet."""
        under = bool(self.drafts) and self.drafts[-1].section == self.section
        return under and len({d.section for d in self.drafts}) > 1 and not any(d.assessed for d in self.drafts)

    def finished(self) -> tuple[Criterion, ...]:
        """The criteria as read, with the methods named for the whole document where a row names none."""
        if {(d.number or "?")[0] for d in self.drafts} == {"E", "D"}:  # E1, E2 … D1: the number says it
            for draft in self.drafts:
                draft.importance = draft.importance or importance_only((draft.number or "")[0])
        return tuple(
            Criterion(d.section, d.number, d.text, d.importance, (d.assessed or self.whole_methods).methods, d.place)
            for d in self.drafts
        )
