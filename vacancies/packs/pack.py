"""What a school's pack says, once read: the typed result and the refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Importance = Literal["essential", "desirable"]
Method = Literal[
    "application", "interview", "task", "presentation", "references",
    "certificates", "observation", "checks", "other",
]  # fmt: skip

METHODS: tuple[Method, ...] = (
    "application", "interview", "task", "presentation", "references",
    "certificates", "observation", "checks", "other",
)  # fmt: skip

WARNINGS = (
    "no_job_description",
    "no_person_spec",
    "missing_importance",
    "missing_assessment",
    "unknown_assessment_code",
    "duplicate_number",
    "number_gap",
    "missing_number",
)


class PackRefused(Exception):
    """The file cannot be read as a pack. `message` tells HR in plain English what to do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def as_json(self) -> dict[str, str]:
        """The refusal in the shape the pack schema gives it."""
        return {"expect": "refused", "message": self.message}


@dataclass(frozen=True)
class DutySection:
    """A heading of the job description with its duties, each as printed without bullet or number.

    `places` says for each duty which of the pack's `source_blocks` it was read from.
    """

    heading: str
    duties: tuple[str, ...]
    places: tuple[int | None, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Criterion:
    """One line of the person specification.

    `importance` is None and `assessed_by` empty where the pack is silent. `place` is the one of the pack's
    `source_blocks` that it was read from.
    """

    section: str
    number: str | None
    text: str
    importance: Importance | None
    assessed_by: tuple[Method, ...]
    place: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Pack:
    """A pack as read: facts, duties, criteria, and the codes of what was doubtful (see `WARNINGS`).

    `source_blocks` are the lines of the document in reading order; places count them from 0.
    `fact_places` gives the place of each fact that was found, by its name here.
    """

    title: str | None
    salary_text: str | None
    reports_to: str | None
    responsible_for: str | None
    closing: str | None
    interview: str | None
    start: str | None
    jd_sections: tuple[DutySection, ...]
    criteria: tuple[Criterion, ...]
    warnings: tuple[str, ...]
    source_blocks: tuple[str, ...] = field(default=(), compare=False)
    fact_places: Mapping[str, int] = field(default_factory=dict, compare=False)

    def as_json(self, *, places: bool = False) -> dict[str, object]:
        """The pack as plain lists and dictionaries, ready for `json.dumps`; with its source where asked for."""
        return self._schema() | ({"source": self._source()} if places else {})

    def _source(self) -> dict[str, object]:
        """The source's lines, and the place of each thing read, in the order of the schema's lists."""
        return {
            "blocks": list(self.source_blocks),
            "facts": dict(self.fact_places),
            "jd_sections": [list(s.places) for s in self.jd_sections],
            "criteria": [c.place for c in self.criteria],
        }

    def _schema(self) -> dict[str, object]:
        return {
            "title": self.title,
            "salary_text": self.salary_text,
            "reports_to": self.reports_to,
            "responsible_for": self.responsible_for,
            "closing": self.closing,
            "interview": self.interview,
            "start": self.start,
            "jd_sections": [{"heading": s.heading, "duties": list(s.duties)} for s in self.jd_sections],
            "criteria": [
                {
                    "section": c.section,
                    "number": c.number,
                    "text": c.text,
                    "importance": c.importance,
                    "assessed_by": list(c.assessed_by),
                }
                for c in self.criteria
            ],
            "warnings": list(self.warnings),
            "expect": "parsed",
        }
