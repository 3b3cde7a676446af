"""Rows of the school's and the account's pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import School
from core.components import Change, Fact


@dataclass(frozen=True)
class FactsSection:
    """A card of the settings page."""

    title: str
    facts: list[Fact]


def school_sections(school: School) -> list[FactsSection]:
    """The school's settings as cards; each row leads to the page that changes it."""

    def rows(section: str, *pairs: tuple[str, object]) -> list[Fact]:
        url = (
            reverse("accounts:school_look", args=[school.ref])
            if section == "look"
            else reverse("accounts:school_section", args=[school.ref, section])
        )
        return [Fact(label, str(value or ""), Change(url, about=label.lower())) for label, value in pairs]

    address = "\n".join(part for part in (school.street, school.town, school.county, school.postcode) if part)
    contact = "\n".join(part for part in (school.contact_name, school.contact_email, school.contact_phone) if part)
    faith = school.religious_character or "None"
    if school.designated_faith:
        faith += "\nDesignated as a school with a religious character"
    return [
        FactsSection(
            "Which school it is",
            [
                *rows(
                    "identity",
                    ("Name", school.name),
                    ("URN", school.urn),
                    ("Phase", school.get_phase_display()),
                    ("Type of school", school.get_type_group_display()),
                    ("Religious character", faith),
                ),
                Fact("Trust", str(school.trust or "None")),
            ],
        ),
        FactsSection(
            "Address and contact",
            rows(
                "address",
                ("Address", address),
                ("Website", school.website),
                ("Applicants’ questions", contact),
            ),
        ),
        FactsSection(
            "Colour and logo",
            rows("look", ("Main colour", school.accent), ("Logo", "A picture" if school.logo_id else "")),
        ),
        FactsSection(
            "Pay and timetable",
            rows(
                "pay",
                ("Pay area", school.get_pay_area_display()),
                ("Timetabled week", f"{school.timetabled_week.normalize():f} hours"),
            ),
        ),
        FactsSection(
            "Time limits",
            rows(
                "limits",
                ("Longest gap without a reason", f"{school.gap_days} days"),
                ("Training is renewed after", f"{school.training_renewal_months} months"),
                ("Papers are kept for", f"{school.retention_months} months"),
            ),
        ),
        FactsSection(
            "Approving adverts",
            rows(
                "approval",
                ("The head approves each advert", "Yes" if school.head_approves_adverts else "No"),
            ),
        ),
        FactsSection(
            "What each advert says",
            rows(
                "statements",
                ("Keeping children safe", school.safeguarding_statement),
                ("Cautions and convictions", school.exemption_statement),
                ("Equality", school.equality_statement),
                ("References and online search", school.checks_statement),
            ),
        ),
    ]
