"""An application's history as spans of time, and the gaps in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from applications.gaps import Gap, Span, gaps
from applications.models import Application, Qualification
from applications.sitting import together


def work_spans(application: Application) -> list[Span]:
    """Posts."""
    return [Span(job.started_on, job.ended_on) for job in application.employment.all()]


def study_spans(application: Application) -> list[Span]:
    """Qualifications that give both months of study."""
    studied = application.qualifications.all()
    return [Span(row.started_on, row.ended_on) for row in studied if row.started_on and row.ended_on]


def qualification_groups(rows: Iterable[Qualification]) -> list[list[Qualification]]:
    """Qualifications, newest first; school examinations of one sitting together."""
    groups = together(rows, Qualification.sitting)
    return sorted(groups, key=lambda group: group[0].awarded_year or date.max.year, reverse=True)


def break_spans(application: Application) -> list[Span]:
    """Explained breaks."""
    return [Span(row.started_on, row.ended_on) for row in application.breaks.all()]


def unexplained(application: Application, *, until: date) -> list[Gap]:
    """Gaps above the school's limit that neither work, study nor a break accounts for; [] before the search can run."""
    if application.left_education_on is None:
        return []
    spans = work_spans(application) + study_spans(application) + break_spans(application)
    return gaps(spans, application.left_education_on, until, application.vacancy.school.gap_days)


def away_from_work(application: Application, *, until: date) -> list[Gap]:
    """Gaps in work and study, whether explained or not: what the panel sees the lengths of."""
    if application.left_education_on is None:
        return []
    spans = work_spans(application) + study_spans(application)
    return gaps(spans, application.left_education_on, until, application.vacancy.school.gap_days)
