"""Who did and saw what, when: the audit of one decision in words. No personal text, and only what is named here.

Readings of adjustments, of the interview scheme and everything about equality monitoring are not named, so they are in
no file. Nothing here says why HR added somebody.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    "probe_point.added": "A point to explore was added",
    "probe_point.explored": "A point was explored",
    "probe_point.opened_again": "A point was opened again",
    "booking.confirmed": "The candidate confirmed the day",
    "booking.asked": "The candidate asked for another time",
    "booking.answered": "HR answered about the time",
    "booking.stays": "It was decided who stays for the second part",
    "challenge_file.made": "A file for a challenge was made",
}
OUTCOMES = {
    "shortlist": "shortlist",
    "do_not_shortlist": "do not shortlist",
    "recommend": "recommend",
    "reserve": "reserve",
    "do_not_appoint": "do not appoint",
}


def in_words(verb: str, codes: Mapping[str, object]) -> str:
    """Return what happened, with the outcomes that a decision went from and to; "" for what is not in the file."""
    words = WORDS.get(verb, "")
    if not words or not verb.startswith("decision.") or verb.endswith("_by_hr"):
        return words
    ends = [OUTCOMES[str(codes[key])] for key in ("from", "to") if str(codes.get(key)) in OUTCOMES]
    return f"{words}: {', then '.join(ends)}" if ends else words
