"""The page of the job description: duties under their headings, each beside its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from vacancies.models import Duty, DutySection, ImportedPack
from vacancies.pack_source import Mark, anchor
from vacancies.services.arranging import DUTIES


@dataclass(frozen=True)
class DutyRow:
    """A duty as a row. `source` is the anchor of its line in the source, or empty."""

    duty: Duty
    place: int  # among all rows, from 0
    tick: str  # value of its tick box
    ticked: bool
    source: str

    @property
    def anchor(self) -> str:
        """The id of the row."""
        return f"row-{self.duty.pk}"


@dataclass
class DutyGroup:
    """A heading with its duties."""

    pk: int
    name: str
    rows: list[DutyRow] = field(default_factory=list)


@dataclass(frozen=True)
class DutiesPage:
    """Everything the page shows of the duties."""

    groups: list[DutyGroup]
    total: int
    marks: dict[str, list[Mark]]  # by the anchor of a source's line


def page_of(
    duties: Sequence[Duty],
    packs: Iterable[ImportedPack] = (),
    ticked: Collection[int] = (),
    sections: Iterable[DutySection] = (),
) -> DutiesPage:
    """Build the page from duties in order, the packs in use and all the headings."""
    shown = {pack.pk for pack in packs}
    groups = {each.pk: DutyGroup(each.pk, each.heading) for each in sections}
    marks: dict[str, list[Mark]] = {}
    for place, duty in enumerate(duties):
        source = ""
        if duty.source_id in shown and duty.source_id and duty.place is not None:
            source = anchor(duty.source_id, duty.place)
            marks.setdefault(source, []).append(Mark(0, duty.text, f"row-{duty.pk}"))
        row = DutyRow(duty, place, f"{duty.pk}:{DUTIES.seen(duty)}", duty.pk in ticked, source)
        groups[duty.section_id].rows.append(row)
    return DutiesPage(list(groups.values()), len(duties), marks)
