"""The chase of a reference: the school's days and closures, jumps of the clock, the candidate, the head, the alarm."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import TermDate
from accounts.services.calendar import working_day
from applications.models import Application
from appointments import reference_chase as chase
from appointments.models import HeadConfirmation, ReferenceRequest
from appointments.services import references
from appointments.services.references import heads
from core.models import OutgoingEmail, Reminder
from core.services import tick
from core.services.mail_events import note_event
from tests.appointments.factories import answered, asked, shortlisted

pytestmark = pytest.mark.django_db
State = ReferenceRequest.State


def letters(template: str) -> int:
    return OutgoingEmail.objects.filter(template=template).count()


def morning(request: ReferenceRequest, days: int, *, start: datetime | None = None) -> datetime:
    school = request.application.vacancy.school
    day = working_day(school, timezone.localdate(start or request.requested_at), days)
    return datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())


def waiting() -> ReferenceRequest:
    application = shortlisted(referees=1)
    application.referees.update(ask_me_first=True, answer_within=2)
    (request,) = asked(application)
    return request


def test_the_school_sets_the_days() -> None:
    application = shortlisted(referees=1)
    school = application.vacancy.school
    school.reference_reminders, school.reference_hr_days = "1,3", 4
    school.save()
    (request,) = asked(application)
    said = []
    for days in range(1, 6):
        tick.run(morning(request, days))
        said.append((letters("reference_reminder"), letters("reference_with_hr")))
    assert said == [(1, 0), (1, 0), (2, 0), (2, 1), (2, 1)]


def test_days_on_which_the_school_is_closed_are_not_counted() -> None:
    application = shortlisted(referees=1)
    school, today = application.vacancy.school, timezone.localdate()
    TermDate.objects.create(
        school=school, kind=TermDate.Kind.CLOSED, name="Half term", starts_on=today, ends_on=today + timedelta(days=13)
    )
    (request,) = asked(application)
    tick.run(timezone.now() + timedelta(days=13))
    assert letters("reference_reminder") == 0
    tick.run(morning(request, 2))
    assert letters("reference_reminder") == 1


def test_a_closure_that_is_added_later_moves_the_step_on() -> None:
    (request,) = asked(shortlisted(referees=1))
    planned = morning(request, 2)
    TermDate.objects.create(
        school=request.application.vacancy.school,
        kind=TermDate.Kind.CLOSED,
        name="Snow",
        starts_on=planned.date(),
        ends_on=planned.date(),
    )
    tick.run(planned)
    assert letters("reference_reminder") == 0
    tick.run(morning(request, 2))
    assert letters("reference_reminder") == 1


def test_a_clock_that_jumps_over_several_steps_sends_the_last_of_them_alone() -> None:
    (request,) = asked(shortlisted(referees=1))
    tick.run(morning(request, 5))
    tick.run(morning(request, 5) + timedelta(minutes=1))
    assert (letters("reference_reminder"), letters("reference_with_hr")) == (1, 0)
    tick.run(morning(request, 7))
    assert (letters("reference_reminder"), letters("reference_with_hr")) == (1, 1)


def test_a_step_that_was_overtaken_by_an_answer_does_nothing() -> None:
    (request,) = asked(shortlisted(referees=1))
    from appointments.reference_ladders import requests

    (step,) = requests(morning(request, 2))
    answered(request)
    assert step.act() == "skipped"
    assert letters("reference_reminder") == 0


def test_nothing_is_looked_at_before_it_is_due(django_assert_num_queries) -> None:
    from appointments.reference_ladders import requests

    for _ in range(3):
        asked(shortlisted())
    with django_assert_num_queries(1):
        assert list(requests(timezone.now())) == []


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_due_takes_constant_queries(count: int, django_assert_num_queries) -> None:
    from appointments.reference_ladders import requests

    made = [asked(shortlisted(referees=1))[0] for _ in range(count)]
    now = morning(made[0], 3)
    with django_assert_num_queries(3):  # the rows due, closures, bank holidays
        assert len(list(requests(now))) == count


def test_a_silent_candidate_is_reminded_on_their_own_last_day_and_then_hr_hears() -> None:
    request = waiting()
    said = []
    for days in range(1, 6):
        tick.run(morning(request, days, start=request.consent_asked_at))
        said.append((letters("reference_consent_reminder"), letters("reference_consent_blocks")))
    assert said == [(0, 0), (1, 0), (1, 1), (1, 1), (1, 1)]
    assert letters("reference_request") == 0


def test_not_before_an_offer_is_told_to_hr_and_ends_the_chase_until_they_are_asked_again(post) -> None:
    request = waiting()
    references.refuse_consent(request, by=request.application.candidate, reason="My head does not know yet")
    hr = request.application.vacancy.created_by
    subjects = [m["Subject"] for m in post() if m["To"] == hr.email]
    assert subjects == ["Imogen Larkfield: Graham Tillotson 0 not before an offer"]
    tick.run(timezone.now() + timedelta(days=40))
    assert letters("reference_consent_blocks") == 0
    references.ask_consent_again(request, by=hr)
    references.give_consent(request, by=request.application.candidate)
    request.refresh_from_db()
    assert (request.state, letters("reference_request")) == (State.REQUESTED, 1)


def test_a_candidate_who_names_nobody_is_reminded_and_then_hr_hears() -> None:
    (request,) = asked(shortlisted(referees=1))
    references.decline(request, reason="I never worked with them.")
    assert (letters("reference_declined"), letters("reference_another")) == (1, 1)
    request.refresh_from_db()
    for days in range(1, 6):
        tick.run(morning(request, days, start=request.another_asked_at))
    assert (letters("reference_another_reminder"), letters("reference_another_silent")) == (1, 1)


def test_another_referee_is_asked_in_place_of_a_silent_one_and_the_old_link_dies() -> None:
    (request,) = asked(shortlisted(referees=1))
    candidate = request.application.candidate
    references.ask_for_another(request, by=None)
    values = {"name": "Nadia Brightwell", "job_title": "Head", "organisation": "Castlemead", "phone": ""}
    values |= {"email": "n@castlemead.example.org", "relationship": "My headteacher"}
    new = references.replace(request, by=candidate, values=values)
    request.refresh_from_db()
    assert (request.state, new.state, new.referee.name) == (State.STOPPED, State.REQUESTED, "Nadia Brightwell")
    assert (letters("reference_request"), letters("reference_replaced")) == (2, 0)  # the candidate did it: not told


def test_whom_the_referee_named_waits_for_hr_and_the_candidate_is_told(post) -> None:
    (request,) = asked(shortlisted(referees=1))
    instead = {"name": "Iris Fell", "job_title": "Head", "email": "iris@school.example.org"}
    references.decline(request, reason="I left.", instead=instead)
    assert letters("reference_another") == 0
    hr = request.application.vacancy.created_by
    values = {"name": "Iris Fell", "job_title": "Head", "email": "iris@school.example.org"}
    references.replace(request, by=hr, values=values)
    mine = [m["Subject"] for m in post() if m["To"] == request.application.candidate.email]
    assert mine == ["We now ask Iris Fell for a reference"]


def test_a_late_refusal_of_an_address_that_was_changed_is_not_about_the_new_one() -> None:
    (request,) = asked(shortlisted(referees=1))
    hr = request.application.vacancy.created_by
    references.ask_again(request, email="right@school.example.org", by=hr)
    references.address_refused(request, version=1)
    assert request.state == State.REQUESTED
    references.address_refused(request, version=2)
    assert request.state == State.BOUNCED


def bounced(template: str) -> None:
    """The provider tells that the newest letter of a kind did not arrive."""
    email = OutgoingEmail.objects.filter(template=template).latest("pk")
    OutgoingEmail.objects.filter(pk=email.pk).update(state="sent", provider_id=f"their-{email.pk}")
    assert note_event("bounced", f"their-{email.pk}", reason="invalid")


def test_a_bounce_that_the_provider_tells_of_reaches_hr_at_once_and_ends_the_chase() -> None:
    (request,) = asked(shortlisted(referees=1))
    bounced("reference_request")
    request.refresh_from_db()
    assert (request.state, request.next_at, letters("reference_bounced")) == (State.BOUNCED, None, 1)


def test_a_letter_to_hr_that_bounces_says_nothing_about_the_referee() -> None:
    (request,) = asked(shortlisted(referees=1))
    answered(request)
    bounced("reference_received")
    request.refresh_from_db()
    assert request.state == State.RECEIVED


def test_a_heads_address_that_does_not_work_is_told_to_hr() -> None:
    (request,) = asked(shortlisted(referees=1))
    answered(request, head="ask", head_name="Iris Fell", head_email="iris@school.example.org")
    bounced("reference_head")
    head = HeadConfirmation.objects.get()
    assert (head.with_hr_at is not None, head.next_at, letters("reference_head_silent")) == (True, None, 1)


CHASED = ("referencerequest", "headconfirmation", "check", "checkfile", "riskassessment", "npqplan", "offer")


def test_the_tick_reads_indexes() -> None:
    """None of what waits is read because it waits: each ladder’s own query finds what is due by an index."""
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # no rows are read faster without any
            cursor.execute("SET LOCAL enable_seqscan = off")
        with CaptureQueriesContext(connection) as asked_for:
            tick.run(timezone.now(), dry_run=True)
        for table in CHASED:
            asked_of = [query["sql"] for query in asked_for if f' FROM "appointments_{table}"' in query["sql"]]
            assert asked_of, table
            for sql in asked_of:
                cursor.execute(f"{explain} {sql}")
                plan = " ".join(str(line) for line in cursor.fetchall())
                assert not re.search(rf"(SCAN|Seq Scan on) appointments_{table}\b", plan), plan


def test_on_the_working_day_before_the_interview_hr_is_alarmed_once_about_what_is_missing(post) -> None:
    application = shortlisted()
    came, late = asked(application)
    answered(came)
    interview = application.vacancy.interview_on
    alarm = datetime.combine(
        working_day(application.vacancy.school, interview, -1), time(8), tzinfo=timezone.get_default_timezone()
    )
    tick.run(alarm - timedelta(minutes=1))
    assert letters("reference_alarm") == 0
    for minutes in (0, 1, 60):
        tick.run(alarm + timedelta(minutes=minutes))
    assert letters("reference_alarm") == 1
    (letter,) = [m for m in post() if "Before the interview" in m["Subject"]]
    text = letter.get_body(("plain",)).get_content()
    assert late.referee.name in text
    assert came.referee.name not in text


def test_no_alarm_when_everything_is_in() -> None:
    application = shortlisted(referees=1)
    (request,) = asked(application)
    answered(request)
    tick.run(timezone.now() + timedelta(days=10))
    assert letters("reference_alarm") == 0


def test_the_head_is_asked_reminded_and_then_hr_hears() -> None:
    (request,) = asked(shortlisted(referees=1))
    answered(request, head="ask", head_name="Iris Fell", head_email="iris@school.example.org")
    head = HeadConfirmation.objects.get()
    assert (head.name, letters("reference_head")) == ("Iris Fell", 1)
    said = []
    for days in range(1, 7):
        tick.run(morning(request, days, start=head.asked_at))
        said.append((letters("reference_head_reminder"), letters("reference_head_silent")))
    assert said == [(0, 0), (1, 0), (1, 0), (2, 0), (2, 1), (2, 1)]


@pytest.mark.parametrize("state", ["not_appointed", "declined", "withdrawn"])
def test_no_head_is_asked_about_somebody_who_is_out(post, state: str) -> None:
    (request,) = asked(shortlisted(referees=1))
    answered(request, head="ask", head_name="Iris Fell", head_email="iris@school.example.org")
    Application.objects.filter(pk=request.application_id).update(state=state)
    tick.run(timezone.now() + timedelta(days=30))
    assert (letters("reference_head_reminder"), letters("reference_head_silent")) == (0, 0)
    assert not [m for m in post() if m["To"] == "iris@school.example.org"]


def test_an_answer_of_the_head_stops_the_chase() -> None:
    (request,) = asked(shortlisted(referees=1))
    answered(request, head="ask", head_name="Iris Fell", head_email="iris@school.example.org")
    heads.answer(HeadConfirmation.objects.get(), answer="right")
    tick.run(timezone.now() + timedelta(days=30))
    assert (letters("reference_head_reminder"), letters("reference_head_answered")) == (0, 1)


def test_each_step_is_one_decision() -> None:
    (request,) = asked(shortlisted(referees=1))
    for days in (2, 4, 5, 6, 8):
        tick.run(morning(request, days))
    steps = Reminder.objects.filter(kind="reference.referee").values_list("step", "outcome")
    sent = [(f"1:+{days}", "sent") for days in (2, 4, 5)]
    assert list(steps) == [*sent, ("1:+6", "escalated"), ("1:+8", "escalated")]


# --- the thinking, without a database -------------------------------------------------------------------

LONDON = timezone.get_default_timezone()


def plain_days(start: date, days: int) -> date:
    return start + timedelta(days=days)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(1, None), (2, (2, 4)), (3, (2, 4)), (4, (4, 5)), (5, (5, 6)), (6, (6, 8)), (8, (8, None)), (90, (8, None))],
)
def test_the_highest_rung_that_is_due(day: int, expected: tuple[int, int | None] | None) -> None:
    running = chase.Chase("reference.referee", "1", date(2026, 11, 2), chase.referee([2, 4, 5], 6))
    now = datetime(2026, 11, 2, 8, tzinfo=LONDON) + timedelta(days=day)
    found = chase.reached(running, plain_days, now, LONDON)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        rung, due, following = found
        after = expected[1]
        wanted = chase.morning(plain_days(running.start, after), LONDON) if after else None
        assert (rung.days, due <= now, following) == (expected[0], True, wanted)
