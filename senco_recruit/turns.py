"""Whose turn it is, worked out from a vacancy's progress: what HR, the chair and the head have to do, and by when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import resolve, reverse
from django.utils import timezone

from applications.models import Application
from appointments.models import Offer, ReferenceRequest
from core.display import day_month
from senco_recruit.progress_rows import PersonProgress, Progress, RefereeProgress
from vacancies.models import Vacancy

HR = "hr"
CHAIR = "chair"
HEAD = "head"
ANSWER_WITHIN = timedelta(days=3)  # candidates complain of silence more than of anything else
HEADS_READ = frozenset(
    {"workbench", "vacancies:advert", "vacancies:approval", "appointments:candidate", "appointments:sign"}
)
State = Application.State
# Out of the running; those who withdrew, or were not shortlisted, are not read here at all.
OUT = frozenset({State.NOT_APPOINTED, State.DECLINED})


@dataclass(frozen=True)
class Turn:
    """One thing that somebody has to do. `who` is hr, chair, head, or the name of the person waited for."""

    what: str
    who: str
    url: str = ""
    hint: str = ""
    by: date | None = None
    late: bool = False
    chased: str = ""  # when somebody was last asked or reminded: "Reminded today"

    @property
    def who_name(self) -> str:
        """Who it is, as a page says it: "The chair", or the name of the person."""
        return {HR: "HR", CHAIR: "The chair", HEAD: "The head"}.get(self.who, self.who)

    def url_for(self, hats: Collection[str]) -> str:
        """The address for somebody who is HR, the head or both; "" where it would be a page they may not open.

        The chair's are for the panel alone, since they show scores. HR's are HR's, but for what heads read too.
        """
        if self.who in hats:
            return self.url
        if self.who == CHAIR or not self.url:
            return ""
        return self.url if HR in hats or resolve(self.url).view_name in HEADS_READ else ""


def turns_of(row: Progress) -> list[Turn]:
    """Return everything that is due on one vacancy: late first, then by date."""
    found = list(_all(row))
    return sorted(found, key=lambda turn: (not turn.late, turn.by or date.max))


def _all(row: Progress) -> Iterator[Turn]:
    state = row.vacancy.state
    yield from _letters(row)
    if state == Vacancy.State.DRAFT:
        yield from _draft(row)
    elif state == Vacancy.State.PUBLISHED and len(row.members) < 2:
        yield Turn("Put the panel together", HR, _url("shortlisting:panel", row), hint=_where(row), by=_closing(row))
    elif state == Vacancy.State.CLOSED:
        yield from _sift(row) if row.released_at is None else _after_release(row)


def _letters(row: Progress) -> Iterator[Turn]:
    """Who waits for HR's word. Candidates are counted, never named: the sift may be blind."""
    if count := row.messages_waiting:
        what = "Answer the message" if count == 1 else f"Answer {count} messages"
        late = row.waits_since is not None and row.waits_since < timezone.now() - ANSWER_WITHIN
        hint = f"{_where(row)}. {'Somebody has waited for more than 3 days.' if late else 'From a candidate.'}"
        yield Turn(what, HR, _url("applications:hr_threads", row), hint, late=late)
    if count := row.to_post:
        what = "Print and post a letter" if count == 1 else f"Print and post {count} letters"
        yield Turn(what, HR, _url("applications:hr_threads", row), hint=_where(row))


def _draft(row: Progress) -> Iterator[Turn]:
    if row.approval is not None:
        asked = f"{_where(row)}. {row.approval.asked_by} asked on {day_month(row.approval.asked_at)}."
        yield Turn("Approve the advert", HEAD, _url("vacancies:approval", row), hint=asked)
    else:
        yield Turn("Finish and publish the advert", HR, _url("vacancies:advert", row), hint=_where(row))


def _sift(row: Progress) -> Iterator[Turn]:
    if row.conflicts:
        what = f"Decide who may score whom ({row.conflicts})"
        yield Turn(what, HR, _url("shortlisting:conflicts", row), hint=f"{_where(row)}. Candidates wait for it.")
    if not row.sent:
        yield Turn("Nobody applied: open it again or end it", HR, _url("workbench", row), hint=_where(row))
    elif row.sift_opened_at is None:
        yield Turn("Open the sift", HR, _url("shortlisting:panel", row), hint=f"{_where(row)}. {row.sent} to read.")
    elif not row.sheets_in and not row.hidden:
        late = row.sift_due_on is not None and row.sift_due_on < timezone.localdate()
        for member in row.members:
            if member.total and not member.submitted:
                left = member.total - member.done
                what = f"{left} of {member.total} score sheets" if left else "Send in the score sheets"
                chased = _chased(member.reminded_on)
                yield Turn(
                    what, member.name, _url("shortlisting:panel", row), _where(row), row.sift_due_on, late, chased
                )
    elif row.sheets_in and row.decided < row.sent:
        what = f"Decide on {row.sent - row.decided} of {row.sent} applications"
        yield Turn(what, CHAIR, _url("shortlisting:grid", row), hint=_where(row), by=row.sift_due_on)
    elif row.sheets_in:
        yield Turn("Check the outcomes and release them", HR, _url("shortlisting:outcomes", row), hint=_where(row))


def _after_release(row: Progress) -> Iterator[Turn]:
    for referee in row.referees:
        yield from _reference(row, referee)
    today = timezone.localdate()
    interview = row.vacancy.interview_on
    yield from _interview_day(row)
    yield from _before_interview(row)
    yield from _finals(row)
    for person in row.people:
        yield from _person(row, person, interview, today)
    if not row.held_finals and all(person.state in OUT for person in row.people):
        yield Turn("Nobody is left to appoint: advertise again or end it", HR, _url("workbench", row), _where(row))


def _finals(row: Progress) -> Iterator[Turn]:
    """Who was interviewed and not chosen waits for a word; schools hold it until the post is accepted."""
    if row.held_finals and any(person.state == State.ACCEPTED for person in row.people):
        count = f"{row.held_finals} candidate{'' if row.held_finals == 1 else 's'}"
        what = f"Tell {count} how the interview went"
        yield Turn(what, HR, _url("shortlisting:matrix", row), _where(row))


def _interview_day(row: Progress) -> Iterator[Turn]:
    """The day is planned and sent while somebody waits for it; a candidate who asks for another time is answered."""
    if not any(person.state == State.SHORTLISTED for person in row.people):
        return
    by, where = row.vacancy.interview_on, _where(row)
    if row.day is None:
        if by is None or by >= timezone.localdate():
            yield Turn("Plan the day of the interviews", HR, _url("shortlisting:interviews", row), where, by)
        return
    url = reverse("shortlisting:interview_day", args=[row.vacancy.ref, row.day])
    if not row.day_sent:
        yield Turn("Send the timetable of the interviews", HR, url, where, by)
    if row.day_asked:
        yield Turn("Answer a candidate who asks for another interview time", HR, url, where)


def _before_interview(row: Progress) -> Iterator[Turn]:
    """Self-declarations that wait for the chair, and online searches for whoever is outside the panel."""
    by = row.vacancy.interview_on
    url = _url("appointments:declarations", row)
    for person in row.people:
        if person.declaration == "sent" and not person.declaration_read:
            yield Turn(f"Read the self-declaration of {person.name}", CHAIR, url, _where(row), by)
        elif person.declaration == "signed":
            yield Turn(f"Settle the self-declaration of {person.name}", CHAIR, url, _where(row), by)
    left = sum(person.state == State.SHORTLISTED and not person.searched for person in row.people)
    if left:
        what = f"{left} online search{'' if left == 1 else 'es'}"
        yield Turn(what, HR, _url("appointments:searches", row), _where(row), by)


def _reference(row: Progress, referee: RefereeProgress) -> Iterator[Turn]:
    about = f"Reference for {referee.candidate}"
    url = reverse("appointments:candidate", args=[referee.application_ref])
    interview = row.vacancy.interview_on
    if referee.state == ReferenceRequest.State.RECEIVED:
        yield Turn(f"Verify the reference from {referee.referee}", HR, url, about, by=interview)
    elif referee.state == ReferenceRequest.State.VERIFIED:
        count = f"{referee.to_settle} point{'' if referee.to_settle == 1 else 's'}"
        yield Turn(f"Settle {count} in the reference from {referee.referee}", HR, url, about, by=interview)
    elif referee.state == ReferenceRequest.State.BOUNCED and not referee.another_asked:
        yield Turn(f"Put right the address of {referee.referee}", HR, url, f"{about}. It was refused.", late=True)
    elif referee.with_hr and referee.state != ReferenceRequest.State.DECLINED:
        hint = f"{about}. No answer after the last reminder."
        yield Turn(f"Ring {referee.referee}", HR, url, hint, late=True)
    elif referee.another_asked:
        yield Turn("Name another referee", referee.candidate, url, about, by=interview)
    elif referee.state == ReferenceRequest.State.DECLINED:
        hint = f"{about}. {referee.referee} named somebody else."
        yield Turn("Look at who should be asked instead", HR, url, hint, late=True)
    elif referee.state == ReferenceRequest.State.WAITING and referee.refused:
        yield Turn(f"{about}: not before an offer", referee.candidate, url, "The candidate said so.")
    elif referee.state == ReferenceRequest.State.WAITING:
        yield Turn("Say whether the referee may be asked", referee.candidate, url, about)
    else:
        chased = _chased(referee.reminded_on, referee.asked_on)
        yield Turn(about, referee.referee, url, _where(row), by=row.vacancy.interview_on, chased=chased)


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


def _chased(reminded_on: date | None, asked_on: date | None = None) -> str:
    """ "Reminded today", "Asked 9 December"; "Not yet" where neither was done."""
    day, word = (reminded_on, "Reminded") if reminded_on else (asked_on, "Asked")
    if day is None:
        return "Not yet"
    return f"{word} today" if day == timezone.localdate() else f"{word} {day.day} {day:%B}"


def _url(name: str, row: Progress) -> str:
    return reverse(name, args=[row.vacancy.ref])


def _where(row: Progress) -> str:
    return f"{row.vacancy.title}, {row.vacancy.school.name}"


def _closing(row: Progress) -> date | None:
    return timezone.localdate(row.vacancy.closes_at) if row.vacancy.closes_at else None
