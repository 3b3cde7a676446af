"""The candidate's words. Each save is stored; a page that had become stale never replaces a newer text."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application, CriterionStatement, SectionName, SectionState, StatementVersion
from applications.services.draft import hold_draft, mark, saved
from vacancies.models import Criterion


class StaleStatementError(Exception):
    """The text was changed elsewhere since the page was opened. `stored` is what stands; what was typed is kept too."""

    def __init__(self, stored: CriterionStatement) -> None:
        self.stored = stored
        super().__init__("This answer was changed in another tab or on another device.")


def save_statement(
    application: Application, criterion: Criterion, *, by: User, text: str, seen: int
) -> CriterionStatement:
    """Save `text` on `criterion` whatever its length, and return the statement as it now stands.

    `seen` is the version that the page showed (0: none). The same text again is no new version. Raises
    StaleStatementError when a newer one stands: the typed text is then kept beside it as a version set aside.
    Raises StateError when the application is no draft any more.
    """
    stale = False
    with transaction.atomic():
        hold_draft(application)
        # Created first, so that the conditional update below decides between two pages, on any database.
        row, _ = CriterionStatement.objects.get_or_create(application=application, criterion=criterion)
        if row.text == text and (row.version or not text):
            return row
        mine = CriterionStatement.objects.filter(pk=row.pk, version=seen)
        now = timezone.now()
        if mine.update(text=text, version=seen + 1, saved_at=now):
            row.text, row.version, row.saved_at = text, seen + 1, now
            StatementVersion.objects.create(statement=row, number=row.version, text=text, saved_at=now)
            mark(application, SectionName.STATEMENTS, _state(application))
            saved(application, SectionName.STATEMENTS, by=by, fields=["text"], verb="statement_saved")
        else:
            stale = True
            _set_aside(row, text, seen)
            saved(application, SectionName.STATEMENTS, by=by, fields=["text"], verb="statement_set_aside")
    if stale:  # outside the transaction: what was typed must be committed, not rolled back
        raise StaleStatementError(row)
    return row


def _state(application: Application) -> SectionState:
    """Finished stays finished while words change; what is missing is asked anew."""
    now = SectionState(application.section_state(SectionName.STATEMENTS))
    return SectionState.IN_PROGRESS if now == SectionState.NOT_STARTED else now


def _set_aside(row: CriterionStatement, text: str, seen: int) -> None:
    if text.strip() and not row.versions.filter(set_aside=True, text=text).exists():
        StatementVersion.objects.create(statement=row, number=seen, text=text, set_aside=True)
