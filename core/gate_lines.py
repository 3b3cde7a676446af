"""A gate's report as lines to draw, the same on every page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from core.components import Change, GateLine
from core.display import clock, day_date
from core.gates import Force, GateReport, Row

SAYS = {
    Force.LAW: "Law. It cannot be passed with a reason.",
    Force.DEFECT: "It must be mended first.",
    Force.SG: "Guidance. It can be passed with a reason.",
    Force.CON: "Your contract or policy. It does not stop you.",
    Force.GP: "Good practice. It does not stop you.",
}


@dataclass(frozen=True)
class GateSection:
    """A heading with its lines. `asks_reason`: each line carries the form that passes it, by its `code`."""

    title: str
    lines: tuple[tuple[str, GateLine], ...]
    asks_reason: bool = False
    takes_back: bool = False


def _state(row: Row) -> str:
    if not row.finding.open:
        return "not_needed" if row.finding.not_needed else "clear"
    if row.stops:
        return "stop"
    return "reason" if row.waiver else "advice"


def line(row: Row) -> GateLine:
    """A row of the report as people read it."""
    finding, waiver = row.finding, row.waiver
    force = SAYS[row.check.force] if finding.open and not waiver else ""
    passed = finding.open and waiver is not None
    return GateLine(
        what=finding.what,
        state=_state(row),  # type: ignore[arg-type]
        how=" ".join(part for part in (finding.how, force) if part),
        proof=Change(finding.url, finding.link or "Open") if finding.url else None,
        reason=waiver.reason if passed and waiver else "",
        reason_by=f"{waiver.by}, {day_date(waiver.at)}, {clock(waiver.at)}" if passed and waiver else "",
    )


def _section(title: str, rows: Iterable[Row], **does: bool) -> GateSection:
    lines = tuple((row.code, line(row)) for row in rows)
    return GateSection(f"{title} ({len(lines)})", lines, **does)


def sections(
    report: GateReport, *, stops: str = "Stops this", leads_to: Callable[[str], bool] | None = None
) -> list[GateSection]:
    """The report in the order people need it: stops, what asks for a reason, advice, what is clear by group.

    `stops` is the heading of what stops, in the words of the gate: "Stops the signature". `leads_to` tells whether
    the reader may open the page that a line links to: HR, head and chair read the same report.
    """
    found = [
        _section(stops, report.stops),
        _section("Mend it or give a reason", report.waivable, asks_reason=True),
        _section("Passed with a reason", report.waived, takes_back=True),
        _section("Advice", report.advice),
    ]
    groups: dict[str, list[Row]] = {}
    for row in report.clear:
        groups.setdefault(row.check.group, []).append(row)
    found += [
        _section(f"Clear: {group[:1].lower()}{group[1:]}" if group else "Clear", rows) for group, rows in groups.items()
    ]
    closed = {path for path in _paths(found) if leads_to is not None and not leads_to(path)}
    return [_without(section, closed) for section in found if section.lines]


def _paths(found: Iterable[GateSection]) -> set[str]:
    return {line.proof.url for section in found for _, line in section.lines if line.proof}


def _without(section: GateSection, closed: set[str]) -> GateSection:
    """The section without the links that would lead its reader nowhere."""
    lines = tuple(
        (code, replace(line, proof=None) if line.proof and line.proof.url in closed else line)
        for code, line in section.lines
    )
    return replace(section, lines=lines)
