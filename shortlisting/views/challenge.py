"""The file for a challenge: everything about the decisions on one candidate, as one PDF, made by a worker."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View
from django.views.generic import FormView, TemplateView

from applications.models import Application
from core.downloads import download
from core.refs import new_ref
from shortlisting import sift
from shortlisting.forms.challenge import ChallengeForm
from shortlisting.models import ChallengeOrder, Decision, Others
from shortlisting.services.challenge import ask, take_out
from shortlisting.views.base import OfPanel

SLOW = timedelta(minutes=1)  # after which the page says that it takes longer than usual
States = ChallengeOrder.State


class OfChallenges(OfPanel):
    """Mixin for the files of one vacancy. Who is out for a candidate comes to no file of theirs."""

    permission_required = "shortlisting.challenge"

    @cached_property
    def people(self) -> list[Application]:
        """Everybody on whom a decision was told, by surname; two queries."""
        told = Decision.objects.filter(application__vacancy=self.vacancy, released_at__isnull=False)
        rows = Application.objects.filter(pk__in=told.values("application")).exclude(pk__in=self.out_for)
        found = list(rows.select_related("details", "candidate"))
        return sorted(found, key=lambda each: sift.name_of(each).split()[-1:])


class ChallengeListView(OfChallenges, TemplateView):
    """Whose file can be made."""

    template_name = "shortlisting/challenge_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the candidates."""
        people = [{"ref": e.ref, "name": sift.name_of(e), "state": e.get_state_display()} for e in self.people]
        return super().get_context_data(people=people, **kwargs)


class OneChallenge(OfChallenges):
    """Mixin for the pages of one candidate."""

    @cached_property
    def application(self) -> Application:
        """The candidate of the address. Raises Http404."""
        found = next((each for each in self.people if each.ref == self.kwargs["app_ref"]), None)
        if found is None:
            raise Http404
        found.vacancy = self.vacancy
        return found

    @cached_property
    def order(self) -> ChallengeOrder:
        """The order of the address. Raises Http404 for another candidate's, and for one whose file has gone."""
        rows = ChallengeOrder.objects.filter(application=self.application, pk=self.kwargs["pk"])
        found = rows.there().first() or rows.filter(state=States.FAILED).first()
        if found is None:
            raise Http404
        found.application = self.application
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom it is about."""
        return super().get_context_data(application=self.application, name=sift.name_of(self.application), **kwargs)


class ChallengeView(OneChallenge, FormView):
    """Order the file of one candidate; and the files that are there still."""

    template_name = "shortlisting/challenge.html"
    form_class = ChallengeForm

    def get_initial(self) -> dict[str, Any]:
        """A key for this showing."""
        return {"key": new_ref()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the earlier ones."""
        orders = ChallengeOrder.objects.filter(application=self.application).there()
        return super().get_context_data(orders=orders, **kwargs)

    def form_valid(self, form: ChallengeForm) -> HttpResponse:
        """Order it, and go where one sees it being made."""
        data = form.cleaned_data
        order = ask(self.application, others=Others(data["others"]), key=data["key"], by=self.user)
        return redirect(self.page("challenge_order", order.application.ref, order.pk))


class OrderView(OneChallenge, TemplateView):
    """A file on its way: waiting, being made, ready. Asked again each second by htmx, or by its link."""

    template_name = "shortlisting/challenge_order.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how far it is, and whether it takes longer than it should."""
        order = self.order
        coming = order.state in (States.WAITING, States.MAKING)
        slow = coming and timezone.now() - order.asked_at > SLOW
        return super().get_context_data(
            order=order, coming=coming, making=order.state == States.MAKING, failed=order.state == States.FAILED,
            slow=slow, **kwargs,
        )  # fmt: skip


class OrderFileView(OneChallenge, View):
    """The file itself. That it was taken is recorded."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The PDF, until it goes."""
        try:
            content = take_out(self.order, by=self.user)
        except FileNotFoundError as error:
            raise Http404 from error
        assert self.order.file is not None  # noqa: S101  (it was just read)
        return download(content, self.order.file.name)
