"""The demo's trust and its three schools."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.models import Delegation, Membership, PayArea, Phase, Role, School, TermDate, Trust, TypeGroup
from accounts.services.people import find_or_create_user
from senco_recruit.demo.people import PEOPLE

SAFEGUARDING = (
    "We are committed to safeguarding and promoting the welfare of children. A SENCo works with children every day, "
    "which is regulated activity, so we ask for an enhanced DBS check with the children’s barred list."
)
EXEMPTION = (
    "This post is exempt from the Rehabilitation of Offenders Act 1974, as amended in 2013 and 2020. Some cautions and "
    "convictions are protected: you need not tell us about them, and we must not take them into account."
)
EQUALITY = (
    "We welcome applications from everybody. Tell us what would make the interview work for you and we will arrange it."
)
CHECKS = "We ask for references before the interview, and may search online for people who are shortlisted."

SCHOOLS = (
    ("Alderbrook High School", "900101", Phase.SECONDARY, TypeGroup.ACADEMY, "Alder Lane", "Bramblewick", "BW1 4AL",
     "#14474f", "#e4eef0", "Marian Duxbury", "marian.duxbury@example.org"),
    ("Thornmere Primary School", "900102", Phase.PRIMARY, TypeGroup.MAINTAINED, "Mere Road", "Thornmere", "BW3 2TH",
     "#5a2d6e", "#f0e8f4", "David Renshaw", "david.renshaw@example.org"),
    ("Fallowfield Grange", "900103", Phase.ALL_THROUGH, TypeGroup.PRU, "Grange Road", "Bramblewick", "BW2 9FG",
     "#1f3d7a", "#e7ecf6", "Gwen Pellow", "gwen.pellow@example.org"),
)  # fmt: skip

ROLES = (
    ("marian.duxbury@example.org", "Alderbrook High School", Role.HR, "School business manager"),
    ("helen.ashgrove@example.org", "Alderbrook High School", Role.HEAD, "Headteacher"),
    ("david.renshaw@example.org", "Thornmere Primary School", Role.HR, "School business manager"),
    ("amina.farrow@example.org", "Thornmere Primary School", Role.HEAD, "Headteacher"),
    ("kwame.osei@example.org", "Fallowfield Grange", Role.HEAD, "Head of centre"),
    ("ruth.penhallow@example.org", "Alderbrook High School", Role.STAFF, "Assistant headteacher"),
    ("sunita.marlowe@example.org", "Alderbrook High School", Role.STAFF, "Governor"),
    ("colin.thackray@example.org", "Alderbrook High School", Role.STAFF, "Deputy headteacher"),
)


def make_schools() -> dict[str, School]:
    """Make the trust, its schools and everybody who works there; return the schools by name."""
    trust = Trust.objects.create(name="Bramblewick Learning Trust", uid="90010")
    schools = {}
    for name, urn, phase, group, street, town, postcode, accent, tint, contact, email in SCHOOLS:
        schools[name] = School.objects.create(
            trust=trust, name=name, urn=urn, phase=phase, type_group=group, street=street, town=town,
            county="Bramshire", postcode=postcode, pay_area=PayArea.ENGLAND, accent=accent, accent_tint=tint,
            contact_name=contact, contact_email=email, contact_phone="01632 960 100", website="https://school.example.org",
            safeguarding_statement=SAFEGUARDING, exemption_statement=EXEMPTION, equality_statement=EQUALITY,
            checks_statement=CHECKS,
        )  # fmt: skip
        _close_for_winter(schools[name])
    names = {person.email: person.name for person in PEOPLE}
    for email, school, role, title in ROLES:
        user = find_or_create_user(email, names[email])
        Membership.objects.create(user=user, school=schools[school], role=role, job_title=title)
    gwen = find_or_create_user("gwen.pellow@example.org", names["gwen.pellow@example.org"])
    Membership.objects.create(user=gwen, trust=trust, role=Role.HR, job_title="Trust HR lead")
    _name_deputy(schools["Alderbrook High School"])
    return schools


def _close_for_winter(school: School) -> None:
    year = timezone.localdate().year
    for first in (year - 1, year):
        starts, ends = f"{first}-12-21", f"{first + 1}-01-03"
        TermDate.objects.create(
            school=school, kind=TermDate.Kind.CLOSED, name="Winter holiday", starts_on=starts, ends_on=ends
        )


def _name_deputy(school: School) -> None:
    today = timezone.localdate()
    Delegation.objects.create(
        school=school,
        head=find_or_create_user("helen.ashgrove@example.org"),
        deputy=find_or_create_user("colin.thackray@example.org"),
        starts_on=today,
        ends_on=today + timedelta(days=28),
    )
