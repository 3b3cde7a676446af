"""Whom members know: asked before they see anything, decided by HR, and never a way to tell who is which number."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from applications.models import Application
from applications.services import lifecycle
from applications.signals import application_submitted
from core.models import AuditEvent, OutgoingEmail
from shortlisting import conflicts, sift
from shortlisting.models import ConflictDeclaration, PanelMember, ScoreSheet
from shortlisting.progress import progress_of
from shortlisting.scoring import ScoreError
from shortlisting.services.conflicts import ConflictError, decide_conflict, declare
from shortlisting.services.panel import PanelError, change_member, open_sift, remove_member
from shortlisting.services.scores import submit_sheets
from tests.applications.factories import submitted_application
from tests.factories import MembershipFactory, UserFactory
from tests.markup import Markup
from tests.shortlisting.factories import (
    by_place,
    hr_of_panel,
    member,
    open_panel,
    panel,
    released_panel,
    score_all,
    sheet_of,
    sift_with_scores,
)
from tests.shortlisting.pages import at, summary

pytestmark = pytest.mark.django_db
HOW = "We taught at the same school until last year."
NAMES = ("Imogen Larkfield", "Callum Thistlewood", "Rowan Castleford", "Bethan Quarrie", "Tobias Wren", "Ada Abernathy")


def opened(*, candidates: int = 6, members: int = 4):
    """An open sift in which nobody has said yet whom they know, with names as people have them."""
    made = panel(candidates=candidates, members=members)
    for application, name in zip(sift.candidates_of(made), NAMES, strict=False):
        first, last = name.split()
        type(application.details).objects.filter(application=application).update(first_names=first, last_name=last)
    open_sift(made, by=hr_of_panel(made))
    return made


def known(made, member: PanelMember, *which: Application) -> list[ConflictDeclaration]:
    """The member says whom they know; returns what HR has to decide."""
    declare(member, known={each.pk: HOW for each in which}, by=member.user)
    return [row for row in conflicts.waiting(made) if row.member_id == member.pk]


def out(made, member: PanelMember, application: Application) -> None:
    """HR takes the candidate from the member."""
    row = next(row for row in known(made, member, application) if row.application_id == application.pk)
    decide_conflict(row, decision="recuse", reason="They work together.", by=hr_of_panel(made))


def seen(member: PanelMember) -> set[int]:
    """The candidates that a member's pages hold."""
    again = PanelMember.objects.select_related("panel__vacancy").get(pk=member.pk)
    return {sheet.application_id for sheet in progress_of(again).sheets}


def test_names_by_surname_and_nothing_else(signed_in) -> None:
    made = opened()
    second = by_place(made)[1]
    client = signed_in(second.user)
    assert client.get(at("submit", made)).url == at("names", made)
    page = client.get(at("names", made))
    said = [each.name for each in page.context["names"]]
    assert said == sorted(NAMES, key=lambda name: name.split()[::-1])
    body = page.content.decode()
    assert [name for name in NAMES if name not in body] == []
    assert not any(sheet.application.ref in body for sheet in second.sheets.select_related("application"))
    values = {each.get("value") for each in Markup(body).all("input") if each.get("name") == "known"}
    assert not values & {str(sheet.number) for sheet in second.sheets.all()}
    assert not values & {str(each.pk) for each in sift.candidates_of(made)}


def test_before_the_answer_no_candidate_is_shown_or_scored(signed_in) -> None:
    made = opened()
    second = by_place(made)[1]
    client, sheet = signed_in(second.user), second.sheets.first()
    for name, args in (("criterion", (1,)), ("candidate", (sheet.number,)), ("score", (2, sheet.number))):
        assert client.get(at(name, made, *args)).url == at("names", made)
    page = client.post(at("score", made, 2, sheet.number), {"score": "3", "note": "Seen."})
    assert summary(page) == ["Say first whether you know any of the candidates"]
    page = client.get(at("sift", made)).content.decode()
    assert not re.search(rf"Candidate {sheet.number}\b", Markup(page).one("main").words)


def test_none_is_an_answer_on_every_name(signed_in) -> None:
    made = opened()
    second = by_place(made)[1]
    client = signed_in(second.user)
    assert client.post(at("names", made), {"known": ["none"]}).url == at("sift", made)
    rows = ConflictDeclaration.objects.filter(member=second)
    assert (rows.count(), rows.filter(knows=True).count()) == (6, 0)
    assert AuditEvent.objects.filter(verb="conflicts.declared").count() == 1
    client.post(at("names", made), {"known": ["none"]})
    assert AuditEvent.objects.filter(verb="conflicts.declared").count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Choose who you know, or “I know none of them”"),
        ({"known": ["none", "TOKEN"], "how_TOKEN": HOW}, "or “I know none of them”, not both"),
        ({"known": ["TOKEN"]}, "Answer this question: How do you know Ada Abernathy?"),
        ({"known": ["somebody"]}, "Choose from the answers on the list"),
    ],
)
def test_half_an_answer_is_said_beside_its_field(signed_in, given, says) -> None:
    made = opened()
    client = signed_in(by_place(made)[1].user)
    token = client.get(at("names", made)).context["names"][0].token
    data = {
        key.replace("TOKEN", token): [each.replace("TOKEN", token) for each in value] if key == "known" else value
        for key, value in given.items()
    }
    assert any(says in line for line in summary(client.post(at("names", made), data)))
    assert not ConflictDeclaration.objects.exists()


def test_who_is_known_waits_with_others_and_hr_is_told(signed_in) -> None:
    made = opened()
    second, them = by_place(made)[1], sift.candidates_of(made)[2]
    known(made, second, them)
    assert len(seen(second)) == 3
    assert them.pk not in seen(second)
    letter = OutgoingEmail.objects.get(template="conflicts_declared")
    assert letter.ids["member"] == second.pk
    page = signed_in(hr_of_panel(made)).get(at("conflicts", made)).content.decode()
    assert sift.name_of(them) in page
    assert HOW in page


@pytest.mark.parametrize(("decision", "left"), [("recuse", 5), ("go_on", 6)])
def test_when_hr_has_decided_the_rest_comes_and_nothing_tells_which_it_was(decision, left) -> None:
    made = opened()
    second, them = by_place(made)[1], sift.candidates_of(made)[2]
    (row,) = known(made, second, them)
    before = seen(second)
    decide_conflict(row, decision=decision, reason="Said plainly.", by=hr_of_panel(made))
    came = seen(second) - before
    assert len(seen(second)) == left
    assert len(came) == left - 3  # two or three at once: whom they know may be among them, or not
    assert (them.pk in seen(second)) == (decision == "go_on")
    assert OutgoingEmail.objects.filter(template="conflicts_decided").count() == 1


def test_numbers_have_gaps_from_the_start() -> None:
    """Whoever is taken away leaves no gap that was not there: no run of numbers could show one."""
    made = opened()
    for each in by_place(made):
        numbers = sorted(each.sheets.values_list("number", flat=True))
        assert numbers[0] >= 10
        assert numbers[-1] <= 99
    runs = {tuple(sorted(each.sheets.values_list("number", flat=True))) for each in by_place(made)}
    assert len(runs) == 4


def test_one_who_is_out_finds_nothing_of_the_candidate_anywhere(signed_in) -> None:
    from tests.shortlisting.conftest import crawl

    made = opened(candidates=3, members=3)
    second, them = by_place(made)[1], sift.candidates_of(made)[2]
    sheet = sheet_of(second, them)
    them.statements.update(text="PLANTED-WORDS")
    out(made, second, them)
    client = signed_in(second.user)
    for address in (at("candidate", made, sheet.number), at("score", made, 2, sheet.number)):
        assert client.get(address).status_code == 404
    for each in by_place(made):
        score_all(each, submit=True)
    pages = crawl(client, at("sift", made), at("grid", made))
    assert at("moderation", made) in pages
    assert not any(f"/{sheet.number}/" in path for path in pages)
    assert not any("PLANTED-WORDS" in body or them.ref in body for body in pages.values())
    assert client.get(at("scores", made, them.ref)).status_code == 404
    grid = client.get(at("grid", made))
    assert len(grid.context["grid"].rows) == 2
    assert grid.context["line"] is None
    book = client.post(at("grid_file", made), {"format": "pdf"})
    assert book.status_code == 200


def test_the_others_score_the_candidate_and_the_scores_of_who_is_out_no_longer_count() -> None:
    made = opened()
    second, them = by_place(made)[1], sift.candidates_of(made)[2]
    declare(second, known={}, by=second.user)
    score_all(second, value=4)
    out(made, second, them)
    sheet = sheet_of(second, them)
    assert sheet.set_aside_at is not None
    assert sheet.scores.count() == 6  # they stay to be read
    assert sheet not in ScoreSheet.objects.of_sift(made)
    assert submit_sheets(second, by=second.user) == 5


def test_two_must_be_left_to_score_each_candidate() -> None:
    made = opened(members=3)
    _, second, third = by_place(made)
    them = sift.candidates_of(made)[0]
    out(made, second, them)
    (row,) = known(made, third, them)
    with pytest.raises(
        ConflictError, match="Only Ruth Penhallow would be left to score this candidate, and two must"
    ) as caught:
        decide_conflict(row, decision="recuse", reason="Friends.", by=hr_of_panel(made))
    assert caught.value.field == "decision"
    row.refresh_from_db()
    assert row.decision == ""
    with pytest.raises(PanelError, match="score each candidate"):
        remove_member(third, by=hr_of_panel(made))
    with pytest.raises(PanelError, match="score each candidate"):
        change_member(third, role="observer", trained_on=None, by=hr_of_panel(made))


def test_the_chair_is_out_for_nobody() -> None:
    made = opened()
    chair, second, *_ = by_place(made)
    them = sift.candidates_of(made)[0]
    (row,) = known(made, chair, them)
    with pytest.raises(ConflictError, match="Make somebody else the chair first"):
        decide_conflict(row, decision="recuse", reason="Friends.", by=hr_of_panel(made))
    out(made, second, them)
    change_member(chair, role="member", trained_on=chair.trained_on, by=hr_of_panel(made))
    with pytest.raises(PanelError, match="does not score one of the candidates"):
        change_member(second, role="chair", trained_on=None, by=hr_of_panel(made))


@pytest.mark.parametrize("decision", ["", "maybe"])
def test_what_is_no_decision(decision) -> None:
    made = opened()
    (row,) = known(made, by_place(made)[1], sift.candidates_of(made)[0])
    with pytest.raises(ConflictError, match="Choose whether"):
        decide_conflict(row, decision=decision, reason="So.", by=hr_of_panel(made))
    with pytest.raises(ConflictError, match="Give the reason"):
        decide_conflict(row, decision="go_on", reason="  ", by=hr_of_panel(made))


def test_it_is_decided_once_and_not_by_the_member_themselves(signed_in) -> None:
    made = opened()
    second = by_place(made)[1]
    MembershipFactory(school=made.vacancy.school, user=second.user)
    (row,) = known(made, second, sift.candidates_of(made)[0])
    page = signed_in(second.user).post(at("decide_conflict", made, row.pk), {"decision": "go_on", "reason": "Fine."})
    assert summary(page) == ["You cannot decide about yourself. Ask somebody else in HR"]
    client = signed_in(hr_of_panel(made)) if hr_of_panel(made) != second.user else signed_in(
        MembershipFactory(school=made.vacancy.school, user=UserFactory()).user
    )  # fmt: skip
    assert client.post(at("decide_conflict", made, row.pk), {"decision": "go_on", "reason": "Fine."}).status_code == 302
    assert client.post(at("decide_conflict", made, row.pk), {"decision": "recuse", "reason": "No."}).status_code == 404
    row.refresh_from_db()
    assert (row.decision, row.reason) == ("go_on", "Fine.")
    with pytest.raises(ConflictError, match="decided already"):
        decide_conflict(row, decision="recuse", reason="No.", by=row.decided_by)


def test_a_late_application_is_asked_about_and_the_rest_goes_on() -> None:
    made = open_panel(candidates=3)
    second = by_place(made)[1]
    late = submitted_application(made.vacancy)
    application_submitted.send(Application, application=late)
    assert conflicts.has_to_declare(second)
    score_all(second)  # answers that they know nobody, and goes on
    assert not conflicts.has_to_declare(second)
    assert ConflictDeclaration.objects.filter(member=second).count() == 4


def test_a_late_application_does_not_lose_what_is_being_typed(signed_in) -> None:
    made = open_panel(candidates=3)
    second = by_place(made)[1]
    client, sheet = signed_in(second.user), second.sheets.first()
    application_submitted.send(Application, application=submitted_application(made.vacancy))
    assert client.post(at("score", made, 2, sheet.number), {"score": "4", "note": "Kept."}).status_code == 302
    assert sheet.scores.get().note == "Kept."
    assert client.get(at("submit", made)).url == at("names", made)
    with pytest.raises(ScoreError, match="A candidate came late"):
        submit_sheets(second, by=second.user)


def test_nothing_is_submitted_while_hr_has_to_decide() -> None:
    made = opened()
    second = by_place(made)[1]
    known(made, second, sift.candidates_of(made)[0])
    with pytest.raises(ScoreError, match="HR has still to decide"):
        submit_sheets(second, by=second.user)


def test_somebody_remembered_later_stays_until_hr_decides() -> None:
    """Else a member could learn each number by naming one person after the other."""
    made = open_panel(candidates=6, members=4)
    second = by_place(made)[1]
    before = seen(second)
    (row,) = known(made, second, sift.candidates_of(made)[0])
    assert seen(second) == before
    decide_conflict(row, decision="recuse", reason="Family.", by=hr_of_panel(made))
    assert seen(second) == before - {row.application_id}


def test_a_candidate_who_withdrew_needs_no_decision() -> None:
    made = opened()
    them = sift.candidates_of(made)[0]
    known(made, by_place(made)[1], them)
    lifecycle.withdraw(them, by=them.candidate)
    assert conflicts.waiting(made) == []
    assert conflicts.is_decided(by_place(made)[1])


def test_who_declares_for_whom() -> None:
    made = opened()
    _, second, third, _ = by_place(made)
    with pytest.raises(ConflictError, match="not your answers"):
        declare(second, known={}, by=third.user)
    observer = member(made, PanelMember.Role.OBSERVER)
    with pytest.raises(ConflictError, match="Only those who score"):
        declare(observer, known={}, by=observer.user)
    declare(second, known={}, by=hr_of_panel(made))
    assert set(second.conflicts.values_list("entered_by", flat=True)) == {hr_of_panel(made).pk}
    with pytest.raises(ConflictError, match="no longer in this sift"):
        declare(third, known={submitted_application().pk: HOW}, by=third.user)
    with pytest.raises(ConflictError, match="Say how"):
        declare(third, known={sift.candidates_of(made)[0].pk: " "}, by=third.user)


def test_after_the_release_one_who_is_out_does_not_read_the_application() -> None:
    made = released_panel(candidates=3, members=3)
    second = by_place(made)[1]
    them = sift.candidates_of(made)[0]
    assert second.user.has_perm("applications.read", them)
    row = second.conflicts.get(application=them)
    ConflictDeclaration.objects.filter(pk=row.pk).update(
        knows=True, how=HOW, decision="recuse", reason="So.", decided_by=second.user, decided_at=timezone.now()
    )
    assert not second.user.has_perm("applications.read", them)


@pytest.mark.parametrize("candidates", [3, 6])
def test_the_page_of_declarations_takes_the_same_queries(signed_in, django_assert_num_queries, candidates) -> None:
    made = opened(candidates=candidates)
    known(made, by_place(made)[1], *sift.candidates_of(made))
    client = signed_in(hr_of_panel(made))
    client.get(at("conflicts", made))
    with django_assert_num_queries(10):
        client.get(at("conflicts", made))


def test_the_last_decision_tells_the_chair_that_every_score_is_in() -> None:
    made = sift_with_scores(candidates=3, members=3, submit=False)
    chair, second, third = by_place(made)
    for each in (chair, third):
        submit_sheets(each, by=each.user)
    score_all(second)
    them = sift.candidates_of(made)[0]
    ScoreSheet.objects.filter(member=second).exclude(application=them).update(submitted_at=timezone.now())
    OutgoingEmail.objects.filter(template="scores_in").delete()
    out(made, second, them)
    assert sift.all_in(made)
    assert OutgoingEmail.objects.filter(template="scores_in").count() == 1
