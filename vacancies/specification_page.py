"""The page on which HR checks what was read: rows by section, what is still to settle, each beside its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from vacancies.models import Criterion, CriterionSection, Importance, ImportedPack, Method
from vacancies.numbering_check import in_words, twice
from vacancies.pack_source import Mark, anchor
from vacancies.services.arranging import LONGEST
from vacancies.services.pack_taking import OTHER_METHODS
from vacancies.services.specification import seen_of

MOST_LISTED = 8  # things to settle that are listed one by one
NUMBERS = frozenset({"duplicate_number", "number_gap"})  # told by section, with the numbers themselves
# What HR reads for each other code of the reader: a heading, and what to do about it.
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
    "missing_number": ("Some rows have no number", "The other rows do. Check that they are criteria."),
}
# The quick answers beside a row that has no way to be assessed.
QUICK = (("application",), ("interview",), ("application", "interview"))


@dataclass(frozen=True)
class Answer:
    """A button that settles one thing of one row."""

    label: str
    value: str  # "12:digest:importance:essential"


@dataclass
class Ask:
    """A question under a row. `number` is its number in the list of things to settle."""

    kind: str  # importance, methods, length
    target: str
    title: str
    brief: str  # in the list of things to settle
    text: str = ""
    answers: tuple[Answer, ...] = ()
    number: int = 0


@dataclass
class Row:
    """A criterion as a row of the table. `source` is the anchor of its line in the source, or empty."""

    criterion: Criterion
    place: int  # among all rows, from 0
    tick: str  # value of its tick box
    ticked: bool
    label: str  # number and words, for links and labels
    methods: str
    source: str = ""
    asks: tuple[Ask, ...] = ()
    twice: bool = False

    @property
    def anchor(self) -> str:
        """The id of the row."""
        return f"row-{self.criterion.pk}"


@dataclass
class Group:
    """A heading with its rows, and what is odd about their numbers."""

    pk: int
    name: str
    rows: list[Row] = field(default_factory=list)
    numbers: Ask | None = None


@dataclass(frozen=True)
class Thing:
    """One thing to settle, with the place on the page where it is settled."""

    number: int
    label: str
    question: str
    target: str


@dataclass(frozen=True)
class Doubt:
    """A warning of the reader about the whole pack, in words."""

    pack: int
    code: str
    title: str
    text: str
    number: int = 0


@dataclass(frozen=True)
class SpecificationPage:
    """Everything the page shows of the criteria."""

    groups: list[Group]
    things: list[Thing]
    more: int
    doubts: list[Doubt]
    done: int
    total: int
    marks: dict[str, list[Mark]]  # by the anchor of a source's line

    @property
    def left(self) -> int:
        """How many things are to settle."""
        return len(self.things) + self.more


def method_words(methods: Iterable[str]) -> str:
    """ "Application, interview"."""
    words = ", ".join(Method(method).label.lower() for method in methods)
    return words[:1].upper() + words[1:]


def page_of(
    criteria: Sequence[Criterion],
    packs: Sequence[ImportedPack] = (),
    ticked: Collection[int] = (),
    sections: Iterable[CriterionSection] = (),
) -> SpecificationPage:
    """Build the page from criteria in order (their sections at hand), the packs in use and all the sections."""
    odd_numbers = any(NUMBERS & set(pack.warnings) for pack in packs)
    shown = {pack.pk for pack in packs}
    groups = {each.pk: Group(each.pk, each.name) for each in sections}
    for place, criterion in enumerate(criteria):
        group = groups.setdefault(criterion.section_id, Group(criterion.section_id, criterion.section.name))
        group.rows.append(_row(criterion, place, shown, ticked=criterion.pk in ticked))
    for group in groups.values():
        numbers = [row.criterion.number for row in group.rows]
        double = set(twice(numbers))
        for row in group.rows:
            row.twice = row.criterion.number in double
        if odd_numbers and (said := in_words(numbers)):
            group.numbers = Ask("numbers", f"numbers-{group.pk}", "Check the numbers", said.rstrip("."), said)
    return _with_things(list(groups.values()), doubts_of(packs))


def _row(criterion: Criterion, place: int, shown: Collection[int], *, ticked: bool) -> Row:
    tick = f"{criterion.pk}:{seen_of(criterion)}"
    source = ""
    if criterion.source_id in shown and criterion.source_id and criterion.place is not None:
        source = anchor(criterion.source_id, criterion.place)
    label = f"{criterion.number} {criterion.text}".strip()
    words = method_words(criterion.assessed_by)
    return Row(criterion, place, tick, ticked, label, words, source, tuple(_asks(criterion, tick)))


def _asks(criterion: Criterion, tick: str) -> Iterable[Ask]:
    at = f"ask-{criterion.pk}"
    if not criterion.importance:
        answers = (Importance.ESSENTIAL, Importance.DESIRABLE)
        buttons = tuple(Answer(str(value.label), f"{tick}:importance:{value}") for value in answers)
        yield Ask("importance", f"{at}-importance", "Essential or desirable?", "essential or desirable?", "", buttons)
    if not criterion.methods:
        buttons = tuple(Answer(method_words(choice), f"{tick}:methods:{','.join(choice)}") for choice in QUICK)
        brief = "how will you assess it?"
        yield Ask("methods", f"{at}-methods", "How will you assess this?", brief, "", buttons)
    if len(criterion.text) > LONGEST:
        most = f"One criterion holds at most {LONGEST:,}: split it, or cut it down."
        text = f"It has {len(criterion.text):,} characters. {most}"
        yield Ask("length", f"{at}-length", "This is too long for one criterion", "too long for one criterion", text)


def doubts_of(packs: Iterable[ImportedPack]) -> list[Doubt]:
    """The warnings of the reader about a whole pack that HR has not settled, in words."""
    return [Doubt(pack.pk, code, *WARNINGS[code]) for pack in packs for code in pack.warnings if code in WARNINGS]


def _with_things(groups: list[Group], doubts: list[Doubt]) -> SpecificationPage:
    """Number what is to settle, in the order of the page, and mark the lines of the source with the same numbers."""
    things: list[Thing] = []
    marks: dict[str, list[Mark]] = {}

    def add(label: str, question: str, target: str) -> int:
        things.append(Thing(len(things) + 1, label, question, target))
        return len(things)

    numbered = [
        Doubt(doubt.pack, doubt.code, doubt.title, doubt.text,
              add(doubt.title, "check it against your pack", f"doubt-{doubt.pack}-{doubt.code}"))
        for doubt in doubts
    ]  # fmt: skip
    for group in groups:
        for row in group.rows:
            for ask in row.asks:
                ask.number = add(_short(row.label), ask.brief, ask.target)
                marks.setdefault(row.source, []).append(Mark(ask.number, row.label, ask.target))
            if not row.asks:
                marks.setdefault(row.source, []).append(Mark(0, row.label, row.anchor))
        if group.numbers:
            group.numbers.number = add(group.name or "The numbers", group.numbers.brief, group.numbers.target)
    rows = [row for group in groups for row in group.rows]
    done = sum(bool(row.criterion.importance and row.criterion.methods) for row in rows)
    shown = things if len(things) <= MOST_LISTED + 1 else things[:MOST_LISTED]
    return SpecificationPage(groups, shown, len(things) - len(shown), numbered, done, len(rows), marks)


def _short(label: str) -> str:
    words = label.split()
    return " ".join(words[:9]) + ("…" if len(words) > 9 else "")
