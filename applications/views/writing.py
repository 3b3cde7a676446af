"""Writing one answer, or the one supporting statement, and its earlier versions."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from applications import identity, sides, stash
from applications.addresses import section_url, statement_url
from applications.criteria import Asked, Rules, asked, is_wanted, method_words, rules_of, words
from applications.forms.statements import StatementForm
from applications.known import known_of
from applications.models import CriterionStatement, SectionName, StatementVersion
from applications.services.statements import StaleStatementError, save_statement
from applications.signs import Sign, signs_in
from applications.versions import thinned
from applications.views.base import DraftPage, is_autosave
from applications.views.statements import choose_from
from core.components import Step
from core.display import clock, day_month
from vacancies.models import Criterion, Method

BACK = "What you typed before you were signed out is saved."


class StatementPage(DraftPage):
    """What the pages about one text share."""

    @cached_property
    def criteria(self) -> Asked:
        """The vacancy's criteria."""
        return asked(self.application.vacancy)

    @property
    def rules(self) -> Rules:
        """How HR wants it written."""
        return rules_of(self.application.vacancy)

    @cached_property
    def criterion(self) -> Criterion | None:
        """The criterion of the address; None for the one statement. Raises Http404 where the school asks otherwise."""
        if self.rules.one != ("pk" not in self.kwargs):
            raise Http404
        if self.rules.one:
            return None
        found = next((row for row in self.criteria.now if row.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def rows(self) -> dict[int | None, CriterionStatement]:
        """All texts by criterion, for the list at the side and the length of all."""
        return {row.criterion_id: row for row in self.application.statements.all()}

    @property
    def row(self) -> CriterionStatement | None:
        """The text of this page, if one was ever saved."""
        return self.rows.get(self.criterion.pk if self.criterion else None)

    @property
    def place(self) -> int:
        """Its number in the list; 0 for the one statement."""
        return self.criteria.now.index(self.criterion) + 1 if self.criterion else 0

    def address(self, name: str = "statement") -> str:
        """This page (`statement`), or its `versions`."""
        if self.criterion is None:
            return section_url(self.application, "supporting" + ("_versions" if name == "versions" else ""))
        url = statement_url(self.application, self.criterion.pk)
        return f"{url}versions/" if name == "versions" else url


class StatementView(StatementPage):
    """One text. Without script it saves on either button; with it also while typing, to the same address."""

    template_name = "applications/statement.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What came after the session had ended is saved first, like any other save."""
        if self.criterion is None and not self.rules.one:
            raise Http404
        if (late := stash.take(request)) is not None:
            form = StatementForm(late)
            if form.is_valid():
                text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
                try:
                    self.keep(text, seen)
                except StaleStatementError as error:
                    return self._stale(error, text, script=False)
                messages.success(request, BACK)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, what it is about, how long it is, what may show who wrote it, and the list of all answers."""
        row = self.row
        if "form" not in kwargs:
            initial = {"text": row.text, "seen": row.version} if row else {}
            kwargs["form"] = StatementForm(initial=initial)
        text = str(kwargs["form"]["text"].value() or "")
        return super().get_context_data(
            **self._about(),
            **self._length(text),
            rules=self.rules,
            steps=self._steps(),
            signs=self._signs(text),
            saved=saved_words(row) if row and row.version and "stored" not in kwargs else "",
            versions=len(thinned(row.versions.all())) if row and row.version else 0,
            versions_url=self.address("versions"),
            statements_url=section_url(self.application, SectionName.STATEMENTS),
            **kwargs,
        )

    def _about(self) -> dict[str, Any]:
        criterion = self.criterion
        if criterion is None:
            return {"heading": "Your supporting statement", "title": "Your supporting statement"}
        return {
            "heading": criterion.text,
            "title": f"Your statements, {self.place} of {len(self.criteria.now)}",
            "criterion": criterion,
            "place": self.place,
            "total": len(self.criteria.now),
            "also_by": method_words(criterion, but=Method.APPLICATION),
            "wanted": is_wanted(criterion),
        }

    def _length(self, text: str) -> dict[str, Any]:
        """Words or sides, with the bar: thousandths that the other answers take and that this one takes."""
        rules, mine = self.rules, self.criterion.pk if self.criterion else None
        others = sum(sides.lines(row.text) for key, row in self.rows.items() if key != mine) if rules.sides else 0
        if rules.sides:
            full = rules.sides * sides.LINES
            before, now = others / full, sides.lines(text) / full
        else:
            before, now = 0, words(text) / rules.words
        used = sides.sides_words(sides.estimate_lines(others + sides.lines(text)))
        start = min(round(1000 * before), 1000)
        return {
            "words": words(text),
            "other_lines": f"{others:.2f}",
            "used": used,
            "bar_others": start,
            "bar_now": min(round(1000 * now), 1000 - start),
        }

    def _signs(self, text: str) -> list[Sign]:
        row = self.row or CriterionStatement()
        return signs_in(self.application, CriterionStatement(text=text, criterion_id=row.criterion_id))

    def _steps(self) -> list[Step]:
        def state(row: Criterion) -> Any:
            if row == self.criterion:
                return "now"
            answer = self.rows.get(row.pk)
            return "done" if answer and answer.text.strip() else "next"

        if self.rules.one:
            return []
        return [
            Step(f"{n}. {short(row.text)}", statement_url(self.application, row.pk), state(row), "written")
            for n, row in enumerate(self.criteria.now, 1)
        ]

    def keep(self, text: str, seen: int) -> CriterionStatement:
        """Save, and know it."""
        row = save_statement(self.application, self.criterion, by=self.by, text=text, seen=seen)
        self.rows[row.criterion_id] = row
        return row

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save whatever the length; go on only when it fits. A script asks for JSON."""
        script = is_autosave(request)
        form = StatementForm(request.POST)
        if not form.is_valid():
            if script:
                return JsonResponse({"error": " ".join(map(str, form.errors.get("text", ["Not saved"])))}, status=422)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
        try:
            row = self.keep(text, seen)
        except StaleStatementError as error:
            return self._stale(error, text, script=script)
        if script:
            saved = f"{saved_words(row)}. {closed}" if (closed := self.closed()) else saved_words(row)
            return JsonResponse({"version": row.version, "saved": saved, "signs": self._signs_html(text)})
        return self._saved(form, row)

    def _signs_html(self, text: str) -> str:
        return render_to_string("applications/_signs.html", {"signs": self._signs(text)})

    def _saved(self, form: StatementForm, row: CriterionStatement) -> HttpResponse:
        if self._replaced(row) or choose_from(self, self.request):
            return redirect(f"{self.address()}#signs")
        if "later" in self.request.POST:
            return redirect(section_url(self.application, SectionName.STATEMENTS))
        if over := self.rules.over(row.text):
            most, plural = self.rules.words, "" if over == 1 else "s"
            error = f"Take out {over:,} word{plural}: the most is {most:,}. It is saved"
            form = _with_version(form, row.version, error)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        after = self.criteria.now[self.place :] if self.criterion else ()
        url = statement_url(self.application, after[0].pk) if after else ""
        return redirect(url or section_url(self.application, SectionName.STATEMENTS))

    def _replaced(self, row: CriterionStatement) -> bool:
        """Put plain words in the place of those whose button was pressed."""
        chosen = self.request.POST.get("instead", "")
        if not chosen:
            return False
        text = identity.replaced(row.text, known_of(self.application), chosen)
        self.keep(text, row.version)
        return True

    def _stale(self, error: StaleStatementError, text: str, *, script: bool) -> HttpResponse:
        """Show both texts: the one that stands, and the one typed here in the box. Saving again is a choice."""
        stored = error.stored
        if script:
            there = {"text": stored.text, "version": stored.version, "saved": saved_words(stored)}
            return JsonResponse({"stale": True, "error": str(error), **there}, status=409)
        self.rows[stored.criterion_id] = stored
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
    """Earlier versions of one text: to read, and to bring back as a new save."""

    template_name = "applications/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions that differ enough to be told apart, newest first."""
        criterion, row = self.criterion, self.row
        found = thinned(row.versions.all()) if row else []
        return super().get_context_data(
            heading=criterion.text if criterion else "Your supporting statement",
            row=row,
            versions=[(each, saved_words(each), words(each.text)) for each in found],
            back_url=self.address(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Bring a version back. The text it replaces stays among the versions."""
        criterion, row = self.criterion, self.row
        chosen = request.POST.get("version", "")
        version = row.versions.filter(pk=chosen).first() if row and chosen.isascii() and chosen.isdecimal() else None
        if row is None or version is None:
            raise Http404
        save_statement(self.application, criterion, by=self.by, text=version.text, seen=row.version)
        messages.success(request, f"The text {saved_words(version).lower()} is back.")
        return redirect(self.address())
