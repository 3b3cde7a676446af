"""What the pages of criteria and of duties share: rows that are ticked, moved, merged, deleted; undo."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView, View
from django_htmx.http import HttpResponseClientRedirect

from core.components import NavItem
from core.states import StateError
from vacancies.forms.criteria import TickedForm
from vacancies.models import ImportedPack
from vacancies.pack_source import Mark, SourceBlock, source_blocks
from vacancies.services import arranging, undo
from vacancies.services.arranging import CRITERIA, DUTIES, Part
from vacancies.views.base import OfVacancy

# A button or a key: "12:digest:up:", "ticked:importance:essential".
VERB = re.compile(r"(?:(?P<pk>\d{1,18}):(?P<digest>[0-9a-f]{16})|ticked):(?P<verb>[a-z]{1,12}):(?P<with>[a-z,]{0,80})")
STALE = "Somebody else changed “{}” while you had this page open, so we left it as they set it. Look at it again."
PARTS = {"review": CRITERIA, "duties": DUTIES}


class OfRows(OfVacancy):
    """Mixin for pages of one kind of rows: `home` names their page, "review" or "duties"."""

    home = "review"

    @property
    def part(self) -> Part:
        """Criteria or duties."""
        return PARTS[self.home]

    def home_at(self, anchor: str = "", **query: Any) -> str:
        """The page of all rows, with the focus at `anchor`."""
        asked = urlencode({**({"at": anchor} if anchor else {}), **query})
        return f"{self.page(self.home)}{'?' if asked else ''}{asked}{'#' if anchor else ''}{anchor}"

    def row(self, pk: int) -> Any:
        """A row of this vacancy. Raises Http404."""
        found = self.part.rows(self.vacancy).filter(pk=pk).first()
        if found is None:
            raise Http404
        found.section.vacancy = self.vacancy
        return found

    def say_stale(self, stale: list[Any]) -> None:
        """Name what somebody else has changed since."""
        for each in stale[:3]:
            messages.warning(self.request, STALE.format(each))


class RowsView(OfRows, TemplateView):
    """A page of rows. Its one form posts what is ticked, and the button or key that was pressed."""

    @cached_property
    def rows(self) -> list[Any]:
        """Every row, in order."""
        return list(self.part.rows(self.vacancy))

    @cached_property
    def packs(self) -> list[ImportedPack]:
        """The packs that the draft was made from, the newest first."""
        return list(self.vacancy.packs.in_use()) if self.is_draft else []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button or the key says, and come back to where it was pressed."""
        try:
            pressed = request.POST.get("quick") or request.POST.get("key")
            answer = self.verb(pressed) if pressed else self.bulk(request.POST.get("do", ""))
        except StateError as error:
            messages.error(request, str(error))
            return redirect(self.home_at())
        return answer if isinstance(answer, HttpResponse) else redirect(self.home_at(answer))

    def verb(self, value: str) -> str:
        """Act on one row, or on those ticked. Returns where to go on."""
        found = VERB.fullmatch(value)
        if found is None:
            raise StateError("That is not on the list. Choose again.")
        if found["pk"] is None:
            form = TickedForm(self.request.POST, rows=self.rows)
            rows = form.chosen(form.cleaned_data) if form.is_valid() else {}
            self.act(found["verb"], found["with"], rows)
            return ""
        pk = int(found["pk"])
        return self.act(found["verb"], found["with"], {pk: found["digest"]}) or f"row-{pk}"

    def act(self, verb: str, given: str, rows: arranging.Rows) -> str:
        """One of the verbs for rows of either kind. Returns where to go on, empty for the row itself."""
        if verb == "delete":
            after = self._after(set(rows))
            self.say_stale(arranging.delete_rows(self.part, self.vacancy, by=self.user, rows=rows)[1])
            return after
        row = next((each for each in self.rows if each.pk in rows), None)
        if row is None:
            raise StateError(arranging.gone(self.part))
        row.section.vacancy = self.vacancy
        if verb in ("up", "down"):
            arranging.nudge(self.part, row, by=self.user, up=verb == "up")
            return ""
        if verb == "merge":
            return f"row-{arranging.merge_up(self.part, row, by=self.user, seen=rows[row.pk]).pk}"
        raise StateError("That is not on the list. Choose again.")

    def bulk(self, do: str) -> HttpResponse | str:
        """Act on the rows that are ticked."""
        form = TickedForm(self.request.POST, rows=self.rows, doing=do, least=2 if do == "merge" else 1)
        if do not in ("merge", "move", "delete"):
            raise StateError("That is not on the list. Choose again.")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        rows = form.chosen(form.cleaned_data)
        if do == "move":
            ticks = [f"{pk}:{digest}" for pk, digest in rows.items()]
            return self._leave(f"{self.page(f'{self.home}_move')}?{urlencode({'row': ticks}, doseq=True)}")
        if do == "merge":
            return f"row-{arranging.merge_rows(self.part, self.vacancy, by=self.user, rows=rows).pk}"
        return self.act("delete", "", rows)

    def _leave(self, address: str) -> HttpResponse:
        """Go to a page of its own, from a part that was swapped too."""
        return HttpResponseClientRedirect(address) if self.request.htmx else redirect(address)  # type: ignore[attr-defined]

    def _after(self, gone: set[int]) -> str:
        """The row that stands after those that go, else the last one left."""
        left = [each.pk for each in self.rows if each.pk not in gone]
        first = next((n for n, each in enumerate(self.rows) if each.pk in gone), 0)
        before = sum(each.pk not in gone for each in self.rows[:first])
        return f"row-{left[min(before, len(left) - 1)]}" if left else ""

    def sources(self, marks: dict[str, list[Mark]]) -> list[tuple[ImportedPack, list[SourceBlock]]]:
        """Each pack in use with its words."""
        return [(pack, source_blocks(pack.pk, pack.source, marks)) for pack in self.packs]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what can be undone, and where the focus goes."""
        steps = undo.steps_of(self.vacancy) if self.is_draft else None
        at = self.request.GET.get("at", "")
        focus = at if re.fullmatch(r"[a-z]{1,12}-[a-z0-9-]{1,40}", at) else ""
        page = {"steps": steps, "focus": focus, "home": self.home, "parts": self._parts()}
        return super().get_context_data(**{**page, **kwargs})

    def _parts(self) -> list[NavItem]:
        """The parts of the pack, each with how much it holds."""
        other = PARTS["duties" if self.home == "review" else "review"].rows(self.vacancy).count()
        criteria, duties = (len(self.rows), other) if self.home == "review" else (other, len(self.rows))
        return [
            NavItem(f"Duties ({duties})", self.page("duties"), current=self.home == "duties"),
            NavItem(f"Person specification ({criteria})", self.page("review"), current=self.home == "review"),
            NavItem("Dates", self.page("dates")),
        ]


class UndoView(OfRows, View):
    """Take the last change back, or do it again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """`step` is the one that the page named."""
        again = request.POST.get("do") == "redo"
        try:
            pk = int(request.POST.get("step", ""))
            (undo.redo if again else undo.undo)(self.vacancy, by=self.user, pk=pk)
        except ValueError:
            messages.error(request, undo.CHANGED)
        except StateError as error:
            messages.error(request, str(error))
        return redirect(self.home_at())
