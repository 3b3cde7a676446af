"""What a candidate reads by criterion: drafted, written by the chair, checked as a letter, told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.urls import reverse

from applications.models import Application
from shortlisting import sift
from shortlisting.feedback import LACKING, LENGTH, STRONG, Line, about_others, drafts
from shortlisting.models import Feedback, Stage
from shortlisting.services import feedback
from shortlisting.services.decisions import release
from shortlisting.services.keeping import DecisionError
from tests.shortlisting.factories import by_place, decide_all, hr_of_panel, released_panel, sift_with_scores
from tests.shortlisting.pages import at, summary
from tests.shortlisting.test_letters import sent, text


def test_a_draft_names_what_lacks_and_the_best_three_and_no_figure() -> None:
    means = {1: Fraction(4), 2: Fraction(3), 3: Fraction(7, 2), 4: Fraction(10, 3), 5: Fraction(1)}
    found = drafts(lacking=[5], means=means, good=Fraction(3))
    assert found == [Line(5, False, LACKING), Line(1, True, STRONG), Line(3, True, STRONG), Line(4, True, STRONG)]


@pytest.mark.parametrize(
    "words",
    ["Other candidates showed more.", "You were ranked low.", "Weaker than the others.", "You came 5th of nine.",
     "A stronger applicant came.", "Candidate 3 was better.", "the best of the rest"],
)  # fmt: skip
def test_words_that_compare_are_found(words) -> None:
    assert about_others(words)


@pytest.mark.parametrize(
    "words",
    ["You led other teachers well.", "Your application ranged widely.", "You put other people first.",
     "A clear example with its effect on pupils.", "You wrote of candidates for GCSE."],
)  # fmt: skip
def test_words_about_the_person_are_left_alone(words) -> None:
    assert not about_others(words)


@pytest.fixture
def held(db):
    made = sift_with_scores(candidates=3)
    decide_all(made)
    return made


def refused(panel) -> Application:
    return sift.candidates_of(panel)[1]


def write(panel, *lines: Line, by=None):
    chair = by or sift.chair_of(panel).user
    return feedback.write(refused(panel), stage=Stage.SIFT, lines=lines, by=chair)


def test_the_chair_alone_writes_and_only_until_it_is_told(held) -> None:
    one, two = sift.criteria_of(held)[1:3]
    assert write(held, Line(one.pk, False, "First."), Line(two.pk, True, "Well shown.")) == 2
    assert write(held, Line(one.pk, False, "Say what changed for pupils.")) == 1
    assert list(Feedback.objects.values_list("criterion", "words")) == [(one.pk, "Say what changed for pupils.")]
    for other in (by_place(held)[1].user, hr_of_panel(held)):
        with pytest.raises(DecisionError, match="Only the chair"):
            write(held, by=other)
    release(held, by=hr_of_panel(held))
    with pytest.raises(DecisionError, match="was told"):
        write(held)


def test_words_that_compare_or_run_on_or_belong_elsewhere_are_refused(held) -> None:
    one = sift.criteria_of(held)[0]
    elsewhere = sift.criteria_of(sift_with_scores())[0]
    for line, words in (
        (Line(one.pk, False, "Others were ranked above you."), "take out “ranked”"),
        (Line(one.pk, False, "x" * (LENGTH + 1)), "600 characters"),
        (Line(elsewhere.pk, False, ""), "only criteria of this vacancy"),
    ):
        with pytest.raises(DecisionError, match=words):
            write(held, line)
    assert not Feedback.objects.exists()


def test_each_letter_is_seen_as_it_will_be_read_and_no_name_before_the_release(held, signed_in) -> None:
    one = sift.criteria_of(held)[1]
    write(held, Line(one.pk, False, "Say what changed for pupils."))
    for user in (sift.chair_of(held).user, hr_of_panel(held)):
        page = signed_in(user).get(at("letters", held)).content.decode()
        assert page.count("Subject: ") == 3
        assert "Say what changed for pupils." in page
        for each in sift.candidates_of(held):
            assert each.candidate.name not in page
            assert each.details.first_names not in page
    assert signed_in(by_place(held)[1].user).get(at("letters", held)).status_code == 404


@pytest.mark.parametrize("candidates", [1, 3])
def test_the_letters_take_the_same_queries(db, signed_in, candidates, django_assert_num_queries) -> None:
    made = sift_with_scores(candidates=candidates)
    decide_all(made, shortlisted=0)
    client = signed_in(hr_of_panel(made))
    client.get(at("letters", made))
    with django_assert_num_queries(21):
        client.get(at("letters", made))


def test_what_was_checked_is_what_arrives(held, post, signed_in) -> None:
    one, two = sift.criteria_of(held)[1:3]
    write(held, Line(one.pk, False, "Say what changed for pupils."), Line(two.pk, True, "A full example."))
    page = signed_in(hr_of_panel(held)).get(at("letters", held))
    shown = next(row for row in page.context["letters"] if row["decision"].application_id == refused(held).pk)
    release(held, by=hr_of_panel(held))
    letters = {message["To"]: text(message) for message in sent(post, "not_shortlisted")}
    arrived = letters[shown["decision"].application.candidate.email]
    assert arrived.partition("Dear ")[2].partition("\n")[2] == shown["text"].partition("Dear ")[2].partition("\n")[2]


def test_the_form_starts_with_a_draft_and_keeps_what_was_typed(held, signed_in) -> None:
    chair = signed_in(sift.chair_of(held).user)
    address = at("words", held, refused(held).ref)
    one = sift.criteria_of(held)[1]
    page = chair.get(address).content.decode()
    assert LACKING in page
    bad = chair.post(address, {f"shown-{one.pk}": "lacking", f"words-{one.pk}": "Other candidates had more."})
    assert any("take out “Other candidates”" in line for line in summary(bad))
    assert "Other candidates had more." in bad.content.decode()
    left = chair.post(address, {f"words-{one.pk}": "Only words."})
    assert len(summary(left)) == 1
    chair.post(address, {f"shown-{one.pk}": "strength", f"words-{one.pk}": "Well told."})
    row = Feedback.objects.get()
    assert (row.strength, row.words, row.written_by) == (True, "Well told.", sift.chair_of(held).user)
    assert signed_in(hr_of_panel(held)).get(address).status_code == 404


def test_a_candidate_reads_their_feedback_and_nobody_elses(held, signed_in) -> None:
    one, two = sift.criteria_of(held)[1:3]
    write(held, Line(one.pk, False, "Say what changed for pupils."), Line(two.pk, True, "A full example."))
    release(held, by=hr_of_panel(held))
    mine, other = Application.objects.filter(vacancy=held.vacancy, state="not_shortlisted").order_by("pk")
    page = signed_in(mine.candidate).get(reverse("shortlisting:feedback", args=[mine.ref])).content.decode()
    for words in ("What you showed well", "A full example.", "Say what changed for pupils.", one.text, two.text):
        assert words in page
    theirs = signed_in(other.candidate).get(reverse("shortlisting:feedback", args=[other.ref])).content.decode()
    assert "Say what changed for pupils." not in theirs
    assert one.text in theirs  # what the decision rests on is told without words too
    for word in ("rank", "candidates", other.candidate.name, " of 3"):
        assert word not in page.split("<main")[1].split("</main")[0]


def test_one_who_was_shortlisted_reads_strengths_where_the_chair_wrote_them(db, signed_in) -> None:
    made = released_panel()
    yes = sift.shortlisted(made)[0]
    page = signed_in(yes.candidate).get(reverse("shortlisting:feedback", args=[yes.ref])).content.decode()
    assert "You are shortlisted" in page
    assert "What you showed well" not in page
