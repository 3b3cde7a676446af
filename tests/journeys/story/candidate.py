"""What a candidate does: comes in by a code, fills every section, sends, and hears."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.journeys.story.people import JOB, Candidate, Referee
from tests.journeys.story.visitor import Visitor

YEAR = date.today().year  # noqa: DTZ011 - the year that the form counts from
FINISHED = "This section is finished"


def start(visitor: Visitor, advert: str) -> None:
    """From the advert to the task list, signing in on the way. `advert` is its path."""
    visitor.go("/jobs/")
    visitor.follow(JOB)
    assert advert in visitor.page.url
    visitor.press("Apply for this job")
    visitor.sign_in()
    visitor.press("Start your application")
    assert visitor.heading == "Your application"


def fill(visitor: Visitor, person: Candidate) -> None:
    """Every section, one after the other."""
    details(visitor, person)
    teaching_status(visitor, person)
    qualifications(visitor)
    history(visitor, person)
    statements(visitor, person)
    referees(visitor, person)
    adjustments(visitor)
    links(visitor)
    declarations(visitor, person)


def send(visitor: Visitor, person: Candidate, *, post: Callable[[], object] = bool) -> None:
    """Check the answers, send, and read the receipt. `post` sends what is queued where no worker runs."""
    visitor.press("Check your answers and send")
    visitor.reads(person.last_name, person.answers[1])
    visitor.press("Send your application")
    assert visitor.heading == "Application sent"
    post()
    receipt = visitor.mail.letter(person.email, "Application sent")
    visitor.go(visitor.mail.link(receipt))
    visitor.follow("Read your application")
    visitor.reads(person.answers[1])


def section(visitor: Visitor, name: str) -> None:
    """Open a section from the task list."""
    visitor.follow(name, exact=True)


def details(visitor: Visitor, person: Candidate) -> None:
    """Name, address, contact."""
    section(visitor, "Your details")
    visitor.fill(
        first_names=person.first_names, last_name=person.last_name, phone=person.phone, address="4 Orchard Row",
        town="Bramblewick", postcode="LS1 4AP", has_ni_number="yes", national_insurance_number="AB123456C",
        needs_sponsorship="no", working_patterns=["full_time"], lived_abroad="no",
    )  # fmt: skip
    visitor.press("Save and continue")


def teaching_status(visitor: Visitor, person: Candidate) -> None:
    """QTS, and no SENCo qualification yet: the page after it says by when it would be needed."""
    section(visitor, "Teaching status")
    visitor.fill(
        qts="yes", qts_year=YEAR - 12, trn=person.trn, qts_route="england", induction_completed="yes",
        senco_qualification="none",
    )  # fmt: skip
    visitor.press("Save and continue")
    if visitor.heading == "Your SENCo qualification":
        visitor.press("Continue")


def qualifications(visitor: Visitor) -> None:
    """A degree and the teaching year, with their months."""
    section(visitor, "Qualifications and training")
    for kind, subject, first, last in (
        ("Bachelor’s degree", "English", date(YEAR - 18, 9, 1), date(YEAR - 15, 7, 1)),
        ("PGCE or PGDE", "Secondary English", date(YEAR - 13, 9, 1), date(YEAR - 12, 7, 1)),
    ):
        visitor.press("Add a qualification")
        visitor.fill(
            kind=kind, subject=subject, institution="University of Bramshire", grade="2:1", awarded_year=last.year,
            started_on=first, ended_on=last,
        )  # fmt: skip
        visitor.press("Save and continue")
    visitor.press(FINISHED)


def history(visitor: Visitor, person: Candidate) -> None:
    """Two posts; the gap that the product finds between study and teaching is explained where it asks."""
    section(visitor, "Jobs and study since you left school")
    visitor.follow("Add when you left school or college")
    visitor.fill(left_education_on=date(YEAR - 18, 8, 1))
    visitor.press("Save and continue")
    for employer, role, first, last in (
        (person.school, "Teacher and lead practitioner", date(YEAR - 6, 9, 1), None),
        ("Old Mill School", "Teacher of English", date(YEAR - 12, 9, 1), date(YEAR - 6, 8, 1)),
    ):
        visitor.press("Add a job")
        visitor.fill(
            employer=employer, town="Bramblewick", role=role, phase="11 to 16", is_school="yes", with_children="yes",
            started_on=first, still_there="no" if last else "yes", **({"ended_on": last} if last else {}),
            duties="Teaching, coaching and annual reviews.", reason_for_leaving="To lead across a school",
        )  # fmt: skip
        visitor.press("Save and continue")
    visitor.follow("Explain this gap")
    visitor.fill(reason="Worked in the family bakery", goes_on="no")
    visitor.press("Save and continue")
    visitor.press(FINISHED)


def statements(visitor: Visitor, person: Candidate) -> None:
    """An answer to each criterion that is judged from the form."""
    section(visitor, "Your statements")
    for place, answer in enumerate(person.answers, 1):
        visitor.follow(f"{place}. ")
        visitor.fill(text=answer)
        visitor.press("Save and come back later")
    visitor.press(FINISHED)


def referees(visitor: Visitor, person: Candidate) -> None:
    """Two heads."""
    section(visitor, "Referees")
    for each in person.referees:
        add_referee(visitor, each)
    visitor.press(FINISHED)


def add_referee(visitor: Visitor, referee: Referee) -> None:
    """One of them."""
    visitor.press("Add a referee")
    visitor.fill(
        name=referee.name, job_title=referee.job_title, organisation=referee.organisation, email=referee.email,
        relationship=referee.relationship, is_current_employer="yes" if referee.present else "no", is_head="yes",
        knows_work_with_children="yes",
    )  # fmt: skip
    visitor.press("Save and continue")


def adjustments(visitor: Visitor) -> None:
    """Nothing is needed."""
    section(visitor, "Adjustments for the interview")
    visitor.fill(wanted="no")
    visitor.press("Save and continue")


def links(visitor: Visitor) -> None:
    """Nobody they know works there."""
    section(visitor, "Links with people at the school")
    visitor.fill(related_to_school="no")
    visitor.press("Save and continue")


def declarations(visitor: Visitor, person: Candidate) -> None:
    """What is understood, the name."""
    section(visitor, "Declarations")
    visitor.fill(
        understands_barred_offence=True, understands_checks=True, is_true=True,
        signed_name=person.name,
    )  # fmt: skip
    visitor.press("Save and continue")
