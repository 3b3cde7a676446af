"""What the panel does: reads blind, scores alone, decides with reasons. And HR, who opens it and lets it out."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.journeys.story.letters import words
from tests.journeys.story.people import CALLUM, IMOGEN, JOB, STRONG
from tests.journeys.story.school import TODAY
from tests.journeys.story.visitor import Visitor
from tests.services.product import Product

REFUSED = "Little of what was asked for is shown, on either of these points."
CHOSEN = "Each essential is shown by an example with what came of it."


def closing_comes(product: Product, ref: str) -> None:
    """The closing time moves to this moment; beat and worker do the rest within their minute."""
    now = "from django.utils import timezone; from vacancies.models import Vacancy;"
    move = f"Vacancy.objects.filter(ref='{ref}').update(closes_at=timezone.now())"
    product.manage("shell", "--command", f"{now} {move}")


def opens_the_sift(hr: Visitor, ref: str) -> None:
    """Once the product has closed the vacancy and said so."""
    hr.go(hr.mail.link(hr.mail.letter(hr.email, f"Closed: {JOB}")))
    hr.reads("counts only")
    hr.go(f"/vacancies/{ref}/panel/")
    hr.press("Open the sift")
    hr.fill(due_on=TODAY + timedelta(days=4))
    hr.press("Open the sift")
    hr.reads("The panel’s turn")


def comes_in(member: Visitor) -> None:
    """By the link of the letter and a code."""
    member.go(member.mail.link(member.mail.letter(member.email, "Applications to score")))
    member.sign_in()
    member.reads("Your turn: say whether you know any of the candidates")
    member.press("See the names")
    member.fill(known=["none"])
    member.press("Save and go on")
    member.reads("Your turn: score the candidates")


def scores_everything(member: Visitor) -> None:
    """Each criterion for each candidate, on what they wrote alone, then all of it sent in."""
    member.press("Start scoring")
    while not member.heading.startswith("Check your scores"):
        sees_no_name(member)
        score_one(member)
    member.press("Submit your scores")
    sees_no_name(member)


def score_one(member: Visitor) -> None:
    """Met where it is about a fact; else strong with a note, or weak with a note."""
    if member.page.locator("[name=score][value=met]").count():
        member.fill(score="met")
    elif any(answer in member.text for answer in STRONG):
        member.fill(score="4", note="Says what was done and what came of it.")
    else:
        member.fill(score="1", note="A claim without an example.")
    member.press("Save and next")


def sees_no_name(member: Visitor) -> None:
    """The page names no candidate, nor where they work."""
    source = member.page.content()
    for each in (IMOGEN, CALLUM):
        for private in (each.first_names, each.last_name, each.school, each.email, each.trn):
            assert private not in source, f"{member.page.url} tells {private}"


def decides(chair: Visitor, ref: str) -> None:
    """On each candidate, with a reason; for the one not shortlisted on named criteria."""
    chair.go(f"/panel/{ref}/")
    chair.press("See the grid and decide")
    chair.press("Decide the next candidate")
    while chair.heading.startswith("Candidate"):
        if STRONG[1] in chair.page.content():  # what they wrote is folded away
            chair.fill(outcome="shortlist", reason=CHOSEN)
        else:
            rests_on = chair.page.locator("[name=criteria]").all()[1:3]
            chair.fill(outcome="do_not_shortlist", reason=REFUSED)
            for each in rests_on:
                each.check()
        chair.press("Save the decision")
    chair.press("Check the outcomes")
    chair.reads(CHOSEN, REFUSED)


def releases(hr: Visitor, ref: str) -> str:
    """HR lets the outcomes out, all at once. Return the reference of the one who was shortlisted."""
    hr.go(f"/vacancies/{ref}/outcomes/")
    hr.press("Look over the decisions")
    hr.press("Look now")
    hr.reads("Nobody to add")
    hr.go(f"/vacancies/{ref}/outcomes/")
    hr.press("Go on to release")
    hr.reads("1 is told that they are shortlisted", "1 is told that they are not")
    hr.fill(count="2")
    hr.press("Release the outcomes")
    hr.go(f"/vacancies/{ref}/references/")
    hr.follow(IMOGEN.name)
    found = re.search(r"/appointments/(\w+)/", hr.page.url)
    assert found, hr.page.url
    return found[1]


def reads_that_it_is_no(visitor: Visitor) -> None:
    """The letter, and behind its link the reason and the criteria."""
    letter = visitor.mail.letter(visitor.email, "The outcome of your application")
    assert "not shortlisted" in words(letter)
    visitor.go(visitor.mail.link(letter))
    visitor.reads("Why you were not shortlisted", REFUSED)


def reads_that_it_is_yes(visitor: Visitor) -> None:
    """The letter, and where the application stands."""
    visitor.go(visitor.mail.link(visitor.mail.letter(visitor.email, f"You are shortlisted: {JOB}")))
    visitor.reads(JOB)
