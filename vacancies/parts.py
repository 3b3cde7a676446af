"""The parts of an advert: their pages, in the order in which HR fills them in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A page of the advert. `fields`: what of the vacancy stands on it; `rows`: its related rows.

    `needs`: what must be there before it is done; where that is empty the part may be left out.
    """

    slug: str
    label: str
    page: str
    fields: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    rows: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Group:
    """Parts under a heading of the task list."""

    heading: str
    parts: tuple[Part, ...]


GROUPS = (
    Group(
        "The job",
        (
            Part("details", "Job details", "vacancies:details",
                 ("overview", "subjects", "further_details"), ("title", "overview")),
            Part("pay", "Pay", "vacancies:pay", ("pay_text",), rows="pay"),
            Part(
                "contract", "Contract and hours", "vacancies:contract",
                ("contract_type", "fixed_term_until", "fixed_term_reason", "parental_leave_cover", "working_pattern",
                 "hours_text", "job_share", "start_note"),
                ("contract_type", "working_pattern"),
            ),
            Part("reporting", "Reporting lines", "vacancies:reporting",
                 ("reports_to", "responsible_for", "working_closely_with"), ("reports_to",)),
            Part(
                "about", "What your school offers", "vacancies:about",
                ("school_offer", "benefits", "flexible_working", "flexible_working_text", "visa_sponsorship"),
                optional=True,
            ),
        ),
    ),
    Group(
        "The job pack",
        (
            Part("duties", "Job description", "vacancies:duties", rows="duty_sections"),
            Part("review", "Person specification", "vacancies:review", rows="criteria"),
            Part("levels", "Supplementary tables", "vacancies:levels", rows="level_tables", optional=True),
            Part("jd_end", "Conditions, reviews and signatures", "vacancies:jd_end",
                 ("conditions", "last_reviewed", "next_review", "signed_by"), optional=True),
            Part("documents", "Documents to download", "vacancies:documents", rows="documents", optional=True),
        ),
    ),
    Group(
        "Applying",
        (
            Part("dates", "Key dates", "vacancies:dates", ("closes_at", "interview_on", "starts_on"),
                 ("closes_at", "interview_on", "starts_on")),
            Part("contact", "Contact and visits", "vacancies:contact",
                 ("contact_name", "contact_email", "contact_phone", "visits", "visits_welcome"), ("contact_name",)),
            Part("form", "The application form", "applications:form_options", rows="form_options", optional=True),
            Part("apply", "How to apply and the interview day", "vacancies:apply_settings",
                 ("how_to_apply", "selection_process"), optional=True),
            Part(
                "statements", "Statements", "vacancies:statements",
                ("safeguarding_statement", "exemption_statement", "equality_statement", "checks_statement"),
                ("safeguarding_statement", "exemption_statement"),
            ),
            Part("more", "Statements of your own", "vacancies:more", rows="further_statements", optional=True),
        ),
    ),
    Group("Choosing", (Part("panel", "The panel", "shortlisting:panel", rows="panel"),)),
)  # fmt: skip

PARTS = tuple(part for group in GROUPS for part in group.parts)
BY_SLUG = {part.slug: part for part in PARTS}
