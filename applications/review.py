"""All sections looked at together: what is finished, what is in progress and what is still to do, with where.

Reads an application loaded by `whole()`; the task list, the check page and the submit gate draw from the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.text import Truncator

from applications import addresses, completeness, history
from applications.completeness import Missing
from applications.criteria import NOT_WRITTEN, Rules, is_wanted, rules_of
from applications.gaps import Gap
from applications.models import AdjustmentRequest, Application, CriterionStatement, SectionName, SectionState
from vacancies.models import Criterion


@dataclass(frozen=True)
class Problem:
    """One thing to do before the application can be sent. `kind` names the rule it falls under."""

    section: SectionName
    kind: str
    message: str
    url: str
    key: str = ""


@dataclass(frozen=True)
class Review:
    """Where an application is, section by section."""

    application: Application
    problems: tuple[Problem, ...]
    half_typed: frozenset[str]
    gaps: tuple[Gap, ...]

    def of(self, section: str) -> list[Problem]:
        """What `section` still needs."""
        return [problem for problem in self.problems if problem.section == section]

    def state(self, section: str) -> SectionState:
        """A section is done when its writer said so and nothing in it is missing."""
        said = SectionState(self.application.section_state(section))
        return SectionState.IN_PROGRESS if said == SectionState.DONE and self.of(section) else said

    @property
    def done(self) -> list[SectionName]:
        """The finished sections."""
        return [each for each in self.application.section_names if self.state(each) == SectionState.DONE]

    @property
    def next_section(self) -> SectionName | None:
        """The first that is not finished."""
        return next((each for each in self.application.section_names if each not in self.done), None)

    @property
    def complete(self) -> bool:
        """Everything is finished."""
        return self.next_section is None


def review(application: Application, criteria: Sequence[Criterion], *, today: date | None = None) -> Review:
    """Look at every section. Two queries at most (pages half typed; none other), all else is loaded already.

    `criteria`: those assessed by application, in order (applications/criteria.py).
    """
    found_gaps = history.unexplained(application, until=today or timezone.localdate())
    half_typed = frozenset(application.half_typed.values_list("page", flat=True))
    problems: list[Problem] = []
    for section, missing in _missing(application, criteria, found_gaps).items():
        if section not in application.section_names:
            continue
        problems += [_problem(application, section, each, found_gaps) for each in missing]
    problems += _unfinished(application, half_typed)
    return Review(application, tuple(problems), half_typed, tuple(found_gaps))


def _missing(
    application: Application, criteria: Sequence[Criterion], found_gaps: Sequence[Gap]
) -> dict[SectionName, list[Missing]]:
    jobs, referees = list(application.employment.all()), list(application.referees.all())
    qualifications = list(application.qualifications.all())
    details = getattr(application, "details", None)
    status = getattr(application, "professional_status", None)
    declaration = getattr(application, "declaration", None)
    faith = getattr(application, "faith", None)

    def empty(section: SectionName) -> list[Missing]:
        return [Missing("section", f"Fill in the section: {section.label}")]

    return {
        SectionName.DETAILS: completeness.details(details) if details else empty(SectionName.DETAILS),
        SectionName.STATUS: completeness.status(status) if status else empty(SectionName.STATUS),
        SectionName.QUALIFICATIONS: (
            [each for row in qualifications for each in completeness.qualification(row)]
            if qualifications
            else [Missing("qualifications", "Add at least one qualification")]
        ),
        SectionName.HISTORY: [each for job in jobs for each in completeness.job(job)]
        + completeness.history(application.left_education_on, found_gaps),
        SectionName.STATEMENTS: _statements(application, criteria),
        SectionName.FAITH: completeness.faith(faith) if faith else empty(SectionName.FAITH),
        SectionName.REFEREES: _referees(application) + completeness.referees(referees, jobs),
        SectionName.ADJUSTMENTS: [] if _answered(application) else empty(SectionName.ADJUSTMENTS),
        SectionName.LINKS: completeness.links(declaration) if declaration else empty(SectionName.LINKS),
        SectionName.DECLARATIONS: (
            completeness.declaration(declaration) if declaration else empty(SectionName.DECLARATIONS)
        ),
    }


def _referees(application: Application) -> list[Missing]:
    details = getattr(application, "details", None)
    return [
        each
        for row in application.referees.all()
        for each in completeness.referee(
            row,
            candidate_name=details.full_name if details else "",
            candidate_email=application.candidate.email,
        )
    ]


def _answered(application: Application) -> bool:
    """Whether adjustments were asked about and answered: the state says so; the words need not be opened here."""
    said = application.section_state(SectionName.ADJUSTMENTS) == SectionState.DONE
    return said or isinstance(getattr(application, "adjustment", None), AdjustmentRequest)


def _statements(application: Application, criteria: Sequence[Criterion]) -> list[Missing]:
    rules = rules_of(application.vacancy)
    rows = {row.criterion_id: row for row in application.statements.all()}
    if rules.one:
        return _supporting(rules, rows.get(None), criteria)
    found = []
    for place, criterion in enumerate(criteria, 1):
        text = rows[criterion.pk].text if criterion.pk in rows else ""
        if is_wanted(criterion) and not text.strip():
            asks = Truncator(criterion.text).words(12, truncate="…")
            found.append(Missing("statement", NOT_WRITTEN.format(place, asks), str(criterion.pk)))
        elif over := rules.over(text):
            message = f"Take {over:,} word{'' if over == 1 else 's'} out of answer {place}"
            found.append(Missing("statement", message, str(criterion.pk)))
    return found


def _supporting(rules: Rules, row: CriterionStatement | None, criteria: Sequence[Criterion]) -> list[Missing]:
    """The one statement: written, short enough, and marked for each thing that is scored from it."""
    if row is None or not row.text.strip():
        return [Missing("supporting", "Write your statement")]
    found = []
    if over := rules.over(row.text):
        found.append(Missing("supporting", f"Take {over:,} word{'' if over == 1 else 's'} out of your statement"))
    return found + [
        Missing("marks", f"Mark where you answer point {place}", str(criterion.pk))
        for place, criterion in enumerate(criteria, 1)
        if is_wanted(criterion) and str(criterion.pk) not in row.marks
    ]


def _problem(application: Application, section: SectionName, missing: Missing, found_gaps: Sequence[Gap]) -> Problem:
    url = addresses.section_url(application, section)
    if missing.field == "gap":
        gap = next(each for each in found_gaps if each.start.isoformat() == missing.key)
        url = addresses.gap_url(application, gap)
    elif missing.field == "statement":
        url = addresses.statement_url(application, int(missing.key))
    elif missing.field == "supporting":
        url = addresses.section_url(application, "supporting")
    elif missing.field == "marks":
        url = addresses.marks_url(application, int(missing.key))
    return Problem(section, missing.field, missing.message, url, missing.key)


PAGE_SECTION = {
    "qualification": SectionName.QUALIFICATIONS,
    "sitting": SectionName.QUALIFICATIONS,
    "training": SectionName.QUALIFICATIONS,
    "membership": SectionName.QUALIFICATIONS,
    "job": SectionName.HISTORY,
    "break": SectionName.HISTORY,
    "left_school": SectionName.HISTORY,
    "referee": SectionName.REFEREES,
}
ITEM_WORDS = {
    "qualification": "the qualification",
    "training": "the training",
    "membership": "the membership",
    "job": "the job",
    "break": "the break",
    "referee": "the referee",
}


def _unfinished(application: Application, pages: frozenset[str]) -> list[Problem]:
    """Pages whose boxes hold what is not saved yet."""
    found = []
    for page in sorted(pages):
        kind, _, which = page.partition(".")
        section = PAGE_SECTION.get(kind) or SectionName(kind)
        if kind in ITEM_WORDS:
            url = addresses.item_url(application, kind, None if which == "new" else int(which))
            message = f"Finish {ITEM_WORDS[kind]} you started to {'add' if which == 'new' else 'change'}"
        else:
            url = addresses.section_url(application, kind if kind in PAGE_SECTION else section)
            message = f"Look again at “{section.label}”: something you typed is not saved"
        found.append(Problem(section, "half_typed", message, url, page))
    return found
