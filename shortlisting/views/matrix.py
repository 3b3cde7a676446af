"""The matrix over all stages, and the outcomes after the interviews."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from applications.models import Application
from shortlisting.matrix import Matrix, matrix_of
from shortlisting.models import Stage
from shortlisting.services import finals
from shortlisting.services.keeping import waiting_release
from shortlisting.views.base import OfPanel

DONE = (Application.State.ACCEPTED, Application.State.APPOINTED, Application.State.STARTED)


class MatrixView(OfPanel, TemplateView):
    """Everybody on the shortlist over all stages; what was concluded; what is told next."""

    permission_required = "shortlisting.matrix"
    tab = "interviews"
    template_name = "shortlisting/matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the matrix, and for the chair and HR what they can do."""
        matrix = matrix_of(self.panel, self.user, without=self.out_for)
        if any(step.key[0] != Stage.SIFT for step in matrix.shown_steps):
            self.note_seen(Stage.INTERVIEW)
        concludes = self.user.has_perm("shortlisting.interview", self.vacancy)
        held = finals.held_of(self.panel) if concludes else []
        return super().get_context_data(
            matrix=matrix,
            concludes=concludes,
            held=held,
            accepted=any(row.application.state in DONE for row in matrix.rows),
            release=waiting_release(self.panel, Stage.INTERVIEW) if concludes else None,
            may_appoint=self.user.has_perm("shortlisting.manage", self.vacancy),
            answers=self.user.has_perm("shortlisting.challenge", self.vacancy),
            held_ids={row.pk for row in held},
            **_words(matrix),
            **kwargs,
        )


def _words(matrix: Matrix) -> dict[str, Any]:
    """How many columns each part of the head takes."""
    return {"spans": [(step, len(step.criteria) + 1) for step in matrix.shown_steps]}
