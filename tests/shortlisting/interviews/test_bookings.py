"""Telling people, and what they answer: notice, invitations, confirming, asking, choosing, staying, calling off."""

from __future__ import annotations

from datetime import time, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Membership, TermDate
from applications.models import Application
from applications.services import lifecycle
from core.emails import kinds
from core.fields import decrypt, encrypt
from core.models import AuditEvent, OutgoingEmail
from core.services.letters import compose
from shortlisting import sift
from shortlisting.interview_day import DayPlan
from shortlisting.models import Booking, ConflictDeclaration, PanelMember, ScoreSheet, Slot
from shortlisting.services import bookings, timetable
from shortlisting.services.timetable import InterviewError
from tests.shortlisting.factories import by_place, released_panel
from tests.shortlisting.interviews.factories import (
    Kind,
    activity,
    applicant,
    booking_of,
    day,
    hr,
    in_two_weeks,
    move,
    planned,
    sent,
    today,
)

pytestmark = pytest.mark.django_db


def letters(template: str) -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(template=template).order_by("pk"))


def written(mail: OutgoingEmail):
    """The letter as it would leave now; None when it is no longer needed."""
    return kinds()[mail.template](mail.ids)


def event(mail: OutgoingEmail):
    """The calendar entry of a letter: method of the file, and the event."""
    [file] = [each for each in written(mail).attachments if each.name.endswith(".ics")]
    calendar = Calendar.from_ical(file.content)
    [found] = calendar.walk("VEVENT")
    assert file.kind == f"text/calendar; method={calendar['method']}"
    return calendar["method"], found


def test_each_person_gets_their_own_times_once() -> None:
    made = sent()
    people = {booking.application or booking.member for booking in made.bookings.all()}
    assert len(letters("interview_timetable")) == len(people) == 4
    assert bookings.send(made, by=hr(made)) == 0
    assert len(letters("interview_timetable")) == 4


def test_a_candidate_reads_nothing_of_another() -> None:
    made = sent()
    mine, other = sift.shortlisted(made.panel)
    [mail] = [each for each in letters("interview_timetable") if each.ids["booking"] == booking_of(made, mine).pk]
    body = compose(mail, written(mail)).body
    assert sift.name_of(other) not in body
    assert "Panel interview, Conference room" in body
    assert "midday to 12:45pm: Lunch, Hall" in body
    assert sift.name_of(other) not in str(event(mail)[1]["description"])


def test_the_invitation_names_the_person_and_the_day() -> None:
    made = sent()
    mine = applicant(made)
    [mail] = [each for each in letters("interview_timetable") if each.ids["booking"] == booking_of(made, mine).pk]
    method, found = event(mail)
    slots = Slot.objects.filter(application=mine).order_by("starts_at")
    assert (method, found["sequence"], found["status"]) == ("REQUEST", 0, "CONFIRMED")
    assert found["attendee"] == f"mailto:{mine.candidate.email}"
    assert found["organizer"] == f"mailto:{hr(made).email}"
    assert found.start == min(slots[0].starts_at, _at(made, 12))
    assert found.end == max(slots[1].ends_at, _at(made, 12, 45))
    assert str(found["uid"]).startswith(f"interview-{booking_of(made, mine).ref}@")
    [file] = [p for p in compose(mail, written(mail)).message().walk() if p.get_content_type() == "text/calendar"]
    assert file.get_param("method") == "REQUEST"


def _at(made, hour: int, minutes: int = 0):
    day_of = timezone.datetime.combine(made.on, time(hour, minutes))
    return day_of.replace(tzinfo=timezone.get_default_timezone())


def test_a_change_tells_those_it_concerns_with_a_higher_sequence() -> None:
    made = sent()
    mine, other = sift.shortlisted(made.panel)
    bookings.confirm(booking_of(made, mine), by=mine.candidate)
    slot = Slot.objects.get(application=mine, activity__title="Data task")
    timetable.move_slot(slot, starts_at=time(14, 30), ends_at=time(15), by=hr(made))
    assert {each.application_id for each in bookings.to_tell(DayPlan(made)) if each.application_id} == {mine.pk}
    assert bookings.send(made, by=hr(made)) == 2  # the candidate, and the member of the task
    booking = booking_of(made, mine)
    assert (booking.sequence, booking.confirmed_at) == (1, None)
    first, second = [each for each in letters("interview_timetable") if each.ids["booking"] == booking.pk]
    assert written(first) is None  # overtaken
    assert event(second)[1]["sequence"] == 1
    assert booking_of(made, other).sequence == 0


def test_a_clash_or_a_missing_time_stops_the_sending() -> None:
    made = planned()
    slot = Slot.objects.filter(activity__title="Data task").first()
    timetable.move_slot(slot, starts_at=time(12, 10), ends_at=time(12, 40), by=hr(made))
    with pytest.raises(InterviewError, match="clashes"):
        bookings.send(made, by=hr(made))
    slot.delete()
    with pytest.raises(InterviewError, match="no time yet"):
        bookings.send(made, by=hr(made))
    assert letters("interview_timetable") == []


def test_short_notice_needs_a_reason() -> None:
    made = planned()
    move(made, timezone.localdate() + timedelta(days=2))
    with pytest.raises(InterviewError, match="Say why it is fewer than 5") as caught:
        bookings.send(made, by=hr(made))
    assert caught.value.field == "reason"
    assert bookings.send(made, reason="The chair is away after it.", by=hr(made)) == 4
    made.refresh_from_db()
    assert made.short_notice_reason == "The chair is away after it."


def test_notice_counts_the_schools_own_working_days() -> None:
    made = day()
    before = bookings.notice_of(made)
    assert before >= 5
    closed = timezone.localdate() + timedelta(days=1)
    TermDate.objects.create(
        school=made.panel.vacancy.school, kind="closed", name="Half term", starts_on=closed, ends_on=made.on
    )
    assert bookings.notice_of(made) == 0


def test_a_candidate_confirms_their_own_and_only_theirs() -> None:
    made = sent()
    mine, other = sift.shortlisted(made.panel)
    bookings.confirm(booking_of(made, mine), by=mine.candidate)
    bookings.confirm(booking_of(made, mine), by=mine.candidate)
    assert booking_of(made, mine).confirmed_at is not None
    with pytest.raises(InterviewError, match="not your interview"):
        bookings.confirm(booking_of(made, other), by=mine.candidate)


def test_nobody_confirms_what_they_were_not_told_or_what_is_over() -> None:
    made = planned()
    mine = applicant(made)
    with pytest.raises(InterviewError, match="no longer planned"):
        bookings.confirm(booking_of(made, mine), by=mine.candidate)
    bookings.send(made, by=hr(made))
    move(made, timezone.localdate() - timedelta(days=1))
    with pytest.raises(InterviewError, match="is over"):
        bookings.confirm(booking_of(made, mine), by=mine.candidate)


def test_a_question_reaches_hr_and_its_answer_the_candidate() -> None:
    made = sent()
    mine = applicant(made)
    with pytest.raises(InterviewError, match="when you could come"):
        bookings.ask(booking_of(made, mine), text="  ", by=mine.candidate)
    bookings.ask(booking_of(made, mine), text="After 11am, please.", by=mine.candidate)
    [to_hr] = letters("interview_asked")
    assert written(to_hr).to == hr(made).email
    assert "After 11am" not in compose(to_hr, written(to_hr)).body
    bookings.answer(booking_of(made, mine), text="We moved you to 11:30am.", by=hr(made))
    with pytest.raises(InterviewError, match="answered already"):
        bookings.answer(booking_of(made, mine), text="Twice.", by=hr(made))
    [back] = letters("interview_answered")
    assert "We moved you to 11:30am." in compose(back, written(back)).body
    assert written(to_hr) is None  # answered in the meantime


# --- choosing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def open_times():
    """An interview for which the two candidates choose their time."""
    made = day()
    activity(made, candidates_choose=True)
    timetable.make_timetable(made, by=hr(made))
    bookings.send(made, by=hr(made))
    return made


def test_a_free_time_is_taken_once(open_times) -> None:
    mine, other = sift.shortlisted(open_times.panel)
    first, second = Slot.objects.of_day(open_times)
    assert (first.application, second.application) == (None, None)
    bookings.choose(booking_of(open_times, mine), slot=first, by=mine.candidate)
    with pytest.raises(InterviewError, match="Somebody has just taken this time"):
        bookings.choose(booking_of(open_times, other), slot=first, by=other.candidate)
    bookings.choose(booking_of(open_times, other), slot=second, by=other.candidate)
    assert DayPlan(open_times).missing == []
    assert ScoreSheet.objects.filter(activity__day=open_times).count() == 4


def test_who_chooses_again_frees_the_first_time_and_everybody_hears(open_times) -> None:
    mine = applicant(open_times)
    first, second = Slot.objects.of_day(open_times)
    for slot in (first, second):
        bookings.choose(booking_of(open_times, mine), slot=slot, by=mine.candidate)
    assert list(Slot.objects.of_day(open_times).values_list("application", flat=True)) == [None, mine.pk]
    assert booking_of(open_times, mine).sequence == 2
    members = Booking.objects.filter(day=open_times, member__isnull=False)
    assert set(members.values_list("sequence", flat=True)) == {2}


def test_only_an_offered_time_that_fits_can_be_chosen(open_times) -> None:
    made = planned(open_times.panel, on=in_two_weeks() + timedelta(days=1))
    mine = applicant(open_times)
    with pytest.raises(InterviewError, match="times that are offered"):
        bookings.choose(booking_of(open_times, mine), slot=Slot.objects.of_day(made).first(), by=mine.candidate)


def test_one_whose_time_is_longer_gets_a_time_instead_of_choosing(open_times) -> None:
    mine = applicant(open_times)
    task = open_times.activities.get()
    timetable.set_adjustment(booking_of(open_times, mine), extra={task.pk: 15}, not_before=None, rest=0,
                             by=hr(open_times))  # fmt: skip
    timetable.make_timetable(open_times, by=hr(open_times))
    slot = Slot.objects.get(application=mine)
    assert slot.ends_at - slot.starts_at == timedelta(minutes=60)
    assert DayPlan(open_times).chooses(booking_of(open_times, mine)) == []
    assert Slot.objects.filter(application=None).count() == 1


# --- who stays; who is called off ---------------------------------------------------------------------------------


@pytest.fixture
def two_parts():
    """A task for both in the morning, an interview in the afternoon for those who stay; today."""
    made = day(second_part_at=time(13))
    activity(made, kind=Kind.DATA_TASK, title="Data task", minutes=30)
    activity(made, second_part=True)
    timetable.make_timetable(made, by=hr(made))
    bookings.send(made, by=hr(made))
    move(made, timezone.localdate())
    return made


def test_the_afternoon_is_only_for_those_who_stay(two_parts) -> None:
    stays, goes = sift.shortlisted(two_parts.panel)
    with pytest.raises(InterviewError, match="who stays"):
        timetable.make_timetable(two_parts, second=True, by=hr(two_parts))
    given = {booking_of(two_parts, stays).pk: (True, ""), booking_of(two_parts, goes).pk: (False, "")}
    with pytest.raises(InterviewError, match="Say why, against the criteria") as caught:
        bookings.decide_stay(two_parts, stays=given, by=hr(two_parts))
    assert caught.value.field == f"reason-{booking_of(two_parts, goes).pk}"
    given[booking_of(two_parts, goes).pk] = (False, "No pattern found in the data.")
    bookings.decide_stay(two_parts, stays=given, by=hr(two_parts))
    assert OutgoingEmail.objects.filter(template="interview_timetable").count() == 4  # nobody is told by accident
    timetable.make_timetable(two_parts, second=True, by=hr(two_parts))
    [slot] = Slot.objects.filter(activity__second_part=True)
    assert slot.application_id == stays.pk
    assert timezone.localtime(slot.starts_at).time() == time(13)
    assert DayPlan(two_parts).clashes == {}
    told = {each.application_id for each in bookings.to_tell(DayPlan(two_parts))}
    assert {stays.pk, goes.pk} <= told


def test_who_withdraws_is_called_off_and_the_panel_hears() -> None:
    made = sent()
    mine, other = sift.shortlisted(made.panel)
    lifecycle.withdraw(Application.objects.get(pk=mine.pk), by=mine.candidate)
    assert not Slot.objects.filter(application=mine).exists()
    assert not ScoreSheet.objects.filter(application=mine, activity__isnull=False).exists()
    [mail] = letters("interview_cancelled")
    method, found = event(mail)
    assert (method, found["status"], found["sequence"]) == ("CANCEL", "CANCELLED", 1)
    sequences = dict(Booking.objects.filter(day=made).values_list("application", "sequence"))
    assert sequences[other.pk] == 0
    members = Booking.objects.filter(day=made, member__isnull=False).values_list("sequence", flat=True)
    assert set(members) == {1}


def test_a_withdrawal_frees_a_chosen_time_for_the_others(open_times) -> None:
    mine = applicant(open_times)
    first = Slot.objects.of_day(open_times).first()
    bookings.choose(booking_of(open_times, mine), slot=first, by=mine.candidate)
    lifecycle.withdraw(Application.objects.get(pk=mine.pk), by=mine.candidate)
    assert list(Slot.objects.of_day(open_times).values_list("application", flat=True)) == [None, None]


def test_a_day_called_off_tells_everybody_who_was_told() -> None:
    made = sent()
    assert bookings.cancel_day(made, by=hr(made)) == 4
    assert bookings.cancel_day(made, by=hr(made)) == 0
    assert {event(mail)[0] for mail in letters("interview_cancelled")} == {"CANCEL"}
    assert not Booking.objects.filter(day=made).coming().exists()


def test_who_is_taken_off_the_panel_s_activity_hears_that_they_need_not_come() -> None:
    made = sent()
    leaves = by_place(made.panel)[1]
    for each in made.activities.exclude(kind="together"):
        each.day = made
        values = {name: getattr(each, name) for name in ("kind", "title", "minutes", "room", "together_at")}
        timetable.change_activity(each, members=by_place(made.panel)[:1], by=hr(made), **values)
    timetable.make_timetable(made, by=hr(made))
    bookings.send(made, by=hr(made))
    gone = Booking.objects.get(day=made, member=leaves)
    assert [mail.ids["booking"] for mail in letters("interview_cancelled")] == [gone.pk]
    assert gone.cancelled_at is not None


def test_a_scored_day_is_not_called_off() -> None:
    made = today(released_panel(candidates=2, shortlisted=1))
    sheet = ScoreSheet.objects.filter(activity__day=made).first()
    sheet.scores.create(criterion=sheet.activity.criteria.first(), value=3)
    with pytest.raises(InterviewError, match="so it stays"):
        bookings.cancel_day(made, by=hr(made))


def test_what_a_candidate_writes_is_encrypted_and_each_reading_is_recorded(signed_in) -> None:
    made = sent()
    mine = applicant(made)
    why = "After eleven: I have dialysis in the morning."
    for _ in range(2):
        bookings.ask(booking_of(made, mine), text=why, by=mine.candidate)  # sent twice
    assert len(letters("interview_asked")) == 1
    booking = booking_of(made, mine)
    page = reverse("shortlisting:interview_answer", args=[made.panel.vacancy.ref, made.pk, mine.ref])
    assert "dialysis" in signed_in(hr(made)).get(page).content.decode()
    [read] = AuditEvent.objects.filter(verb="application.read", subject_id=mine.pk, actor_id=hr(made).pk)
    assert read.fields == ["adjustments", "booking.asked"]
    bookings.answer(booking, text="Then 11:30, with your dialysis in mind.", by=hr(made))
    Booking.objects.filter(pk=booking.pk).update(
        absent_at=timezone.now(), absent_by=hr(made), absent_reason="In hospital for dialysis."
    )
    assert "dialysis" not in _as_stored(booking)
    # As the migration does it, forwards and backwards.
    change = import_module("shortlisting.migrations.0004_encrypted_wishes")
    state = ProjectState()
    for model, names in change.COLUMNS.items():
        columns = [(name, models.TextField()) for name in names]
        state.add_model(ModelState("shortlisting", model, [("id", models.BigAutoField(primary_key=True)), *columns]))
    here = SimpleNamespace(connection=connection)
    change.rewrite(decrypt)(state.apps, here)
    assert _as_stored(booking).count("dialysis") == 3
    change.rewrite(encrypt)(state.apps, here)
    assert "dialysis" not in _as_stored(booking)
    booking.refresh_from_db()
    assert booking.asked == why


def _as_stored(booking: Booking) -> str:
    columns = ("asked", "answer", "absent_reason")
    rows = Booking.objects.annotate(**{f"_{c}": Cast(models.F(c), models.TextField()) for c in columns})
    return str(rows.values_list(*(f"_{c}" for c in columns)).get(pk=booking.pk))


def _no_longer_hr(made, person) -> None:
    Membership.objects.filter(user=person).update(ended_at=timezone.now())


def _out_for_them(made, person) -> None:
    ConflictDeclaration.objects.create(
        member=PanelMember.objects.create(panel=made.panel, user=person), application=applicant(made), knows=True,
        how="We are cousins.", decision="recuse", reason="Cousins.", decided_by=person, decided_at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize("change", [_no_longer_hr, _out_for_them])
def test_a_question_does_not_reach_one_who_may_not_answer_it_any_more(change) -> None:
    made = sent()
    mine = applicant(made)
    bookings.ask(booking_of(made, mine), text="After eleven.", by=mine.candidate)
    [mail] = letters("interview_asked")
    assert written(mail).to == hr(made).email
    change(made, hr(made))
    assert written(mail) is None


@pytest.mark.parametrize("left", [True, False])
def test_times_do_not_reach_a_member_who_left_or_is_switched_off(left) -> None:
    made = sent()
    member = by_place(made.panel)[1]
    [mail] = [
        each for each in letters("interview_timetable") if Booking.objects.get(pk=each.ids["booking"]).member == member
    ]
    assert written(mail).to == member.user.email
    if left:
        PanelMember.objects.filter(pk=member.pk).update(removed_at=timezone.now())
    else:
        type(member.user).objects.filter(pk=member.user_id).update(is_active=False)
    assert written(mail) is None


def test_an_answer_does_not_reach_one_who_withdrew_in_the_meantime() -> None:
    made = sent()
    mine = applicant(made)
    bookings.ask(booking_of(made, mine), text="After eleven.", by=mine.candidate)
    bookings.answer(booking_of(made, mine), text="Then 11:30.", by=hr(made))
    [mail] = letters("interview_answered")
    assert written(mail).to == mine.candidate.email
    Application.objects.filter(pk=mine.pk).update(state="withdrawn")
    assert written(mail) is None
