"""The candidate's statements looked through for words that show who wrote them, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applications import addresses, identity
from applications.criteria import rules_of
from applications.identity import Finding
from applications.known import known_of
from applications.models import Application, CriterionStatement
from applications.sides import estimate, sides_words
from vacancies.models import Criterion


@dataclass(frozen=True)
class Sign:
    """Words that may show who the candidate is, with what stands around them."""

    finding: Finding
    before: str
    after: str
    place: str  # "Answer 3", "Your statement"
    url: str  # the page where the text is
    hidden: bool  # from the panel, as things are

    @property
    def key(self) -> str:
        """Under which a choice is kept."""
        return self.finding.key


def texts_in_order(application: Application, criteria: Sequence[Criterion]) -> list[str]:
    """What was written, in the order of the pack; `application` with its statements loaded."""
    rows = {row.criterion_id: row.text for row in application.statements.all()}
    if rules_of(application.vacancy).one:
        return [rows.get(None, "")]
    return [rows.get(criterion.pk, "") for criterion in criteria]


def used_words(application: Application, criteria: Sequence[Criterion]) -> str:
    """ "1.3 sides of A4" as guessed, where the school counts sides; else nothing."""
    if not rules_of(application.vacancy).sides:
        return ""
    return f"{sides_words(estimate(texts_in_order(application, criteria)))} of A4"


def signs_of(application: Application, criteria: Sequence[Criterion]) -> list[Sign]:
    """Everything found in the statements of an application loaded by whole(), the same words in one place once."""
    rows = {row.criterion_id: row for row in application.statements.all()}
    if rules_of(application.vacancy).one:
        places = [(rows.get(None), "Your statement", addresses.section_url(application, "supporting"))]
    else:
        places = [
            (rows.get(criterion.pk), f"Answer {n}", addresses.statement_url(application, criterion.pk))
            for n, criterion in enumerate(criteria, 1)
        ]
    return [sign for row, place, url in places if row for sign in signs_in(application, row, place=place, url=url)]


def signs_in(application: Application, row: CriterionStatement, *, place: str = "", url: str = "") -> list[Sign]:
    """What one text tells."""
    found: dict[str, Sign] = {}
    for each in identity.find(row.text, known_of(application)):
        before, after = identity.around(row.text, each)
        hidden = identity.is_hidden(each, application.identity_choices)
        found.setdefault(each.key, Sign(each, before, after, place, url, hidden))
    return list(found.values())
