"""The file for a challenge: everything about the decisions on one candidate, as one PDF."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from applications.models import Application
from core.downloads import download
from shortlisting import sift
from shortlisting.challenge_file import Others
from shortlisting.forms.challenge import ChallengeForm
from shortlisting.models import Decision
from shortlisting.services.challenge import make_challenge_file
from shortlisting.views.base import OfPanel


class ChallengeListView(OfPanel, TemplateView):
    """Whose file can be made: everybody on whom a decision was told."""

    permission_required = "shortlisting.challenge"
    template_name = "shortlisting/challenge_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the candidates by name; two queries."""
        told = Decision.objects.filter(application__vacancy=self.vacancy, released_at__isnull=False)
        rows = Application.objects.filter(pk__in=told.values("application")).select_related("details", "candidate")
        people = [{"ref": each.ref, "name": sift.name_of(each), "state": each.get_state_display()} for each in rows]
        people.sort(key=lambda each: each["name"].split()[-1:])
        return super().get_context_data(people=people, **kwargs)


class ChallengeView(OfPanel, FormView):
    """Make the file of one candidate. By POST, because each making is recorded."""

    permission_required = "shortlisting.challenge"
    template_name = "shortlisting/challenge.html"
    form_class = ChallengeForm

    @cached_property
    def application(self) -> Application:
        """The candidate of the address, once a decision on them was told. Raises Http404."""
        told = Decision.objects.filter(application__vacancy=self.vacancy, released_at__isnull=False)
        rows = Application.objects.filter(pk__in=told.values("application"), ref=self.kwargs["app_ref"])
        found = rows.select_related("details", "candidate").first()
        if found is None:
            raise Http404
        found.vacancy = self.vacancy
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom it is about."""
        return super().get_context_data(application=self.application, name=sift.name_of(self.application), **kwargs)

    def form_valid(self, form: ChallengeForm) -> HttpResponse:
        """Return the PDF."""
        content = make_challenge_file(self.application, others=Others(form.cleaned_data["others"]), by=self.user)
        name = f"decision-{self.application.ref}-{timezone.localdate():%Y-%m-%d}.pdf"
        return download(content, name)
