"""Versions of the person specification: what changed between them, for HR and for candidates; and the next one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from core.display import when
from vacancies.forms.correction import CorrectionForm
from vacancies.models import Criterion, SpecificationVersion, Vacancy
from vacancies.services.correction import NOT_OPEN, correct, seen_of
from vacancies.specification_diff import Change, compare
from vacancies.views.base import OfVacancy, SavingView
from vacancies.views.public import PublicVacancy

MOST_AT_ONCE = 30


@dataclass(frozen=True)
class VersionRow:
    """A version and what it changed; the first one changed nothing."""

    number: int
    at: str
    note: str
    changes: list[Change]


def versions_of(vacancy: Vacancy) -> list[VersionRow]:
    """The versions, the newest first, each against the one before it: one query."""
    versions: list[SpecificationVersion] = list(vacancy.specification_versions.all())
    rows = [
        VersionRow(
            each.number, when(each.frozen_at), each.note, compare(before.content, each.content) if before else []
        )
        for before, each in zip([None, *versions], versions, strict=False)
    ]
    return rows[::-1]


class VersionsView(OfVacancy, TemplateView):
    """The versions, for HR and the head."""

    permission_required = "vacancies.view"
    template_name = "vacancies/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions, and the way to the next one."""
        may_correct = self.vacancy.state == Vacancy.State.PUBLISHED and self.user.has_perm(
            "vacancies.change", self.vacancy
        )
        return super().get_context_data(versions=versions_of(self.vacancy), may_correct=may_correct, **kwargs)


class PublicChangesView(PublicVacancy, TemplateView):
    """What was put right after publication. Where nothing was, there is no such page."""

    template_name = "vacancies/public_changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions after the first. Raises Http404."""
        versions = versions_of(self.vacancy)[:-1]
        if not versions or self.vacancy.state == Vacancy.State.WITHDRAWN:
            raise Http404
        vacancy = self.vacancy
        return super().get_context_data(vacancy=vacancy, school=vacancy.school, versions=versions, **kwargs)


class CorrectView(SavingView):
    """Choose criteria (without `criterion` in the address), then put them right, all in one version."""

    form_class: Any = CorrectionForm
    template_name = "vacancies/correct.html"

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria chosen."""
        chosen = {int(pk) for pk in self.request.GET.getlist("criterion") if pk.isdecimal() and len(pk) < 19}
        return [row for row in self.vacancy.criteria.in_order() if row.pk in chosen][:MOST_AT_ONCE]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where nothing can be corrected, say why."""
        if self.vacancy.state != Vacancy.State.PUBLISHED:
            messages.info(request, NOT_OPEN)
            return redirect(self.page("versions") if self.vacancy.published_at else self.page("review"))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """A fieldset for each."""
        return {**super().get_form_kwargs(), "criteria": self.criteria}

    def get_initial(self) -> dict[str, Any]:
        """What the page shows."""
        return {"seen": self.current_digest()}

    def current_digest(self) -> str:
        """The digest of the whole specification."""
        return seen_of(self.vacancy)

    def save(self, form: CorrectionForm) -> None:
        """Write the next version."""
        note, seen = form.cleaned_data["note"], form.cleaned_data["seen"] or None
        correct(self.vacancy, by=self.user, corrections=form.corrections(), note=note, seen=seen)

    def get_success_url(self) -> str:
        """To what changed."""
        messages.success(self.request, "Corrected. Everybody who applied or has started to is told.")
        return self.page("versions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without a choice, the list to choose from."""
        heading = "Correct the person specification"
        rows = [] if self.criteria else list(self.vacancy.criteria.in_order())
        none_chosen = bool(rows) and "chosen" in self.request.GET
        return super().get_context_data(heading=heading, choose=rows, none_chosen=none_chosen, **kwargs)
