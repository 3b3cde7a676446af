"""What every save of a draft does: hold it, say how far its section is, leave a trace without words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from applications.models import Application, HalfTyped, SectionState
from core.audit import record
from core.states import StateError

SENT = "You have sent this application, so it can no longer be changed."
GONE = "You have withdrawn this application, so it can no longer be changed."


def hold_draft(application: Application) -> None:
    """Hold the row until the caller's transaction ends, and read again what may have changed meanwhile.

    A sending that runs at the same moment waits, or has gone first. Raises StateError when it is no draft any more.
    The closing time does not matter here: what is typed as it passes is kept, it can only not be sent.
    """
    drafts = Application.objects.filter(pk=application.pk, state=Application.State.DRAFT)
    held = drafts.update(saved_at=timezone.now())
    application.refresh_from_db(fields=["state", "sections", "saved_at", "left_education_on"])
    if not held:
        raise StateError(GONE if application.state == Application.State.WITHDRAWN else SENT)


def mark(application: Application, section: str, state: str) -> None:
    """Write how far `section` is, in the transaction that holds the draft."""
    if application.section_state(section) != state:
        application.sections = {**application.sections, section: state}
        application.save(update_fields=["sections"])


def mark_touched(application: Application, section: str) -> None:
    """A section that somebody wrote in is in progress; one they called finished stays so (its rules are asked anew)."""
    if application.section_state(section) in (SectionState.NOT_STARTED, SectionState.COPIED):
        mark(application, section, SectionState.IN_PROGRESS)


def forget_typed(application: Application, page: str) -> None:
    """The page was saved: what was kept of it is not needed any more."""
    HalfTyped.objects.filter(application=application, page=page).delete()


def want_reminders(application: Application, *, by: User, wanted: bool) -> None:
    """Keep whether the candidate wants to be reminded of the closing time. Once it is sent there is nothing to keep."""
    if Application.objects.filter(pk=application.pk, candidate=by, state=Application.State.DRAFT).update(
        reminders_wanted=wanted
    ):
        application.reminders_wanted = wanted


def saved(application: Application, section: str, *, by: User, fields: Iterable[str], verb: str = "saved") -> None:
    """The audit row of a save: which section and fields, never what stands in them."""
    record(
        f"application.{verb}",
        by=by,
        subject=application,
        school_id=application.vacancy.school_id,
        fields=fields,
        codes={"section": str(section), "state": application.section_state(section)},
    )
