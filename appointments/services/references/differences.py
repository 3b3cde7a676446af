"""Differences between a reference and the form as rows: found, put to the candidate, settled with a note."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Referee
from appointments import reconcile, reference_pages
from appointments.models import Discrepancy, Reference, ReferenceRequest
from appointments.reconcile import Difference, Named, Post
from appointments.services.references.post import refuse_close, school_of
from core.audit import record
from core.states import StateError
from shortlisting.services import probe_points

SOURCE = "reference"  # of a point to explore
HEAD_TO_ASK = "ask"
# What a point to explore says. Neither the referee's answers nor their name: the panel's notes are ordinary text.
EXPLORE = {
    "post": "A post that a reference is about and the form does not have: ask for every post, with dates.",
    "employer": "The employer of one post, as the form and a reference give it: ask who employed them.",
    "job": "The job title of one post, as the form and a reference give it: ask what the job was and since when.",
    "from": "The date one post began, as the form and a reference give it: ask them to go through the dates.",
    "to": "The date one post ended, as the form and a reference give it: ask them to go through the dates.",
    "current": "Whether they still hold a post: ask where they work now, and since when.",
    "leaving": "The reason for leaving one post: ask why they left, or want to.",
}


def compare(reference: Reference, *, application: Application | None = None) -> list[Discrepancy]:
    """Hold a reference against the form and write what is new as rows; what was found before stays as it is.

    What must be taken up with the candidate becomes a point to explore at interview. In the caller's transaction.
    """
    application = application or reference.request.application
    referees = list(Referee.objects.filter(application=application).exclude(request__state="stopped"))
    mine = reference.request.referee
    answers = reference.answers or {}
    found = reconcile.differences(
        answers,
        posts=[
            Post(row.employer, row.role, row.started_on, row.ended_on, row.reason_for_leaving)
            for row in application.employment.all()
        ],
        referee=_named(mine),
        others=[_named(each) for each in referees if each.pk != mine.pk],
        free_text=_own_words(answers),
        tolerance_days=application.vacancy.school.reference_date_days,
        school_confirms=answers.get("head") != HEAD_TO_ASK and bool(answers.get("head")),
    )
    return [row for each in found if (row := _add(reference, each))]


def _named(referee: Referee) -> Named:
    return Named(referee.name, referee.organisation, referee.email, referee.is_current_employer)


def _own_words(answers: dict[str, object]) -> list[str]:
    """What the referee wrote in free boxes."""
    asked = reference_pages.of_sent(answers).pages
    keys = [question.key for page in asked for question in page.questions if question.kind in ("long", "line")]
    return [str(answers[key]) for key in keys if answers.get(key)]


def _add(reference: Reference, found: Difference) -> Discrepancy | None:
    row, new = Discrepancy.objects.get_or_create(
        reference=reference,
        code=found.code,
        defaults={"about": found.about, "form_says": found.form_says, "reference_says": found.reference_says},
    )
    if not new:
        return None
    if found.code in reconcile.TO_EXPLORE:
        _raise(row, by=None)
    return row


def add_not_theirs(reference: Reference) -> None:
    """The person named did not give this reference: nothing weighs more. In the caller's transaction."""
    _add(reference, Difference(reconcile.NOT_THEIRS, "The person named did not give this reference"))


def head_answered(reference: Reference, *, right: bool) -> None:
    """The head's word: "right" closes the row that waited for it; else what they say is a row to settle."""
    waiting = reference.discrepancies.filter(code=reconcile.HEAD_UNCONFIRMED, settled_at=None)
    waiting.update(settled_at=timezone.now())
    if not right:
        _add(reference, Difference(reconcile.HEAD_DIFFERENT, "The head says something is different"))


@transaction.atomic
def settle(row: Discrepancy, *, note: str, by: User) -> None:
    """Record how a difference was settled. Raises StateError without a note, or when it is settled already."""
    refuse_close(by, row.reference.request)
    if not note.strip():
        raise StateError("Say what you found out, from whom, and why it is settled.")
    now = timezone.now()
    if not Discrepancy.objects.filter(pk=row.pk, settled_at=None).update(
        note=note.strip(), settled_by=by, settled_at=now
    ):
        raise StateError("This was settled already.")
    row.refresh_from_db()
    record("reference.difference_settled", by=by, subject=row, school_id=_school(row), codes={"code": row.code})


@transaction.atomic
def raise_at_interview(row: Discrepancy, *, by: User) -> None:
    """Put a difference among the points that the panel explores with the candidate. Twice asked, it is one."""
    _raise(row, by=by)


def _raise(row: Discrepancy, *, by: User | None) -> None:
    application = row.reference.request.application
    text = EXPLORE.get(row.code, "A point from a reference: HR tells the chair what to ask.")
    probe_points.add(application, source=SOURCE, key=f"{row.reference_id}:{row.code}", text=text, by=by)
    Discrepancy.objects.filter(pk=row.pk, raised_at=None).update(raised_at=timezone.now())


def _school(row: Discrepancy) -> int:
    request: ReferenceRequest = row.reference.request
    return school_of(request)
