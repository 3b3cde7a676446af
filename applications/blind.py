"""What a blind sift shows of an application: built from an allow-list as an object of its own, not by hiding fields.

Words in statements that show who wrote them are hidden as the candidate left it (applications/identity.py).
Nothing here knows a name, employer, institution, date, place or contact, so no page, file or e-mail drawn from it
can tell one. What is added to the allow-list is added here and in tests/applications/test_blind.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from applications import gaps, history
from applications.identity import masked
from applications.known import known_of
from applications.models import Application, CriterionStatement, QtsStatus, SencoQualification
from applications.passages import passages


@dataclass(frozen=True, order=True)
class BlindStatement:
    """An answer, by the criterion it is on."""

    criterion_id: int
    text: str


@dataclass(frozen=True, order=True)
class BlindQualification:
    """Kind and subject."""

    kind: str
    subject: str


@dataclass(frozen=True)
class BlindPost:
    """Role, phase and length. `months` counts every month the post touches."""

    role: str
    phase: str
    months: int

    @property
    def length(self) -> str:
        """As people say it: "2 years and 3 months"."""
        return gaps.length_words(self.months)


@dataclass(frozen=True)
class BlindApplication:
    """Everything that a member of a blind sift may see of one application."""

    qts: str  # words, "" when not answered
    senco_qualification: str
    statements: tuple[BlindStatement, ...]  # in the order of their criteria's ids: look them up with `on`
    qualifications: tuple[BlindQualification, ...]  # by kind and subject, which tells no dates
    posts: tuple[BlindPost, ...]  # latest first
    gap_months: tuple[int, ...]  # lengths of gaps in work and study, latest first
    supporting: str = ""  # the whole text, where the school asks for one statement; `statements` are its passages

    def on(self, criterion_id: int) -> str:
        """The answer on a criterion; "" where none was written; of one statement without marks on it, the whole."""
        return next((each.text for each in self.statements if each.criterion_id == criterion_id), self.supporting)

    @property
    def gap_lengths(self) -> list[str]:
        """As people say them."""
        return [gaps.length_words(months) for months in self.gap_months]


def blind_views(applications: Iterable[Application]) -> dict[int, BlindApplication]:
    """Return the blind view of each application by its id, in a constant number of queries.

    The key is for the caller to find its own row again; nothing that is shown may be made from it.
    """
    wanted = [application.pk for application in applications]
    lists = ("employment", "qualifications", "statements")
    rows = Application.objects.select_related(
        "professional_status", "vacancy__school", "details", "candidate"
    ).prefetch_related(*lists)
    return {row.pk: _build(row) for row in rows.filter(pk__in=wanted)}


def blind_view(application: Application) -> BlindApplication:
    """Return the blind view of one application."""
    return blind_views([application])[application.pk]


def _build(application: Application) -> BlindApplication:
    status = getattr(application, "professional_status", None)
    until = timezone.localdate(application.submitted_at) if application.submitted_at else timezone.localdate()
    known, choices = known_of(application), application.identity_choices

    def hide(text: str) -> str:
        return masked(text, known, choices)

    away = history.away_from_work(application, until=until)
    return BlindApplication(
        qts=_label(QtsStatus, status.qts) if status else "",
        senco_qualification=_label(SencoQualification, status.senco_qualification) if status else "",
        statements=tuple(sorted(_answers(application.statements.all(), hide))),
        supporting="".join(hide(row.text) for row in application.statements.all() if row.criterion_id is None),
        qualifications=tuple(sorted(BlindQualification(r.kind, r.subject) for r in application.qualifications.all())),
        posts=tuple(
            BlindPost(hide(job.role), job.phase, _months(job.started_on, job.ended_on, until))
            for job in application.employment.all()
        ),
        gap_months=tuple(gaps.months(gap.start, gap.end) for gap in reversed(away)),
    )


def _answers(rows: Iterable[CriterionStatement], hide: Callable[[str], str]) -> Iterator[BlindStatement]:
    """Each answer; of one supporting statement, the passages that its writer marked."""
    for row in rows:
        if row.criterion_id is not None:
            yield BlindStatement(row.criterion_id, hide(row.text))
        else:
            for criterion_id, numbers in row.marks.items():
                yield BlindStatement(int(criterion_id), hide(passages(row.text, numbers)))


def _label(choices: type[QtsStatus] | type[SencoQualification], value: str) -> str:
    return str(choices(value).label) if value else ""


def _months(start: date, end: date | None, until: date) -> int:
    return gaps.months(start, min(end or until, until))
