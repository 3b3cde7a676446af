"""The letters: to whom, with what, and that none goes out when it is no longer true."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from applications.services import lifecycle
from core.models import OutgoingEmail
from shortlisting import sift
from shortlisting.services.conflicts import decide_conflict, declare
from shortlisting.services.panel import add_member, remove_member
from tests.factories import UserFactory
from tests.shortlisting.factories import (
    by_place,
    decide_all,
    hr_of_panel,
    open_panel,
    panel,
    released_panel,
    score_all,
    sift_with_scores,
)

pytestmark = pytest.mark.django_db


def sent(post, template: str):
    """The messages of one kind: what else is queued is left out."""
    OutgoingEmail.objects.exclude(template=template).delete()
    return post()


def text(message) -> str:
    return message.get_body(("plain",)).get_content()


def test_a_new_member_is_told_and_finds_the_way_in(post) -> None:
    made = panel(candidates=0)
    user = UserFactory(name="Gwen Pellow")
    add_member(made, user=user, by=hr_of_panel(made))
    (message,) = sent(post, "panel_invitation")
    assert message["To"] == user.email
    assert f"/panel/{made.vacancy.ref}/" in text(message)
    assert "There is no password" in text(message)


def test_the_opening_letter_holds_nothing_of_a_candidate(post) -> None:
    made = open_panel(candidates=2)
    messages = sent(post, "sift_opened")
    assert {m["To"] for m in messages} == {each.user.email for each in by_place(made)}
    for application in sift.candidates_of(made):
        for message in messages:
            whole = message.as_string() + text(message)
            assert application.candidate.name not in whole
            assert application.ref not in whole


def test_one_who_left_or_submitted_gets_no_letter(post) -> None:
    made = open_panel(members=4)
    third, fourth = by_place(made)[2:]
    remove_member(third, by=hr_of_panel(made))
    score_all(fourth, submit=True)
    assert {m["To"] for m in sent(post, "sift_opened")} == {each.user.email for each in by_place(made)[:2]}


def test_the_chair_hears_when_every_score_is_in_and_no_score_is_told(post) -> None:
    made = open_panel()
    chair, second = by_place(made)
    score_all(chair, submit=True)
    score_all(second, note="PLANTED NOTE", submit=True)
    (message,) = sent(post, "scores_in")
    assert message["To"] == chair.user.email
    assert "PLANTED NOTE" not in text(message)


def test_the_chair_is_not_told_when_a_sheet_is_out_again(post) -> None:
    made = sift_with_scores()
    add_member(made, user=UserFactory(), by=hr_of_panel(made))
    assert sent(post, "scores_in") == []


def test_outcomes_reach_each_candidate_with_their_own_words(post) -> None:
    made = released_panel()
    OutgoingEmail.objects.exclude(template__in=["shortlisted_invitation", "not_shortlisted"]).delete()
    messages = {m["To"]: m for m in post()}
    yes, no = sift.named_candidates(made)[0], sift.named_candidates(made)[1]
    if yes.state != "shortlisted":
        yes, no = no, yes
    assert set(messages) == {yes.candidate.email, no.candidate.email}
    assert messages[yes.candidate.email]["Subject"].startswith("You are shortlisted")
    assert f"/feedback/{no.ref}/" in text(messages[no.candidate.email])
    assert yes.candidate.name not in text(messages[no.candidate.email])


def test_one_who_withdrew_before_the_letter_left_gets_none(post) -> None:
    made = sift_with_scores()
    decide_all(made)
    from shortlisting.services.decisions import release

    release(made, by=hr_of_panel(made))
    chosen = sift.shortlisted(made)[0]
    lifecycle.withdraw(chosen, by=chosen.candidate)
    assert sent(post, "shortlisted_invitation") == []


@pytest.mark.parametrize(("outcome", "template"), [("do_not_appoint", "interview_not_appointed")])
def test_after_the_interview(post, outcome, template) -> None:
    from shortlisting.services import finals
    from shortlisting.services.decisions import decide

    made = released_panel()
    person = sift.shortlisted(made)[0]
    decide(person, stage="interview", outcome=outcome, reason="Too little on leading.", by=hr_of_panel(made))
    finals.release(made, by=hr_of_panel(made))
    (message,) = sent(post, template)
    assert message["To"] == person.candidate.email
    assert f"/feedback/{person.ref}/" in text(message)


def test_a_member_comes_in_by_the_letters_link_and_a_code_without_a_password(
    client, post, settings, rate_limits
) -> None:
    made = open_panel(candidates=1)
    member = by_place(made)[1]
    (letter,) = [each for each in sent(post, "sift_opened") if each["To"] == member.user.email]
    link = urlsplit(re.search(r"https?://\S+/panel/\S+", text(letter))[0]).path
    assert not member.user.has_usable_password()
    door = client.get(link)
    assert door.status_code == 302
    asked = client.post(door.url, {"email": member.user.email})
    code = re.search(r"\b(\d{4}) (\d{4})\b", text(post()[-1]))
    answer = client.post(asked.url, {"code": "".join(code.groups())})
    assert answer.url == link
    assert client.get(link).status_code == 200


def test_hr_hears_that_somebody_knows_a_candidate_and_the_letter_names_nobody_but_them(post) -> None:
    made = open_panel(candidates=3, members=3)
    member, them = by_place(made)[1], sift.candidates_of(made)[0]
    declare(member, known={them.pk: "We are cousins."}, by=member.user)
    (letter,) = sent(post, "conflicts_declared")
    assert letter["To"] == hr_of_panel(made).email
    assert str(member.user) in letter["Subject"]
    assert them.candidate.name not in letter.as_string()
    assert "cousins" not in letter.as_string()


@pytest.mark.parametrize("decision", ["recuse", "go_on"])
def test_the_member_gets_the_same_words_whatever_was_decided(post, decision) -> None:
    made = open_panel(candidates=3, members=3)
    member, them = by_place(made)[1], sift.candidates_of(made)[0]
    declare(member, known={them.pk: "We are cousins."}, by=member.user)
    decide_conflict(member.conflicts.get(knows=True), decision=decision, reason="So.", by=hr_of_panel(made))
    (letter,) = sent(post, "conflicts_decided")
    assert letter["To"] == member.user.email
    assert "HR has decided about what you told us" in text(letter)
    assert "So." not in text(letter)
