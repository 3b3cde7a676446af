"""The self-declaration: asked on release, sent, read by the chair and HR alone, signed again, talked through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.on_behalf import may_answer
from appointments import declaration as form
from appointments.catalogue import requirements
from appointments.models import Check, CheckCode, SelfDeclaration
from appointments.services import checks
from appointments.services.requirements import facts_of
from appointments.states import DECLARATION
from core import emails
from core.audit import record, subject_of
from core.conflicts import is_close
from core.display import day_date
from core.models import AuditEvent
from core.states import StateError
from shortlisting.models import ProbePoint
from shortlisting.services import probe_points

S = SelfDeclaration.State
SOURCE = "self_declaration"
POINT = "There is something to talk about from the self-declaration. The chair and HR know what it is."


@dataclass(frozen=True)
class Reading:
    """That somebody read it."""

    who: str
    at: datetime


def ask(application: Application, *, by: User | None) -> SelfDeclaration | None:
    """Ask a shortlisted candidate; None when they were asked before. Only what is in scope for the post is asked."""
    wanted = {row.code for row in requirements(facts_of(application)) if row.required}
    with transaction.atomic():
        declaration, new = SelfDeclaration.objects.get_or_create(
            application=application,
            defaults={"asks_section_128": "S128" in wanted, "asks_childcare": "CD" in wanted},
        )
        if not new:
            return None
        school_id = application.vacancy.school_id
        record("self_declaration.asked", by=by, subject=declaration, school_id=school_id)
        checks.mark(application, CheckCode.SD, Check.Status.ASKED_FOR, by=by)
        _write(declaration, "declaration_asked")
    return declaration


def pages_of(declaration: SelfDeclaration) -> list[form.Page]:
    """Return the pages that this candidate is asked."""
    return form.pages(section_128=declaration.asks_section_128, childcare=declaration.asks_childcare)


def draft_of(declaration: SelfDeclaration) -> dict[str, Any]:
    """Return what the candidate has answered so far."""
    return declaration.draft or form.empty()


def save_page(declaration: SelfDeclaration, page: form.Page, *, ticked: list[str], by: User) -> None:
    """Keep one page. Raises StateError when it was sent already."""
    _save(declaration, form.with_page(draft_of(declaration), page, ticked), by=by)


def save_details(declaration: SelfDeclaration, *, details: dict[str, str], by: User) -> None:
    """Keep the words about each yes. Raises StateError when it was sent already."""
    draft = draft_of(declaration)
    _save(declaration, {**draft, "detail": {**draft["detail"], **details}}, by=by)


def _save(declaration: SelfDeclaration, draft: dict[str, Any], *, by: User) -> None:
    _refuse_other(declaration, by)
    if not SelfDeclaration.objects.filter(pk=declaration.pk, state=S.ASKED).update(draft=draft):
        raise StateError("You have sent this already. On the day of the interview you can say what has changed.")
    declaration.draft = draft


def send(declaration: SelfDeclaration, *, name: str, by: User) -> None:
    """The candidate signs with their name and sends. Raises StateError while something is missing."""
    _refuse_other(declaration, by)
    asked, draft = pages_of(declaration), draft_of(declaration)
    if lacks := form.missing(draft, asked):
        raise StateError(f"{lacks[0][1]}.")
    if not name.strip():
        raise StateError("Enter your full name to sign it.")
    answers = form.answers_of(draft, asked)
    application = declaration.application
    with transaction.atomic():
        DECLARATION.move(
            declaration, S.SENT, by=by, school_id=application.vacancy.school_id, answers=answers, draft=None,
            something_told=any(answer["yes"] for answer in answers.values()), sent_at=timezone.now(),
            sent_name=name.strip(),
        )  # fmt: skip
        checks.mark(application, CheckCode.SD, Check.Status.RECEIVED, by=by)
        _write(declaration, "declaration_sent")


def read(declaration: SelfDeclaration, *, by: User) -> dict[str, dict[str, Any]]:
    """Return the answers, and record that `by` read them. Raises StateError for somebody close to the candidate."""
    if is_close(by, declaration.application):
        raise StateError("A relative or close friend does not read it.")
    with transaction.atomic():
        school_id = declaration.application.vacancy.school_id
        record("self_declaration.read", by=by, subject=declaration, school_id=school_id)
        SelfDeclaration.objects.filter(pk=declaration.pk, read_at=None).update(read_at=timezone.now())
    return declaration.answers or {}


def readings(declaration: SelfDeclaration) -> list[Reading]:
    """Return who read it and when, the first reading first, from the audit: two queries."""
    kind, pk = subject_of(declaration)
    rows = AuditEvent.objects.filter(subject_type=kind, subject_id=pk, verb="self_declaration.read").order_by("pk")
    found = list(rows.values_list("actor_id", "at"))
    people = User.objects.in_bulk({actor for actor, _ in found if actor})
    return [Reading(str(people[actor]), at) for actor, at in found if actor in people]


def raise_at_interview(declaration: SelfDeclaration, *, by: User) -> ProbePoint:
    """Put it on the list of what is explored at interview, without a word of what it is."""
    key = str(declaration.pk)
    return probe_points.add(declaration.application, source=SOURCE, key=key, text=POINT, by=by)


def sign_again(declaration: SelfDeclaration, *, name: str, changes: str, by: User, device: bool = False) -> None:
    """The candidate signs again on the day of the interview: on their own page, or on the school's `device`.

    Raises StateError before that day, without a name, or when it was not sent.
    """
    if not device:
        _refuse_other(declaration, by)
    day = declaration.application.vacancy.interview_on
    if day and timezone.localdate() < day:
        raise StateError(f"It is signed again on the day of the interview, {day_date(day)}.")
    if not name.strip():
        raise StateError("Enter the full name to sign it.")
    told = bool(declaration.something_told) or bool(changes.strip())
    DECLARATION.move(
        declaration, S.SIGNED, by=by, school_id=declaration.application.vacancy.school_id, signed_at=timezone.now(),
        signed_name=name.strip(), changes=changes.strip(), something_told=told, signed_with=by if device else None,
        signed_on=SelfDeclaration.SignedOn.DEVICE if device else SelfDeclaration.SignedOn.OWN,
    )  # fmt: skip


def settle(declaration: SelfDeclaration, *, note: str, by: User) -> None:
    """The chair or HR: read and talked through. Clears the check. Raises StateError before it is signed again."""
    if is_close(by, declaration.application):
        raise StateError("A relative or close friend does not settle it.")
    if declaration.something_told and not note.strip():
        raise StateError("Write what was talked about and what you concluded.")
    if not any(True for _ in readings(declaration)):
        raise StateError("Read it first.")
    with transaction.atomic():
        DECLARATION.move(
            declaration, S.SETTLED, by=by, school_id=declaration.application.vacancy.school_id,
            settled_at=timezone.now(), settled_by=by, settled_note=note.strip(),
        )  # fmt: skip
        _clear(declaration, by=by)


def _clear(declaration: SelfDeclaration, *, by: User) -> None:
    check = Check.objects.select_related("application__vacancy__school").filter(
        application=declaration.application, code=CheckCode.SD
    ).exclude(status__in=checks.DONE).first()  # fmt: skip
    if check is not None:
        seen = "Read, talked through and signed again" if declaration.something_told else "Read and signed again"
        today = timezone.localdate()
        checks.record_check(
            check, status=Check.Status.CLEAR, done_on=today, evidence=seen, evidence_kind="online", by=by
        )


def _refuse_other(declaration: SelfDeclaration, by: User) -> None:
    if not may_answer(by, declaration.application):
        raise StateError("Only the candidate answers it.")


def _write(declaration: SelfDeclaration, template: str) -> None:
    school_id = declaration.application.vacancy.school_id
    ids = {"declaration": declaration.pk}
    emails.queue(template, ids, subject=declaration, school_id=school_id, once=f"{template}:{declaration.pk}")
