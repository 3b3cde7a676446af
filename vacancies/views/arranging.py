"""Pages on which rows are split and moved, and headings put in order: criteria and duties alike."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from core.states import StateError
from vacancies.forms.criteria import MoveForm, SplitForm
from vacancies.services import arranging, headings, undo
from vacancies.views.base import SavingView
from vacancies.views.rows import OfRows


class SplitView(OfRows, SavingView):
    """Cut a row into several."""

    template_name = "vacancies/split.html"
    form_class = SplitForm

    @cached_property
    def original(self) -> Any:
        """The row in the address. Raises Http404."""
        return self.row(self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Its words, with the digest of what is stored."""
        return {"texts": self.original.text, "seen": self.part.seen(self.original)}

    def save(self, form: SplitForm) -> None:
        """Split it, unless somebody else has changed it since."""
        seen = form.cleaned_data["seen"] or None
        arranging.split_row(self.part, self.original, by=self.user, texts=form.cleaned_data["texts"], seen=seen)

    def get_success_url(self) -> str:
        """Its row."""
        return self.home_at(f"row-{self.original.pk}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading and the way back."""
        heading = f"Split this {self.part.one}"
        return super().get_context_data(heading=heading, home_url=self.page(self.home), part=self.part, **kwargs)


class MoveView(OfRows, FormView):
    """Choose where rows should stand."""

    template_name = "vacancies/move.html"
    form_class = MoveForm

    @cached_property
    def every(self) -> list[Any]:
        """All rows, in order."""
        return list(self.part.rows(self.vacancy))

    def get_initial(self) -> dict[str, Any]:
        """The rows that were ticked."""
        return {"rows": self.request.GET.getlist("row")}

    def get_form_kwargs(self) -> dict[str, Any]:
        """The places there are."""
        places = list(getattr(self.vacancy, self.part.sections).all())
        return {**super().get_form_kwargs(), "part": self.part, "headings": places, "rows": self.every}

    def form_valid(self, form: MoveForm) -> HttpResponse:
        """Move them, and tell which were left alone."""
        rows, (section, after) = form.cleaned_data["rows"], form.place()
        try:
            _, stale = arranging.move_rows(
                self.part, self.vacancy, by=self.user, rows=rows, section=section, after=after
            )
        except StateError as error:
            form.add_error("to", str(error))
            return self.form_invalid(form)
        self.say_stale(stale)
        return redirect(self.home_at(f"row-{next(iter(rows))}" if rows else ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of what moves."""
        form = kwargs.get("form") or self.get_form()
        chosen = form.chosen_rows()
        moving = [row for row in self.every if row.pk in chosen]
        return super().get_context_data(
            **{**kwargs, "form": form}, moving=moving, heading=f"Move {self.part.count(len(moving))}",
            home_url=self.page(self.home),
        )  # fmt: skip


class HeadingsView(OfRows, TemplateView):
    """The headings over the rows: name them, put them in order, delete, add. Each button saves at once."""

    template_name = "vacancies/headings.html"

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """`do`: save, add, or up, down or delete with the heading's id."""
        do, _, pk = request.POST.get("do", "save").partition(":")
        try:
            self._do(do, int(pk) if pk.isdecimal() and len(pk) < 19 else 0)
        except StateError as error:
            messages.error(request, str(error))
            return self.render_to_response(self.get_context_data(typed=request.POST))
        return redirect(self.page(f"{self.home}_headings"))

    def _do(self, do: str, pk: int) -> None:
        part, vacancy, by = self.part, self.vacancy, self.user
        if do in ("up", "down"):
            headings.move_heading(part, vacancy, by=by, pk=pk, up=do == "up")
        elif do == "delete":
            headings.delete_heading(part, vacancy, by=by, pk=pk)
        elif do == "add":
            title = self.request.POST.get("new", "").strip()
            if not title:
                raise StateError("Enter the words of the new heading.")
            headings.add_heading(part, vacancy, by=by, title=title)
        else:
            titles, seen = self._sent("title"), self._sent("seen")
            headings.name_headings(part, vacancy, by=by, titles=titles, seen=seen)

    def _sent(self, name: str) -> dict[int, str]:
        """What was typed, by heading: fields "title-12"."""
        sent = ((key.removeprefix(f"{name}-"), value) for key, value in self.request.POST.items())
        return {int(pk): str(value).replace("\x00", "") for pk, value in sent if pk.isdecimal() and len(pk) < 19}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the headings with how many rows each has, and what was typed where it could not be saved."""
        typed = kwargs.get("typed", {})
        rows = [
            {
                "pk": each.pk,
                "title": typed.get(f"title-{each.pk}", getattr(each, self.part.title)),
                "seen": getattr(each, self.part.title),
                "count": self.part.count(getattr(each, self.part.children).count()),
            }
            for each in getattr(self.vacancy, self.part.sections).prefetch_related(self.part.children)
        ]
        heading = "Sections of the person specification" if self.home == "review" else "Headings of the duties"
        page = {"headings": rows, "heading": heading, "home_url": self.page(self.home), "home": self.home}
        steps = undo.steps_of(self.vacancy) if self.is_draft else None
        return super().get_context_data(**{**page, "steps": steps, "new": typed.get("new", ""), **kwargs})
