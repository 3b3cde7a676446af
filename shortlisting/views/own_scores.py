"""What pages on a member's own scores share."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import redirect

from shortlisting import conflicts
from shortlisting.models import PanelMember, ScoreSheet
from shortlisting.progress import OwnProgress, progress_of
from shortlisting.views.base import OfPanel
from vacancies.models import Criterion


class OwnScores(OfPanel):
    """Mixin for pages on a member's own scores."""

    permission_required = "shortlisting.score"

    def get_permission_object(self) -> PanelMember | None:
        """The reader's own place."""
        return self.member

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Before anything of a candidate is seen, the member says whom they know."""
        if conflicts.has_to_declare(self.on):
            return redirect(self.page("names"))
        return super().get(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def on(self) -> PanelMember:
        """The reader's own place."""
        assert self.member is not None  # noqa: S101  (the permission was asked about it)
        return self.member

    @cached_property
    def own(self) -> OwnProgress:
        """The member's progress."""
        return progress_of(self.on)

    def criterion_at(self, n: int) -> Criterion:
        """The criterion at place `n` of the sift, from 1. Raises Http404."""
        if not 1 <= n <= len(self.own.criteria):
            raise Http404
        return self.own.criteria[n - 1]

    def sheet_at(self, number: int) -> ScoreSheet:
        """The member's own sheet under `number`. Raises Http404: a candidate who withdrew is simply not there."""
        found = next((sheet for sheet in self.own.sheets if sheet.number == number), None)
        if found is None:
            raise Http404
        found.member = self.on
        return found

    def place(self, at: tuple[ScoreSheet, Criterion] | None, *, by_candidate: bool) -> str:
        """The address of a score, or of the submit page when there is none left."""
        if at is None:
            return self.page("submit")
        sheet, n = at[0], self.own.number_of(at[1])
        return self.page("score_candidate", sheet.number, n) if by_candidate else self.page("score", n, sheet.number)


def criterion_rows(own: OwnProgress, here: Criterion | None = None) -> list[dict[str, Any]]:
    """The criteria with how far the member is on each."""
    return [
        {"n": place, "criterion": each, "done": own.done_on(each), "now": each == here}
        for place, each in enumerate(own.criteria, start=1)
    ]
