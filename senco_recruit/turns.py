"""Whose turn it is, worked out from a vacancy's progress: what HR, the chair and the head have to do, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from appointments.models import Offer, ReferenceRequest
from core.display import day_month
from senco_recruit.progress import PersonProgress, Progress
from vacancies.models import Vacancy

HR = "hr"
CHAIR = "chair"
HEAD = "head"
State = Application.State


@dataclass(frozen=True)
class Turn:
    """One thing that somebody has to do. `who` is hr, chair, head, or the name of the person waited for."""

    what: str
    who: str
    url: str = ""
    hint: str = ""
    by: date | None = None
    late: bool = False
    chased: str = ""

    @property
    def others_url(self) -> str:
        """The address for those who look on; "" for the chair's, since others' scores are for the panel alone."""
        return "" if self.who == CHAIR else self.url


def turns_of(row: Progress) -> list[Turn]:
    """Return everything that is due on one vacancy: late first, then by date."""
    found = list(_all(row))
    return sorted(found, key=lambda turn: (not turn.late, turn.by or date.max))


def _all(row: Progress) -> Iterator[Turn]:
    state = row.vacancy.state
    if state == Vacancy.State.DRAFT:
        yield from _draft(row)
    elif state == Vacancy.State.PUBLISHED and len(row.members) < 2:
        yield Turn("Put the panel together", HR, _url("shortlisting:panel", row), hint=_where(row), by=_closing(row))
    elif state == Vacancy.State.CLOSED:
        yield from _sift(row) if row.released_at is None else _after_release(row)


def _draft(row: Progress) -> Iterator[Turn]:
    if row.approval is not None:
        asked = f"{_where(row)}. {row.approval.asked_by} asked on {day_month(row.approval.asked_at)}."
        yield Turn("Approve the advert", HEAD, _url("vacancies:approval", row), hint=asked)
    else:
        yield Turn("Finish and publish the advert", HR, _url("vacancies:advert", row), hint=_where(row))


def _sift(row: Progress) -> Iterator[Turn]:
    if not row.sent:
        yield Turn("Nobody applied: open it again or end it", HR, _url("workbench", row), hint=_where(row))
    elif row.sift_opened_at is None:
        yield Turn("Open the sift", HR, _url("shortlisting:panel", row), hint=f"{_where(row)}. {row.sent} to read.")
    elif not row.sheets_in:
        late = row.sift_due_on is not None and row.sift_due_on < timezone.localdate()
        for member in row.members:
            if member.total and not member.submitted:
                left = member.total - member.done
                what = f"{left} of {member.total} score sheets" if left else "Send in the score sheets"
                yield Turn(what, member.name, _url("shortlisting:panel", row), _where(row), row.sift_due_on, late)
    elif row.decided < row.sent:
        what = f"Decide on {row.sent - row.decided} of {row.sent} applications"
        yield Turn(what, CHAIR, _url("shortlisting:grid", row), hint=_where(row), by=row.sift_due_on)
    else:
        yield Turn("Release the outcomes", HR, _url("shortlisting:outcomes", row), hint=_where(row))


def _after_release(row: Progress) -> Iterator[Turn]:
    for referee in row.referees:
        about = f"Reference for {referee.candidate}"
        url = reverse("appointments:candidate", args=[referee.application_ref])
        if referee.state == ReferenceRequest.State.RECEIVED:
            yield Turn(f"Verify the reference from {referee.referee}", HR, url, about, by=row.vacancy.interview_on)
        elif referee.state == ReferenceRequest.State.BOUNCED:
            yield Turn(f"Put right the address of {referee.referee}", HR, url, f"{about}. It was refused.", late=True)
        elif referee.state == ReferenceRequest.State.DECLINED:
            yield Turn("Ask for another referee", HR, url, f"{about}. {referee.referee} said no.", late=True)
        elif referee.with_hr:
            hint = f"{about}. No answer after 3 reminders."
            yield Turn(f"Ring {referee.referee}", HR, url, hint, late=True)
        elif referee.state == ReferenceRequest.State.WAITING:
            yield Turn("Say that the referee may be asked", referee.candidate, url, about)
        else:
            yield Turn(about, referee.referee, url, _where(row), by=row.vacancy.interview_on)
    today = timezone.localdate()
    interview = row.vacancy.interview_on
    for person in row.people:
        yield from _person(row, person, interview, today)


def _person(row: Progress, person: PersonProgress, interview: date | None, today: date) -> Iterator[Turn]:
    url = reverse("appointments:candidate", args=[person.ref])
    if person.state == State.SHORTLISTED and interview and interview <= today:
        yield Turn(f"Record the interview of {person.name}", HR, _url("shortlisting:interviews", row), by=interview)
    elif person.state == State.RECOMMENDED:
        yield Turn(f"Make the offer to {person.name}", HR, url, hint=_where(row))
    elif person.state == State.OFFERED and person.offer and person.offer.state == Offer.State.MADE:
        by = person.offer.reply_by
        yield Turn("Answer to the offer", person.name, url, hint=_where(row), by=by, late=by < today)
    elif person.state == State.ACCEPTED and person.checks_open:
        what = f"{person.checks_open} checks for {person.name}"
        yield Turn(what, HR, url, _where(row), person.next_check_on, late=person.checks_late > 0)
    elif person.state == State.ACCEPTED:
        yield Turn(
            f"Sign the appointment of {person.name}", HEAD, reverse("appointments:sign", args=[person.ref]), _where(row)
        )


def _url(name: str, row: Progress) -> str:
    return reverse(name, args=[row.vacancy.ref])


def _where(row: Progress) -> str:
    return f"{row.vacancy.title}, {row.vacancy.school.name}"


def _closing(row: Progress) -> date | None:
    return timezone.localdate(row.vacancy.closes_at) if row.vacancy.closes_at else None
