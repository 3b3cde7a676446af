"""The letters: to whom, with what, and that none goes out when it is no longer true."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from accounts.models import Membership
from applications.services import lifecycle
from core import emails
from core.emails import kinds
from core.models import OutgoingEmail
from shortlisting import sift
from shortlisting.services.calibration import hand_in_round
from shortlisting.services.conflicts import decide_conflict, declare
from shortlisting.services.panel import add_member, change_member, open_sift, remove_member, take_in
from shortlisting.services.scores import record_score
from tests.applications.factories import submitted_application
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


# --- standing at the moment of sending ---------------------------------------------------------------------------


def leaves(template: str) -> list[str]:
    """To whom the queued letters of one kind would go if they left now."""
    rows = OutgoingEmail.objects.filter(template=template).order_by("pk")
    built = [kinds()[row.template](row.ids) for row in rows]
    assert built
    return [letter.to for letter in built if letter is not None]


def no_longer_hr(user) -> None:
    Membership.objects.filter(user=user).update(ended_at=timezone.now())


def switched_off(user) -> None:
    type(user).objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("change", [no_longer_hr, switched_off])
def test_what_was_queued_for_hr_does_not_reach_one_who_is_hr_no_longer(change) -> None:
    made = open_panel(candidates=3, members=3)
    office = hr_of_panel(made)
    member, them = by_place(made)[1], sift.candidates_of(made)[0]
    declare(member, known={them.pk: "We are cousins."}, by=member.user)
    emails.queue("sift_late", {"member": member.pk, "user": office.pk}, subject=member, school_id=None)
    for template in ("conflicts_declared", "sift_late"):
        assert leaves(template) == [office.email]
    change(office)
    for template in ("conflicts_declared", "sift_late"):
        assert leaves(template) == []


def test_hr_who_has_come_to_score_here_does_not_hear_who_is_late() -> None:
    made = open_panel()
    office, late = hr_of_panel(made), by_place(made)[1]
    emails.queue("sift_late", {"member": late.pk, "user": office.pk}, subject=late, school_id=None)
    assert leaves("sift_late") == [office.email]
    add_member(made, user=office, by=office)
    assert leaves("sift_late") == []


def test_who_is_the_chair_no_longer_does_not_hear_that_every_score_is_in() -> None:
    made = sift_with_scores()
    chair = by_place(made)[0]
    assert leaves("scores_in") == [chair.user.email]
    change_member(chair, role="member", trained_on=chair.trained_on, by=hr_of_panel(made))
    assert leaves("scores_in") == []


def test_an_observer_does_not_hear_that_the_first_two_are_in() -> None:
    made = panel(candidates=4, members=3)
    type(made).objects.filter(pk=made.pk).update(calibrates=True)
    made.refresh_from_db()
    open_sift(made, by=hr_of_panel(made))
    for each in by_place(made):
        declare(each, known={}, by=each.user)
        for sheet in each.sheets.filter(first_round=True):
            for criterion in sift.criteria_of(made):
                judged = {"judgement": "met"} if criterion.scoring == "pass_fail" else {"value": 3}
                record_score(sheet, criterion=criterion, note="So.", by=each.user, **judged)
        hand_in_round(each, by=each.user)
    third = by_place(made)[2]
    assert third.user.email in leaves("round_in")
    change_member(third, role="observer", trained_on=None, by=hr_of_panel(made))
    assert third.user.email not in leaves("round_in")


@pytest.mark.parametrize("how", ["left", "observes", "withdrew"])
def test_the_chair_hears_too_when_the_last_sheets_are_no_longer_waited_for(post, how) -> None:
    made = open_panel(members=3)
    office, (chair, second, third) = hr_of_panel(made), by_place(made)
    score_all(second, submit=True)
    late = submitted_application(made.vacancy)
    take_in(made)
    score_all(chair, submit=True)
    score_all(second, submit=how != "withdrew")
    if how == "withdrew":  # the second has only the late one left
        score_all(third, submit=True)
    assert not OutgoingEmail.objects.filter(template="scores_in").exists()
    if how == "left":
        remove_member(third, by=office)
    elif how == "observes":
        change_member(third, role="observer", trained_on=None, by=office)
    else:
        lifecycle.withdraw(late, by=late.candidate)
    (message,) = sent(post, "scores_in")
    assert message["To"] == chair.user.email
