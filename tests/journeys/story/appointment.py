"""From the shortlist to the signature: references, checks, interview, offer, and the head."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.story.people import IMOGEN, JOB, Referee
from tests.journeys.story.school import TODAY
from tests.journeys.story.visitor import Visitor
from tests.services.product import Product

CLEARED = """
from applications.models import Application
from appointments.models import Discrepancy
from appointments.services import references
from tests.appointments.factories import clear
application = Application.objects.select_related("vacancy__school", "details", "candidate").get(ref="{ref}")
clear(application)
for row in Discrepancy.objects.filter(reference__request__application=application, settled_at=None):
    references.settle(row, note="Talked through with the candidate.", by=application.vacancy.created_by)
"""

# As if this morning: the proof of every session is older than the minutes for which a signature trusts it.
AGED = """
from django.contrib.sessions.models import Session
from django.contrib.sessions.backends.db import SessionStore
for row in Session.objects.all():
    session = SessionStore(row.session_key)
    for record in session.get("account_authentication_methods", []):
        record["at"] -= 3600
    session.modified = True
    session.save()
"""


def referee_answers(visitor: Visitor, referee: Referee) -> None:
    """On the link of the letter, without an account, page by page."""
    visitor.go(visitor.mail.link(visitor.mail.letter(referee.email, f"Reference for {IMOGEN.name}")))
    visitor.press("Start now")
    first = date(TODAY.year - 6, 9, 1)
    for answers in (
        {"give": "yes", "share": "yes"},
        {
            "capacity": referee.relationship, "employer": referee.organisation,
            "job": "Teacher and lead practitioner", "from": first, "still": "yes",
        },
        {"leaving": "To lead across a school", "again": "yes"},
        {"suitable": "yes", "concern": "no"},
        {"enquiry": "no", "capability": "no"},
        {"strengths": "She runs every annual review herself and colleagues come to her for advice."},
        {
            "name": referee.name, "job_title": referee.job_title, "organisation": referee.organisation,
            "phone": "01632 960 200", "head": "head", "faith": True,
        },
    ):  # fmt: skip
        visitor.fill(**answers)
        visitor.press("Save and continue")
    visitor.reads("Check your answers", "every annual review herself")
    visitor.press("Send the reference")
    assert visitor.heading == "Your reference has been sent"


def verifies(hr: Visitor, person: str) -> None:
    """Read each reference and say how it was checked that it came from them."""
    for referee in IMOGEN.referees:
        hr.go(hr.mail.link(hr.mail.letter(hr.email, f"A reference for {IMOGEN.name}")))
        hr.go(f"/appointments/{person}/")
        hr.follow("Read and verify")
        hr.fill(
            how="call_back", number="01632 960 200", number_found="website", spoke_with="The office",
            outcome="confirmed", note=f"Rang the main number of {referee.organisation}.",
        )  # fmt: skip
        hr.press("Write it down")


def records(product: Product, person: str) -> None:
    """Every check that is open, as clear, and what differs in references settled: both have journeys of their own."""
    product.manage("shell", "--command", CLEARED.format(ref=person))


def records_the_interview(hr: Visitor, ref: str, person: str) -> None:
    """What the panel concluded, looked at once more before it counts."""
    hr.go(f"/vacancies/{ref}/interviews/")
    hr.follow("Prepare and record")
    assert person in hr.page.url
    hr.page.get_by_label("What did they say?").first.fill("Told us plainly, and it agrees with the form.")
    hr.press("Save what they said")
    hr.reads("Explored")
    hr.fill(outcome="recommend", interviewed_on=TODAY, reason="Strongest in the task and at interview.")
    hr.press("Continue")
    hr.press("Save the outcome")


def makes_the_offer(hr: Visitor, person: str) -> None:
    """On the terms of the advert."""
    hr.go(f"/appointments/{person}/")
    hr.press("Make the offer")
    hr.fill(
        pay_text="U1", hours="0", full_time="49134",
        starts_on=TODAY + timedelta(days=90), reply_by=TODAY + timedelta(days=7),
    )  # fmt: skip
    hr.press("Send the offer")
    hr.reads("The candidate’s turn")


def accepts(candidate: Visitor) -> None:
    """From the letter."""
    candidate.go(candidate.mail.link(candidate.mail.letter(candidate.email, f"Offer: {JOB}")))
    candidate.reads("£49,134")
    candidate.fill(answer="accept")
    candidate.press("Send your answer")
    candidate.reads("You have accepted")


def records_every_check(hr: Visitor, product: Product, person: str) -> None:
    """The letter says that the checks begin; once they are clear it is the head's turn."""
    hr.go(hr.mail.link(hr.mail.letter(hr.email, f"{IMOGEN.name} has accepted")))
    hr.reads("Record ")
    records(product, person)
    hr.go(f"/appointments/{person}/")
    hr.reads("The head’s turn")


def signs(head: Visitor, product: Product, person: str) -> None:
    """The head is asked once more who she is, then signs."""
    product.manage("shell", "--command", AGED)
    head.go("/home/")
    head.go(f"/appointments/{person}/")
    head.press("Go to the signature")
    head.reads("Ready to sign", IMOGEN.name)
    head.press("Go on to sign")
    head.reads("We ask again before something that matters")
    head.fill(code=head.app_code())
    head.press("Continue")
    head.fill(agree=True)
    head.press("Sign the appointment")
    head.reads("Signed", "Nothing on this page can be changed")
    head.follow("Single central record")
    head.reads(IMOGEN.last_name, "Nothing is missing")


def everybody_is_told(candidate: Visitor, hr: Visitor) -> None:
    """The appointment is confirmed to the candidate, and HR knows that it is signed."""
    candidate.go(candidate.mail.link(candidate.mail.letter(candidate.email, "Your appointment is confirmed")))
    hr.go(hr.mail.link(hr.mail.letter(hr.email, f"Signed: {IMOGEN.name}")))
    hr.reads("Nothing on this page can be changed")
