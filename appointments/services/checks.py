"""Pre-employment checks: asking for them, recording what was seen, deciding. Making the rows: requirements.py."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services.calendar import working_day
from applications.models import Application
from appointments import catalogue
from appointments import check_chase as chase
from appointments.catalogue.figures import EXPIRY_DAYS
from appointments.models import Check, CheckCode
from appointments.services import record_rows
from appointments.states import CHECK
from core import emails
from core.audit import record
from core.conflicts import is_close
from core.states import StateError

NUMBERED = frozenset({CheckCode.DBS})
DONE = (Check.Status.CLEAR, Check.Status.NOT_REQUIRED)
ANEW = {"decided_by": None, "decided_on": None}  # what is recorded anew the head decides anew


class CheckRefusedError(StateError):
    """A check cannot be recorded like this. `field` is the box beside which the message stands; "" for none."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def record_check(
    check: Check,
    *,
    status: str,
    by: User,
    done_on: date | None = None,
    evidence: str = "",
    evidence_kind: str = "",
    seen_how: str = "",
    number: str = "",
    expires_on: date | None = None,
    detail: str = "",
) -> None:
    """Record what happened to a check: who, when, what was seen. Of `number` the last four characters are kept.

    Raises CheckRefusedError (words for people, and the field) when a person records their own or a relative's check,
    when a date is to come, when a clear check lacks its date or what was seen, or has run out already; StateError
    when somebody else changed the row meanwhile.
    """
    refuse_close(by, check.application)
    evidence = evidence.strip() or _words(check.code, evidence_kind)
    _refuse_wrong(check, status, done_on, evidence, number, expires_on)
    asked = (check.asked_on or timezone.localdate()) if status == Check.Status.ASKED_FOR else check.asked_on
    values: dict[str, Any] = {
        "status": status,
        "asked_on": asked,
        "done_on": done_on,
        "done_by": by if done_on else None,
        "evidence_kind": evidence_kind,
        "seen_how": seen_how,
        "evidence": evidence,
        "number_end": number.strip()[-4:] or check.number_end,  # once seen it is not typed again
        "expires_on": expires_on,
        "detail": detail.strip(),
        **_next_reminder(check, status, asked, expires_on),
        **(ANEW if status == Check.Status.NEEDS_DECISION else {}),
    }
    _write(check, values, by=by)
    check.refresh_from_db()


@transaction.atomic
def _write(check: Check, values: dict[str, Any], *, by: User) -> None:
    """Write what was recorded; the head is told of what needs a decision. Raises StateError when it changed."""
    status, values = values["status"], {**values, "changed_at": timezone.now()}
    if not Check.objects.filter(pk=check.pk, changed_at=check.changed_at).update(**values):
        raise StateError("Somebody else changed this check at the same moment. Look at it again.")
    fields = [name for name, value in values.items() if value]
    codes = {"code": check.code, "from": check.status, "to": status}
    school_id = check.application.vacancy.school_id
    record("check.recorded", by=by, subject=check, school_id=school_id, fields=fields, codes=dict(codes))
    record_rows.follow(check.application, check.code, by=by)
    if status == Check.Status.NEEDS_DECISION and (check.status != status or check.decided_on):
        _tell(check.application, "check_decision", f"{check.pk}:{values['changed_at'].timestamp()}", check=check.pk)


def ask_candidate(application: Application, *, codes: list[str], by: User) -> int:
    """Ask the candidate for what is theirs to bring or do, in one letter; return how many checks were asked for."""
    refuse_close(by, application)
    today = timezone.localdate()
    rows = application.checks.filter(status=Check.Status.TO_DO, code__in=codes)
    asked = [check for check in rows if catalogue.GUIDANCE[check.code].ask]
    with transaction.atomic():
        claimed = [check for check in asked if _ask(check, today, application, by=by)]
        if claimed:
            _tell(application, "checks_asked", f"{min(check.pk for check in claimed)}:{timezone.now().timestamp()}")
    return len(claimed)


def _ask(check: Check, today: date, application: Application, *, by: User | None) -> bool:
    check.application = application
    values = {
        "status": Check.Status.ASKED_FOR,
        "asked_on": today,
        "changed_at": timezone.now(),
        **_next_reminder(check, Check.Status.ASKED_FOR, today, None),
    }
    if not Check.objects.filter(pk=check.pk, status=Check.Status.TO_DO).update(**values):
        return False
    record("check.asked_for", by=by, subject=check, school_id=application.vacancy.school_id, codes={"code": check.code})
    record_rows.follow(application, check.code, by=by)
    return True


def mark(application: Application, code: str, status: str, *, by: User | None) -> None:
    """Move a check that another page drives (the self-declaration is asked for, or came in)."""
    check = application.checks.filter(code=code).first()
    if check is None or check.status in (*DONE, status):
        return
    today = timezone.localdate()
    check.application = application
    asked = check.asked_on or today
    reminder = _next_reminder(check, status, asked, None)
    values = {"status": status, "asked_on": asked, "changed_at": timezone.now(), **reminder}
    with transaction.atomic():
        if Check.objects.filter(pk=check.pk, status=check.status).update(**values):
            codes = {"code": code, "from": check.status, "to": status}
            record("check.moved", by=by, subject=check, school_id=application.vacancy.school_id, codes=codes)
            record_rows.follow(application, code, by=by)


def decide(check: Check, *, goes_on: bool, reason: str, by: User) -> None:
    """The head decides about what a check brought up: it is clear all the same, or it is not.

    Raises CheckRefusedError without a reason or where nothing was seen yet; StateError when it no longer waits.
    """
    refuse_close(by, check.application)
    if not reason.strip():
        raise CheckRefusedError("Say why. The reason is kept with the check.", "reason")
    if goes_on and not (check.done_on and check.done_by_id and check.evidence):
        raise CheckRefusedError("HR must first record when it was done and what was seen.")
    today = timezone.localdate()
    status = Check.Status.CLEAR if goes_on else Check.Status.NEEDS_DECISION
    decided: dict[str, Any] = {"decision": reason.strip(), "decided_by": by, "decided_on": today, "chase_on": None}
    if goes_on:
        decided |= _next_reminder(check, status, check.asked_on, check.expires_on)
    waiting = Check.objects.filter(pk=check.pk, status=Check.Status.NEEDS_DECISION, changed_at=check.changed_at)
    with transaction.atomic():
        if not waiting.update(status=status, changed_at=timezone.now(), **decided):
            raise StateError("This check no longer waits for a decision. Look at it again.")
        codes: dict[str, str | int | bool | None] = {"code": check.code, "goes_on": goes_on}
        school_id = check.application.vacancy.school_id
        record("check.decided", by=by, subject=check, school_id=school_id, fields=decided, codes=codes)
        record_rows.follow(check.application, check.code, by=by)
    check.refresh_from_db()


def read_detail(check: Check, *, by: User) -> str:
    """Return the encrypted notes and record that `by` read them; nothing is recorded where there are none."""
    if check.detail:
        with transaction.atomic():
            record(
                "check.detail_read",
                by=by,
                subject=check,
                school_id=check.application.vacancy.school_id,
                codes={"code": check.code},
            )
    return check.detail


def _words(code: str, kind: str) -> str:
    kinds = {each.code: each.label for each in catalogue.GUIDANCE[code].kinds}
    if kind and kind not in kinds:
        raise CheckRefusedError("Choose what was seen.", "evidence_kind")
    return kinds.get(kind, "")


def refuse_close(by: User, application: Application) -> None:
    if by.pk == application.candidate_id:
        raise CheckRefusedError("Nobody can record their own check.", "status")
    if is_close(by, application):
        raise CheckRefusedError("Nobody can record the check of a relative or close friend. Ask a colleague.", "status")


def _refuse_wrong(
    check: Check, status: str, done_on: date | None, evidence: str, number: str, expires_on: date | None
) -> None:
    today = timezone.localdate()
    clear = status == Check.Status.CLEAR
    if check.status == Check.Status.NEEDS_DECISION and check.decided_on and status != check.status:
        raise CheckRefusedError(
            "The head has decided that this stops the appointment. Record what is new as “Needs a decision”: the head "
            "then decides again.", "status",
        )  # fmt: skip
    if status != check.status and not CHECK.allows(check.status, status):
        raise CheckRefusedError("This check is not needed, so there is nothing to record.", "status")
    if done_on and done_on > today:
        raise CheckRefusedError("The date is still to come. Enter the day it was done.", "done_on")
    if clear and not (done_on and evidence):
        field = "evidence" if done_on else "done_on"
        raise CheckRefusedError("To mark it clear, enter the day it was done and what was seen.", field)
    if clear and check.code in NUMBERED and not (number.strip() or check.number_end):
        raise CheckRefusedError("Enter the certificate number. Only its last four digits are kept.", "number")
    if clear and expires_on and expires_on < today:
        raise CheckRefusedError("It has run out already. See one that is still good.", "expires_on")


def _next_reminder(check: Check, status: str, asked: date | None, expires_on: date | None) -> dict[str, Any]:
    """When somebody is reminded next. None: on the day the check is due, or never once it is clear."""
    if status == Check.Status.CLEAR:
        ends = expires_on if check.code == CheckCode.RTW else None
        return {"chase_on": ends - timedelta(days=EXPIRY_DAYS.value) if ends else None, "chased": 0}
    if status == Check.Status.TO_DO:
        return {"chase_on": None, "chased": 0}
    if status == check.status and check.chase_on:
        return {}
    today = timezone.localdate()
    start = asked if status == Check.Status.ASKED_FOR and asked else today
    school = check.application.vacancy.school
    ladder = chase.ladder_of(check.code, status)
    number, day = ladder.after(start, 0, today, lambda first, days: working_day(school, first, days))
    return {"chase_on": day, "chased": number}


def _tell(application: Application, template: str, once: str, **ids: int) -> None:
    school_id = application.vacancy.school_id
    ids = {"application": application.pk, **ids}
    emails.queue(template, ids, subject=application, school_id=school_id, once=f"{template}:{once}")
