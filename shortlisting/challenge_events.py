"""Who did and saw what, when: the audit of one decision in words. No personal text, and only what is named here.

Readings of adjustments, of the interview scheme and everything about equality monitoring are not named, so they are in
no file. Nothing here says why HR added somebody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from applications.models import Application
from core.audit import subject_of
from core.display import when
from core.models import AuditEvent
from shortlisting.models import AgreedScore, Booking, ConflictDeclaration, Panel, PanelMember, Score, ScoreSheet

DECISION, DAY = "shortlisting.decision", "shortlisting.interviewday"  # as the audit names them
ADJUSTMENTS = "adjustments"  # a reading of these is in no file

WORDS: Mapping[str, str] = {
    "application.submitted": "The application was sent",
    "application.read": "The full application was read",
    "application.shortlisted": "Shortlisted",
    "application.not_shortlisted": "Not shortlisted",
    "application.interviewed": "Interviewed",
    "application.recommended": "Recommended",
    "application.reserve": "Kept in reserve",
    "application.not_appointed": "Not appointed",
    "application.offered": "Offered the post",
    "application.accepted": "The offer was accepted",
    "application.declined": "The offer was declined",
    "application.appointed": "Appointed",
    "application.withdrawn": "Withdrawn by the candidate",
    "plan.set": "The sift plan was set",
    "plan.agreed": "The sift plan was agreed",
    "panel.member_added": "Somebody was put on the panel",
    "panel.member_changed": "A panel member was changed",
    "panel.member_removed": "Somebody left the panel",
    "conflicts.declared": "A member said whom they know",
    "conflict.decided": "HR decided on what a member declared",
    "sift.opened": "The sift was opened",
    "sift.due_changed": "The day for scores was changed",
    "scores.seen": "Others’ scores or decisions of the sift were opened for the first time",
    "day_scores.seen": "Others’ scores of the interviews were opened for the first time",
    "sift.exported": "The ranking was taken out as a file",
    "sift.printed": "The sift was printed",
    "round.handed_in": "Calibration scores were handed in",
    "rest.opened": "The rest was opened after calibration",
    "score.recorded": "A score was given or changed",
    "score.agreed": "A score was agreed",
    "sheets.submitted": "A member handed in their scores",
    "interview_sheet.kept": "Notes or scores of the day were kept",
    "interview_sheet.submitted": "A member handed in scores of the day",
    "decision.made": "Decided",
    "decision.changed": "The decision was changed",
    "decision.taken_back": "The decision was taken back",
    "decision.added_by_hr": "Added to the shortlist by HR",
    "decision.taken_off_by_hr": "Taken off again by HR",
    "feedback.written": "Feedback was written",
    "outcomes.hr_checked": "HR looked over the decisions",
    "outcomes.release_asked": "The release was asked for",
    "outcomes.release_stopped": "The release was stopped",
    "outcomes.released": "The outcomes were told",
    "gate.waived": "A point of guidance was passed with a reason",
    "gate.waiver_taken_back": "A point that was passed was opened again",
    "probe_point.added": "A point to explore was added",
    "probe_point.explored": "A point was explored",
    "probe_point.opened_again": "A point was opened again",
    "on_behalf.done": "Something was entered at the candidate’s word, told by letter or phone",
    "booking.confirmed": "The candidate confirmed the day",
    "booking.asked": "The candidate asked for another time",
    "booking.answered": "HR answered about the time",
    "booking.chosen": "The candidate chose a time",
    "booking.stays": "It was decided who stays for the second part",
    "booking.absent": "Recorded as not having come",
    "booking.came": "Recorded as having come after all",
    "file.read": "A file about the candidate was opened",
    "challenge_file.made": "A file for a challenge was made",
}
OUTCOMES = {
    "shortlist": "shortlist",
    "do_not_shortlist": "do not shortlist",
    "recommend": "recommend",
    "reserve": "reserve",
    "do_not_appoint": "do not appoint",
}


@dataclass(frozen=True)
class Happened:
    """One line of who did what, when."""

    at: datetime
    who: str
    what: str
    reason: str = ""


def events_of(application: Application, panel: Panel, members: list[PanelMember]) -> list[Happened]:
    """Return who did and saw what about this candidate, and what was done for everybody together; nothing of others.

    What somebody typed is there only where the act was about this candidate.
    """
    about: dict[str, list[int]] = defaultdict(list)
    for row in (panel, *members, application):
        label, pk = subject_of(row)
        about[label].append(pk)
    own = {subject_of(application)[0], DECISION}
    for rows in _parts(application):
        label = rows.model._meta.label_lower
        about[label] += list(rows.values_list("pk", flat=True))
        own.add(label)
    wanted = Q(subject_type=DECISION, codes__application=application.pk)
    wanted |= Q(subject_type=DAY, codes__booking__in=about[Booking._meta.label_lower])
    for label, ids in about.items():
        wanted |= Q(subject_type=label, subject_id__in=ids)
    rows = AuditEvent.objects.filter(wanted, verb__in=WORDS).select_related("typed_reason").order_by("at", "pk")
    found = [event for event in rows if ADJUSTMENTS not in (event.fields or ())]
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={event.actor_id for event in found})}
    places = {member.pk: str(member.user) for member in members}
    return _merged(
        Happened(
            event.at,
            names.get(event.actor_id or 0, "The service"),
            in_words(event.verb, event.codes) + _on_behalf(event, places),
            event.typed_reason.text if event.subject_type in own and hasattr(event, "typed_reason") else "",
        )
        for event in found
    )


def _on_behalf(event: AuditEvent, places: Mapping[int, str]) -> str:
    """Of what came back on paper and was typed by another: whose it is."""
    whose = places.get(event.subject_id or 0) if event.codes.get("on_behalf") is True else None
    return f", typed from paper on behalf of {whose}" if whose else ""


def _merged(lines: Iterable[Happened]) -> list[Happened]:
    """The same thing done by the same person many times in a row (scores, one after the other) is one line."""
    found: list[Happened] = []
    for (who, what, reason), same in groupby(lines, key=lambda each: (each.who, each.what, each.reason)):
        times = list(same)
        if len(times) == 1 or reason:
            found += times
        else:
            said = f"{what}, {len(times)} times, the last {when(times[-1].at)}"
            found.append(Happened(times[0].at, who, said))
    return found


def _parts(application: Application) -> Iterable[QuerySet[Any]]:
    """The candidate's own rows that the audit speaks of."""
    yield ScoreSheet.objects.filter(application=application)
    yield Score.objects.filter(sheet__application=application)
    yield AgreedScore.objects.filter(application=application)
    yield ConflictDeclaration.objects.filter(application=application)
    yield Booking.objects.filter(application=application)
    yield application.probe_points.all()


def in_words(verb: str, codes: Mapping[str, object]) -> str:
    """Return what happened, with the outcomes that a decision went from and to; "" for what is not in the file."""
    words = WORDS.get(verb, "")
    if not words or not verb.startswith("decision.") or verb.endswith("_by_hr"):
        return words
    ends = [OUTCOMES[str(codes[key])] for key in ("from", "to") if str(codes.get(key)) in OUTCOMES]
    return f"{words}: {', then '.join(ends)}" if ends else words
