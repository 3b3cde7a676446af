"""Checking what was read: importance and ways to assess for every row, on one page beside the source."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import View

from core.states import StateError
from vacancies.forms.criteria import CriterionForm, RowsForm
from vacancies.models import Importance, Method
from vacancies.services.arranging import Rows
from vacancies.services.headings import number_again
from vacancies.services.packs import settle
from vacancies.services.specification import change_rows
from vacancies.specification_page import NUMBERS, page_of
from vacancies.views.base import OfVacancy
from vacancies.views.criteria import initial_of
from vacancies.views.rows import RowsView


class ReviewView(RowsView):
    """The person specification beside the pack it was read from. A vacancy that is out shows the fixed version."""

    template_name = "vacancies/review.html"

    def bulk(self, do: str) -> HttpResponse | str:
        """Change the rows that were chosen; the rest as for all rows."""
        if do:
            return super().bulk(do)
        form = RowsForm(self.request.POST, rows=self.rows)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        given = form.cleaned_data
        self._change(form.chosen(given), importance=given["importance"] or None, methods=given["methods"] or None)
        return ""

    def act(self, verb: str, given: str, rows: Rows) -> str:
        """Settle a row by its button, or change it by a key; the rest as for all rows."""
        if verb not in ("importance", "methods", "toggle"):
            return super().act(verb, given, rows)
        if not _is_choice(verb, given.split(",")):
            raise StateError("That answer is not on the list. Choose again.")
        self._change(rows, **{verb: given.split(",") if verb == "methods" else given})
        return self._next() if "quick" in self.request.POST else ""

    def _change(self, rows: Rows, **wanted: Any) -> None:
        changed, stale = change_rows(self.vacancy, by=self.user, rows=rows, **wanted)
        if not changed and not stale:
            messages.info(self.request, "These rows were set so already. Nothing has changed.")
        self.say_stale(stale)

    def _next(self) -> str:
        """The next question, else none is left and the row that was settled will do."""
        rows = page_of(list(self.vacancy.criteria.in_order()))
        return next((ask.target for group in rows.groups for row in group.rows for ask in row.asks), "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, what is to settle and the source."""
        form = self._bar(kwargs.pop("form", None))
        ticked = form.cleaned_data.get("rows", {}) if form.is_bound else {}
        spec = page_of(self.rows, self.packs, ticked, self.vacancy.criterion_sections.all() if self.is_draft else ())
        return super().get_context_data(
            **{
                "form": form,
                "spec": spec,
                "packs": self.packs,
                "sources": self.sources(spec.marks),
                "version": None if self.is_draft else self.vacancy.specification_versions.last(),
                "editing": self._editing(),
                "coming": self.vacancy.packs.on_their_way().first() if self.is_draft else None,
                "chosen_methods": form["methods"].value() or [],
                "methods": Method.choices,
                **kwargs,
            }
        )

    def _bar(self, form: Any) -> RowsForm:
        """The bar of buttons over the rows: as it was sent, or new."""
        if form is None or isinstance(form, RowsForm):
            return form or RowsForm(rows=self.rows)
        bar = RowsForm(self.request.POST, rows=self.rows)  # rows were to be merged or moved: it shows what was wrong
        bar.errors.clear()
        bar.errors.update(form.errors)
        return bar

    def _editing(self) -> dict[str, Any] | None:
        """The row whose form is open in its place."""
        pk = self.request.GET.get("edit", "")
        row = next((each for each in self.rows if str(each.pk) == pk), None) if self.is_draft else None
        if row is None:
            return None
        return {"pk": row.pk, "form": CriterionForm(initial=initial_of(row), auto_id=f"edit-{row.pk}-%s")}


def _is_choice(verb: str, chosen: list[str]) -> bool:
    if verb == "importance":
        return chosen in ([Importance.ESSENTIAL], [Importance.DESIRABLE])
    return bool(chosen) and set(chosen) <= set(Method.values) and (verb == "methods" or len(chosen) == 1)


class SettleView(OfVacancy, View):
    """HR has looked at a warning of the reader, or has the numbers of a section put right."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """`code`: do not show it again; `number`: the section to number again."""
        code, section = request.POST.get("code", "")[:40], request.POST.get("number", "")
        try:
            if section.isdecimal() and len(section) < 19:
                number_again(self.vacancy, by=self.user, section=int(section))
            codes = NUMBERS if code == "numbers" else frozenset({code})
            for pack in self.vacancy.packs.in_use():
                if code and codes & set(pack.warnings):
                    settle(pack, codes=codes, by=self.user)
        except StateError as error:
            messages.error(request, str(error))
        return redirect(self.page("review"))
