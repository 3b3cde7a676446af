"""Checking what was read: importance and ways to assess for every row, on one page."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from core.states import StateError
from vacancies.forms.criteria import ROW, RowsForm
from vacancies.models import Criterion, Importance, ImportedPack, Method
from vacancies.pack_source import source_blocks
from vacancies.services.packs import settle
from vacancies.services.specification import change_rows
from vacancies.specification_page import page_of
from vacancies.views.base import OfVacancy


class ReviewView(OfVacancy, TemplateView):
    """The person specification beside the pack it was read from. A vacancy that is out shows the fixed version."""

    template_name = "vacancies/review.html"

    @cached_property
    def criteria(self) -> list[Criterion]:
        """Every row, in order."""
        return list(self.vacancy.criteria.in_order())

    @cached_property
    def pack(self) -> ImportedPack | None:
        """The pack that was read last."""
        return self.vacancy.packs.select_related("file").first()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Settle one row by its button, or change the rows that were chosen."""
        try:
            if quick := request.POST.get("quick"):
                return self._quick(quick)
            return self._bulk(RowsForm(request.POST, criteria=self.criteria))
        except StateError as error:
            messages.error(request, str(error))
            return redirect(self.page("review"))

    def _quick(self, value: str) -> HttpResponseRedirect:
        """ "12:digest:importance:essential" """
        row, _, _ = value.rpartition(":")[0].rpartition(":")
        name, _, chosen = value.removeprefix(f"{row}:").partition(":")
        if not ROW.fullmatch(row) or not _is_choice(name, chosen.split(",")):
            messages.error(self.request, "That answer is not on the list. Choose again.")
            return redirect(self.page("review"))
        pk, digest = row.split(":")
        wanted: dict[str, Any] = {name: chosen if name == "importance" else chosen.split(",")}
        self._change({int(pk): digest}, wanted)
        return redirect(f"{self.page('review')}#{self._next(int(pk))}")

    def _bulk(self, form: RowsForm) -> HttpResponse:
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        given = form.cleaned_data
        wanted = {"importance": given["importance"] or None, "methods": given["methods"] or None}
        self._change(form.chosen(given), wanted)
        return redirect(self.page("review"))

    def _change(self, rows: dict[int, str | None], wanted: dict[str, Any]) -> None:
        changed, stale = change_rows(self.vacancy, by=self.user, rows=rows, **wanted)
        if changed:
            messages.success(self.request, f"{changed} row{'' if changed == 1 else 's'} changed.")
        elif not stale:
            messages.info(self.request, "These rows were set so already. Nothing has changed.")
        for criterion in stale[:3]:
            says = f"Somebody else changed “{criterion}” while you had this page open, so we left it as they set it."
            messages.warning(self.request, f"{says} Look at it again.")

    def _next(self, pk: int) -> str:
        """Where to go on: the next row that is not set, else the one that was settled."""
        later = self.vacancy.criteria.in_order()
        unset = [each.pk for each in later if not each.importance or not each.methods]
        return f"row-{pk if pk in unset or not unset else unset[0]}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, what is to settle and the source."""
        form = kwargs.pop("form", None) or RowsForm(criteria=self.criteria)
        ticked = form.cleaned_data.get("rows", {}) if form.is_bound else {}
        version = None if self.is_draft else self.vacancy.specification_versions.last()
        return super().get_context_data(
            form=form,
            spec=page_of(self.criteria, self.pack if self.is_draft else None, ticked),
            pack=self.pack,
            source=source_blocks(self.pack.source_text) if self.pack else [],
            version=version,
            is_draft=self.is_draft,
            chosen_methods=form["methods"].value() or [],
            methods=Method.choices,
            **kwargs,
        )


def _is_choice(name: str, chosen: list[str]) -> bool:
    if name == "importance":
        return chosen in ([Importance.ESSENTIAL], [Importance.DESIRABLE])
    return name == "methods" and set(chosen) <= set(Method.values)


class SettleView(OfVacancy, View):
    """HR has looked at a warning of the reader."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Do not show it again."""
        pack = self.vacancy.packs.first()
        try:
            if pack is not None:
                settle(pack, code=request.POST.get("code", "")[:40], by=self.user)
        except StateError as error:
            messages.error(request, str(error))
        return redirect(self.page("review"))
