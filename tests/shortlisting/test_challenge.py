"""The file for a challenge: all of one decision, nothing of others but numbers, nothing that HR alone was told."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from django.test import TestCase
from django.utils import timezone

from applications.models import AdjustmentRequest, Application
from core import gates
from core.audit import record, subject_of
from core.models import AuditEvent, StoredFile, Waiver
from core.refs import new_ref
from senco_recruit.retention.purge import purge
from shortlisting import sift
from shortlisting.challenge_events import WORDS, in_words
from shortlisting.challenge_file import challenge_of
from shortlisting.models import (
    Booking,
    CalibrationScore,
    ChallengeOrder,
    ConflictDeclaration,
    Decision,
    InterviewDay,
    Others,
    Panel,
    Score,
    ScoreSheet,
    Stage,
)
from shortlisting.services import challenge, guaranteed
from shortlisting.services.decisions import decide, release, take_back
from shortlisting.services.moderation import agree
from tests.factories import MembershipFactory, UserFactory
from tests.shortlisting.factories import by_place, decide_all, hr_of_panel, score_all, sift_with_scores
from tests.shortlisting.pages import at, summary

pytestmark = pytest.mark.django_db
PLANTED = ("PLANTED-NEED", "PLANTED-OTHER-NOTE", "PLANTED-OTHER-REASON")


@pytest.fixture
def told():
    """Three candidates; one not shortlisted whose decision was taken back once, with a moderated score, and told."""
    made = sift_with_scores(candidates=3, submit=False)
    one, two, _ = sift.candidates_of(made)
    for place, member in enumerate(by_place(made)):
        score_all(member, value=lambda m, a, c, place=place: 3 - 2 * place if a.pk == two.pk else 3, submit=True)
    Score.objects.filter(sheet__application=one).update(note="PLANTED-OTHER-NOTE")
    chair = sift.chair_of(made).user
    criterion = sift.criteria_of(made)[1]
    agree(two, criterion, score="2", reason="Read the example together.", present=by_place(made), by=chair)
    decide_all(made)
    take_back(two, reason="The wrong candidate.", by=chair)
    decide(two, stage=Stage.SIFT, outcome="do_not_shortlist", reason="Too little on data.", criteria=[criterion],
           by=chair)  # fmt: skip
    Decision.objects.filter(application=one).update(reason="PLANTED-OTHER-REASON")
    for each in (one, two):
        AdjustmentRequest.objects.update_or_create(
            application=each, defaults={"needed": "PLANTED-NEED", "interview_scheme": "yes"}
        )
    guaranteed.look(made, by=hr_of_panel(made))
    release(made, by=hr_of_panel(made))
    known = {"knows": True, "how": "Taught together."}
    ConflictDeclaration.objects.update_or_create(member=by_place(made)[1], application=two, defaults=known)
    return made


def words_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in document.pages)


def file_on(application, others: Others, by) -> bytes:
    """The file as it comes to whoever asked for it: ordered, made by the worker, taken out."""
    order = challenge.ask(application, others=others, key=new_ref(), by=by)
    assert challenge.make_waiting() == 1
    order = ChallengeOrder.objects.get(pk=order.pk)
    order.application = application
    return challenge.take_out(order, by=by)


def refused(panel) -> Application:
    return Decision.objects.get(application__vacancy=panel.vacancy, reason="Too little on data.").application


def test_it_holds_everything_of_the_decision(told) -> None:
    two = refused(told)
    words = words_of(file_on(two, Others.LEFT_OUT, hr_of_panel(told)))
    for each in (
        two.details.full_name, "Too little on data.", "Pass mark of each essential", "Ruth Penhallow", "Sunita Marlowe",
        "An example with its effect.", "Read the example together.", "Taught together.", "The decision was taken back",
        "The wrong candidate.", "Not shortlisted", "The outcomes were told", "A file for a challenge was made",
        "Marian Duxbury", "We are sorry to tell you", "HR looked over the decisions", "Page 1 of", "Contents",
    ):  # fmt: skip
        assert all(word in words for word in each.split()), each  # columns stand side by side
    found = challenge_of(two, others=Others.LEFT_OUT)
    assert "The wrong candidate." in [line.reason for line in found.events]
    assert {line.note for sheet in found.sheets for line in sheet.lines} == {"An example with its effect."}


@pytest.mark.parametrize("others", list(Others))
def test_it_never_holds_others_words_or_what_hr_alone_was_told(told, others) -> None:
    two = refused(told)
    words = words_of(file_on(two, others, hr_of_panel(told)))
    for each in (*PLANTED, "scheme", "guarantee", "interview_scheme", "monitoring"):
        assert each not in words
    for other in Application.objects.filter(vacancy=told.vacancy).exclude(pk=two.pk):
        assert other.candidate.name not in words
        assert other.details.full_name not in words
    assert ("All candidates in the order" in words) == (others is Others.NUMBERS)


def test_the_contents_lead_to_each_part_with_its_page(told) -> None:
    pdf = file_on(refused(told), Others.NUMBERS, hr_of_panel(told))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert b"pdfuaid" in document.Root.Metadata.read_bytes()
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        first = document.pages[0].extract_text()
        numbers = [int(line.split()[-1]) for line in first.splitlines() if line[:1].isdigit() and line[-1].isdigit()]
        assert len(numbers) == 8
        assert numbers == sorted(numbers)
        for part, number in enumerate(numbers, start=1):
            assert f"{part}. " in document.pages[number - 1].extract_text()


def test_each_order_is_recorded_once_however_often_it_is_sent(told) -> None:
    orders = [challenge.ask(refused(told), others=Others.NUMBERS, key="k", by=hr_of_panel(told)) for _ in range(2)]
    assert orders[0] == orders[1]
    event = AuditEvent.objects.get(verb="challenge_file.made")
    assert (event.subject_id, event.actor_id, event.codes) == (
        refused(told).pk, hr_of_panel(told).pk, {"others": "numbers"},
    )  # fmt: skip


def test_an_added_candidate_is_added_by_hr_and_no_more() -> None:
    made = sift_with_scores(candidates=2)
    two = sift.candidates_of(made)[1]
    AdjustmentRequest.objects.update_or_create(application=two, defaults={"interview_scheme": "yes"})
    decide_all(made)
    guaranteed.add(made, applications=[two], by=hr_of_panel(made))
    release(made, by=hr_of_panel(made))
    words = words_of(file_on(two, Others.LEFT_OUT, hr_of_panel(made)))
    assert "Added to the shortlist by HR" in words
    assert "scheme" not in words


def test_no_line_names_what_is_secret() -> None:
    assert not [verb for verb in WORDS if "scheme" in verb or "monitoring" in verb or "adjust" in verb]
    assert in_words("interview_scheme.read", {}) == ""
    assert in_words("decision.changed", {"from": "shortlist", "to": "do_not_shortlist"}) == (
        "The decision was changed: shortlist, then do not shortlist"
    )


def test_gathering_takes_no_more_queries_for_more_people(
    told, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    two = refused(told)
    with django_assert_num_queries(43):
        challenge_of(two, others=Others.NUMBERS)
    more = sift_with_scores(candidates=5, members=3)
    decide_all(more)
    release(more, by=hr_of_panel(more))
    with django_assert_max_num_queries(43):  # nothing agreed, nothing taken back: fewer
        challenge_of(sift.named_candidates(more)[0], others=Others.NUMBERS)


def test_hr_and_the_head_have_it_made_and_the_panel_does_not(told, signed_in, monkeypatch) -> None:
    monkeypatch.setattr(challenge, "challenge_pdf", lambda found, *, by, at: b"%PDF-1.7 of " + found.name.encode())
    two = refused(told)
    school = told.vacancy.school
    head = MembershipFactory(school=school, role="head", user=UserFactory(name="Dr Helen Ashgrove")).user
    for user in (hr_of_panel(told), head):
        client = signed_in(user)
        assert two.details.full_name in client.get(at("challenge_list", told)).content.decode()
        (line,) = summary(client.post(at("challenge", told, two.ref), {"key": new_ref()}))
        assert line == "Choose what the file holds of the other candidates"
        key = {"others": "left_out", "key": new_ref()}
        answers = [client.post(at("challenge", told, two.ref), key) for _ in range(2)]
        page = answers[0]["Location"]
        assert answers[1]["Location"] == page  # pressed twice
        waits = client.get(page).content.decode()
        assert "Waiting to be made" in waits
        assert 'hx-trigger="every 1s"' in waits
        assert client.get(f"{page}pdf/").status_code == 404
        challenge.make_waiting()
        ready = client.get(page).content.decode()
        assert "hx-trigger" not in ready
        answer = client.get(f"{page}pdf/")
        assert answer.content == b"%PDF-1.7 of " + two.details.full_name.encode()
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store, private")
        assert answer["Content-Disposition"].endswith(f'decision-{two.ref}-{timezone.localdate():%Y-%m-%d}.pdf"')
        assert page in client.get(at("challenge", told, two.ref)).content.decode()
    taken = (
        AuditEvent.objects.filter(verb="file.read", subject_id=two.pk).order_by("pk").values_list("actor_id", flat=True)
    )
    assert list(taken) == [hr_of_panel(told).pk, head.pk]
    for member in by_place(told):
        client = signed_in(member.user)
        for address in (at("challenge_list", told), at("challenge", told, two.ref), page, f"{page}pdf/"):
            assert client.get(address).status_code == 404, address


def test_the_file_is_kept_encrypted_and_goes_after_two_days(told, signed_in, monkeypatch, settings) -> None:
    monkeypatch.setattr(challenge, "challenge_pdf", lambda found, *, by, at: b"PLANTED-WORDS")
    two = refused(told)
    order = challenge.ask(two, others=Others.LEFT_OUT, key="k", by=hr_of_panel(told))
    challenge.make_waiting()
    page = at("challenge_order", told, two.ref, order.pk)
    client = signed_in(hr_of_panel(told))
    assert client.get(f"{page}pdf/").content == b"PLANTED-WORDS"
    stored = StoredFile.objects.get(pk=ChallengeOrder.objects.get().file_id)
    assert stored.delete_after == timezone.localdate() + timedelta(days=2)
    on_disk = Path(settings.MEDIA_ROOT, stored.file.name)
    assert b"PLANTED" not in on_disk.read_bytes()
    assert two.ref not in stored.file.name
    StoredFile.objects.update(delete_after=timezone.localdate() - timedelta(days=1))
    assert [client.get(path).status_code for path in (page, f"{page}pdf/")] == [404, 404]
    with TestCase.captureOnCommitCallbacks(execute=True):
        gone = [paper.what for paper in purge()]
    assert gone == ["core.StoredFile"]
    assert not on_disk.exists()
    assert ChallengeOrder.objects.get().file is None
    assert client.get(at("challenge", told, two.ref)).status_code == 200


def test_a_worker_that_dies_loses_nothing_and_what_cannot_be_made_is_said(told, signed_in, monkeypatch) -> None:
    def fail(found, *, by, at):
        raise RuntimeError("no font")

    monkeypatch.setattr(challenge, "challenge_pdf", fail)
    two, now = refused(told), timezone.now()
    order = challenge.ask(two, others=Others.LEFT_OUT, key="k", by=hr_of_panel(told))
    for tried in range(1, 4):
        assert challenge.make_waiting(now) == 0
        assert challenge.make_waiting(now) == 0  # claimed: nobody takes it until the claim is stale
        order.refresh_from_db()
        assert (order.state, order.tries) == ("making", tried)
        now += challenge.LEASE + timedelta(seconds=1)
    assert challenge.make_waiting(now) == 1
    order.refresh_from_db()
    assert (order.state, order.file) == ("failed", None)
    page = signed_in(hr_of_panel(told)).get(at("challenge_order", told, two.ref, order.pk))
    assert "Ask for it again" in page.content.decode()


def test_it_tells_of_calibration_recusals_late_and_typed_sheets_what_was_passed_and_who_did_not_come(told) -> None:
    two, hr = refused(told), hr_of_panel(told)
    one = Application.objects.filter(vacancy=told.vacancy).exclude(pk=two.pk).first()
    chair, second = by_place(told)
    Panel.objects.update(sift_due_on=timezone.localdate() - timedelta(days=1), rest_opened_at=timezone.now(),
                         rest_opened_by=chair.user, talked="A 3 names an effect.")  # fmt: skip
    for each, note in ((two, "First thoughts."), (one, "PLANTED-OTHER-FIRST")):
        CalibrationScore.objects.create(sheet=ScoreSheet.objects.get(member=chair, application=each),
                                        criterion=sift.criteria_of(told)[1], value=1, note=note)  # fmt: skip
    Score.objects.filter(sheet__member=second, sheet__application=two).update(entered_by=hr)
    record("sheets.submitted", by=hr, subject=second, school_id=told.vacancy.school_id, codes={"on_behalf": True})
    record("application.read", by=hr, subject=two, fields=["adjustments"])
    decided = {"decision": "recuse", "reason": "They were married.", "decided_by": hr, "decided_at": timezone.now()}
    ConflictDeclaration.objects.filter(application=two, member=second).update(**decided)
    ConflictDeclaration.objects.filter(application=one, member=second).update(
        knows=True, how="PLANTED-OTHER-HOW", **{**decided, "reason": "PLANTED-OTHER-RECUSAL"}
    )
    day = InterviewDay.objects.create(panel=told, on=timezone.localdate(), starts_at="09:00", ends_at="15:00")
    for each, why in ((two, "A train was cancelled."), (one, "PLANTED-OTHER-ABSENT")):
        Booking.objects.create(day=day, application=each, absent_at=timezone.now(), absent_by=hr, absent_reason=why)
        subject_type, pk = subject_of(each)
        Waiver.objects.create(gate=gates.GateName.INTERVIEW, code="references_in", subject_type=subject_type,
                              subject_id=pk, fingerprint="x", by=hr, reason=f"{why} Passed by phone.")  # fmt: skip
    words = words_of(file_on(two, Others.NUMBERS, hr))
    for each in (
        "First given, before the panel talked", "First thoughts.", "A 3 names an effect.", "They were married.",
        "They do not score this candidate", "after the day that was set", "from paper", "typed from paper on behalf of",
        "is recorded as not having come", "A train was cancelled.", "References in", "Passed by phone.",
    ):  # fmt: skip
        assert all(word in words for word in each.split()), each
    assert "PLANTED-OTHER" not in words
    read = [line for line in challenge_of(two, others=Others.NUMBERS).events if line.what.startswith("The full appl")]
    assert read == []  # nothing says that somebody looked at adjustments


def test_there_is_none_before_the_candidate_was_told(signed_in) -> None:
    made = sift_with_scores()
    decide_all(made)
    client = signed_in(hr_of_panel(made))
    assert client.get(at("challenge", made, sift.candidates_of(made)[0].ref)).status_code == 404
    assert client.get(at("challenge_list", made)).status_code == 404
