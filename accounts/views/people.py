"""The people of a school: who has which role, whom HR invited, who signs for the head."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from accounts.forms.people import DeputyForm, InviteForm
from accounts.models import Delegation, Invitation, Membership
from accounts.permissions import is_trust_hr
from accounts.person import person
from accounts.services import people
from accounts.services.people import PeopleError
from accounts.views.school import OfSchool


class PeopleView(OfSchool, TemplateView):
    """Everyone with a role at the school."""

    permission_required = "accounts.view_people"
    template_name = "accounts/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        school, user = self.school, person(self.request)
        trust_hr = is_trust_hr(user, school.trust)
        may_invite = user.has_perm("accounts.invite", school)
        members = Membership.objects.at(school).select_related("user").order_by("role", "user__name")
        invitations = Invitation.objects.waiting().at(school).select_related("invited_by").order_by("-invited_at")
        delegations = Delegation.objects.to_come().filter(school=school).select_related("head", "deputy")
        return super().get_context_data(
            members=[(row, may_invite and (row.trust_id is None or trust_hr)) for row in members],
            invitations=[(row, row.trust_id is None or trust_hr) for row in invitations],
            delegations=delegations.order_by("starts_on"),
            may_invite=may_invite,
            may_delegate=user.has_perm("accounts.delegate", school),
            **kwargs,
        )


class InviteView(OfSchool, FormView):
    """Ask somebody to join."""

    permission_required = "accounts.invite"
    template_name = "accounts/invite.html"
    form_class = InviteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        may = is_trust_hr(person(self.request), self.school.trust)
        return {**super().get_form_kwargs(), "school": self.school, "may_invite_to_trust": may}

    def form_valid(self, form: InviteForm) -> HttpResponse:
        values = dict(form.cleaned_data)
        place = self.school.trust if values.pop("where", "school") == "trust" else self.school
        assert place is not None  # noqa: S101  (the choice stands only where there is a trust)
        try:
            invitation = people.invite(place, by=person(self.request), **values)
        except PeopleError as error:
            form.add_error(error.field or None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, f"We sent an invitation to {invitation.name} at {invitation.email}.")
        return redirect(self.page("people"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=self.school.name, heading="Invite someone", **kwargs)


class PeopleAction(OfSchool, View):
    """A button on the page of people. Subclasses say what it does in `act`, which returns the message of success."""

    permission_required = "accounts.invite"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.act())
        except PeopleError as error:
            messages.error(request, f"{error.message}.")
        return redirect(self.page("people"))

    def act(self) -> str:
        """Do it. Raises PeopleError with what stands in the way."""
        raise NotImplementedError

    def refuse_unless_allowed(self, row: Membership | Invitation) -> None:
        """Roles in the whole trust are the trust's own HR's to change."""
        if row.trust_id and not is_trust_hr(person(self.request), row.trust):
            raise Http404


class EndMembershipView(PeopleAction, TemplateView):
    """End a role, after a question."""

    http_method_names = ["get", "post"]
    template_name = "accounts/end_membership.html"

    def membership(self) -> Membership:
        """The role in the address. Raises Http404."""
        rows = Membership.objects.at(self.school).select_related("user", "school", "trust")
        row: Membership = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.refuse_unless_allowed(row)
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.membership(), **kwargs)

    def act(self) -> str:
        row = self.membership()
        people.end_membership(row, by=person(self.request))
        return f"{row.user} is no longer {row.get_role_display()} of {row.school or row.trust}."


class InvitationAction(PeopleAction):
    """A button beside an invitation."""

    def invitation(self) -> Invitation:
        """The invitation in the address. Raises Http404."""
        rows = Invitation.objects.at(self.school).select_related("trust")
        row: Invitation = get_object_or_404(rows, ref=self.kwargs["invitation_ref"])
        self.refuse_unless_allowed(row)
        return row


class ResendView(InvitationAction):
    """Send an invitation again."""

    def act(self) -> str:
        row = self.invitation()
        people.resend(row, by=person(self.request))
        return f"We sent the invitation to {row.email} again."


class WithdrawView(InvitationAction):
    """Take an invitation back."""

    def act(self) -> str:
        row = self.invitation()
        people.withdraw(row, by=person(self.request))
        return f"The invitation to {row.name} is withdrawn."


class DeputyView(OfSchool, FormView):
    """The head names who signs in their place."""

    permission_required = "accounts.delegate"
    template_name = "accounts/school_section.html"
    form_class = DeputyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        rows = Membership.objects.at(self.school).exclude(user=person(self.request)).select_related("user")
        return {**super().get_form_kwargs(), "members": list(rows.order_by("user__name"))}

    def form_valid(self, form: DeputyForm) -> HttpResponse:
        deputy = form.people[form.cleaned_data["deputy"]]
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        try:
            people.name_deputy(self.school, head=person(self.request), deputy=deputy, **days)
        except PeopleError as error:
            form.add_error(error.field or None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, f"{deputy} can sign in your place on those days. We told them by e-mail.")
        return redirect(self.page("people"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=self.school.name,
            heading="Name a deputy",
            says="They can sign appointments in your place on the days you choose. You can still sign too.",
            back=self.page("people"),
            **kwargs,
        )


class EndDeputyView(PeopleAction):
    """Stop somebody signing in the head's place."""

    permission_required = "accounts.delegate"

    def act(self) -> str:
        rows = Delegation.objects.select_related("deputy")
        row = get_object_or_404(rows, school=self.school, pk=self.kwargs["pk"])
        people.end_delegation(row, by=person(self.request))
        return f"{row.deputy} no longer signs in your place."
