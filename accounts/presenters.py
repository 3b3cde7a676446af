"""Rows of the school's and the account's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import School
from core.components import Change, Fact

Card = tuple[str, str, Sequence[tuple[str, object]]]  # title, the section that changes it, labels with values


@dataclass(frozen=True)
class FactsSection:
    """A card of the settings page."""

    title: str
    facts: list[Fact]


def school_sections(school: School) -> list[FactsSection]:
    """The school's settings as cards; each row leads to the page that changes it."""
    cards = [
        FactsSection(title, [_row(school, section, label, value) for label, value in pairs])
        for title, section, pairs in (*_who_and_where(school), *_rules_and_words(school))
    ]
    cards[0].facts.append(Fact("Trust", str(school.trust or "None")))  # a school does not change its trust itself
    return cards


def _row(school: School, section: str, label: str, value: object) -> Fact:
    look = section == "look"
    url = reverse(
        "accounts:school_look" if look else "accounts:school_section", args=[school.ref, *([] if look else [section])]
    )
    return Fact(label, str(value or ""), Change(url, about=label.lower()))


def _who_and_where(school: School) -> list[Card]:
    address = "\n".join(part for part in (school.street, school.town, school.county, school.postcode) if part)
    contact = "\n".join(part for part in (school.contact_name, school.contact_email, school.contact_phone) if part)
    faith = school.religious_character or "None"
    if school.designated_faith:
        faith += "\nDesignated as a school with a religious character"
    identity = [
        ("Name", school.name), ("URN", school.urn), ("Phase", school.get_phase_display()),
        ("Type of school", school.get_type_group_display()), ("Religious character", faith),
    ]  # fmt: skip
    reach = [("Address", address), ("Website", school.website), ("Applicants’ questions", contact)]
    look = [("Main colour", school.accent), ("Logo", "A picture" if school.logo_id else "")]
    return [
        ("Which school it is", "identity", identity),
        ("Address and contact", "address", reach),
        ("Colour and logo", "look", look),
    ]


def _rules_and_words(school: School) -> list[Card]:
    week = f"{school.timetabled_week.normalize():f} hours"
    limits = [
        ("Longest gap without a reason", f"{school.gap_days} days"),
        ("Training is renewed after", f"{school.training_renewal_months} months"),
        ("Papers are kept for", f"{school.retention_months} months"),
    ]
    chase = [
        ("Remind referees after", f"{school.reference_reminders.replace(',', ', ')} working days"),
        ("HR rings a silent referee after", f"{school.reference_hr_days} working days"),
        ("Dates may differ by", f"{school.reference_date_days} days"),
    ]
    approval = [("The head approves each advert", "Yes" if school.head_approves_adverts else "No")]
    statements = [
        ("Keeping children safe", school.safeguarding_statement),
        ("Cautions and convictions", school.exemption_statement),
        ("Equality", school.equality_statement),
        ("References and online search", school.checks_statement),
    ]
    return [
        ("Pay and timetable", "pay", [("Pay area", school.get_pay_area_display()), ("Timetabled week", week)]),
        ("Time limits", "limits", limits),
        ("References", "chase", chase),
        ("Approving adverts", "approval", approval),
        ("What each advert says", "statements", statements),
    ]
