"""The head's word on an advert: asked for by HR, given for the words that the head read, or sent back with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import Delegation, Membership, Role, User
from core import emails
from core.audit import record
from core.conflicts import has_interest
from core.states import StateError
from vacancies.advert_digest import digest_of
from vacancies.editing import hold_draft
from vacancies.models import Approval, Vacancy

S = Approval.State
CHANGED = "The advert has been changed since you opened this page. Read it again, then decide."
DECIDED = "This has been decided already, or taken back."


def approvers(vacancy: Vacancy) -> list[User]:
    """Return who may approve: the head of the school and, while one acts, the deputy; without whoever applied."""
    heads = Membership.objects.at(vacancy.school).filter(role=Role.HEAD).select_related("user").order_by("pk")
    deputies = Delegation.objects.current().filter(school=vacancy.school).select_related("deputy").order_by("pk")
    people = {row.user_id: row.user for row in heads} | {row.deputy_id: row.deputy for row in deputies}
    return [person for person in people.values() if not has_interest(person, vacancy)]


def ask(vacancy: Vacancy, *, by: User) -> Approval:
    """Ask the head to approve a draft; asked already, that asking is returned.

    Raises StateError when it is no draft or nobody could approve it.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        waiting = vacancy.approvals.waiting().first()
        if waiting is not None:
            return waiting
        people = approvers(vacancy)
        if not people:
            raise StateError("Nobody can approve it: the school has no head here. Invite the head first.")
        approval = Approval.objects.create(vacancy=vacancy, asked_by=by)
        record("vacancy.approval_asked", by=by, subject=vacancy, school_id=vacancy.school_id)
        for person in people:
            _tell("vacancy_approval_asked", approval, person)
    return approval


def take_back(vacancy: Vacancy, *, by: User) -> None:
    """Ask no longer. Nothing happens when nobody is asked."""
    with transaction.atomic():
        if vacancy.approvals.waiting().delete()[0]:
            record("vacancy.approval_taken_back", by=by, subject=vacancy, school_id=vacancy.school_id)


def approve(approval: Approval, *, by: User, seen: str) -> None:
    """Approve the words whose digest the page carried (`seen`).

    Raises StateError when they have changed since, or it has been decided.
    """
    with transaction.atomic():
        hold_draft(approval.vacancy)
        if seen != digest_of(approval.vacancy):
            raise StateError(CHANGED)
        _decide(approval, S.APPROVED, by=by, digest=seen)


def send_back(approval: Approval, *, by: User, reason: str) -> None:
    """Say what has to change first. Raises StateError when it has been decided or no reason is given."""
    if not reason.strip():
        raise StateError("Say what has to change.")
    with transaction.atomic():
        _decide(approval, S.SENT_BACK, by=by, reason=reason.strip())


def standing(vacancy: Vacancy) -> Approval | None:
    """The last asking, with who decided it; None when nobody has been asked."""
    return vacancy.approvals.select_related("asked_by", "decided_by").first()


def holds(approval: Approval, vacancy: Vacancy) -> bool:
    """Whether an approval is of the words as they are now."""
    return approval.state == S.APPROVED and approval.digest == digest_of(vacancy)


def _decide(approval: Approval, state: str, *, by: User, digest: str = "", reason: str = "") -> None:
    rows = Approval.objects.waiting().filter(pk=approval.pk)
    if not rows.update(state=state, decided_by=by, decided_at=timezone.now(), digest=digest, reason=reason):
        raise StateError(DECIDED)
    approval.refresh_from_db()
    vacancy = approval.vacancy
    record(f"vacancy.approval_{state}", by=by, subject=vacancy, school_id=vacancy.school_id, reason=reason)
    _tell("vacancy_approval_decided", approval, approval.asked_by)


def _tell(letter: str, approval: Approval, person: User) -> None:
    emails.queue(
        letter,
        {"approval": approval.pk, "user": person.pk},
        subject=approval.vacancy,
        school_id=approval.vacancy.school_id,
        once=f"{letter}:{approval.pk}:{person.pk}",
    )
