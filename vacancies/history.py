"""The audit of one vacancy in words: who did what, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from core.audit import subject_of
from core.models import AuditEvent
from vacancies.models import KeyDate, Vacancy

WORDS = {
    "vacancy.started": "Started the vacancy",
    "vacancy.changed": "Changed the advert",
    "vacancy.filled_from": "Filled the draft from a template or an earlier vacancy",
    "vacancy.pay_changed": "Changed the pay",
    "vacancy.template_saved": "Saved it as a template",
    "vacancy.dates_changed": "Changed the dates",
    "vacancy.statement_changed": "Changed a statement of the school’s own",
    "vacancy.statement_removed": "Deleted a statement of the school’s own",
    "vacancy.levels_changed": "Changed a supplementary table",
    "vacancy.levels_removed": "Deleted a supplementary table",
    "vacancy.scheduled": "Set a time to publish",
    "vacancy.draft": "Made it a draft again",
    "vacancy.publication_stopped": "Did not publish: a check stopped it",
    "vacancy.approval_asked": "Asked the head to approve",
    "vacancy.approval_taken_back": "Asked the head no longer",
    "vacancy.approval_approved": "Approved the advert",
    "vacancy.approval_sent_back": "Sent the advert back",
    "vacancy.advertised_again": "Advertised the job again",
    "specification.corrected": "Put right the person specification",
    "file.stored": "Added a file",
    "vacancy.pack_imported": "Brought in a pack",
    "vacancy.pack_asked": "Sent a pack to be read",
    "vacancy.pack_refused": "The pack could not be read",
    "vacancy.pack_settled": "Checked a warning about the pack",
    "vacancy.published": "Published the advert",
    "vacancy.extended": "Extended the closing date",
    "vacancy.closed": "Closed for applications",
    "vacancy.filled": "Filled",
    "vacancy.unfilled": "Ended without an appointment",
    "vacancy.withdrawn": "Withdrew the vacancy",
    "specification.changed": "Changed the person specification",
    "specification.added": "Added a criterion",
    "specification.removed": "Deleted criteria",
    "specification.moved": "Moved criteria",
    "specification.merged": "Merged criteria",
    "specification.split": "Split a criterion",
    "specification.numbered": "Numbered criteria again",
    "specification.heading_added": "Added a section",
    "specification.heading_changed": "Renamed a section",
    "specification.heading_moved": "Moved a section",
    "specification.heading_removed": "Deleted a section",
    "specification.undone": "Undid a change to criteria or duties",
    "specification.redone": "Did a change to criteria or duties again",
    "job_description.changed": "Changed the job description",
    "job_description.moved": "Moved duties",
    "job_description.merged": "Merged duties",
    "job_description.split": "Split a duty",
    "job_description.heading_added": "Added a heading of duties",
    "job_description.heading_changed": "Renamed a heading of duties",
    "job_description.heading_moved": "Moved a heading of duties",
    "job_description.heading_removed": "Deleted a heading of duties",
    "job_description.added": "Added to the job description",
    "job_description.removed": "Deleted from the job description",
    "wording.mended": "Let a wording check put words right",
    "wording.undone": "Undid what a wording check had put right",
    "wording.left": "Left advice on the wording as it is",
    "wording.taken_up": "Took up advice on the wording again",
    "gate.waived": "Passed a point of guidance with a reason",
    "gate.waiver_taken_back": "Took back a reason",
}
# The same state reached from another side reads otherwise.
FROM = {
    ("vacancy.published", "closed"): "Opened for applications again",
    ("vacancy.published", "scheduled"): "Published the advert at the time set",
    ("vacancy.closed", "filled"): "Took the vacancy up again",
    ("vacancy.closed", "unfilled"): "Took the vacancy up again",
}


@dataclass(frozen=True)
class HistoryRow:
    """An event as people read it."""

    at: datetime
    what: str
    who: str
    detail: str
    reason: str


def events_of(vacancy: Vacancy) -> QuerySet[AuditEvent]:
    """The events about the vacancy itself, newest first."""
    subject_type, subject_id = subject_of(vacancy)
    rows = AuditEvent.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return rows.select_related("typed_reason").order_by("-at", "-pk")


def rows_of(events: Iterable[AuditEvent]) -> list[HistoryRow]:
    """Events in words; one query for everybody who acted."""
    events = list(events)
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    return [
        HistoryRow(
            at=event.at,
            what=_what(event),
            who=str(people.get(event.actor_id, "Somebody no longer here")) if event.actor_id else "The service",
            detail=_detail(event),
            reason=event.typed_reason.text if hasattr(event, "typed_reason") else "",
        )
        for event in events
    ]


def _what(event: AuditEvent) -> str:
    came_from = FROM.get((event.verb, str(event.codes.get("from", ""))))
    return came_from or WORDS.get(event.verb) or event.verb.replace(".", ": ").replace("_", " ").capitalize()


def _detail(event: AuditEvent) -> str:
    """Which fields, by their labels, or how many rows."""
    if event.verb in ("vacancy.changed", "vacancy.dates_changed"):
        return ", ".join(_label(name) for name in event.fields)
    if count := event.codes.get("criteria"):
        return f"{count} criteri{'on' if count == 1 else 'a'}"
    return ""


def _label(name: str) -> str:
    kinds = {kind.value: kind.label for kind in KeyDate.Kind}
    names = {field.name: str(field.verbose_name) for field in Vacancy._meta.fields}
    return {"closes_at": "closing date and time"}.get(name) or kinds.get(name, names.get(name, name)).lower()
