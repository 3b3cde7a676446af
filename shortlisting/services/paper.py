"""Scoring on paper: printing what a member needs, and typing what came back. The same rules as on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core import audit
from shortlisting import conflicts, sift
from shortlisting.booklet import KINDS
from shortlisting.models import PanelMember, ScoreSheet
from shortlisting.scoring import ScoreError
from shortlisting.services.scores import record_score
from vacancies.models import Criterion


@dataclass(frozen=True)
class Entered:
    """One line of the paper."""

    criterion: Criterion
    value: int | None = None
    judgement: str = ""
    note: str = ""


class PaperError(Exception):
    """Lines that cannot be kept, each with what is wrong, by the criterion's id. Nothing of the page was kept."""

    def __init__(self, wrong: Mapping[int, ScoreError]) -> None:
        super().__init__("; ".join(str(each) for each in wrong.values()))
        self.wrong = wrong


def enter_sheet(sheet: ScoreSheet, lines: Sequence[Entered], *, by: User) -> int:
    """Keep what a member gave one candidate on paper; return how many lines. All of them, or none: raises PaperError.

    Each score says who typed it and when. Raises ScoreError where `by` may not (sift.may_enter).
    """
    if sheet.member.user_id == by.pk or not sift.may_enter(by, sheet.member.panel):
        raise ScoreError("You cannot type scores for this member")
    wrong: dict[int, ScoreError] = {}
    with transaction.atomic():
        for line in lines:
            try:
                with transaction.atomic():
                    record_score(
                        sheet, criterion=line.criterion, value=line.value, judgement=line.judgement, note=line.note,
                        by=by,
                    )  # fmt: skip
            except ScoreError as error:
                wrong[line.criterion.pk] = error
        if wrong:
            raise PaperError(wrong)
    return len(lines)


def print_for(member: PanelMember, *, kind: str, by: User) -> bytes:
    """Return a file of `kind` (a key of booklet.KINDS) for one member, and record who took it.

    The member's own, or for who types what comes back. Raises ScoreError while the names are not answered, except for
    the list of names itself; KeyError for another kind.
    """
    _, write = KINDS[kind]
    if by.pk != member.user_id and not sift.may_enter(by, member.panel):
        raise ScoreError("You cannot print for this member")
    if kind != "names" and conflicts.has_to_declare(member):
        raise ScoreError("Answer the list of names first: it comes before the applications")
    content = write(member)
    with transaction.atomic():
        school_id = member.panel.vacancy.school_id
        audit.record("sift.printed", by=by, subject=member, school_id=school_id, codes={"kind": kind})
    return content
