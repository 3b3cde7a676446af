"""The page that shows every component in every state, for people who build pages. Never in production."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.permissions import PUBLIC, Permitted
from core.showcase import forms, rows


class ComponentsView(Permitted, TemplateView):
    """Every component and every field: empty, filled, sent empty, sent with mistakes, disabled."""

    permission_required = PUBLIC
    template_name = "dev/components.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, with a message of each kind."""
        messages.success(request, "The vacancy is published.")
        messages.info(request, "The sift opens on Tuesday 1 December 2026.")
        messages.error(request, "The file could not be read. Choose another.")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rows for the components, and the form in each state."""
        states = forms.states()
        return super().get_context_data(
            **kwargs, **rows.context(), states=states, forms=[form for _, form in states], demo_mode=True
        )
