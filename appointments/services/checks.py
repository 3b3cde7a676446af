"""Pre-employment checks: making the rows, recording what was seen."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services.calendar import working_day
from applications.models import Application, SencoQualification
from appointments import catalogue
from appointments.models import Check, CheckCode
from core.audit import record
from core.states import StateError

AT_SHORTLISTING = (CheckCode.SD, CheckCode.ONL)
AWARDS = frozenset({SencoQualification.NPQ, SencoQualification.NASENCO, SencoQualification.BEFORE_2009})
NUMBERED = frozenset({CheckCode.DBS})


def facts_of(application: Application) -> catalogue.Facts:
    """Return what the catalogue needs to know of this appointment."""
    vacancy = application.vacancy
    details = getattr(application, "details", None)
    status = getattr(application, "professional_status", None)
    return catalogue.Facts(
        trust_or_independent=vacancy.school.is_trust_or_independent,
        mainstream=vacancy.school.is_mainstream,
        leads_team=vacancy.leads_team,
        early_years=vacancy.early_years,
        lived_abroad=details.lived_abroad if details else None,
        has_award=bool(status and status.senco_qualification in AWARDS),
    )


@transaction.atomic
def require_checks(application: Application, *, by: User | None, shortlisted_only: bool = False) -> list[Check]:
    """Make the rows that the catalogue asks for; called twice it makes each once. Returns those made now.

    `shortlisted_only` makes those that belong to the shortlist (self-declaration, online search), due before
    the interview.
    """
    school = application.vacancy.school
    today = timezone.localdate()
    made = []
    for row in catalogue.requirements(facts_of(application)):
        if shortlisted_only and row.code not in AT_SHORTLISTING:
            continue
        due = working_day(school, today, row.days)
        if row.code in AT_SHORTLISTING and application.vacancy.interview_on:
            due = min(due, max(today, working_day(school, application.vacancy.interview_on, -1)))
        status = Check.Status.TO_DO if row.required else Check.Status.NOT_REQUIRED
        defaults = {"status": status, "why": row.why, "due_on": due if row.required else None}
        check, new = Check.objects.get_or_create(application=application, code=row.code, defaults=defaults)
        if new:
            made.append(check)
            codes = {"code": row.code, "status": str(status)}
            record("check.required", by=by, subject=check, school_id=school.pk, codes=codes)
    return made


def record_check(
    check: Check,
    *,
    status: str,
    by: User,
    done_on: date | None = None,
    evidence: str = "",
    number: str = "",
    expires_on: date | None = None,
    detail: str = "",
) -> None:
    """Record what happened to a check: who, when, what was seen. Of `number` the last four characters are kept.

    Raises StateError (words for people) when a person records their own check, when a date is to come, when a
    clear check lacks its date or what was seen, or when somebody else changed the row meanwhile.
    """
    if by.pk == check.application.candidate_id:
        raise StateError("Nobody can record their own check.")
    if done_on and done_on > timezone.localdate():
        raise StateError("The date is still to come. Enter the day it was done.")
    if status == Check.Status.CLEAR and not (done_on and evidence.strip()):
        raise StateError("To mark it clear, enter the day it was done and what was seen.")
    if status == Check.Status.CLEAR and check.code in NUMBERED and not (number.strip() or check.number_end):
        raise StateError("Enter the certificate number. Only its last four digits are kept.")
    values = {
        "status": status,
        "done_on": done_on,
        "done_by": by if done_on else None,
        "evidence": evidence.strip(),
        "number_end": number.strip()[-4:] or check.number_end,  # once seen it is not typed again
        "expires_on": expires_on,
        "detail": detail.strip(),
        "changed_at": timezone.now(),
    }
    with transaction.atomic():
        if not Check.objects.filter(pk=check.pk, changed_at=check.changed_at).update(**values):
            raise StateError("Somebody else changed this check at the same moment. Look at it again.")
        record(
            "check.recorded",
            by=by,
            subject=check,
            school_id=check.application.vacancy.school_id,
            fields=[name for name, value in values.items() if value],
            codes={"code": check.code, "from": check.status, "to": status},
        )
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
