"""Declaring whom one knows, and HR's decision on it. Both happen while the sift runs, and it stays blind.

What a member says they know is not shown to them until HR has decided, and neither are a few others with it: when the
rest comes, nobody can tell by what was missing, or by what is new, which number is the person they know.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit, emails
from core.conflicts import has_interest
from shortlisting import conflicts, sift
from shortlisting.models import ConflictDeclaration, Panel, PanelMember, ScoreSheet, Stage
from shortlisting.services.chair import tell_chair
from shortlisting.services.interview_scores import follow_panel
from shortlisting.services.panel import FEWEST, hold
from vacancies.audience import leaders

AMONG = 2  # others that wait with the person who is known
HOW_LENGTH, REASON_LENGTH = 1000, 2000  # characters
Decided = ConflictDeclaration.Decided


class ConflictError(Exception):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def declare(member: PanelMember, *, known: Mapping[int, str], by: User) -> None:
    """Keep whom a member knows: `known` is how, by the application's id; an empty one says "none".

    Every candidate is answered by it, so a late one is asked about again. What was said before stays: only HR changes
    it. `by` is the member, or HR typing what came back on paper. Raises ConflictError.
    """
    panel = member.panel
    if any(not how.strip() for how in known.values()):
        raise ConflictError("Say how you know them")
    with transaction.atomic():
        hold(panel)
        _refuse_wrong(member, by)
        candidates = set(conflicts.asked_about(member).values_list("pk", flat=True))
        if not set(known) <= candidates:
            raise ConflictError("A candidate is no longer in this sift. Look at the list again")
        there = {row.application_id: row for row in ConflictDeclaration.objects.filter(member=member)}
        new = candidates - set(there)
        again = [pk for pk in known if pk in there and not there[pk].knows]
        if not new and not again:
            return
        _write(member, new=new, again=again, known=known, by=by)
        _hold_back(member, {pk for pk in known if pk in new}, new)
        codes = {"names": len(new), "known": len([*again, *(pk for pk in known if pk in new)])}
        audit.record("conflicts.declared", by=by, subject=member, school_id=panel.vacancy.school_id, codes=codes)
        if codes["known"]:
            _tell_hr(panel, member)


def _refuse_wrong(member: PanelMember, by: User) -> None:
    panel = member.panel
    member.refresh_from_db(fields=["role", "removed_at"])
    if member.removed_at is not None or member.role == PanelMember.Role.OBSERVER:
        raise ConflictError("Only those who score are asked whom they know")
    if by.pk != member.user_id and not sift.may_enter(by, panel):
        raise ConflictError("These are not your answers")
    if panel.sift_opened_at is None or (panel.outcomes_released_at and not conflicts.joined_late(member)):
        raise ConflictError("The sift is not open")


def _write(member: PanelMember, *, new: set[int], again: list[int], known: Mapping[int, str], by: User) -> None:
    now = timezone.now()
    entered = {"entered_by": by} if by.pk != member.user_id else {}
    ConflictDeclaration.objects.bulk_create(
        ConflictDeclaration(
            member=member, application_id=pk, knows=pk in known, how=known.get(pk, "").strip(), declared_at=now,
            **entered,
        )
        for pk in sorted(new)
    )  # fmt: skip
    for pk in again:
        ConflictDeclaration.objects.filter(member=member, application=pk).update(
            knows=True, how=known[pk].strip(), declared_at=now, **entered
        )


def _hold_back(member: PanelMember, known: set[int], new: set[int]) -> None:
    """Of what the member has not seen, keep back whom they know until HR decides, and a few others with them.

    Of the two that everybody scores first neither is shown alone: everybody knows that there are two.
    """
    if not known:
        return
    unseen = ScoreSheet.objects.filter(member=member, stage=Stage.SIFT, application__in=new)
    first = set(unseen.filter(first_round=True).values_list("application", flat=True))
    held = known | (first if known & first else set())
    others = sorted(new - held - first)
    held |= set(random.SystemRandom().sample(others, min(AMONG, len(others))))
    unseen.filter(application__in=held).update(waits=True)


def decide_conflict(declaration: ConflictDeclaration, *, decision: str, reason: str, by: User) -> None:
    """HR decides: the member is out for this candidate, or may go on, with a reason. Decided once.

    Out takes the sheet away with whatever was scored on it, which stays to be read and no longer counts. Raises
    ConflictError: for a declaration of `by`'s own; where fewer than two would be left to score; for the chair, who
    decides on every candidate and so can be out for none.
    """
    if decision not in Decided.values:
        raise ConflictError("Choose whether they may score this candidate", "decision")
    if not (reason := reason.strip()):
        raise ConflictError("Give the reason for this decision", "reason")
    member = declaration.member
    panel = member.panel
    with transaction.atomic():
        hold(panel)
        declaration.refresh_from_db()
        _refuse_decided(declaration, by)
        if decision == Decided.RECUSE:
            _refuse_recusal(panel, member, declaration.application)
        ConflictDeclaration.objects.filter(pk=declaration.pk, decision="").update(
            decision=decision, reason=reason, decided_by=by, decided_at=timezone.now()
        )
        mine = ScoreSheet.objects.filter(member=member, stage=Stage.SIFT)
        if decision == Decided.RECUSE:
            theirs = ScoreSheet.objects.filter(member=member, application=declaration.application_id)
            theirs.update(set_aside_at=timezone.now())
            follow_panel(panel)
        codes: dict[str, str | int | bool | None] = {
            "decision": decision,
            "member": member.pk,
            "application": declaration.application_id,
        }
        school_id = panel.vacancy.school_id
        audit.record("conflict.decided", by=by, subject=declaration, school_id=school_id, codes=codes, reason=reason)
        if conflicts.is_decided(member):
            mine.filter(waits=True).update(waits=False)
            once = f"conflicts_decided:{declaration.pk}"
            emails.queue("conflicts_decided", {"member": member.pk}, subject=member, school_id=school_id, once=once)
        tell_chair(panel, by=by)


def _refuse_decided(declaration: ConflictDeclaration, by: User) -> None:
    panel = declaration.member.panel
    if not declaration.knows or declaration.decision:
        raise ConflictError("This is decided already")
    if declaration.member.user_id == by.pk or has_interest(by, panel.vacancy):
        raise ConflictError("You cannot decide about yourself. Ask somebody else in HR")
    if panel.outcomes_released_at is not None and not conflicts.joined_late(declaration.member):
        raise ConflictError("The outcomes are released, so the panel of this sift stays as it was")


def _refuse_recusal(panel: Panel, member: PanelMember, application: Application) -> None:
    if member.role == PanelMember.Role.CHAIR:
        raise ConflictError("The chair decides on every candidate. Make somebody else the chair first", "decision")
    left = conflicts.left_to_score(application, [m for m in sift.scoring_members(panel) if m.pk != member.pk])
    if len(left) < FEWEST:
        only = f"Only {left[0].user} would be left" if left else "Nobody would be left"
        raise ConflictError(
            f"{only} to score this candidate, and two must. Add somebody to the panel first", "decision"
        )


def _tell_hr(panel: Panel, member: PanelMember) -> None:
    """HR is written to at once, since candidates wait for them; who declared it is left to the others."""
    for person in leaders(panel.vacancy, heads=False, but=member.user):
        ids = {"member": member.pk, "user": person.pk}
        emails.queue("conflicts_declared", ids, subject=member, school_id=panel.vacancy.school_id)
