"""What a candidate may read of an outcome, once it was told."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from applications.models import Application
from applications.views.address import AtApplication
from shortlisting.models import Decision, Stage
from shortlisting.telling import REFUSALS, told_of

State = Application.State
TOLD_AFTER_INTERVIEW = (State.RESERVE, State.NOT_APPOINTED)


class FeedbackView(AtApplication, TemplateView):
    """The outcome with its reason, and feedback by criterion: nothing of others, no rank, no score."""

    permission_required = "applications.own"
    template_name = "shortlisting/feedback.html"

    @cached_property
    def decision(self) -> Decision:
        """The latest outcome that was told. Raises Http404 before there is one."""
        rows = Decision.objects.filter(application=self.application, released_at__isnull=False)
        found = rows.order_by("-released_at").first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the outcome. An earlier one that is being changed is not told a second time."""
        decision = self.decision
        changing = decision.stage == Stage.SIFT and self.application.state in TOLD_AFTER_INTERVIEW
        return super().get_context_data(
            application=self.application,
            vacancy=self.application.vacancy,
            school=self.application.vacancy.school,
            decision=decision,
            state=self.application.state,
            changing=changing,
            refused=decision.outcome in REFUSALS,
            told=told_of(decision),
            **kwargs,
        )
