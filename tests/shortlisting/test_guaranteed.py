"""HR's own check after the chair has decided: who is added to the shortlist, and who learns why (nobody)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.urls import reverse

from applications.models import AdjustmentRequest
from core import gates
from core.gates import GateName
from core.models import AuditEvent, TypedReason
from shortlisting import sift
from shortlisting.files import grid_pdf, sift_xlsx
from shortlisting.grid import grid_of
from shortlisting.guaranteed import Basics, Need, basics, to_ask_about
from shortlisting.models import Decision, PanelMember, Score, Stage
from shortlisting.services import guaranteed
from shortlisting.services.decisions import decide, release, take_back
from shortlisting.services.keeping import DecisionError
from shortlisting.services.panel import add_member
from tests.shortlisting.factories import by_place, decide_all, hr_of_panel, open_panel, score_all, sift_with_scores
from tests.shortlisting.pages import at, summary

PLANTED = "PLANTED-NEEDS-A-LIFT"
GIVEN_AWAY = ("interview scheme", "asked for an interview", "Disability", "disabled", "guarantee", "opted", PLANTED)
NEEDS = (Need(1), Need(2), Need(3, pass_fail=True))


# --- the rule ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("means", "judgements", "expected"),
    [
        ({1: Fraction(2), 2: Fraction(4)}, {3: "met"}, Basics()),
        ({1: Fraction(199, 100), 2: Fraction(4)}, {3: "met"}, Basics(lacks=(1,))),
        ({1: Fraction(2), 2: Fraction(2)}, {3: "partly"}, Basics(lacks=(3,))),
        ({1: Fraction(2)}, {3: "not_met"}, Basics(lacks=(3,), unknown=(2,))),
        ({1: Fraction(0), 2: Fraction(4)}, {}, Basics(lacks=(1,), unknown=(3,))),
    ],
)
def test_each_essential_must_be_at_the_pass_mark(means, judgements, expected) -> None:
    assert basics(NEEDS, means=means, judgements=judgements, pass_mark=2) == expected


def test_a_high_total_does_not_make_up_for_an_essential_and_desirables_do_not_count() -> None:
    found = basics([Need(1)], means={1: Fraction(2), 9: Fraction(0)}, judgements={}, pass_mark=2)
    assert found.met
    assert not basics([Need(1), Need(2)], means={1: Fraction(1), 2: Fraction(4)}, judgements={}, pass_mark=2).met


def test_it_is_asked_only_of_those_who_meet_all_and_are_not_chosen() -> None:
    standing = {7: Basics(), 8: Basics(lacks=(1,)), 9: Basics(), 10: Basics(unknown=(2,))}
    assert to_ask_about([7], standing) == [9]


# --- the service -------------------------------------------------------------------------------------------


@pytest.fixture
def held(db):
    """Three candidates who meet everything, one shortlisted; the two others and the first asked for an interview."""
    made = sift_with_scores(candidates=3)
    for each in sift.candidates_of(made):
        AdjustmentRequest.objects.update_or_create(
            application=each, defaults={"needed": PLANTED, "interview_scheme": "yes"}
        )
    decide_all(made, shortlisted=1)
    return made


def wants(application, answer: str) -> None:
    row = AdjustmentRequest.objects.get(application=application)
    row.interview_scheme = answer
    row.save()


def readings() -> list[int]:
    rows = AuditEvent.objects.filter(verb="interview_scheme.read").order_by("pk")
    return list(rows.values_list("subject_id", flat=True))


def test_hr_sees_who_asked_meets_all_and_is_not_in_and_each_reading_is_recorded(held) -> None:
    _, second, third = sift.candidates_of(held)
    wants(third, "no")
    assert guaranteed.look(held, by=hr_of_panel(held)) == [second]
    assert sorted(readings()) == [second.pk, third.pk]  # not the first: they are in, so it does not matter
    assert AuditEvent.objects.filter(verb="interview_scheme.read").first().fields == ["adjustment.interview_scheme"]


def test_one_who_lacks_an_essential_is_not_even_read(held) -> None:
    _, second, third = sift.candidates_of(held)
    essential = sift.criteria_of(held)[1]
    Score.objects.filter(sheet__application=second, criterion=essential).update(value=1)
    assert guaranteed.look(held, by=hr_of_panel(held)) == [third]
    assert readings() == [third.pk]


def test_adding_keeps_the_chairs_decision_and_every_score(held) -> None:
    second = sift.candidates_of(held)[1]
    scores = list(Score.objects.order_by("pk").values())
    before = Decision.objects.get(application=second)
    assert guaranteed.add(held, applications=[second], by=hr_of_panel(held)) == 1
    assert guaranteed.add(held, applications=[second], by=hr_of_panel(held)) == 0  # pressed twice
    after = Decision.objects.get(application=second)
    assert (after.outcome, after.added_by) == (Decision.Outcome.SHORTLIST, hr_of_panel(held))
    assert (after.reason, after.decided_by, after.decided_at) == (before.reason, before.decided_by, before.decided_at)
    assert (after.why, after.who) == ("Added by HR", "HR")
    assert list(Score.objects.order_by("pk").values()) == scores
    assert AuditEvent.objects.filter(verb="decision.added_by_hr", subject_id=after.pk).count() == 1
    assert release(held, by=hr_of_panel(held)) == 3
    assert len(sift.shortlisted(held)) == 2


def test_nobody_is_added_who_did_not_ask(held) -> None:
    third = sift.candidates_of(held)[2]
    wants(third, "")
    assert guaranteed.add(held, applications=[third], by=hr_of_panel(held)) == 0
    assert Decision.objects.get(application=third).outcome == Decision.Outcome.DO_NOT_SHORTLIST


def test_one_who_was_added_can_be_taken_off_again_and_the_chairs_word_stands(held) -> None:
    second = sift.candidates_of(held)[1]
    guaranteed.add(held, applications=[second], by=hr_of_panel(held))
    assert guaranteed.take_off(held, application=second, by=hr_of_panel(held))
    assert not guaranteed.take_off(held, application=second, by=hr_of_panel(held))
    row = Decision.objects.get(application=second)
    assert (row.outcome, row.added_by, row.added_at) == (Decision.Outcome.DO_NOT_SHORTLIST, None, None)


def test_the_chair_cannot_undo_what_hr_added(held) -> None:
    second = sift.candidates_of(held)[1]
    guaranteed.add(held, applications=[second], by=hr_of_panel(held))
    chair = sift.chair_of(held).user
    with pytest.raises(DecisionError, match="HR has added this candidate"):
        decide(second, stage=Stage.SIFT, outcome="do_not_shortlist", reason="No.", by=chair,
               criteria=sift.criteria_of(held)[:1])  # fmt: skip
    with pytest.raises(DecisionError, match="HR has added this candidate"):
        take_back(second, reason="Wrong.", by=chair)


def test_nobody_looks_before_all_is_decided_or_after_the_release(held) -> None:
    with pytest.raises(DecisionError, match="Wait until the chair"):
        guaranteed.look(other := sift_with_scores(), by=hr_of_panel(other))
    release(held, by=hr_of_panel(held))
    with pytest.raises(DecisionError, match="are released"):
        guaranteed.look(held, by=hr_of_panel(held))
    assert readings() == []


@pytest.mark.parametrize("role", [PanelMember.Role.MEMBER, PanelMember.Role.OBSERVER])
def test_hr_who_is_on_the_panel_does_not_read_it(db, role, signed_in) -> None:
    made = open_panel(candidates=3)
    hr = hr_of_panel(made)
    place = add_member(made, user=hr, role=role, by=hr)
    for each in by_place(made):
        score_all(each, submit=True)
    decide_all(made)
    for each in sift.candidates_of(made):
        AdjustmentRequest.objects.update_or_create(application=each, defaults={"interview_scheme": "yes"})
    with pytest.raises(DecisionError, match="not on the panel"):
        guaranteed.look(made, by=hr)
    assert signed_in(hr).get(at("hr_check", made)).status_code == 404
    assert "somebody else in HR looks over the decisions" in signed_in(hr).get(at("outcomes", made)).content.decode()
    if role == PanelMember.Role.MEMBER:  # they judged, so leaving the panel changes nothing
        PanelMember.objects.filter(pk=place.pk).update(removed_at=made.sift_opened_at)
        with pytest.raises(DecisionError, match="not on the panel"):
            guaranteed.look(made, by=hr)
    assert readings() == []


def test_hr_looks_again_when_a_decision_changes(held) -> None:
    """The gate says that HR looked, until something changes; it says the same whatever was found."""

    def found():
        return next(row for row in gates.run(GateName.RELEASE, held).rows if row.check.code == "looked_over")

    assert found().finding.open
    assert not found().stops
    guaranteed.look(held, by=hr_of_panel(held))
    assert not found().finding.open
    first = sift.candidates_of(held)[0]
    decide(first, stage=Stage.SIFT, outcome="shortlist", reason="Read again.", by=sift.chair_of(held).user)
    assert found().finding.open


# --- the pages ---------------------------------------------------------------------------------------------


def test_hr_looks_adds_and_goes_on(held, signed_in) -> None:
    second = sift.candidates_of(held)[1]
    client = signed_in(hr_of_panel(held))
    page = client.get(at("hr_check", held)).content.decode()
    assert readings() == []  # looking at the page reads nothing
    assert "Look now" in page
    looked = client.post(at("hr_check", held), {"look": "yes"})
    assert "2 candidates asked for an interview" in looked.content.decode()
    assert looked["Cache-Control"] == "no-store, private"
    none = client.post(at("hr_check", held), {"add": "yes"})
    assert len(summary(none)) == 1
    done = client.post(at("hr_check", held), {"add": "yes", "application": second.ref}, follow=True).content.decode()
    assert "1 candidate added to the shortlist." in done
    assert "Added by HR" in done
    off = client.post(at("hr_check", held), {"take_off": second.ref}, follow=True).content.decode()
    assert "The chair’s decision stands." in off


def test_there_is_nobody_to_add_where_all_who_asked_are_in(held, signed_in) -> None:
    for each in sift.candidates_of(held)[1:]:
        wants(each, "no")
    page = signed_in(hr_of_panel(held)).post(at("hr_check", held), {"look": "yes"}).content.decode()
    assert "Nobody to add" in page


def test_an_application_of_another_vacancy_is_never_added(held) -> None:
    other = sift_with_scores(candidates=1)
    stranger = sift.candidates_of(other)[0]
    decide_all(other, shortlisted=0)
    AdjustmentRequest.objects.update_or_create(application=stranger, defaults={"interview_scheme": "yes"})
    assert guaranteed.add(held, applications=[stranger], by=hr_of_panel(held)) == 0
    assert Decision.objects.get(application=stranger).added_by is None


@pytest.mark.parametrize("told", [False, True])
def test_the_panel_sees_that_hr_added_somebody_and_never_why(held, signed_in, told) -> None:
    second = sift.candidates_of(held)[1]
    guaranteed.add(held, applications=[second], by=hr_of_panel(held))
    if told:
        release(held, by=hr_of_panel(held))
    words = []
    refs = [each.ref for each in sift.candidates_of(held)]
    named = [at(name, held, ref) for name in ("scores", "decide", "interview") for ref in refs]
    pages = ("sift", "grid", "moderation", "agreement", "outcomes", "release", "letters", "interviews", "matrix")
    addresses = [at(name, held) for name in pages] + named
    for member in by_place(held):
        client = signed_in(member.user)
        pages = [client.get(address) for address in (reverse("home"), *addresses)]
        words += [page.content.decode() for page in pages if page.status_code == 200]
        assert client.get(at("hr_check", held)).status_code == 404
        assert client.post(at("hr_check", held), {"look": "yes"}).status_code == 404
    grid = grid_of(held)
    words += [sift_xlsx(held, grid).decode("latin-1"), grid_pdf(held, grid).decode("latin-1")]
    assert any("Added by HR" in page for page in words)
    for page in words:
        assert not [each for each in GIVEN_AWAY if each.lower() in page.lower()]


def test_no_letter_and_no_typed_reason_says_why(held, post) -> None:
    second = sift.candidates_of(held)[1]
    guaranteed.add(held, applications=[second], by=hr_of_panel(held))
    release(held, by=hr_of_panel(held))
    letters = [message.get_body(("plain",)).get_content() for message in post()]
    assert sum("We would like to meet you" in letter for letter in letters) == 2
    for words in (*letters, *TypedReason.objects.values_list("text", flat=True)):
        assert not [each for each in GIVEN_AWAY if each.lower() in words.lower()]
    for event in AuditEvent.objects.filter(verb__startswith="decision."):
        assert set(event.codes) <= {"stage", "from", "to", "criteria", "application"}
