"""An application as headings and facts: one source for check answers, the candidate's copy, its file, HR and panel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from applications import addresses, gaps, senco_clock
from applications.document_cards import Card, statement_cards
from applications.history import qualification_groups
from applications.models import (
    Application,
    EmploymentRecord,
    FaithProof,
    Profile,
    Qualification,
    Referee,
    SectionName,
    WantedPattern,
)
from applications.services.messages import is_by_post
from applications.services.profile import as_application
from core.components import Fact
from core.display import month_year, plain_date, when
from vacancies.models import Criterion

EMAIL = "E-mail"
BY_POST = "None: letters go by post"


@dataclass(frozen=True)
class Part:
    """A section with its cards."""

    section: SectionName
    cards: tuple[Card, ...]
    url: str
    note: str = ""  # who entered it, where that was not the candidate

    @property
    def heading(self) -> str:
        """The section's name."""
        return str(self.section.label)


def _yes(value: bool | None) -> str:
    return {True: "Yes", False: "No"}.get(value, "") if value is not None else ""


def _month(value: date | None) -> str:
    return month_year(value) if value else ""


def _span(start: date, end: date | None) -> str:
    return f"{month_year(start)} to {month_year(end) if end else 'now'}"


def _details(application: Application) -> list[Card]:
    row = getattr(application, "details", None)
    if row is None:
        return []
    facts = [
        Fact("First names", row.first_names),
        Fact("Last name", row.last_name, missing="One name only"),
        Fact("Other names", row.former_names, missing="None"),
        Fact(EMAIL, BY_POST if is_by_post(application) else application.candidate.email),
        Fact("Phone", row.phone),
        Fact("Address", "\n".join(line for line in (row.address, row.town, row.postcode, row.country) if line)),
        Fact("National Insurance number", row.national_insurance_number, missing="Not yet"),
        Fact("Needs a visa sponsored", _yes(row.needs_sponsorship)),
        Fact("Would work", ", ".join(WantedPattern(each).label for each in row.working_patterns.split(",") if each)),
        Fact("Lived or worked outside the UK", _yes(row.lived_abroad)),
    ]
    url = addresses.section_url(application, SectionName.DETAILS)
    # The address is how they sign in: nothing on the form changes it.
    return [Card("", tuple(facts), changes=tuple("" if fact.label == EMAIL else url for fact in facts))]


def _status(application: Application) -> list[Card]:
    row = getattr(application, "professional_status", None)
    if row is None:
        return []
    qts = row.get_qts_display() + (f", {row.qts_year}" if row.qts_year else "")
    qualification = row.get_senco_qualification_display()
    finished = f" ({row.senco_qualification_year})" if row.senco_qualification_year else ""
    facts = [
        Fact("Qualified teacher status", qts),
        *([Fact("When you expect it", row.qts_detail)] if row.qts_detail else []),
        Fact("Teacher reference number", row.trn),
        *([Fact("How you reached QTS", row.get_qts_route_display())] if row.qts_route else []),
        Fact("Induction completed", f"{_yes(row.induction_completed)} {row.induction_detail}".strip()),
        Fact("Trained to teach", row.age_range_subject),
        Fact("SENCo qualification", qualification and qualification + finished),
        *([Fact("SENCo course started", _month(row.senco_course_started_on))] if row.senco_course_started_on else []),
        *([Fact("Who runs the course", row.senco_course_provider)] if row.senco_course_provider else []),
        Fact("First became a SENCo", _month(row.first_senco_on), missing="Not been one"),
        Fact("Time as a SENCo", gaps.length_words(row.senco_months or 0), missing="None"),
    ]
    return [Card("", tuple(facts))]


def senco_clock_of(application: Application) -> senco_clock.Clock | None:
    """What regulation 49 means for the candidate; None before the section is filled in."""
    row = getattr(application, "professional_status", None)
    if row is None or not row.senco_qualification:
        return None
    return senco_clock.clock(
        row.senco_qualification,
        row.first_senco_on,
        row.senco_months,
        starts=application.vacancy.starts_on,
        today=timezone.localdate(),
        mainstream=application.vacancy.school.is_mainstream,
    )


def _qualification(application: Application, row: Qualification) -> Card:
    studied = _span(row.started_on, row.ended_on) if row.started_on else ""
    facts = [
        Fact("Subject", row.subject),
        Fact("Where", row.institution),
        Fact("Awarded by", row.awarding_body),
        Fact("Grade", row.grade),
        Fact("Year", str(row.awarded_year or ""), missing="Not finished"),
        *([Fact("Studied", studied)] if studied else []),
    ]
    return Card(row.kind, tuple(facts), addresses.item_url(application, "qualification", row.pk))


def _sitting(application: Application, rows: Sequence[Qualification]) -> Card:
    """Examinations of one school and year: a fact each."""
    first = rows[0]
    where = ", ".join(part for part in (first.institution, str(first.awarded_year or ""), first.awarding_body) if part)
    facts = [Fact(row.subject, row.grade, missing="No grade given") for row in rows]
    pages = [addresses.item_url(application, "qualification", row.pk) for row in rows]
    return Card(first.kind, (Fact("Where and when", where), *facts), changes=("", *pages))


def _qualifications(application: Application) -> list[Card]:
    groups = qualification_groups(application.qualifications.all())
    cards = [_sitting(application, rows) if len(rows) > 1 else _qualification(application, rows[0]) for rows in groups]
    for row in application.training.all():
        facts = [Fact("Provider", row.provider), Fact("Year", str(row.year or ""))]
        facts += [Fact("How long", row.length)] if row.length else []
        cards.append(Card(row.title, tuple(facts), addresses.item_url(application, "training", row.pk)))
    for body in application.memberships.all():
        facts = [Fact("By an exam", _yes(body.by_exam)), Fact("Type", body.kind), Fact("Number", body.number)]
        facts += [Fact("Since", str(body.year))] if body.year else []
        cards.append(Card(body.body, tuple(facts), addresses.item_url(application, "membership", body.pk)))
    return cards


def _job(application: Application, row: EmploymentRecord) -> Card:
    facts = [
        Fact("Employer", ", ".join(part for part in (row.employer, row.town) if part)),
        Fact("When", _span(row.started_on, row.ended_on)),
        Fact("Age range", row.phase),
        Fact("A school or college", _yes(row.is_school)),
        Fact("With children", _yes(row.with_children)),
        Fact("Main duties", row.duties),
        Fact("Reason for leaving", row.reason_for_leaving),
        *([Fact("Notice, or last day", row.notice)] if row.notice else []),
    ]
    return Card(row.role, tuple(facts), addresses.item_url(application, "job", row.pk))


def _history(application: Application) -> list[Card]:
    left = Fact("Left school or college", _month(application.left_education_on))
    cards = [Card("", (left,), addresses.section_url(application, "left-school"))]
    dated = [(row.started_on, _job(application, row)) for row in application.employment.all()]
    for row in application.breaks.all():
        facts = (Fact("When", _span(row.started_on, row.ended_on)), Fact("What you did", row.reason))
        dated.append((row.started_on, Card("Break", facts, addresses.item_url(application, "break", row.pk))))
    return cards + [card for _, card in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _referee(application: Application, row: Referee) -> Card:
    facts = [
        Fact("Job", f"{row.job_title}, {row.organisation}"),
        Fact("E-mail", row.email),
        Fact("Phone", row.phone),
        Fact("Knows you as", row.relationship),
        Fact("Present or last employer", _yes(row.is_current_employer)),
        Fact("Head of the school", _yes(row.is_head)),
        Fact("Knows work with children", _yes(row.knows_work_with_children)),
        Fact("Before we contact them", row.asking_words),
    ]
    return Card(row.name, tuple(facts), addresses.item_url(application, "referee", row.pk))


def _adjustments(application: Application) -> list[Card]:
    row = getattr(application, "adjustment", None)
    if row is None:
        return []
    scheme = {"yes": "Yes", "no": "No"}.get(row.interview_scheme, "")
    return [Card("", (Fact("What would help", row.needed, missing="Nothing"), Fact("Interview scheme", scheme)))]


def _links(application: Application) -> list[Card]:
    row = getattr(application, "declaration", None)
    if row is None:
        return []
    return [Card("", (Fact("Close to someone at the school", row.relationship or _yes(row.related_to_school)),))]


def _faith(application: Application) -> list[Card]:
    row = getattr(application, "faith", None)
    if row is None:
        return []
    follows = {"yes": "Yes", "no": "No", "unsaid": "I would rather not say"}.get(row.follows, "")
    facts = [Fact("How you would support the ethos", row.ethos), Fact("Follows a religion", follows)]
    if row.follows == "yes":
        referee = ", ".join(part for part in (row.referee_name, row.referee_role) if part)
        contact = "\n".join(part for part in (row.referee_email, row.referee_phone) if part)
        facts += [
            Fact("Religion", row.religion),
            Fact("Place of worship", row.place_of_worship),
            Fact("What shows it", FaithProof(row.proof).label if row.proof else ""),
            *([Fact("Religious referee", f"{referee}\n{contact}".strip())] if referee else []),
        ]
    return [Card("", tuple(facts))]


def _declarations(application: Application) -> list[Card]:
    row = getattr(application, "declaration", None)
    if row is None:
        return []
    signed = f"{row.signed_name}, {when(row.signed_at)}" if row.signed_at else row.signed_name
    if application.on_paper_at and row.signed_at:
        signed = f"{row.signed_name}, on paper dated {plain_date(row.signed_at)}"
    facts = [
        Fact("Offence to apply if barred", "Understood" if row.understands_barred_offence else ""),
        Fact("Checks will be made", "Understood" if row.understands_checks else ""),
        Fact("What is written is true", "Declared" if row.is_true else ""),
        Fact("Signed", signed),
    ]
    return [Card("", tuple(facts))]


def parts(application: Application, criteria: Sequence[Criterion], *, adjustments: bool = True) -> list[Part]:
    """Return the sections of an application loaded by `whole()`; `adjustments` only for the candidate and HR."""
    cards = {
        SectionName.DETAILS: _details(application),
        SectionName.STATUS: _status(application),
        SectionName.QUALIFICATIONS: _qualifications(application),
        SectionName.HISTORY: _history(application),
        SectionName.STATEMENTS: statement_cards(application, criteria),
        SectionName.FAITH: _faith(application),
        SectionName.REFEREES: [_referee(application, row) for row in application.referees.all()],
        SectionName.ADJUSTMENTS: _adjustments(application) if adjustments else [],
        SectionName.LINKS: _links(application),
        SectionName.DECLARATIONS: _declarations(application),
    }
    found = []
    for section in application.section_names:
        if section == SectionName.ADJUSTMENTS and not adjustments:
            continue
        url = addresses.section_url(application, section)
        linked = tuple(replace(card, change=card.change or url) for card in cards[section])
        found.append(Part(section, linked, url, entered_words(application)))
    return found


def entered_words(application: Application) -> str:
    """How an application on paper is marked, section by section; "" where the candidate wrote it themselves."""
    if application.on_paper_at is None:
        return ""
    return f"Entered by HR on behalf of the candidate, from paper that arrived at {when(application.on_paper_at)}."


def changeable(found: Iterable[Part]) -> list[Part]:
    """The same with a link to change each fact."""
    return [replace(part, cards=tuple(card.changeable() for card in part.cards)) for part in found]


def answers_told(profile: Profile) -> dict[str, str]:
    """A profile as {section: its cards in words}, for the person's copy of what is held about them."""
    found = parts(as_application(profile.person, profile.answers), (), adjustments=False)
    told = {part.heading: "\n".join(line for card in part.cards for line in card.lines()) for part in found}
    return {heading: words for heading, words in told.items() if words}


def as_text(application: Application, found: Iterable[Part], *, made_at: datetime) -> str:
    """The whole as plain text, for a file that opens anywhere."""
    vacancy = application.vacancy
    lines = [f"Application for {vacancy.title}, {vacancy.school.name}", f"Copy made at {when(made_at)}"]
    if application.submitted_at:
        lines.append(f"Sent at {when(application.submitted_at)}")
    for part in found:
        lines += ["", "", part.heading.upper(), *([part.note] if part.note else [])]
        for card in part.cards:
            lines += ["", *card.lines()]
    return "\n".join(lines) + "\n"
