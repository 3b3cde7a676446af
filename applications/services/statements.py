"""The candidate's words. Each save is stored; a page that had become stale never replaces a newer text."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import identity
from applications.models import Application, CriterionStatement, SectionName, SectionState, StatementVersion
from applications.passages import carried, paragraphs
from applications.services.draft import hold_draft, mark, saved
from vacancies.models import Criterion


class StaleStatementError(Exception):
    """The text was changed elsewhere since the page was opened. `stored` is what stands; what was typed is kept too."""

    def __init__(self, stored: CriterionStatement) -> None:
        self.stored = stored
        super().__init__("This answer was changed in another tab or on another device.")


def save_statement(
    application: Application, criterion: Criterion | None, *, by: User, text: str, seen: int
) -> CriterionStatement:
    """Save `text` on `criterion` (None: the one supporting statement) whatever its length; return what now stands.

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
        now, marks = timezone.now(), carried(row.marks, row.text, text)
        if mine.update(text=text, version=seen + 1, saved_at=now, marks=marks):
            row.text, row.version, row.saved_at, row.marks = text, seen + 1, now, marks
            StatementVersion.objects.create(statement=row, number=row.version, text=text, saved_at=now)
            mark(application, SectionName.STATEMENTS, _state(application))
            saved(application, SectionName.STATEMENTS, by=by, fields=["text"], verb="statement_saved")
        else:
            stale = True
            _set_aside(row, text, seen)
            saved(application, SectionName.STATEMENTS, by=by, fields=["text"], verb="statement_set_aside")
    if stale:  # outside the transaction: what was typed must be committed, not rolled back
        row.refresh_from_db()
        raise StaleStatementError(row)
    return row


def _state(application: Application) -> SectionState:
    """Finished stays finished while words change; what is missing is asked anew."""
    now = SectionState(application.section_state(SectionName.STATEMENTS))
    return now if now == SectionState.DONE else SectionState.IN_PROGRESS


def _set_aside(row: CriterionStatement, text: str, seen: int) -> None:
    if text.strip() and not row.versions.filter(set_aside=True, text=text).exists():
        StatementVersion.objects.create(statement=row, number=seen, text=text, set_aside=True)


def mark_passages(
    application: Application, criterion: Criterion, *, by: User, numbers: Iterable[int], seen: int
) -> CriterionStatement:
    """Say which paragraphs of the supporting statement answer `criterion`; none says "I do not answer this".

    Raises StaleStatementError when the text has changed since the page with the numbers was opened: they may mean
    other paragraphs now.
    """
    with transaction.atomic():
        hold_draft(application)
        row, _ = CriterionStatement.objects.get_or_create(application=application, criterion=None)
        known = range(len(paragraphs(row.text)))
        marks = {**row.marks, str(criterion.pk): sorted({n for n in numbers if n in known})}
        if not CriterionStatement.objects.filter(pk=row.pk, version=seen).update(marks=marks):
            raise StaleStatementError(row)
        row.marks = marks
        mark(application, SectionName.STATEMENTS, _state(application))
        saved(application, SectionName.STATEMENTS, by=by, fields=["marks"], verb="statement_marked")
    return row


def choose_identity(application: Application, *, by: User, words: str, choice: str) -> None:
    """Keep the candidate's choice for `words` that may show who they are: identity.HIDE or identity.SHOW.

    Raises ValueError for another choice.
    """
    if choice not in (identity.HIDE, identity.SHOW):
        raise ValueError(choice)
    with transaction.atomic():
        hold_draft(application)
        application.refresh_from_db(fields=["identity_choices"])
        application.identity_choices = {**application.identity_choices, identity.folded(words): choice}
        application.save(update_fields=["identity_choices"])
        saved(application, SectionName.STATEMENTS, by=by, fields=["identity_choices"], verb="identity_chosen")
