"""Answering the wording checks: mend, undo, leave advice, take it up again; and the list of all checks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from core.states import StateError
from vacancies.services import wording
from vacancies.views.base import OfVacancy
from vacancies.wording import catalogue
from vacancies.wording_of import look_at


class Answer(OfVacancy, View):
    """A button of a card. Back to the page, with what was done; refused with the reason."""

    http_method_names = ["post"]
    anchor = "stop"

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Do it, once."""
        try:
            said = self.answer(request.POST.get("code", ""))
        except StateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, said)
        return redirect(f"{self.page('publish')}#{self.anchor}")

    def answer(self, code: str) -> str:
        """Call the service; return what to say. Raises StateError."""
        raise NotImplementedError


class MendView(Answer):
    """Put the words of one finding right."""

    anchor = "mended"

    def answer(self, code: str) -> str:
        """Say where."""
        return f"Changed: {wording.mend(self.vacancy, by=self.user, code=code).label}. You can undo it below."


class MendAllView(Answer):
    """Put right everything that has one right answer."""

    anchor = "mended"

    def answer(self, code: str) -> str:
        """Say how many."""
        count = len(wording.mend_all(self.vacancy, by=self.user))
        if not count:
            return "There was nothing left to change."
        return f"{count} change{'' if count == 1 else 's'} made. You can undo each below."


class UndoView(Answer):
    """Put back the words as they were."""

    anchor = "mended"

    def answer(self, code: str) -> str:
        """`code` is the number of the change."""
        if not code.isdigit():
            raise StateError(wording.GONE)
        return f"Put back: {wording.undo(self.vacancy, by=self.user, pk=int(code[:18])).label}."


class LeaveView(Answer):
    """Leave advice as it is."""

    anchor = "advice"

    def answer(self, code: str) -> str:
        """It comes back with other words."""
        wording.leave(self.vacancy, by=self.user, code=code)
        return "Left as it is. It comes back if the words change."


class TakeUpView(Answer):
    """Bring advice back that was left."""

    anchor = "advice"

    def answer(self, code: str) -> str:
        """It is on the list again."""
        wording.take_up(self.vacancy, by=self.user, code=code)
        return "It is back on the list."


class ChecksView(OfVacancy, TemplateView):
    """All the checks: what each looks for, how hard it bites, its source, and what it found here."""

    template_name = "vacancies/wording_checks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The catalogue by heading, with counts for this vacancy."""
        counts: dict[str, int] = {}
        for remark in look_at(self.vacancy).remarks:
            counts[remark.code] = counts.get(remark.code, 0) + 1
        groups: dict[str, list[dict[str, Any]]] = {}
        for row in catalogue():
            groups.setdefault(row.about, []).append({"check": row, "count": counts.get(row.code, 0)})
        return super().get_context_data(groups=groups, total=len(catalogue()), **kwargs)
