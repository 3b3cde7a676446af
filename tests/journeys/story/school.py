"""What HR and the head do before anybody applies: join, make the vacancy, put the panel together, publish."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.journeys.story.people import CONTACT, HELEN, JOB, MARIAN, PACK, RUTH, SUNITA, Person
from tests.journeys.story.visitor import Visitor

TODAY = date.today()  # noqa: DTZ011


def hr_comes_in(hr: Visitor) -> None:
    """From the welcome letter: the code, the second step, home."""
    hr.go(hr.mail.link(hr.mail.letter(MARIAN.email, "is ready on SENCo Recruit")))
    hr.sign_in()
    hr.set_up_app()
    assert hr.heading == "Whose turn it is"


def invites_the_head(hr: Visitor) -> None:
    """By name and address, as the head."""
    hr.follow("School", exact=True)
    hr.follow("People")
    hr.press("Invite someone")
    hr.fill(name=HELEN.name, email=HELEN.email, job_title="Headteacher", role="head")
    hr.press("Send the invitation")
    hr.reads(HELEN.name, "Waiting")


def head_joins(head: Visitor) -> None:
    """By the link of the letter; a head sets up a second step too."""
    head.go(head.mail.link(head.mail.letter(HELEN.email, "Join")))
    head.press("Send me a code")
    head.sign_in(ask=False)
    head.press("Join")
    head.set_up_app()


def starts_the_vacancy(hr: Visitor, folder: Path) -> str:
    """Start it and bring in the pack as a file. Return the vacancy's reference."""
    pack = folder / "senco-pack.txt"
    pack.write_text(PACK, "utf-8")
    hr.go("/home/")
    hr.follow("Start a new vacancy")
    hr.fill(title=JOB, file=pack)
    hr.press("Save and continue")
    hr.waits_for("Check what we read from your pack")
    return hr.page.url.split("/")[-3]


def settles_the_specification(hr: Visitor) -> None:
    """The two rows that lack something, and one way to assess that HR wants otherwise."""
    hr.swap("Desirable 2.3")
    hr.swap("Application, interview 2.2")
    hr.swap("Edit 3.2")
    hr.fill(methods=["interview", "presentation"])
    hr.swap("Save")
    hr.reads("Nothing is left to settle")


def writes_the_advert(hr: Visitor, ref: str) -> None:
    """The duties looked at, the details, the statements of the school, the dates."""
    hr.press("Go on to the duties")
    hr.reads("Run annual reviews on time")
    hr.go(f"/vacancies/{ref}/details/")
    hr.fill(overview="You will lead special educational needs across our school, with time set aside for it.")
    hr.press("Save and continue")
    hr.fill(scale="main_upper", point_from="M1", point_to="U3", has_tlr="no", has_sen="no")
    hr.press("Save")
    hr.go(f"/vacancies/{ref}/contract/")
    hr.fill(contract_type="permanent", working_pattern="full_time", hours_text="Full time, 32.5 hours a week")
    hr.press("Save and continue")
    hr.go(f"/vacancies/{ref}/contact/")
    hr.fill(
        contact_name=CONTACT, contact_email=MARIAN.email, contact_phone="01632 960 100",
        visits="Ring the office to book a visit.",
    )  # fmt: skip
    hr.press("Save and continue")
    for page in ("dates/plan/", "levels/add/", "approval/", "schedule/"):
        hr.go(f"/vacancies/{ref}/{page}")
    hr.go(f"/vacancies/{ref}/statements/")
    hr.press("Save")
    hr.go(f"/vacancies/{ref}/dates/")
    closes = next_workday(TODAY + timedelta(days=21))
    hr.fill(
        closes_on=closes, closes_time="midday", interview_on=closes + timedelta(days=14),
        starts_on=closes + timedelta(days=60),
    )  # fmt: skip
    hr.press("Save")


def makes_the_panel(hr: Visitor, ref: str) -> None:
    """The chair, who is trained in safer recruitment, and a governor."""
    for person, role, trained in ((RUTH, "chair", TODAY - timedelta(days=200)), (SUNITA, "member", None)):
        add_member(hr, ref, person, role, trained)
    hr.reads(RUTH.name, SUNITA.name)


def add_member(hr: Visitor, ref: str, person: Person, role: str, trained: date | None) -> None:
    """Put one person on the panel."""
    hr.go(f"/vacancies/{ref}/panel/add/")
    hr.fill(name=person.name, email=person.email, role=role)
    if trained:
        hr.fill(trained_on=trained, training_provider="Bramshire Council")
    hr.press("Add to the panel")


def publishes(hr: Visitor, ref: str) -> None:
    """See it as others will, pass the gate, publish."""
    hr.go(f"/vacancies/{ref}/preview/")
    hr.reads("This is a preview", "Has trained colleagues in adapting a lesson")
    hr.press("Check and publish")
    hr.press("Publish")
    hr.go(f"/vacancies/{ref}/")
    hr.reads("Candidates’ turn")


def looks_around(hr: Visitor, ref: str) -> None:
    """The pages that nobody needs to act on, while there is nothing to do but wait."""
    pages = "import specification advert duties versions preview history applications"
    for page in ("", *(f"{name}/" for name in pages.split())):
        hr.go(f"/vacancies/{ref}/{page}")
    for page in ("/home/", "/vacancies/", "/account/", "/accounts/sessions/", "/help/", "/privacy/", "/accessibility/"):
        hr.go(page)


def next_workday(day: date) -> date:
    """`day`, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
