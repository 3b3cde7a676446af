"""The sections that are lists: qualifications and training, history, referees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from applications import completeness
from applications.addresses import gap_url, item_url, section_url
from applications.criteria import Asked, asked
from applications.gaps import Span
from applications.history import qualification_groups
from applications.models import SectionName
from applications.review import Problem, Review, review
from applications.services import sections
from applications.timeline import Entry, draw
from applications.views.base import DraftPage
from core.components import Cell, Column, Line, Table
from core.display import month_year


class ListPage(DraftPage):
    """A list section: its items, what is missing, and the button that calls it finished."""

    whole = True
    section: ClassVar[SectionName]

    @cached_property
    def criteria(self) -> Asked:
        """The vacancy's criteria; read by the pages that need them."""
        return asked(self.application.vacancy)

    @cached_property
    def review(self) -> Review:
        """Every section looked at; only this one's problems are shown."""
        return review(self.application, self.criteria.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is missing and the way back."""
        return super().get_context_data(
            heading=self.section.label,
            caption=f"{self.application.vacancy.title}, {self.application.vacancy.school.name}",
            back_url=section_url(self.application, "task_list"),
            todo=self.review.of(self.section),
            half_typed=[each for each in self.review.of(self.section) if each.kind == "half_typed"],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call it finished, or say what is missing."""
        problems: Sequence[Problem] = self.review.of(self.section)
        if problems:
            return self.render_to_response(self.get_context_data(problems=problems), status=422)
        sections.finish(self.application, self.section, by=self.by)
        return redirect("applications:task_list", self.application.ref)


class QualificationsView(ListPage):
    """Qualifications and training."""

    section = SectionName.QUALIFICATIONS
    template_name = "applications/qualifications.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows with their addresses."""
        application = self.application
        return super().get_context_data(
            groups=[
                _with_urls(application, "qualification", rows)
                for rows in qualification_groups(application.qualifications.all())
            ],
            training=_with_urls(application, "training", application.training.all()),
            memberships=_with_urls(application, "membership", application.memberships.all()),
            **kwargs,
        )


class RefereesView(ListPage):
    """Referees."""

    section = SectionName.REFEREES
    template_name = "applications/referees.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the people, what they must be together, and whose address is a personal one."""
        rows = list(self.application.referees.all())
        return super().get_context_data(
            referees=_with_urls(self.application, "referee", rows),
            needs=completeness.referee_needs(rows, list(self.application.employment.all())),
            personal=completeness.personal_addresses(rows),
            full=len(rows) >= completeness.MOST_REFEREES,
            most=completeness.MOST_REFEREES,
            **kwargs,
        )


class HistoryView(ListPage):
    """Jobs and study since leaving school, with the gaps and the line of years."""

    section = SectionName.HISTORY
    template_name = "applications/history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add jobs, breaks, gaps with the page that explains each, and the drawing with its table."""
        application = self.application
        entries = self._entries()
        since = application.left_education_on
        return super().get_context_data(
            jobs=_with_urls(application, "job", application.employment.all()),
            breaks=_with_urls(application, "break", application.breaks.all()),
            gaps=[(gap, gap_url(application, gap)) for gap in self.review.gaps],
            drawing=draw(entries, since, timezone.localdate()) if since and entries else None,
            table=_history_table(entries),
            **kwargs,
        )

    def _entries(self) -> list[Entry]:
        application = self.application
        found = [
            Entry("work", f"{job.role}, {job.employer}", Span(job.started_on, job.ended_on))
            for job in application.employment.all()
        ]
        found += [
            Entry("study", f"{row.kind} {row.subject}".strip(), Span(row.started_on, row.ended_on))
            for row in application.qualifications.all()
            if row.started_on and row.ended_on
        ]
        found += [Entry("break", row.reason, Span(row.started_on, row.ended_on)) for row in application.breaks.all()]
        found += [Entry("gap", "Nothing yet", Span(gap.start, gap.end)) for gap in self.review.gaps]
        return sorted(found, key=lambda entry: entry.span.start)


KIND_WORDS = {"work": "Work", "study": "Study", "break": "Break", "gap": "To explain"}


def _history_table(entries: list[Entry]) -> Table:
    lines = [
        Line(
            cells=[
                Cell(month_year(entry.span.start)),
                Cell(month_year(entry.span.end) if entry.span.end else "Now"),
                Cell(entry.label),
                Cell(tag="To explain", colour="yellow") if entry.kind == "gap" else Cell(KIND_WORDS[entry.kind]),
            ]
        )
        for entry in entries
    ]
    columns = [Column("From"), Column("To"), Column("What"), Column("Kind")]
    return Table("Your history, earliest first", columns, lines)


def _with_urls(application: Any, kind: str, rows: Any) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "change": item_url(application, kind, row.pk),
            "remove": item_url(application, kind, row.pk, "remove"),
        }
        for row in rows
    ]
