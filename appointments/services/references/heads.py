"""The head's word: where a school's referee is not its head, the head confirms what the reference says about
concerns and procedures (KCSIE Part 3). They get a link of their own to those answers alone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from appointments.models import HeadConfirmation, Reference
from appointments.services.references import differences
from appointments.services.references.chasing import plan_head
from appointments.services.references.link import parts_of
from appointments.services.references.post import school_of
from core import emails, links
from core.audit import record
from core.states import StateError

LINK_KIND = "reference-head"
PAGES = ("children", "conduct", "details")  # what a head is asked to confirm
Answer = HeadConfirmation.Answer


def ask_named_head(reference: Reference) -> HeadConfirmation | None:
    """Ask the head whom the referee named. In the caller's transaction; None where nobody is to be asked."""
    answers = reference.answers or {}
    if answers.get("head") != "ask" or not answers.get("head_email"):
        return None
    head = HeadConfirmation.objects.create(
        reference=reference, name=answers.get("head_name", ""), email=answers["head_email"]
    )
    _write(head, "reference_head")
    plan_head(head)
    return head


@transaction.atomic
def ask_at(head: HeadConfirmation, *, email: str, by: User) -> None:
    """Ask the head again, perhaps at another address. The old link dies. Raises StateError once they answered."""
    now, version = timezone.now(), head.link_version + 1
    unanswered = HeadConfirmation.objects.filter(pk=head.pk, answer="", link_version=head.link_version)
    if not unanswered.update(email=email, link_version=version, asked_at=now, with_hr_at=None):
        raise StateError("The head has answered, or somebody else asked again. Look at it again.")
    head.email, head.link_version, head.asked_at, head.with_hr_at = email, version, now, None
    record("reference.head_asked", by=by, subject=head.reference, school_id=school_of(head.reference.request))
    _write(head, "reference_head")
    plan_head(head)


def token(head: HeadConfirmation) -> str:
    """Return the token of the head's link; it dies with the answer."""
    return links.sign(LINK_KIND, head.ref, head.link_version)


def find_by_token(value: str) -> HeadConfirmation:
    """Return the confirmation of a link; raise LinkError for a forged, old or used one alike."""
    ref, version = parts_of(LINK_KIND, value)
    found = (
        HeadConfirmation.objects.select_related(
            "reference__request__referee",
            "reference__request__application__details",
            "reference__request__application__vacancy__school",
        )
        .filter(ref=ref, link_version=version, answer="")
        .exclude(reference__request__application__state="withdrawn")
        .first()
    )
    if found is None:
        raise links.LinkError(LINK_KIND)
    return found


@transaction.atomic
def answer(head: HeadConfirmation, *, answer: str, note: str = "") -> None:
    """The head answers. "Right" settles what the comparison left open; anything else is for HR to settle.

    Raises StateError when it was answered already.
    """
    open_one = HeadConfirmation.objects.filter(pk=head.pk, answer="", link_version=head.link_version)
    now = timezone.now()
    if not open_one.update(
        answer=answer, note=note.strip(), answered_at=now, next_at=None, link_version=head.link_version + 1
    ):
        raise StateError("This has been answered already.")
    head.refresh_from_db()
    reference = head.reference
    record("reference.head_answered", by=None, subject=reference, school_id=school_of(reference.request),
           codes={"answer": answer})  # fmt: skip
    differences.head_answered(reference, right=answer == Answer.RIGHT)
    _write(head, "reference_head_answered")


@transaction.atomic
def address_refused(head: HeadConfirmation, *, version: int) -> None:
    """The mail server refused the head's address: HR is told at once."""
    unanswered = HeadConfirmation.objects.filter(pk=head.pk, answer="", link_version=version, with_hr_at=None)
    if unanswered.update(with_hr_at=timezone.now(), next_at=None):
        _write(head, "reference_head_silent")


def write_head(head: HeadConfirmation, template: str, *, once: str) -> None:
    """Queue a letter of the ladder."""
    _write(head, template, once=once)


def _write(head: HeadConfirmation, template: str, *, once: str = "") -> None:
    emails.queue(
        template,
        {"head": head.pk, "version": head.link_version},
        subject=head,
        school_id=school_of(head.reference.request),
        once=f"{template}:{head.pk}:{head.link_version}{f':{once}' if once else ''}",
    )
