"""The demo's own pages: be anybody, and read what was sent. Routed only in demo mode."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views import View
from django.views.generic import TemplateView

from accounts.models import User
from core.permissions import PUBLIC, Permitted
from senco_recruit.demo import mailbox
from senco_recruit.demo.people import PEOPLE


class DemoOnly(Permitted):
    """Not there at all outside demo mode, even if an address were routed by mistake."""

    permission_required = PUBLIC

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse outside the demo."""
        if not settings.DEMO_MODE:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class DemoPeopleView(DemoOnly, TemplateView):
    """Everybody in the demo, with a button to be each of them."""

    template_name = "demo/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the people, by what they do."""
        return super().get_context_data(people=PEOPLE, **kwargs)


class DemoSignInView(DemoOnly, View):
    """Sign in as one of the demo's people."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Be that person and go home."""
        invented = {person.email for person in PEOPLE}
        email = request.POST.get("email", "")
        user = get_object_or_404(User, email=email if email in invented else "")
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        UserSession.objects.create_from_request(request)  # as a sign-in with a code would
        return redirect("home")


class DemoMailboxView(DemoOnly, TemplateView):
    """The letters that were sent, newest first."""

    template_name = "demo/mailbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the letters, all or those to one address."""
        to = self.request.GET.get("to", "")
        return super().get_context_data(messages_sent=mailbox.newest(to), to=to, people=PEOPLE, **kwargs)


class DemoLetterView(DemoOnly, TemplateView):
    """One letter."""

    template_name = "demo/letter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the letter."""
        message = mailbox.find(self.kwargs["name"])
        if message is None:
            raise Http404
        return super().get_context_data(letter=message, **kwargs)
