"""When papers are due to go: the lifetimes of the register as questions to the database.

Counted from the last release of outcomes, else from the end of the vacancy, else from its closing time. The months
are the school's own (`School.retention_months`, twelve unless it says otherwise: a claim to an employment tribunal
can come six months after the act, and conciliation stops that clock for a while).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import School
from applications.models import Application
from appointments.models import CheckCode, CheckFile
from core.months import months_later
from core.services.holds import held
from shortlisting.models import Decision
from vacancies.models import Vacancy

DRAFT_MONTHS = 6  # after closing: what was never sent
RIGHT_TO_WORK_MONTHS = 24  # after leaving: Immigration (Restrictions on Employment) Order 2007, article 6
FILE_MONTHS = 72  # after leaving: the personnel file, as the records management toolkit for schools says
S, V = Application.State, Vacancy.State
ON_FILE = (S.APPOINTED, S.STARTED)
DECIDING = (S.OFFERED, S.ACCEPTED)  # an offer is out: nothing of it goes
NOT_OUT_YET = (V.DRAFT, V.SCHEDULED, V.PUBLISHED)


def _ended(vacancy: str) -> Coalesce:
    """The instant from which the school's months count; `vacancy` is the path to it, with its underscores."""
    released = Decision.objects.filter(application__vacancy=OuterRef(f"{vacancy}pk"), released_at__isnull=False)
    last = Subquery(released.order_by("-released_at").values("released_at")[:1], output_field=DateTimeField())
    return Coalesce(F(f"{vacancy}counted_from"), last, F(f"{vacancy}ended_at"), F(f"{vacancy}closes_at"))


def with_since(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Annotate each application with `since`, the instant from which the months of its school count; None: not yet."""
    return rows.annotate(since=_ended("vacancy__"))


def _over(at: datetime, school: str) -> Q:
    """Whether the school's months since `since` are over at `at`: one condition for each number of months in use."""
    over = Q(pk__in=[])
    for months in School.objects.order_by().values_list("retention_months", flat=True).distinct():
        over |= Q(**{f"{school}retention_months": months}, since__lt=months_later(at, -months))
    return over


def _unheld(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.exclude(held(Application)).exclude(held(Vacancy, by="vacancy_id"))


def drafts(at: datetime) -> QuerySet[Application]:
    """Applications that were never sent, six months after their vacancy closed or ended."""
    rows = Application.objects.filter(submitted_at=None, purged_at=None).exclude(vacancy__state__in=NOT_OUT_YET)
    since = Coalesce(F("vacancy__ended_at"), F("vacancy__closes_at"))
    return _unheld(rows.annotate(since=since).filter(since__lt=months_later(at, -DRAFT_MONTHS)))


def sent(at: datetime) -> QuerySet[Application]:
    """Applications that were sent, the school's months after the recruitment; of the person appointed, what the
    selection alone needed goes then too."""
    rows = Application.objects.filter(submitted_at__isnull=False, purged_at=None).exclude(state__in=DECIDING)
    rows = rows.exclude(vacancy__state__in=NOT_OUT_YET)
    return _unheld(with_since(rows).filter(_over(at, "vacancy__school__")))


def files(at: datetime) -> QuerySet[Application]:
    """Papers on the file of somebody who was appointed and left, six years after leaving."""
    return _left(at, FILE_MONTHS).exclude(details__first_names="")


def rights_to_work(at: datetime) -> QuerySet[Application]:
    """Copies of a right to work, two years after their person left: the rest of the file stays longer."""
    return _left(at, RIGHT_TO_WORK_MONTHS).filter(Exists(copies_of(OuterRef("pk"))))


def copies_of(application: OuterRef | int) -> QuerySet[CheckFile]:
    """The copies of a right to work that belong to one application."""
    return CheckFile.objects.filter(check_row__application=application, check_row__code=CheckCode.RTW)


def _left(at: datetime, months: int) -> QuerySet[Application]:
    """Those who were appointed here and left so many months before."""
    rows = Application.objects.filter(state__in=ON_FILE).annotate(since=F("record_entry__left_on"))
    return _unheld(rows.filter(since__lt=months_later(at.date(), -months)))


def vacancies(at: datetime) -> QuerySet[Vacancy]:
    """Vacancies whose source packs, steps back and typed reasons have had their time."""
    rows = Vacancy.objects.filter(purged_at=None).exclude(state__in=NOT_OUT_YET).exclude(held(Vacancy))
    return rows.annotate(since=_ended("")).filter(_over(at, "school__"))


@dataclass(frozen=True)
class Next:
    """A recruitment whose sent papers are still there: how many applications, from when they go, and whether a hold
    stops it."""

    vacancy: Vacancy
    left: int
    goes_on: datetime
    is_held: bool


def next_of(schools: Iterable[School]) -> list[Next]:
    """Return the recruitments of `schools` that hold sent papers, the next to go first: one query."""
    left = Count("applications", filter=Q(applications__submitted_at__isnull=False, applications__purged_at=None))
    rows = Vacancy.objects.filter(school__in=schools).exclude(state__in=NOT_OUT_YET).select_related("school")
    rows = rows.annotate(since=_ended(""), left=left, is_held=held(Vacancy)).filter(left__gt=0, since__isnull=False)
    found = [Next(row, row.left, months_later(row.since, row.school.retention_months), row.is_held) for row in rows]
    return sorted(found, key=lambda row: (row.goes_on, row.vacancy.pk))
