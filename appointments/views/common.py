"""What the pages about one shortlisted person share."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404

from applications.models import Application
from core.permissions import Permitted


class PersonPage(Permitted):
    """A page about one application, found by its reference."""

    kwargs: dict[str, Any]

    @cached_property
    def application(self) -> Application:
        """The application of the address, ready for the page."""
        found = (
            Application.objects.select_related("vacancy__school__trust", "details", "candidate")
            .filter(ref=self.kwargs["app_ref"])
            .first()
        )
        if found is None:
            raise Http404
        return found

    def get_permission_object(self) -> Any:
        """The application."""
        return self.application

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person, the vacancy and the school."""
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            application=self.application,
            vacancy=self.application.vacancy,
            school=self.application.vacancy.school,
            person=self.application.details,
            **kwargs,
        )
        return context
