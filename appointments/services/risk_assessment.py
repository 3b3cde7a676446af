"""A start before the DBS result: written by HR, approved by the head, reviewed until the certificate is there."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from appointments.catalogue.figures import REVIEW_DAYS
from appointments.models import RiskAssessment, RiskReview
from appointments.services.checks import refuse_close
from appointments.services.requirements import look_again
from appointments.states import RISK
from core import emails
from core.audit import record
from core.states import StateError

S = RiskAssessment.State
WORDS = ("reason", "risks", "measures", "supervisor_name", "supervisor_job")


class RiskRefusedError(StateError):
    """The assessment cannot stand like this. `field` is the box beside which the message stands; "" for none."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def write(
    application: Application,
    *,
    reason: str,
    risks: str,
    measures: str,
    supervisor_name: str,
    supervisor_job: str,
    starts_on: date,
    review_days: int,
    next_review_on: date,
    by: User,
    supervisor_email: str = "",
) -> RiskAssessment:
    """Write the assessment, or write it anew: the head then approves it again. The barred list becomes a check.

    `review_days` is days between reviews, REVIEW_DAYS at most; the first review comes within them of the start.
    Raises RiskRefusedError (with its field).
    """
    refuse_close(by, application)
    words = {"reason": reason, "risks": risks, "measures": measures, "supervisor_name": supervisor_name}
    words = {name: value.strip() for name, value in {**words, "supervisor_job": supervisor_job}.items()}
    _refuse_wrong(words, starts_on, review_days, next_review_on)
    values = {
        **words, "supervisor_email": supervisor_email.strip(), "starts_on": starts_on, "review_days": review_days,
        "next_review_on": next_review_on, "state": S.WRITTEN, "written_by": by, "written_at": timezone.now(),
        "approved_by": None, "approved_at": None, "remind_on": None,
    }  # fmt: skip
    with transaction.atomic():
        risk, _ = RiskAssessment.objects.update_or_create(application=application, defaults=values)
        school_id = application.vacancy.school_id
        record("risk_assessment.written", by=by, subject=risk, school_id=school_id, fields=values)
        application.risk_assessment = risk  # as it is now, for the catalogue
        look_again(application, by=by)
        _write(risk, "risk_to_approve", f"{risk.written_at.timestamp()}")
    return risk


def approve(risk: RiskAssessment, *, by: User, seen: str | None = None) -> None:
    """The head approves what they read: `seen` is when it was written, as their page said; None without a page.

    Raises StateError when it was written by the same person, does not wait, or was written anew meanwhile.
    """
    refuse_close(by, risk.application)
    if risk.written_by_id == by.pk:
        raise StateError("Somebody else approves it than who wrote it.")
    if risk.state != S.WRITTEN:
        raise StateError("It does not wait for approval. Look at it again.")
    school_id = risk.application.vacancy.school_id
    with transaction.atomic():
        # The row is held at the words that were read: HR may be writing others at this moment.
        held = RiskAssessment.objects.filter(pk=risk.pk, written_at=risk.written_at)
        if seen not in (None, seen_of(risk)) or not held.update(written_at=risk.written_at):
            raise StateError("It was written anew since you opened this page. Read it again, then decide.")
        RISK.move(
            risk, S.APPROVED, by=by, school_id=school_id, approved_by=by, approved_at=timezone.now(),
            remind_on=risk.next_review_on,
        )  # fmt: skip
        _write(risk, "risk_approved", f"{risk.written_at.timestamp()}")


def seen_of(risk: RiskAssessment) -> str:
    """What the page on which it is approved carries."""
    return risk.written_at.isoformat()


def review(risk: RiskAssessment, *, goes_on: bool, note: str, by: User, next_review_on: date | None = None) -> None:
    """Record a review. Goes on: until `next_review_on`, the usual number of days on when None. Else it ends here.

    Raises RiskRefusedError without a note, or when this review was recorded already.
    """
    refuse_close(by, risk.application)
    if risk.state != S.APPROVED:
        raise RiskRefusedError("Only an approved assessment is reviewed.")
    if not note.strip():
        raise RiskRefusedError("Write what you looked at and what you found.", "note")
    today = timezone.localdate()
    following = next_review_on or today + timedelta(days=risk.review_days)
    if goes_on and not today < following <= today + timedelta(days=REVIEW_DAYS.value):
        raise RiskRefusedError(f"The next review comes within {REVIEW_DAYS.value} days", "next_review_on")
    school_id = risk.application.vacancy.school_id
    try:
        with transaction.atomic():
            done = RiskReview.objects.create(
                assessment=risk, due_on=risk.next_review_on, done_on=today, done_by=by, goes_on=goes_on,
                note=note.strip(),
            )  # fmt: skip
            codes = {"goes_on": goes_on}
            record("risk_assessment.reviewed", by=by, subject=done, school_id=school_id, codes=codes)
            if goes_on:
                rows = RiskAssessment.objects.filter(pk=risk.pk, state=S.APPROVED)
                rows.update(next_review_on=following, remind_on=following)
            else:
                end(risk, reason=note, by=by)
    except IntegrityError as error:
        raise RiskRefusedError("This review was recorded already.") from error
    risk.refresh_from_db()


def end(risk: RiskAssessment, *, reason: str, by: User | None) -> None:
    """End it: the DBS result is there, or the start is not to be early after all. By None it ends by itself."""
    with transaction.atomic():
        RISK.move(risk, S.ENDED, by=by, reason=reason, school_id=risk.application.vacancy.school_id, remind_on=None)
        look_again(risk.application, by=by)


def _refuse_wrong(words: dict[str, str], starts_on: date, review_days: int, next_review_on: date) -> None:
    for name in WORDS:
        if not words[name]:
            raise RiskRefusedError("This must be written down before a start without the DBS result.", name)
    if not 1 <= review_days <= REVIEW_DAYS.value:
        raise RiskRefusedError(f"Review it every {REVIEW_DAYS.value} days or more often", "review_days")
    if next_review_on <= timezone.localdate():
        raise RiskRefusedError("The first review must be in the future", "next_review_on")
    if next_review_on > starts_on + timedelta(days=review_days):
        raise RiskRefusedError(f"The first review comes within {review_days} days of the start", "next_review_on")


def _write(risk: RiskAssessment, template: str, once: str) -> None:
    school_id = risk.application.vacancy.school_id
    emails.queue(template, {"risk": risk.pk}, subject=risk, school_id=school_id, once=f"{template}:{risk.pk}:{once}")
