"""Conflicts of interest: a member says whom they know before they see the sift, and HR decides while it runs."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from shortlisting import conflicts, sift
from shortlisting.conflicts import Name
from shortlisting.forms.conflicts import DecideConflictForm, DeclareForm
from shortlisting.models import ConflictDeclaration, PanelMember
from shortlisting.services.conflicts import ConflictError, decide_conflict, declare
from shortlisting.views.base import OfPanel
from shortlisting.views.panel import Managed


class NamesForm(OfPanel, FormView):
    """Mixin: the list of names for one member, filled in by them or from paper. `on`: the member."""

    form_class = DeclareForm

    @property
    def on(self) -> PanelMember:
        """Whose answers these are."""
        raise NotImplementedError

    @cached_property
    def told(self) -> list[ConflictDeclaration]:
        """Whom they said they know."""
        return conflicts.own(self.on)

    @cached_property
    def names(self) -> list[Name]:
        """The names that they have not said they know."""
        known = {row.application_id for row in self.told}
        return [each for each in conflicts.names_for(self.on) if each.application.pk not in known]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows the names."""
        return {**super().get_form_kwargs(), "names": self.names}

    def form_valid(self, form: DeclareForm) -> HttpResponse:
        """Keep it, or say why not."""
        try:
            declare(self.on, known=form.given(), by=self.user)
        except ConflictError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        return redirect(self.done_url())

    def done_url(self) -> str:
        """Where to go on."""
        return self.page("sift")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was said before."""
        asked = conflicts.has_to_declare(self.on)
        again = self.on.conflicts.exists()
        return super().get_context_data(
            told=_named(self.told), asked=asked, again=again, names=self.names, reader=self.on, **kwargs
        )  # fmt: skip


class DeclareView(NamesForm):
    """A member's own list, before they see a candidate; and again when an application came late."""

    permission_required = "shortlisting.score"
    template_name = "shortlisting/names.html"

    def get_permission_object(self) -> PanelMember | None:
        """The reader's own place."""
        return self.member

    @property
    def on(self) -> PanelMember:
        """The reader."""
        assert self.member is not None  # noqa: S101  (the permission was asked about it)
        return self.member


def _named(rows: list[ConflictDeclaration]) -> list[dict[str, Any]]:
    return [{"row": row, "name": sift.name_of(row.application)} for row in rows]


class ConflictsView(Managed, TemplateView):
    """What members said, for HR: names of candidates, never a number."""

    template_name = "shortlisting/conflicts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who knows whom, what waits first, and who has still to answer."""
        rows = conflicts.declared(self.panel)
        waiting, decided = ([row for row in rows if bool(row.decision) == done] for done in (False, True))
        return super().get_context_data(waiting=_named(waiting), decided=_named(decided), **kwargs)


class DecideConflictView(Managed, FormView):
    """HR decides on one."""

    template_name = "shortlisting/conflict.html"
    form_class = DecideConflictForm

    @cached_property
    def declaration(self) -> ConflictDeclaration:
        """What waits for a decision, of this panel. Raises Http404."""
        found = next((row for row in conflicts.waiting(self.panel) if row.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        found.member.panel = self.panel
        return found

    def form_valid(self, form: DecideConflictForm) -> HttpResponse:
        """Keep it, or say beside the field what stands in the way."""
        try:
            decide_conflict(self.declaration, by=self.user, **form.cleaned_data)
        except ConflictError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Your decision is kept. We have told the member when nothing else waits.")
        return redirect(self.page("conflicts"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who knows whom."""
        row = self.declaration
        return super().get_context_data(row=row, name=sift.name_of(row.application), **kwargs)
