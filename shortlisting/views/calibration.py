"""The calibration round: the first two side by side, once everybody has handed theirs in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from shortlisting.calibration import Round, compared, may_see, round_of
from shortlisting.forms.calibration import TalkForm
from shortlisting.models import PanelMember
from shortlisting.scoring import ScoreError
from shortlisting.services.calibration import open_rest
from shortlisting.views.own_scores import OwnScores


class CalibrationView(OwnScores, FormView):
    """What each member gave the first two; until all of it is in, nothing of the others."""

    template_name = "shortlisting/calibration.html"
    form_class = TalkForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who has still to score the two goes there."""
        if round_of(self.on) in (Round.NONE, Round.SCORING):
            return redirect(self.page("sift"))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: TalkForm) -> HttpResponse:
        """The chair opens the rest."""
        try:
            open_rest(self.panel, talked=form.cleaned_data["talked"], by=self.user)
        except ScoreError as error:
            messages.error(self.request, f"{error}.")
            return redirect(self.page("calibration"))
        messages.success(self.request, "The rest is open. We have written to everybody who scores.")
        return redirect(self.page("sift"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the two, when they may be seen."""
        return super().get_context_data(
            where=round_of(self.on).value, two=compared(self.on) if may_see(self.on) else [],
            chair=self.on.role == PanelMember.Role.CHAIR, **kwargs,
        )  # fmt: skip
