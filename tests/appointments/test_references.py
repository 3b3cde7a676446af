"""Asking referees, answering, chasing, verifying."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.services.calendar import working_day
from applications.models import Application
from appointments.models import Reference, ReferenceRequest
from appointments.services import references
from core.links import LinkError, sign
from core.models import AuditEvent, OutgoingEmail, Reminder
from core.services import tick
from core.states import StateError
from tests.appointments.factories import ANSWERS, answered, asked, shortlisted

pytestmark = pytest.mark.django_db
State = ReferenceRequest.State


def letters(template: str) -> int:
    return OutgoingEmail.objects.filter(template=template).count()


def test_each_referee_is_asked_once() -> None:
    application = shortlisted()
    assert len(asked(application)) == 2
    assert asked(application) == []
    assert letters("reference_request") == 2


def test_ask_me_first_asks_the_candidate_and_then_the_referee() -> None:
    application = shortlisted(referees=1)
    application.referees.update(ask_me_first=True)
    (request,) = asked(application)
    assert (request.state, letters("reference_request"), letters("reference_consent")) == (State.WAITING, 0, 1)
    references.give_consent(request, by=application.candidate)
    assert (request.state, letters("reference_request")) == (State.REQUESTED, 1)


def test_nothing_goes_round_the_candidates_wish_to_be_asked_first(client, settings) -> None:
    """Neither another address for the same referee, by a crafted post, nor somebody else in their place."""
    settings.SECOND_FACTOR_REQUIRED = False
    application = shortlisted(referees=1)
    application.referees.update(ask_me_first=True)
    (request,) = asked(application)
    hr, referee = application.vacancy.created_by, request.referee
    client.force_login(hr)
    url = reverse("appointments:ask_again", args=[application.ref, request.ref])
    client.post(url, {"email": "other@school.example.org"})
    request.refresh_from_db()
    referee.refresh_from_db()
    assert (request.state, referee.email) == (State.WAITING, "head0@school.example.org")
    with pytest.raises(StateError, match="wishes to be asked first"):
        references.ask_again(request, email="other@school.example.org", by=hr)
    values = {"name": "Iris Fell", "job_title": "Deputy", "email": "iris@school.example.org"}
    new = references.replace(request, by=hr, values=values)
    assert (new.state, new.referee.ask_me_first) == (State.WAITING, True)
    sent = set(OutgoingEmail.objects.values_list("template", flat=True))
    assert sent & {"reference_request", "reference_replaced", "reference_consent"} == {"reference_consent"}
    references.give_consent(new, by=application.candidate)
    assert new.state == State.REQUESTED


def test_the_link_finds_its_request_and_nothing_else() -> None:
    request, other = asked(shortlisted())
    assert references.find_by_token(references.token(request)) == request
    for forged in (sign("another", request.ref, 1), references.token(other)[:-1] + "x", "nonsense", "a~b~c"):
        with pytest.raises(LinkError):
            references.find_by_token(forged)


def test_the_link_dies_when_the_reference_is_sent() -> None:
    (request, _) = asked(shortlisted())
    token = references.token(request)
    answered(request)
    with pytest.raises(LinkError):
        references.find_by_token(token)


def test_the_link_dies_when_the_address_changes_and_the_new_one_works() -> None:
    (request, _) = asked(shortlisted())
    old = references.token(request)
    references.address_refused(request)
    references.ask_again(request, email="right@school.example.org", by=request.application.vacancy.created_by)
    with pytest.raises(LinkError):
        references.find_by_token(old)
    assert references.find_by_token(references.token(request)).referee.email == "right@school.example.org"


def test_a_begun_reference_is_erased_when_somebody_else_is_asked() -> None:
    (request, _) = asked(shortlisted())
    references.save_page(request, answers={"capacity": "Head"})
    references.ask_again(request, email="other@school.example.org", by=request.application.vacancy.created_by)
    request.refresh_from_db()
    assert (request.state, request.draft, request.link_version) == (State.REQUESTED, None, 2)


def past_the_pause(request: ReferenceRequest) -> None:
    request.requested_at = timezone.now() - timedelta(days=7)
    request.with_hr_at = timezone.now()
    request.save(update_fields=["requested_at", "with_hr_at"])


def test_the_letter_is_sent_again_with_a_new_link_and_the_ladder_starts_again() -> None:
    (request, _) = asked(shortlisted())
    references.save_page(request, answers={"capacity": "Head"})
    past_the_pause(request)
    old = references.token(request)
    references.resend(request, by=request.application.vacancy.created_by)
    with pytest.raises(LinkError):
        references.find_by_token(old)
    found = references.find_by_token(references.token(request))
    assert (found.draft, found.with_hr_at, found.link_version) == ({"capacity": "Head"}, None, 2)
    assert letters("reference_request") == 3
    tick.run(at(found, 2))
    assert letters("reference_reminder") == 2


def test_sending_again_twice_sends_once() -> None:
    (request, _) = asked(shortlisted())
    hr = request.application.vacancy.created_by
    with pytest.raises(StateError, match="ten minutes"):
        references.resend(request, by=hr)
    past_the_pause(request)
    same = ReferenceRequest.objects.select_related("application__vacancy").get(pk=request.pk)
    references.resend(request, by=hr)
    with pytest.raises(StateError, match="ten minutes"):
        references.resend(same, by=hr)
    assert letters("reference_request") == 3


def test_stopping_needs_a_reason_kills_the_link_and_erases_what_was_begun() -> None:
    (request, _) = asked(shortlisted())
    references.save_page(request, answers={"capacity": "Head"})
    token, hr = references.token(request), request.application.vacancy.created_by
    with pytest.raises(StateError, match="Say why"):
        references.stop(request, by=hr, reason=" ")
    references.stop(request, by=hr, reason="Another referee in their place.")
    request.refresh_from_db()
    assert (request.state, request.draft) == (State.STOPPED, None)
    with pytest.raises(LinkError):
        references.find_by_token(token)
    with pytest.raises(StateError):
        references.resend(request, by=hr)


def test_the_answer_is_due_in_five_working_days_and_before_the_interview() -> None:
    (request, _) = asked(shortlisted())
    school, asked_on = request.application.vacancy.school, timezone.localdate(request.requested_at)
    assert references.send_by(request) == working_day(school, asked_on, 5)
    request.application.vacancy.interview_on = working_day(school, asked_on, 3)
    assert references.send_by(request) == working_day(school, asked_on, 2)


def test_pages_are_kept_as_they_come_and_only_a_whole_reference_is_sent() -> None:
    (request, _) = asked(shortlisted())
    references.save_page(request, answers={"give": "yes", "share": "no"})
    references.save_page(request, answers={"capacity": "Head"})
    request.refresh_from_db()
    assert (request.state, request.draft) == (State.OPENED, {"give": "yes", "share": "no", "capacity": "Head"})
    with pytest.raises(StateError, match="Answer every question"):
        references.send(request)
    assert Reference.objects.count() == 0


def test_answers_are_encrypted_at_rest() -> None:
    (request, _) = asked(shortlisted())
    answered(request, strengths="A very particular sentence")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM appointments_reference")
        stored = cursor.fetchone()[0]
    assert "particular" not in stored
    assert request.reference.answers["strengths"] == "A very particular sentence"


@pytest.mark.parametrize(("key", "value"), [("concern", "yes"), ("suitable", "no"), ("again", "no")])
def test_a_concern_is_a_neutral_code_until_somebody_settles_it(key: str, value: str) -> None:
    (request, _) = asked(shortlisted())
    answered(request, **{key: value, "details": "What happened.", "again_why": "As above."})
    reference = Reference.objects.get(request=request)
    assert reference.concern is True
    hr = request.application.vacancy.created_by
    with pytest.raises(StateError, match="Say what"):
        references.settle_concern(reference, note=" ", by=hr)
    references.settle_concern(reference, note="Talked with the candidate.", by=hr)
    with pytest.raises(StateError, match="settled already"):
        references.settle_concern(reference, note="Again.", by=hr)


def test_verifying_needs_a_note_and_where_the_number_was_found_and_is_done_once() -> None:
    (request, _) = asked(shortlisted())
    answered(request)
    hr = request.application.vacancy.created_by
    call = {"number": "01632 960 200", "number_found": "register"}
    with pytest.raises(StateError, match="Say what you did"):
        references.verify(request.reference, how="call_back", note=" ", by=hr, **call)
    with pytest.raises(StateError, match="where you found it"):
        references.verify(request.reference, how="call_back", note="Rang.", by=hr, number="01632 960 200")
    references.verify(request.reference, how="call_back", note="Rang.", by=hr, **call)
    request.refresh_from_db()
    assert (request.state, request.reference.verified_by) == (State.VERIFIED, hr)
    with pytest.raises(StateError, match="verified already"):
        references.verify(request.reference, how="known", note="Twice.", by=hr)


def test_reading_is_recorded_without_what_was_read() -> None:
    (request, _) = asked(shortlisted())
    answered(request)
    hr = request.application.vacancy.created_by
    assert references.read_answers(request.reference, by=hr)["job"] == "Teacher"
    event = AuditEvent.objects.get(verb="reference.read")
    assert (event.actor_id, event.codes, event.fields) == (hr.pk, {}, [])


def at(request: ReferenceRequest, days: int, *, hour: int = 9) -> datetime:
    day = working_day(request.application.vacancy.school, timezone.localdate(request.requested_at), days)
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())


def test_the_ladder_reminds_at_two_four_and_five_working_days_and_then_hr() -> None:
    (request,) = asked(shortlisted(referees=1))
    said = []
    for days in range(1, 9):
        tick.run(at(request, days))
        tick.run(at(request, days))  # a second tick decides nothing again
        said.append((days, letters("reference_reminder"), letters("reference_with_hr")))
    assert said == [(1, 0, 0), (2, 1, 0), (3, 1, 0), (4, 2, 0), (5, 3, 0), (6, 3, 1), (7, 3, 1), (8, 3, 1)]
    request.refresh_from_db()
    assert request.with_hr_at is not None
    assert Reminder.objects.filter(kind="reference.referee").count() == 5
    assert letters("reference_another") == 1  # then the candidate is asked for another


@pytest.mark.parametrize("ending", ["answer", "decline", "withdraw", "refuse"])
def test_any_answer_stops_the_ladder(ending: str) -> None:
    (request,) = asked(shortlisted(referees=1))
    if ending == "answer":
        answered(request)
    elif ending == "decline":
        references.decline(request, reason="I never worked with them.")
    elif ending == "refuse":
        references.address_refused(request)
    else:
        references.stop_all(request.application, by=None, reason="Withdrew")
    tick.run(timezone.now() + timedelta(days=60))
    assert (letters("reference_reminder"), letters("reference_with_hr")) == (0, 0)


def test_a_refused_address_is_told_to_hr_at_once(post) -> None:
    (request, _) = asked(shortlisted())
    references.address_refused(request)
    hr = request.application.vacancy.created_by.email
    assert [m["Subject"] for m in post() if m["To"] == hr] == ["The address of Graham Tillotson 0 does not work"]


def test_the_letter_reads_well_and_its_link_opens(post, client) -> None:
    application = shortlisted(referees=1)
    asked(application)
    (letter,) = [m for m in post() if m["To"] == "head0@school.example.org"]
    assert letter["Subject"] == f"Reference for Imogen Larkfield: SENCo, {application.vacancy.school.name}"
    text = letter.get_body(("plain",)).get_content()
    link = next(word for word in text.split() if "/reference/" in word).strip("<>().")
    assert client.get(link.removeprefix("http://testserver")).status_code == 200


def test_a_withdrawn_candidate_is_not_chased() -> None:
    from applications.services import lifecycle

    application = shortlisted()
    asked(application)
    lifecycle.withdraw(application, by=application.candidate)
    states = set(ReferenceRequest.objects.values_list("state", flat=True))
    assert (states, Application.objects.get().state) == ({State.STOPPED}, "withdrawn")


def test_declining_tells_hr_and_keeps_the_reason_encrypted() -> None:
    (request, _) = asked(shortlisted())
    references.decline(request, reason="Ask my deputy.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT declined_reason FROM appointments_referencerequest WHERE id = %s", [request.pk])
        assert "deputy" not in cursor.fetchone()[0]
    assert letters("reference_declined") == 1
    assert ANSWERS["give"] == "yes"
