"""The file for a challenge: all of one decision, nothing of others but numbers, nothing that HR alone was told."""

from __future__ import annotations

import io

import pdfplumber
import pikepdf
import pytest
from django.utils import timezone

from applications.models import AdjustmentRequest, Application
from core.models import AuditEvent
from shortlisting import sift
from shortlisting.challenge_events import WORDS, in_words
from shortlisting.challenge_file import Others, challenge_of
from shortlisting.models import ConflictDeclaration, Decision, Score, Stage
from shortlisting.services import guaranteed
from shortlisting.services.challenge import make_challenge_file
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


def refused(panel) -> Application:
    return Decision.objects.get(application__vacancy=panel.vacancy, reason="Too little on data.").application


def test_it_holds_everything_of_the_decision(told) -> None:
    two = refused(told)
    words = words_of(make_challenge_file(two, others=Others.LEFT_OUT, by=hr_of_panel(told)))
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
    words = words_of(make_challenge_file(two, others=others, by=hr_of_panel(told)))
    for each in (*PLANTED, "scheme", "guarantee", "interview_scheme", "monitoring"):
        assert each not in words
    for other in Application.objects.filter(vacancy=told.vacancy).exclude(pk=two.pk):
        assert other.candidate.name not in words
        assert other.details.full_name not in words
    assert ("All candidates in the order" in words) == (others is Others.NUMBERS)


def test_the_contents_lead_to_each_part_with_its_page(told) -> None:
    pdf = make_challenge_file(refused(told), others=Others.NUMBERS, by=hr_of_panel(told))
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


def test_each_making_is_recorded(told) -> None:
    make_challenge_file(refused(told), others=Others.NUMBERS, by=hr_of_panel(told))
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
    words = words_of(make_challenge_file(two, others=Others.LEFT_OUT, by=hr_of_panel(made)))
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
    with django_assert_num_queries(38):
        challenge_of(two, others=Others.NUMBERS)
    more = sift_with_scores(candidates=5, members=3)
    decide_all(more)
    release(more, by=hr_of_panel(more))
    with django_assert_max_num_queries(38):  # nothing agreed, nothing taken back: fewer
        challenge_of(sift.named_candidates(more)[0], others=Others.NUMBERS)


def test_hr_and_the_head_make_it_and_the_panel_does_not(told, signed_in) -> None:
    two = refused(told)
    school = told.vacancy.school
    head = MembershipFactory(school=school, role="head", user=UserFactory(name="Dr Helen Ashgrove")).user
    for user in (hr_of_panel(told), head):
        client = signed_in(user)
        assert two.details.full_name in client.get(at("challenge_list", told)).content.decode()
        (line,) = summary(client.post(at("challenge", told, two.ref), {}))
        assert line == "Choose what the file holds of the other candidates"
        answer = client.post(at("challenge", told, two.ref), {"others": "left_out"})
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store, private")
        assert answer["Content-Disposition"].endswith(f'decision-{two.ref}-{timezone.localdate():%Y-%m-%d}.pdf"')
    for member in by_place(told):
        assert signed_in(member.user).get(at("challenge_list", told)).status_code == 404
        assert signed_in(member.user).post(at("challenge", told, two.ref), {"others": "left_out"}).status_code == 404


def test_there_is_none_before_the_candidate_was_told(signed_in) -> None:
    made = sift_with_scores()
    decide_all(made)
    client = signed_in(hr_of_panel(made))
    assert client.get(at("challenge", made, sift.candidates_of(made)[0].ref)).status_code == 404
    assert client.get(at("challenge_list", made)).status_code == 404
