"""The page behind the link of an invitation. Looking at it changes nothing; joining is a button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from accounts.models import Invitation
from accounts.models.people import INVITATION_DAYS
from accounts.person import person
from accounts.services import people
from accounts.services.people import PeopleError
from core import links
from core.permissions import BY_LINK, Permitted


class InvitationView(Permitted, TemplateView):
    """Who asks whom to join what. Joining takes a sign-in at the invited address."""

    permission_required = BY_LINK
    template_name = "accounts/invitation.html"

    def invitation(self) -> Invitation | None:
        """The invitation of the link while it can be accepted."""
        try:
            (ref,) = links.read("invitation", self.kwargs["token"], max_age=INVITATION_DAYS * 86400)
        except (links.LinkError, ValueError):
            return None
        row = Invitation.objects.select_related("school", "trust", "invited_by").filter(ref=ref).first()
        return row if row and row.is_open else None

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        row = self.invitation()
        if row is None or not request.user.is_authenticated:
            return self.get(request, token)
        try:
            people.accept(row, by=person(request))
        except PeopleError as error:
            messages.error(request, f"{error.message}.")
            return redirect(request.path)
        messages.success(request, f"You have joined {row.place}.")
        return redirect("home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.invitation(), self.request.user
        return super().get_context_data(
            invitation=row,
            school=row.school if row else None,
            is_mine=bool(row and user.is_authenticated and user.email.lower() == row.email.lower()),
            here=self.request.path,
            **kwargs,
        )
