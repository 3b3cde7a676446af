"""Telling the chair that every score is in."""

from __future__ import annotations

from accounts.models import User
from core import emails
from shortlisting import sift
from shortlisting.models import Panel, ScoreSheet, Stage


def tell_chair(panel: Panel, *, by: User | None) -> None:
    """Write to the chair once every sheet is in, whatever brought it about; once for each last sheet.

    Part of the caller's transaction. Nothing happens while a sheet is out, or where the chair did it themselves.
    """
    chair = sift.chair_of(panel) if sift.all_in(panel) else None
    if chair is None or (by is not None and chair.user_id == by.pk):
        return
    handed_in = ScoreSheet.objects.filter(member__panel=panel, stage=Stage.SIFT, submitted_at__isnull=False)
    last = handed_in.order_by("-submitted_at", "-pk").first()
    emails.queue(
        "scores_in",
        {"member": chair.pk},
        subject=chair,
        school_id=panel.vacancy.school_id,
        once=f"scores_in:{panel.pk}:{last.pk if last else 0}",
    )
