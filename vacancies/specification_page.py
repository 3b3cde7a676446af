"""The page on which HR checks what was read: rows by section, what is still to settle, the warnings in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from vacancies.models import Criterion, Importance, ImportedPack, Method
from vacancies.services.packs import OTHER_METHODS
from vacancies.services.specification import seen_of

MOST_LISTED = 8  # things to settle that are listed one by one
# What HR reads for each code of the reader: a heading, and what to do about it.
WARNINGS = {
    "no_person_spec": (
        "No person specification was found",
        "We found no list of criteria in your pack. Add the criteria below, or bring in the file that holds them.",
    ),
    "no_job_description": (
        "No job description was found",
        "We found no duties in your pack. Add them under Duties, or bring in a file that holds both.",
    ),
    "unknown_assessment_code": (
        "A code has no key",
        "Your pack uses a letter under “Assessed by” that it does not explain. We left it out. Check those rows.",
    ),
    OTHER_METHODS: (
        "Your pack names a way to assess that is not used here",
        "We use application, interview, task, presentation, references and certificates. Check the rows without one.",
    ),
    "duplicate_number": ("A number is used twice", "Check that no row is lost. You can change the numbers."),
    "number_gap": ("A number is skipped", "Check that no row is lost. You can change the numbers."),
    "missing_number": ("Some rows have no number", "The other rows do. Check that they are criteria."),
}
# The quick answers beside a row that has no way to be assessed.
QUICK = (("application",), ("interview",), ("application", "interview"))


@dataclass(frozen=True)
class Answer:
    """A button that settles one thing of one row."""

    label: str
    value: str  # "12:digest:importance:essential"


@dataclass(frozen=True)
class Row:
    """A criterion as a row of the table."""

    criterion: Criterion
    place: int  # among all rows, from 0
    tick: str  # value of its tick box
    ticked: bool
    label: str  # number and words, for links and labels
    methods: str
    asks_importance: tuple[Answer, ...] = ()
    asks_methods: tuple[Answer, ...] = ()
    twice: bool = False

    @property
    def unset(self) -> bool:
        """Whether importance or methods are not set."""
        return bool(self.asks_importance or self.asks_methods)


@dataclass
class Group:
    """A heading with its rows."""

    name: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Thing:
    """One thing to settle, with the place on the page where it is settled."""

    label: str
    question: str
    target: str


@dataclass(frozen=True)
class Doubt:
    """A warning of the reader about the whole pack, in words."""

    code: str
    title: str
    text: str


@dataclass(frozen=True)
class SpecificationPage:
    """Everything the page shows of the criteria."""

    groups: list[Group]
    things: list[Thing]
    more: int
    doubts: list[Doubt]
    done: int
    total: int

    @property
    def left(self) -> int:
        """How many things are to settle."""
        return len(self.things) + self.more


def method_words(methods: Iterable[str]) -> str:
    """ "Application, interview"."""
    words = ", ".join(Method(method).label.lower() for method in methods)
    return words[:1].upper() + words[1:]


def page_of(
    criteria: Collection[Criterion], pack: ImportedPack | None, ticked: Collection[int] = ()
) -> SpecificationPage:
    """Build the page from criteria in order (their sections at hand) and the pack that was read last."""
    numbers = Counter((each.section_id, each.number) for each in criteria if each.number)
    groups: list[Group] = []
    section: int | None = None
    for place, criterion in enumerate(criteria):
        if criterion.section_id != section:
            groups.append(Group(criterion.section.name))
            section = criterion.section_id
        twice = numbers[(criterion.section_id, criterion.number)] > 1
        groups[-1].rows.append(_row(criterion, place, twice=twice, ticked=criterion.pk in ticked))
    rows = [row for group in groups for row in group.rows]
    doubts = doubts_of(pack)
    things = [*_of_doubts(doubts), *(thing for row in rows for thing in _of_row(row))]
    done = sum(not row.unset for row in rows)
    shown = things if len(things) <= MOST_LISTED + 1 else things[:MOST_LISTED]
    return SpecificationPage(groups, shown, len(things) - len(shown), doubts, done, len(rows))


def _row(criterion: Criterion, place: int, *, twice: bool, ticked: bool) -> Row:
    tick = f"{criterion.pk}:{seen_of(criterion)}"
    importance = tuple(
        Answer(str(value.label), f"{tick}:importance:{value}")
        for value in (Importance.ESSENTIAL, Importance.DESIRABLE)
        if not criterion.importance
    )
    methods = tuple(
        Answer(method_words(choice), f"{tick}:methods:{','.join(choice)}") for choice in QUICK if not criterion.methods
    )
    label = f"{criterion.number} {criterion.text}".strip()
    return Row(criterion, place, tick, ticked, label, method_words(criterion.assessed_by), importance, methods, twice)


def _of_row(row: Row) -> list[Thing]:
    words = row.label.split()
    short = " ".join(words[:9]) + ("…" if len(words) > 9 else "")
    target = f"row-{row.criterion.pk}"
    things = []
    if row.asks_importance:
        things.append(Thing(short, "essential or desirable?", target))
    if row.asks_methods:
        things.append(Thing(short, "how will you assess it?", target))
    return things


def _of_doubts(doubts: list[Doubt]) -> list[Thing]:
    return [Thing(doubt.title, "check it against your pack", f"doubt-{doubt.code}") for doubt in doubts]


def doubts_of(pack: ImportedPack | None) -> list[Doubt]:
    """The warnings of the reader that HR has not settled, in words."""
    if pack is None:
        return []
    return [Doubt(code, *WARNINGS[code]) for code in pack.warnings if code in WARNINGS]
