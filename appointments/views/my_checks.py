"""The candidate's page of checks: what the school needs from them, and what it does itself."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from appointments import catalogue
from appointments import check_chase as chase
from appointments.models import Check
from appointments.services import evidence
from appointments.services.checks import DONE
from appointments.views.common import PersonPage

Status = Check.Status


class MyChecksView(PersonPage, TemplateView):
    """What is needed from the candidate, and what the school has."""

    permission_required = "appointments.own"
    template_name = "appointments/my_checks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each check by whose turn it is. Only codes and states: nothing that was recorded about them."""
        rows = list(self.application.checks.exclude(status=Status.NOT_REQUIRED).defer("detail", "decision"))
        waiting = [row for row in rows if _theirs(row)]
        for row in waiting:
            row.application = self.application
        return super().get_context_data(
            asked=[self._asked(row) for row in waiting],
            got=[row for row in rows if row.status == Status.RECEIVED],
            done=[row for row in rows if row.status == Status.CLEAR],
            ours=[row for row in rows if row.status not in DONE and not _theirs(row) and row.status != Status.RECEIVED],
            **kwargs,
        )

    def _asked(self, row: Check) -> dict[str, Any]:
        send = reverse("appointments:my_copy", args=[self.application.ref, row.code]) if evidence.may_send(row) else ""
        if row.code == "SD":
            send = reverse("appointments:my_declaration", args=[self.application.ref])
        button = "Answer the self-declaration" if row.code == "SD" else "Send a copy"
        return {"row": row, "ask": catalogue.GUIDANCE[row.code].ask, "url": send, "button": button}


def _theirs(row: Check) -> bool:
    return row.status == Status.ASKED_FOR and chase.turn_of(row.code, row.status) == chase.CANDIDATE
