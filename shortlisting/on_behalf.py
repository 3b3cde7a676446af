"""What HR answers about the interview for a candidate who applied by post: comes, another time, one of the times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from applications.models import Application, OnBehalf, PaperApplication
from applications.on_behalf import Answer, Do, Words, in_words, register
from core.display import clock, day_date
from core.states import StateError
from shortlisting.candidate_pages import told_days
from shortlisting.interview_day import DayPlan
from shortlisting.models import Booking, Slot
from shortlisting.services import bookings
from shortlisting.services.timetable import InterviewError

Act = OnBehalf.Act


def answers(application: Application) -> Iterator[Answer]:
    """Yield what may be answered about each interview day to come that the candidate was told of."""
    for booking in told_days(application):
        booking.application = application
        booking.day.panel.vacancy = application.vacancy
        day = day_date(booking.day.on)
        if booking.confirmed_at is None:
            yield Answer(Act.COMES, f"They come to the interview on {day}", _confirm(booking), booking.pk)
        yield Answer(
            Act.OTHER_TIME, f"They ask for another time than {day}", _ask(booking), booking.pk, Words.NEEDED,
            hint="Enter in the box below when they could come. You then answer it like any other.",
        )  # fmt: skip
        yield from _times(booking)


def said(rows: Iterable[Booking]) -> dict[int, str]:
    """Return, by booking, who heard the newest answer that HR entered for its candidate; at most one query."""
    on_paper = [row.pk for row in rows if row.application and row.application.on_paper_at]
    if not on_paper:
        return {}
    acts = (Act.COMES, Act.OTHER_TIME, Act.TAKES_TIME)
    found = OnBehalf.objects.filter(about__in=on_paper, act__in=acts)
    return {row.about: in_words(row) for row in found if row.about}


def answered_by_hr(rows: Iterable[Booking]) -> frozenset[int]:
    """Return the keys of the applications whose candidates have no e-mail address: HR enters what they tell."""
    on_paper = [row.application_id for row in rows if row.application and row.application.on_paper_at]
    if not on_paper:
        return frozenset()
    found = PaperApplication.objects.filter(application__in=on_paper, by_post=True)
    return frozenset(found.values_list("application", flat=True))


def _times(booking: Booking) -> Iterator[Answer]:
    """Every free time: for what has none yet, and to change what they chose."""
    plan = DayPlan(booking.day)
    mine = [slot for slot in plan.slots if slot.application_id == booking.application_id and slot.by_hand]
    chosen = [slot.activity for slot in mine if slot.activity.candidates_choose]
    for activity in (*plan.chooses(booking), *chosen):
        for slot in plan.open_to(booking, activity):
            label = f"They choose {clock(slot.starts_at)} for {activity.title}"
            yield Answer(Act.TAKES_TIME, label, _choose(booking, slot), booking.pk, which=str(slot.pk))


def _confirm(booking: Booking) -> Do:
    return _refused(lambda by, _: bookings.confirm(booking, by=by))


def _ask(booking: Booking) -> Do:
    return _refused(lambda by, words: bookings.ask(booking, text=words, by=by))


def _choose(booking: Booking, slot: Slot) -> Do:
    return _refused(lambda by, _: bookings.choose(booking, slot=slot, by=by))


def _refused(do: Callable[..., object]) -> Do:
    """A refusal as the page of the stage before understands it."""

    def doing(by: object, words: str) -> None:
        try:
            do(by, words)
        except InterviewError as error:
            raise StateError(f"{error}") from error

    return doing


register(answers)
