"""Looking at all of one's own scores once more, and submitting them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from shortlisting.models import Score
from shortlisting.scoring import ScoreError
from shortlisting.services.calibration import hand_in_round
from shortlisting.services.scores import submit_sheets
from shortlisting.views.own_scores import OwnScores


class SubmitView(OwnScores, TemplateView):
    """Look at all of it once more, and submit."""

    template_name = "shortlisting/submit.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Submit, or say what is missing."""
        first = self.own.first_round
        submit = hand_in_round if first else submit_sheets
        try:
            submit(self.on, by=self.user)
        except ScoreError as error:
            return self.render_to_response(self.get_context_data(refused=str(error)))
        return redirect(self.page("calibration" if first else "sift"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the member's own scores as a table."""
        own = self.own
        given = {(row.sheet_id, row.criterion_id): row for row in Score.objects.filter(sheet__in=own.sheets)}
        table = [
            {
                "sheet": sheet,
                "cells": [
                    {"score": given.get((sheet.pk, each.pk)), "url": self.page("score_candidate", sheet.number, place)}
                    for place, each in enumerate(own.criteria, start=1)
                ],
            }
            for sheet in own.sheets
        ]
        next_url = self.page("score", *self._first()) if own.left else ""
        return super().get_context_data(own=own, table=table, next_url=next_url, **kwargs)

    def _first(self) -> tuple[int, int]:
        sheet, criterion = self.own.left[0]
        numbers = {each.pk: each.number for each in self.own.sheets}
        place = [each.pk for each in self.own.criteria].index(criterion) + 1
        return place, numbers[sheet]
