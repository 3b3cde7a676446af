"""Where in the supporting statement one criterion is answered."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from applications.addresses import marks_url, section_url
from applications.criteria import Asked, asked, rules_of
from applications.forms.statements import MarksForm
from applications.models import CriterionStatement, SectionName
from applications.passages import paragraphs
from applications.services.statements import StaleStatementError, mark_passages
from applications.views.base import DraftPage
from vacancies.models import Criterion

CHANGED = "Your statement has changed since you opened this page. Mark the paragraphs again."


class MarksView(DraftPage):
    """The paragraphs as tick boxes, and "I do not answer this"."""

    template_name = "applications/marks.html"

    @cached_property
    def criteria(self) -> Asked:
        """The vacancy's criteria."""
        return asked(self.application.vacancy)

    @cached_property
    def criterion(self) -> Criterion:
        """The criterion of the address. Raises Http404, also where the school asks for single answers."""
        found = next((row for row in self.criteria.now if row.pk == self.kwargs["pk"]), None)
        if found is None or not rules_of(self.application.vacancy).one:
            raise Http404
        return found

    @cached_property
    def row(self) -> CriterionStatement:
        """The statement; an empty one before it is written."""
        return self.application.statements.filter(criterion=None).first() or CriterionStatement()

    def make_form(self, data: Any = None) -> MarksForm:
        """Ticks as they were left."""
        marks = self.row.marks.get(str(self.criterion.pk))
        return MarksForm(data, paragraphs=paragraphs(self.row.text), version=self.row.version, marks=marks)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        criterion = self.criterion
        kwargs.setdefault("form", self.make_form())
        return super().get_context_data(
            criterion=criterion,
            place=self.criteria.now.index(criterion) + 1,
            total=len(self.criteria.now),
            empty=not self.row.text.strip(),
            supporting_url=section_url(self.application, "supporting"),
            back_url=section_url(self.application, SectionName.STATEMENTS),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, and go on to the next one."""
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            mark_passages(self.application, self.criterion, by=self.by, **form.values())
        except StaleStatementError:
            messages.error(request, CHANGED)
            return redirect(marks_url(self.application, self.criterion.pk))
        after = self.criteria.now[self.criteria.now.index(self.criterion) + 1 :]
        if "later" in request.POST or not after:
            return redirect(section_url(self.application, SectionName.STATEMENTS))
        return redirect(marks_url(self.application, after[0].pk))
