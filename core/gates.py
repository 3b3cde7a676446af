"""Gates: named moments at which rules bite. Every app registers its checks; services ask; nothing else decides.

Force: LAW stops with no way round, DEFECT (it would publish a plain error) stops too, SG (statutory guidance)
may be waived by a named person with a typed reason, GP (good practice) and CON (contract) are advice.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from core.audit import record, subject_of
from core.models import Waiver

if TYPE_CHECKING:
    from accounts.models import User

REASON_LENGTH = 20  # characters; shorter reasons explain nothing to an inspector


class Force(enum.StrEnum):
    """How hard a rule bites (domain brief of the field: law, statutory guidance, contract, good practice)."""

    LAW = "LAW"
    DEFECT = "DEFECT"
    SG = "SG"
    CON = "CON"
    GP = "GP"


class GateName(enum.StrEnum):
    """The moments."""

    PUBLISH = "publish"
    SUBMIT = "submit"
    OPEN_SIFT = "open_sift"
    RELEASE = "release"
    INTERVIEW = "interview"
    OFFER = "offer"
    SIGN = "sign"
    START = "start"


@dataclass(frozen=True)
class Finding:
    """What a check found. `open` stops or asks; a clear or not-needed finding is shown as proof."""

    what: str  # "References real, and concerns settled"
    how: str = ""  # how we know, or what is missing: "Both checked by phone with the school."
    open: bool = True
    url: str = ""  # the place to mend it, or the proof
    link: str = ""  # words of that link
    not_needed: bool = False
    key: str = ""  # tells apart several findings of one check

    def fingerprint(self) -> str:
        """A digest of the facts; a waiver fits only as long as it stays the same."""
        return hashlib.sha256(f"{self.key}|{self.what}|{self.how}".encode()).hexdigest()


@dataclass(frozen=True)
class Check:
    """A rule at a gate. `find` returns findings, all of them, clear ones too."""

    gate: GateName
    code: str  # "two_people_shortlist"
    force: Force
    source: str  # "KCSIE Part 3"
    find: Callable[[Any], Iterable[Finding]]
    rule: str = ""  # "R02" of docs/rules.md
    group: str = ""  # heading on the page: "Choosing fairly"
    test: str = ""  # the test that proves it: "tests/shortlisting/test_gates.py::test_two"
    read: Callable[[Any], Any] | None = None  # makes what `find` looks at; once a run for all checks that name it


@dataclass(frozen=True)
class Row:
    """One finding of one check, with its waiver if there is one."""

    check: Check
    finding: Finding
    waiver: Waiver | None = None

    @property
    def stops(self) -> bool:
        """Open, and it holds the gate shut."""
        return self.finding.open and (
            self.check.force in (Force.LAW, Force.DEFECT) or (self.check.force is Force.SG and self.waiver is None)
        )

    @property
    def waivable(self) -> bool:
        """Open guidance without a waiver."""
        return self.finding.open and self.check.force is Force.SG and self.waiver is None

    @property
    def code(self) -> str:
        """The key of its waiver: the check's code, and the finding's own key if it has one."""
        return f"{self.check.code}:{self.finding.key}" if self.finding.key else self.check.code


@dataclass(frozen=True)
class GateReport:
    """Everything a gate says of one object, in the order: stops, waivable, waived, advice, clear."""

    gate: GateName
    rows: list[Row] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Nothing stops."""
        return not any(row.stops for row in self.rows)

    @property
    def stops(self) -> list[Row]:
        """What stops and cannot be waived."""
        return [row for row in self.rows if row.stops and not row.waivable]

    @property
    def waivable(self) -> list[Row]:
        """Guidance that is open and may be passed with a reason."""
        return [row for row in self.rows if row.waivable]

    @property
    def waived(self) -> list[Row]:
        """Guidance that was passed with a reason."""
        return [row for row in self.rows if row.finding.open and row.waiver]

    @property
    def advice(self) -> list[Row]:
        """Good practice and contract: shown, never stopping."""
        return [row for row in self.rows if row.finding.open and row.check.force in (Force.GP, Force.CON)]

    @property
    def clear(self) -> list[Row]:
        """Proved, or not needed."""
        return [row for row in self.rows if not row.finding.open]


class GateShutError(Exception):
    """A service was asked to cross a gate that is shut. `report` says why."""

    def __init__(self, report: GateReport) -> None:
        self.report = report
        super().__init__("; ".join(row.finding.what for row in report.rows if row.stops))


_checks: dict[GateName, dict[str, Check]] = {gate: {} for gate in GateName}


def register(check: Check) -> None:
    """Add a check (from AppConfig.ready). A code stands once at a gate."""
    if check.code in _checks[check.gate]:
        raise ValueError(f"{check.gate} already has a check {check.code}")
    _checks[check.gate][check.code] = check


def registered() -> list[Check]:
    """Return every check, by gate, in the order of registration (docs/rules.md is made from it)."""
    return [check for checks in _checks.values() for check in checks.values()]


def run(gate: GateName, obj: models.Model) -> GateReport:
    """Return what `gate` says of `obj`."""
    subject_type, subject_id = subject_of(obj)
    waivers = {
        waiver.code: waiver
        for waiver in Waiver.objects.filter(
            gate=gate, subject_type=subject_type, subject_id=subject_id, taken_back_at=None
        ).select_related("by")
    }
    rows, read = [], _Read(obj)
    for check in _checks[gate].values():
        for finding in check.find(read.of(check)):
            row = Row(check, finding)
            waiver = waivers.get(row.code)
            fits = waiver is not None and waiver.fingerprint == finding.fingerprint()
            rows.append(Row(check, finding, waiver if fits else None))
    return GateReport(gate, sorted(rows, key=_order))


class _Read:
    """What the checks of one run look at: the object, or what they share, read once."""

    def __init__(self, obj: models.Model) -> None:
        self.obj = obj
        self.read: dict[Callable[[Any], Any], Any] = {}

    def of(self, check: Check) -> Any:
        if check.read is None:
            return self.obj
        if check.read not in self.read:
            self.read[check.read] = check.read(self.obj)
        return self.read[check.read]


def _order(row: Row) -> int:
    if row.stops:
        return 1 if row.waivable else 0
    return 4 if not row.finding.open else 2 if row.waiver else 3


def require(gate: GateName, obj: models.Model) -> GateReport:
    """Return the report when the gate is open; raise GateShutError when anything stops."""
    report = run(gate, obj)
    if not report.open:
        raise GateShutError(report)
    return report


def waive(
    gate: GateName, obj: models.Model, code: str, *, by: User, reason: str, school_id: int | None = None
) -> Waiver:
    """Let one open finding of guidance pass for a typed reason.

    Raises ValueError (words for people) when the finding is not open, is law, or the reason is too short.
    """
    row = next((row for row in run(gate, obj).rows if row.code == code and row.waivable), None)
    if row is None:
        raise ValueError("This point is no longer open, or the law does not allow it to be passed.")
    if len(reason.strip()) < REASON_LENGTH:
        raise ValueError(f"Give a reason of at least {REASON_LENGTH} characters. It is kept with the record.")
    subject_type, subject_id = subject_of(obj)
    with transaction.atomic():
        # A waiver whose facts have changed no longer fits: it is closed, and its reason stays in the history.
        Waiver.objects.filter(
            gate=gate, code=code, subject_type=subject_type, subject_id=subject_id, taken_back_at=None
        ).update(taken_back_at=timezone.now())
        waiver = Waiver.objects.create(
            gate=gate,
            code=code,
            subject_type=subject_type,
            subject_id=subject_id,
            fingerprint=row.finding.fingerprint(),
            reason=reason.strip(),
            by=by,
        )
        codes = {"gate": str(gate), "code": code}
        record("gate.waived", by=by, subject=obj, school_id=school_id, codes=codes, reason=reason.strip())
    return waiver


def take_back(waiver: Waiver, obj: models.Model, *, by: User, school_id: int | None = None) -> None:
    """Open a waived finding again."""
    with transaction.atomic():
        if Waiver.objects.filter(pk=waiver.pk, taken_back_at=None).update(taken_back_at=timezone.now()):
            codes = {"gate": waiver.gate, "code": waiver.code}
            record("gate.waiver_taken_back", by=by, subject=obj, school_id=school_id, codes=codes)
