"""A candidate who does not come: recorded, followed by timetable, sheets and outcome, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.services import lifecycle
from core.models import AuditEvent, OutgoingEmail
from shortlisting import sift
from shortlisting.interview_day import DayPlan
from shortlisting.interview_marks import due_of
from shortlisting.models import Booking, Decision, PanelMember, ScoreSheet, Slot
from shortlisting.services.attendance import mark_absent, mark_came
from shortlisting.services.finals import decide_final
from shortlisting.services.interview_scores import GivenAnswer, keep, submit
from shortlisting.services.keeping import DecisionError
from shortlisting.services.scores import ScoreError
from shortlisting.services.timetable import InterviewError, make_timetable
from tests.shortlisting.factories import by_place
from tests.shortlisting.interviews.factories import applicant, booking_of, hr, move, sent, today
from tests.shortlisting.interviews.test_marks import whole
from tests.shortlisting.pages import at, summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """A day that is today, and everybody knows of it as it is."""
    found = today()
    plan = DayPlan(found)
    for row in (*plan.bookings, *found.bookings.members()):
        Booking.objects.filter(pk=row.pk).update(told=plan.digest_of(row))
    return found


def place(made, n: int = 0) -> Booking:
    found = booking_of(made, applicant(made, n))
    found.day.panel.vacancy = made.panel.vacancy
    return found


def now(made) -> DayPlan:
    made.refresh_from_db()
    return DayPlan(made)


def test_times_and_sheets_follow_and_the_panel_is_told_but_not_the_candidates(made) -> None:
    gone, other = applicant(made), applicant(made, 1)
    OutgoingEmail.objects.all().delete()
    assert mark_absent(place(made), reason="A train was cancelled.", by=hr(made))
    assert {slot.application for slot in now(made).slots} == {other}
    assert {sheet.application for sheet in ScoreSheet.objects.filter(activity__day=made)} == {other}
    assert now(made).missing == []
    chair, second = by_place(made.panel)
    assert {due.application for each in (chair, second) for due in due_of(each)} == {other}
    told = OutgoingEmail.objects.filter(template="interview_timetable")
    people = {Booking.objects.get(pk=mail.ids["booking"]).member for mail in told}
    assert people == {chair, second}
    assert not OutgoingEmail.objects.exclude(pk__in=told).exists()
    event = AuditEvent.objects.get(verb="booking.absent")
    assert (event.actor_id, event.typed_reason.text) == (hr(made).pk, "A train was cancelled.")
    assert gone.details.full_name not in [line.detail for line in now(made).lines_of(made.bookings.get(member=chair))]


def test_recorded_twice_it_is_once_and_taken_back_it_is_as_before(made) -> None:
    interview = made.activities.get(kind="interview")
    interview.day = made
    chair = by_place(made.panel)[0]
    question = interview.questions.first()
    begun = {question.pk: GivenAnswer(True, "They had begun.")}
    keep(interview, applicant(made), answers=begun, scores={}, by=chair.user)
    before = (list(Slot.objects.order_by("pk").values()), ScoreSheet.objects.filter(activity__day=made).count())
    assert mark_absent(place(made), by=hr(made))
    assert not mark_absent(place(made), by=hr(made))
    assert not any(due.application == applicant(made) for due in due_of(chair))
    with pytest.raises(ScoreError, match="did not come"):
        keep(interview, applicant(made), answers=begun, scores={}, by=chair.user)
    kept = ScoreSheet.objects.get(member=chair, activity=interview, application=applicant(made))
    assert not submit(kept, by=chair.user)  # put aside
    assert mark_came(place(made), by=chair.user)
    assert not mark_came(place(made), by=chair.user)
    kept.refresh_from_db()
    assert (kept.set_aside_at, kept.answers.get().note) == (None, "They had begun.")
    after = (list(Slot.objects.order_by("pk").values()), ScoreSheet.objects.filter(activity__day=made).count())
    assert after == before
    assert AuditEvent.objects.filter(verb__in=("booking.absent", "booking.came")).count() == 2


def test_their_time_may_be_used_for_others_and_then_they_have_none(made) -> None:
    mark_absent(place(made), by=hr(made))
    move(made, timezone.localdate() + timedelta(days=1))  # a day on which times can be made
    make_timetable(made, by=hr(made))
    move(made, timezone.localdate())
    mark_came(place(made), by=hr(made))
    assert {booking.application for booking, _ in now(made).missing} == {applicant(made)}


def test_not_before_the_day_nor_once_somebody_scored_them_nor_after_they_withdrew(made) -> None:
    move(made, timezone.localdate() + timedelta(days=1))
    with pytest.raises(InterviewError, match="from the day"):
        mark_absent(place(made), by=hr(made))
    move(made, timezone.localdate())
    interview = made.activities.get(kind="interview")
    interview.day = made
    chair = by_place(made.panel)[0]
    submit(keep(interview, applicant(made), by=chair.user, **whole(interview)), by=chair.user)
    with pytest.raises(InterviewError, match="so they were there"):
        mark_absent(place(made), by=hr(made))
    assert not Booking.objects.filter(absent_at__isnull=False).exists()
    assert not ScoreSheet.objects.filter(set_aside_at__isnull=False).exists()
    withdrawn = applicant(made, 1)
    row = place(made, 1)
    lifecycle.withdraw(withdrawn, by=withdrawn.candidate)
    row.refresh_from_db()
    with pytest.raises(InterviewError, match="no longer planned"):
        mark_absent(row, by=hr(made))


def test_the_outcome_is_filled_in_and_no_other_goes_with_a_day_of_interview(made, signed_in) -> None:
    mark_absent(place(made), reason="PLANTED private reason", by=hr(made))
    gone = applicant(made)
    client = signed_in(hr(made))
    form = client.get(at("interview", made.panel, gone.ref)).context["form"]
    assert form.initial["outcome"] == Decision.Outcome.DO_NOT_APPOINT
    assert form.initial["reason"].startswith("You did not come to the interview on ")
    assert "PLANTED" not in form.initial["reason"]  # the candidate reads this
    assert "interviewed_on" not in form.initial
    gone.vacancy = made.panel.vacancy
    with pytest.raises(DecisionError, match="did not come"):
        decide_final(gone, outcome="do_not_appoint", reason="No.", interviewed_on=timezone.localdate(), by=hr(made))
    data = {"outcome": "do_not_appoint", "reason": form.initial["reason"], "confirmed": "yes"}
    assert client.post(at("interview", made.panel, gone.ref), data).status_code == 302
    kept = Decision.objects.get(application=gone, stage="interview")
    assert (kept.interviewed_on, kept.released_at) == (None, None)


def test_hr_and_the_chair_record_it_on_the_day_s_page_and_nobody_else(made, signed_in) -> None:
    gone = applicant(made)
    page = at("interview_absent", made.panel, made.pk, gone.ref)
    hub = at("interview_day", made.panel, made.pk)
    client = signed_in(hr(made))
    assert page in client.get(hub).content.decode()
    [wrong] = summary(client.post(page, {"reason": "x" * 1001}))
    assert wrong.startswith("Why they did not come must be 1000 characters or fewer")
    answer = client.post(page, {"reason": "A train was cancelled."}, follow=True).content.decode()
    assert "Did not come" in answer
    assert "A train was cancelled." in answer
    assert client.post(page, {"reason": "Again."}).status_code == 302  # pressed twice
    assert place(made).absent_reason == "A train was cancelled."
    assert "They came: take it back" in client.get(page).content.decode()
    theirs = signed_in(gone.candidate).get(reverse("shortlisting:my_interview", args=[gone.ref])).content.decode()
    assert "The school has recorded that you did not come" in theirs
    assert "Yes, I can come" not in theirs
    chair, second = by_place(made.panel)
    came = at("interview_came", made.panel, made.pk, gone.ref)
    for person in (second.user, gone.candidate):
        assert signed_in(person).get(page).status_code == 404
        assert signed_in(person).post(came).status_code == 404
    assert signed_in(chair.user).post(came).status_code == 302
    assert not place(made).is_absent


def test_before_the_day_the_page_says_from_when_and_offers_nothing(signed_in) -> None:
    made = sent()
    page = signed_in(hr(made)).get(at("interview_absent", made.panel, made.pk, applicant(made).ref)).content.decode()
    assert "You can record this from" in page
    assert "Record that they did not come" not in page
    assert (
        at("interview_absent", made.panel, made.pk, applicant(made).ref)
        not in signed_in(hr(made)).get(at("interview_day", made.panel, made.pk)).content.decode()
    )


def test_the_home_page_counts_no_sheet_of_one_who_did_not_come(made) -> None:
    chair = by_place(made.panel)[0]
    interview = made.activities.get(kind="interview")
    interview.day = made
    keep(interview, applicant(made), answers={interview.questions.first().pk: GivenAnswer(True)}, scores={},
         by=chair.user)  # fmt: skip
    before = PanelMember.objects.for_home(chair.user).get().to_mark
    mark_absent(place(made), by=hr(made))
    assert PanelMember.objects.for_home(chair.user).get().to_mark == before - 1
    assert sift.name_of(applicant(made))
