"""The statements: the list of what the school looks for, one page for each answer, its earlier versions."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from applications.addresses import section_url, statement_url
from applications.criteria import Asked, asked, grouped, is_wanted, method_words, too_long, words
from applications.forms.statements import StatementForm
from applications.models import CriterionStatement, SectionName, StatementVersion
from applications.services.statements import StaleStatementError, save_statement
from applications.versions import thinned
from applications.views.base import DraftPage
from applications.views.lists import ListPage
from core.components import Step, Task
from core.display import clock, day_month
from vacancies.models import Criterion, Method


class StatementsView(ListPage):
    """The list."""

    section = SectionName.STATEMENTS
    template_name = "applications/statements.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the criteria by section of the pack with how far each answer is, and what is judged later."""
        written = {row.criterion_id: row.text for row in self.application.statements.all()}
        places = {criterion.pk: place for place, criterion in enumerate(self.criteria.now, 1)}
        groups = [
            (f"group-{n}", name, [self._task(row, places[row.pk], written.get(row.pk, "")) for row in rows])
            for n, (name, rows) in enumerate(grouped(self.criteria.now))
        ]
        return super().get_context_data(
            groups=groups,
            later=[(name, [(row, method_words(row)) for row in rows]) for name, rows in grouped(self.criteria.later)],
            written=sum(bool(written.get(pk, "").strip()) for pk in places),
            total=len(places),
            **kwargs,
        )

    def _task(self, criterion: Criterion, place: int, text: str) -> Task:
        url = statement_url(self.application, criterion.pk)
        label = f"{place}. {criterion.text}"
        hint = str(criterion.get_importance_display()) if is_wanted(criterion) else "If you want to add to your form"
        if too_long(text, self.application.vacancy.statement_words):
            return Task(label, "Too long", url, f"{hint}, {words(text):,} words", "orange")
        if text.strip():
            return Task(label, "Written", url, f"{hint}, {words(text):,} word{'' if words(text) == 1 else 's'}")
        return Task(label, "Not started", url, hint, "grey") if is_wanted(criterion) else Task(label, "", url, hint)


class StatementPage(DraftPage):
    """What the pages about one answer share."""

    @cached_property
    def criteria(self) -> Asked:
        """The vacancy's criteria."""
        return asked(self.application.vacancy)

    @cached_property
    def criterion(self) -> Criterion:
        """The criterion of the address, if it is assessed by application."""
        found = next((row for row in self.criteria.now if row.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def rows(self) -> dict[int, CriterionStatement]:
        """All answers by criterion, for the list at the side."""
        return {row.criterion_id: row for row in self.application.statements.all()}

    @property
    def row(self) -> CriterionStatement | None:
        """The answer of this page, if one was ever saved."""
        return self.rows.get(self.criterion.pk)

    @property
    def place(self) -> int:
        """Its number in the list."""
        return self.criteria.now.index(self.criterion) + 1


class StatementView(StatementPage):
    """One answer. Without script it saves on either button; with it also while typing, to the same address."""

    template_name = "applications/statement.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, the criterion, how long the answer is and the list of all answers."""
        row = self.row
        if "form" not in kwargs:
            initial = {"text": row.text, "seen": row.version} if row else {}
            kwargs["form"] = StatementForm(initial=initial)
        text = str(kwargs["form"]["text"].value() or "")
        most = self.application.vacancy.statement_words
        return super().get_context_data(
            criterion=self.criterion,
            place=self.place,
            total=len(self.criteria.now),
            also_by=method_words(self.criterion, but=Method.APPLICATION),
            wanted=is_wanted(self.criterion),
            steps=self._steps(),
            words=words(text),
            most=most,
            saved=saved_words(row) if row and "stored" not in kwargs else "",
            versions=len(thinned(row.versions.all())) if row and row.version else 0,
            back_url=section_url(self.application, SectionName.STATEMENTS),
            **kwargs,
        )

    def _steps(self) -> list[Step]:
        def state(row: Criterion) -> Any:
            if row.pk == self.criterion.pk:
                return "now"
            answer = self.rows.get(row.pk)
            return "done" if answer and answer.text.strip() else "next"

        return [
            Step(f"{n}. {short(row.text)}", statement_url(self.application, row.pk), state(row), "written")
            for n, row in enumerate(self.criteria.now, 1)
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save whatever the length; go on only when it fits. A script asks for JSON."""
        script = request.headers.get("X-Autosave") == "1"
        form = StatementForm(request.POST)
        if not form.is_valid():
            if script:
                return JsonResponse(
                    {"error": " ".join(str(each) for each in form.errors.get("text", ["Not saved"]))}, status=422
                )
            return self.render_to_response(self.get_context_data(form=form), status=422)
        text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
        try:
            row = save_statement(self.application, self.criterion, by=self.by, text=text, seen=seen)
        except StaleStatementError as error:
            return self._stale(error, text, script=script)
        self.rows[self.criterion.pk] = row
        if script:
            return JsonResponse({"version": row.version, "saved": saved_words(row)})
        return self._saved(form, row)

    def _saved(self, form: StatementForm, row: CriterionStatement) -> HttpResponse:
        if "later" in self.request.POST:
            return redirect(section_url(self.application, SectionName.STATEMENTS))
        over = too_long(row.text, self.application.vacancy.statement_words)
        if over:
            most = self.application.vacancy.statement_words
            plural = "" if over == 1 else "s"
            error = f"Take out {over:,} word{plural}: the most is {most:,}. It is saved"
            form = _with_version(form, row.version, error)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        after = self.criteria.now[self.place :]
        url = statement_url(self.application, after[0].pk) if after else ""
        return redirect(url or section_url(self.application, SectionName.STATEMENTS))

    def _stale(self, error: StaleStatementError, text: str, *, script: bool) -> HttpResponse:
        """Show both texts: the one that stands, and the one typed here in the box. Saving again is a choice."""
        stored = error.stored
        stored.refresh_from_db()
        if script:
            return JsonResponse({"stale": True, "error": f"{error} Save to see both."}, status=409)
        self.rows[self.criterion.pk] = stored
        form = StatementForm(initial={"text": text, "seen": stored.version})
        return self.render_to_response(self.get_context_data(form=form, stored=stored), status=409)


def _with_version(form: StatementForm, version: int, error: str) -> StatementForm:
    """The form again, as of the version just saved, with what is wrong."""
    again = StatementForm({"text": form.data.get("text", ""), "seen": str(version)})
    again.add_error("text", error)
    return again


def saved_words(row: CriterionStatement | StatementVersion) -> str:
    """When it was saved, as the page says it."""
    return f"Saved at {clock(row.saved_at)}, {day_month(row.saved_at)}"


def short(text: str, most: int = 60) -> str:
    """The start of a criterion, cut between words, for the list at the side."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"


class VersionsView(StatementPage):
    """Earlier versions of one answer: to read, and to bring back as a new save."""

    template_name = "applications/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions that differ enough to be told apart, newest first."""
        row = self.row
        found = thinned(row.versions.all()) if row else []
        return super().get_context_data(
            criterion=self.criterion,
            row=row,
            versions=[(each, saved_words(each), words(each.text)) for each in found],
            back_url=statement_url(self.application, self.criterion.pk),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Bring a version back. The text it replaces stays among the versions."""
        row = self.row
        chosen = request.POST.get("version", "")
        version = row.versions.filter(pk=chosen).first() if row and chosen.isascii() and chosen.isdecimal() else None
        if row is None or version is None:
            raise Http404
        save_statement(self.application, self.criterion, by=self.by, text=version.text, seen=row.version)
        return redirect(statement_url(self.application, self.criterion.pk))
