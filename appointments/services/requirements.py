"""Which checks one appointment needs: the facts, and the rows that the catalogue makes of them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services.calendar import working_day
from applications.models import Application, QtsRoute, SencoQualification
from appointments import catalogue
from appointments.models import Check, CheckCode, CheckFacts, RiskAssessment
from appointments.services import record_rows
from appointments.services.checks import refuse_close
from core.audit import record

AT_SHORTLISTING = (CheckCode.SD, CheckCode.ONL)
AWARDS = frozenset({SencoQualification.NPQ, SencoQualification.NASENCO, SencoQualification.BEFORE_2009})


def facts_of(application: Application) -> catalogue.Facts:
    """Return what the catalogue needs to know of this appointment."""
    vacancy = application.vacancy
    details = getattr(application, "details", None)
    status = getattr(application, "professional_status", None)
    entered = getattr(application, "check_facts", None) or CheckFacts()
    risk = getattr(application, "risk_assessment", None)
    abroad = entered.lived_abroad if entered.lived_abroad is not None else details.lived_abroad if details else None
    return catalogue.Facts(
        trust_or_independent=vacancy.school.is_trust_or_independent,
        mainstream=vacancy.school.is_mainstream,
        leads_team=vacancy.leads_team,
        early_years=vacancy.early_years,
        lived_abroad=abroad,
        has_award=bool(status and status.senco_qualification in AWARDS),
        former_names=bool(details and details.former_names),
        trained_abroad=bool(status and status.qts_route == QtsRoute.OVERSEAS),
        by_qtls=bool(status and status.qts_route == QtsRoute.QTLS),
        induction_open=bool(status and status.induction_completed is False),
        update_service=entered.update_service,
        recent_school_work=entered.recent_school_work,
        starts_early=risk is not None and risk.state != RiskAssessment.State.ENDED,
        asks_section_128=entered.asks_section_128,
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


@transaction.atomic
def look_again(application: Application, *, by: User | None) -> list[Check]:
    """Ask the catalogue again after a fact changed; return the rows that it now decides otherwise.

    What was begun (asked for, received, clear) keeps its state: only "to do" and "not required" change.
    """
    changed = []
    wanted = {row.code: row for row in catalogue.requirements(facts_of(application))}
    for check in application.checks.filter(status__in=[Check.Status.TO_DO, Check.Status.NOT_REQUIRED]):
        row = wanted[check.code]
        status = Check.Status.TO_DO if row.required else Check.Status.NOT_REQUIRED
        if (check.status, check.why) == (status, row.why):
            continue
        due = working_day(application.vacancy.school, timezone.localdate(), row.days) if row.required else None
        due = check.due_on if check.status == status else due
        seen = Check.objects.filter(pk=check.pk, status=check.status)
        if seen.update(status=status, why=row.why, due_on=due, changed_at=timezone.now()):
            changed.append(check)
            codes = {"code": check.code, "from": check.status, "to": str(status)}
            record("check.decided_again", by=by, subject=check, school_id=application.vacancy.school_id, codes=codes)
    record_rows.follow(application, *[check.code for check in changed], by=by)
    return changed


@transaction.atomic
def save_facts(application: Application, *, by: User, **facts: bool | None) -> list[Check]:
    """Keep what HR knows that the form does not say, and ask the catalogue again; return the rows that changed."""
    refuse_close(by, application)
    entered, _ = CheckFacts.objects.update_or_create(application=application, defaults=facts)
    school_id = application.vacancy.school_id
    record("check.facts_entered", by=by, subject=entered, school_id=school_id, fields=facts)
    application.check_facts = entered  # as it is now, for the catalogue
    return look_again(application, by=by)
