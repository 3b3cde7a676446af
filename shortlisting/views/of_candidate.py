"""What pages on the held or told decision of one candidate share."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404

from applications.models import Application
from shortlisting import sift
from shortlisting.models import Decision, Stage
from shortlisting.views.base import OfPanel


class OneDecided(OfPanel):
    """Mixin for pages of one candidate whose decision is held. `stage`: of the sift, or after the interviews."""

    permission_required = "shortlisting.decide"
    stage = Stage.SIFT

    @cached_property
    def decision(self) -> Decision:
        """The held decision. Raises Http404 where there is none, it was told, or the reader is out for them."""
        rows = Decision.objects.filter(
            application__vacancy=self.vacancy, application__ref=self.kwargs["app_ref"], stage=self.stage
        )
        joined = rows.exclude(application__state=Application.State.WITHDRAWN).select_related(
            "application__details", "application__candidate", "decided_by"
        )
        found = joined.filter(released_at=None).exclude(application__in=self.out_for).first()
        if found is None or not sift.all_in(self.panel):
            raise Http404
        self.note_seen()
        found.application.vacancy = self.vacancy
        return found

    @property
    def application(self) -> Application:
        """The candidate's application."""
        return self.decision.application

    @cached_property
    def who(self) -> str:
        """The candidate's number while the sift is blind, then their name."""
        if self.panel.outcomes_released_at:
            return sift.name_of(self.application)
        return f"Candidate {sift.common_numbers(self.panel).get(self.application.pk, 0)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom it is about; 404 comes first."""
        return super().get_context_data(decision=self.decision, application=self.application, who=self.who, **kwargs)
