"""Differences as rows, settled with a note; whom a reference is from; references by phone and on paper."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from appointments.models import Discrepancy, HeadConfirmation, Reference, ReferenceRequest, Verification
from appointments.services import references, ties
from appointments.services.references import heads
from core.links import LinkError
from core.models import AuditEvent, StoredFile
from core.services.files import FileRefusedError
from core.services.personal_data import erase
from core.states import StateError
from shortlisting.models import ProbePoint
from tests.appointments.factories import ANSWERS, PLACES, answered, asked, offered, shortlisted

pytestmark = pytest.mark.django_db
State = ReferenceRequest.State
CALL = {"how": "call_back", "number": "01632 960 200", "number_found": "register", "spoke_with": "The office"}


def came_in(**answers: object) -> Reference:
    (request,) = asked(shortlisted(referees=1))
    return answered(request, **answers).reference


def codes(reference: Reference) -> list[str]:
    return list(reference.discrepancies.filter(settled_at=None).values_list("code", flat=True))


def test_what_differs_is_a_row_and_a_point_to_explore_that_quotes_no_answer() -> None:
    reference = came_in(job="Cook", leaving="They were dismissed for a very particular reason")
    assert codes(reference) == ["job", "leaving"]
    texts = " ".join(ProbePoint.objects.filter(source="reference").values_list("text", flat=True))
    assert "ask what the job was" in texts
    for secret in ("Cook", "dismissed", "Tillotson"):
        assert secret not in texts


def test_comparing_again_writes_nothing_twice() -> None:
    reference = came_in(job="Cook")
    references.compare(reference)
    assert (Discrepancy.objects.count(), ProbePoint.objects.filter(source="reference").count()) == (1, 1)


def test_rows_are_encrypted_at_rest() -> None:
    came_in(job="A very particular job")
    with connection.cursor() as cursor:
        cursor.execute("SELECT form_says, reference_says FROM appointments_discrepancy")
        stored = " ".join(cursor.fetchone())
    assert "particular" not in stored


def test_a_row_is_settled_once_with_a_note() -> None:
    reference = came_in(job="Cook")
    hr, row = reference.request.application.vacancy.created_by, reference.discrepancies.get()
    with pytest.raises(StateError, match="what you found out"):
        references.settle(row, note=" ", by=hr)
    references.settle(row, note="A slip of the pen.", by=hr)
    assert (row.settled_by, codes(reference)) == (hr, [])
    with pytest.raises(StateError, match="settled already"):
        references.settle(row, note="Again.", by=hr)


def test_nobody_settles_the_reference_of_a_relative() -> None:
    """Neither that it is real, nor what differs, nor a concern; nor do they make the offer."""
    reference = came_in(job="Cook", concern="yes", details="A warning in 2024.")
    application = reference.request.application
    hr = application.vacancy.created_by
    ties.say(application, close=True, by=hr)
    call = {"number": "01632 960 200", "number_found": "website"}
    for act in (
        lambda: references.verify(reference, how="call_back", note="Rang the school.", by=hr, **call),
        lambda: references.settle(reference.discrepancies.get(), note="A slip of the pen.", by=hr),
        lambda: references.settle_concern(reference, note="Nothing in it.", by=hr),
        lambda: offered(application),
    ):
        with pytest.raises(StateError, match="relative or close friend"):
            act()
    reference.refresh_from_db()
    assert (reference.verified_at, reference.concern_settled_at, codes(reference)) == (None, None, ["job"])


def test_two_referees_from_one_organisation_are_one_row_each() -> None:
    application = shortlisted()
    application.referees.update(organisation=PLACES[0])
    first, _ = asked(application)
    assert codes(answered(first).reference) == ["same_organisation"]


def test_the_criteria_are_kept_as_they_read_when_it_was_sent() -> None:
    application = shortlisted(referees=1)
    criterion = application.vacancy.criteria.get()
    application.vacancy.criteria.update(methods="application,references")
    (request,) = asked(application)
    with pytest.raises(StateError, match="Answer every question"):
        answered(request, **{f"criterion_{criterion.pk}": ""})
    reference = answered(request).reference
    assert reference.answers["criteria_asked"] == [[criterion.pk, "Has led"]]


# --- the head -------------------------------------------------------------------------------------------

HEAD = {"head": "ask", "head_name": "Iris Fell", "head_email": "iris@school.example.org"}


def test_the_heads_yes_settles_what_waited_for_it() -> None:
    reference = came_in(**HEAD)
    assert codes(reference) == ["head_unconfirmed"]
    token = heads.token(reference.head)
    heads.answer(heads.find_by_token(token), answer="right")
    assert codes(reference) == []
    with pytest.raises(LinkError):
        heads.find_by_token(token)


def test_the_heads_no_is_a_row_of_its_own() -> None:
    reference = came_in(**HEAD)
    heads.answer(reference.head, answer="different", note="There was a warning in 2024.")
    assert codes(reference) == ["head_different"]
    with pytest.raises(StateError):
        heads.answer(HeadConfirmation.objects.get(), answer="right")


def test_the_link_of_one_kind_opens_nothing_of_another() -> None:
    reference = came_in(**HEAD)
    with pytest.raises(LinkError):
        references.find_by_token(heads.token(reference.head))
    (other,) = asked(shortlisted(referees=1))
    with pytest.raises(LinkError):
        heads.find_by_token(references.token(other))


def test_asking_the_head_elsewhere_kills_the_old_link() -> None:
    reference = came_in(**HEAD)
    old = heads.token(reference.head)
    heads.ask_at(reference.head, email="head@school.example.org", by=reference.request.application.vacancy.created_by)
    with pytest.raises(LinkError):
        heads.find_by_token(old)
    assert heads.find_by_token(heads.token(reference.head)).email == "head@school.example.org"


# --- checking whom it is from ---------------------------------------------------------------------------


def test_every_try_to_verify_is_kept_and_only_a_yes_verifies() -> None:
    reference = came_in()
    hr = reference.request.application.vacancy.created_by
    references.log_check(reference, by=hr, values={**CALL, "note": "Nobody there", "outcome": "no_answer"})
    reference.request.refresh_from_db()
    assert reference.request.state == State.RECEIVED
    references.log_check(reference, by=hr, values={**CALL, "note": "Spoke with the PA", "outcome": "confirmed"})
    rows = Verification.objects.values_list("outcome", "by", "number", "number_found")
    assert list(rows) == [
        ("no_answer", hr.pk, "01632 960 200", "register"),
        ("confirmed", hr.pk, "01632 960 200", "register"),
    ]
    reference.refresh_from_db()
    assert (reference.request.state, reference.verified_by) == (State.VERIFIED, hr)


def test_a_reference_that_is_not_theirs_opens_a_row() -> None:
    reference = came_in()
    hr = reference.request.application.vacancy.created_by
    references.log_check(reference, by=hr, values={**CALL, "note": "They never wrote it", "outcome": "not_theirs"})
    assert codes(reference) == ["not_theirs"]


# --- by phone and on paper ------------------------------------------------------------------------------

SAID = {"give": "yes", "capacity": "Their head", "job": "Teacher", "employer": PLACES[0], "suitable": "yes"}
CHECKED = {**CALL, "note": "Rang them", "outcome": "confirmed"}


def paper(content: bytes = b"%PDF-1.7 scan") -> SimpleUploadedFile:
    return SimpleUploadedFile("reference.pdf", content)


def test_a_reference_on_paper_is_entered_with_its_scan_and_its_verification() -> None:
    (request,) = asked(shortlisted(referees=1))
    token, hr = references.token(request), request.application.vacancy.created_by
    reference = references.enter(request, by=hr, channel="paper", answers=SAID, verification=CHECKED, scan=paper())
    request.refresh_from_db()
    assert (request.state, reference.entered_by, reference.verified_by) == (State.VERIFIED, hr, hr)
    # What was not said is there to be asked about.
    missing = ["leaving_missing", "missing_concern", "missing_enquiry", "missing_capability", "head_unconfirmed"]
    assert codes(reference) == missing
    assert references.read_scan(reference, by=hr) == b"%PDF-1.7 scan"
    assert AuditEvent.objects.filter(verb="file.read", subject_id=reference.pk).count() == 1
    with pytest.raises(LinkError):
        references.find_by_token(token)


def test_erasing_a_reference_erases_its_scan() -> None:
    (request,) = asked(shortlisted(referees=1))
    hr = request.application.vacancy.created_by
    references.enter(request, by=hr, channel="paper", answers=SAID, verification=CHECKED, scan=paper())
    erase(Reference.objects.all(), by=None)
    assert (Reference.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_of_another_kind_is_refused_and_nothing_is_entered() -> None:
    (request,) = asked(shortlisted(referees=1))
    hr = request.application.vacancy.created_by
    with pytest.raises(FileRefusedError, match="must be PDF"):
        references.enter(request, by=hr, channel="paper", answers=SAID, verification=CHECKED, scan=paper(b"MZ\x00\x01"))
    request.refresh_from_db()
    assert (request.state, Reference.objects.count(), StoredFile.objects.count()) == (State.REQUESTED, 0, 0)


@pytest.mark.parametrize("before", ["declined", "bounced"])
def test_a_reference_by_phone_comes_also_after_a_no_or_a_refused_address(before: str) -> None:
    (request,) = asked(shortlisted(referees=1))
    if before == "declined":
        references.decline(request)
    else:
        references.address_refused(request)
    hr = request.application.vacancy.created_by
    reference = references.enter(request, by=hr, channel="phone", answers={**ANSWERS, **SAID}, verification=CHECKED)
    assert (reference.channel, reference.request.state) == ("phone", State.VERIFIED)


def test_nothing_is_entered_without_the_candidates_consent_or_twice() -> None:
    application = shortlisted(referees=1)
    application.referees.update(ask_me_first=True)
    (request,) = asked(application)
    hr = application.vacancy.created_by
    with pytest.raises(StateError):
        references.enter(request, by=hr, channel="phone", answers=SAID, verification=CHECKED)
    references.give_consent(request, by=application.candidate)
    references.enter(request, by=hr, channel="phone", answers=SAID, verification=CHECKED)
    with pytest.raises(StateError):
        references.enter(request, by=hr, channel="phone", answers=SAID, verification=CHECKED)
    assert Reference.objects.count() == 1
