"""HR's own check after the chair has decided. Nobody on the panel reaches it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from applications.models import Application
from shortlisting import sift
from shortlisting.forms.decide import AddForm
from shortlisting.services import guaranteed
from shortlisting.services.keeping import DecisionError
from shortlisting.views.base import OfPanel


class HrCheckView(OfPanel, TemplateView):
    """Who asked for an interview, meets every essential and was not shortlisted. Read by POST: it is recorded."""

    permission_required = "shortlisting.hr_check"
    template_name = "shortlisting/hr_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is on the shortlist by HR already, and where the sift stands; no wish is read."""
        numbers = sift.common_numbers(self.panel)
        if added := guaranteed.added_of(self.panel):
            self.note_seen()
        return super().get_context_data(
            ready=sift.phase_of(self.panel) is sift.Phase.HELD,
            checked=guaranteed.is_checked(self.panel),
            added=[{"ref": row.application.ref, "number": numbers.get(row.application_id, 0)} for row in added],
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Look, add those ticked, or take one off again."""
        try:
            if "add" in request.POST:
                return self._add(request)
            if "take_off" in request.POST:
                return self._take_off(request)
            found = guaranteed.look(self.panel, by=self.user)
        except DecisionError as error:
            messages.error(request, f"{error}.")
            return redirect(self.page("hr_check"))
        return self._show(found)

    def _show(self, found: list[Application], data: Any = None) -> HttpResponse:
        self.note_seen()
        numbers = sift.common_numbers(self.panel)
        form = AddForm(data, people=[(each.ref, numbers.get(each.pk, 0)) for each in found])
        response = self.render_to_response(self.get_context_data(looked=True, people=found, form=form))
        response["Cache-Control"] = "no-store, private"
        return response

    def _add(self, request: HttpRequest) -> HttpResponse:
        refs = request.POST.getlist("application")
        chosen = list(Application.objects.filter(vacancy=self.vacancy, ref__in=refs))
        if not chosen:
            return self._show(guaranteed.look(self.panel, by=self.user), request.POST)
        count = guaranteed.add(self.panel, applications=chosen, by=self.user)
        if count:
            messages.success(request, f"{count} candidate{'' if count == 1 else 's'} added to the shortlist.")
        return redirect(self.page("outcomes"))

    def _take_off(self, request: HttpRequest) -> HttpResponse:
        ref = request.POST["take_off"]
        found = Application.objects.filter(vacancy=self.vacancy, ref=ref).first()
        if found is not None and guaranteed.take_off(self.panel, application=found, by=self.user):
            messages.success(request, "Taken off again. The chair’s decision stands.")
        return redirect(self.page("hr_check"))
