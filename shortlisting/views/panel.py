"""HR's pages: who is on the panel, and the opening of the sift."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from accounts.services.people import find_or_create_user
from core import gates
from core.display import plain_date
from core.gates import GateName, GateShutError
from shortlisting import conflicts, sift
from shortlisting.forms.panel import AddForm, DueForm, PlaceForm
from shortlisting.models import Panel, PanelMember
from shortlisting.services import panel as services
from shortlisting.services.panel import PanelError
from shortlisting.views.base import GatePage, OfPanel, TakeBackMixin, WaiveMixin


class Managed(OfPanel):
    """HR's pages of the panel."""

    permission_required = "shortlisting.manage"


class PanelView(Managed, TemplateView):
    """The panel: members, training, whose turn it is. Names of candidates and scores are not on it."""

    template_name = "shortlisting/panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the members and where the sift stands."""
        members = list(self.panel.members.current().select_related("user"))
        phase = sift.phase_of(self.panel)
        hidden = sift.has_open_sheet(self.user, self.panel)  # HR who score must not see how far the others are
        progress = {} if hidden else sift.progress_of_members(self.panel)
        waiting = [] if hidden or phase is not sift.Phase.SCORING else sift.waited_for(self.panel)
        asked = set() if hidden else conflicts.still_to_declare(self.panel)
        report = gates.run(GateName.OPEN_SIFT, self.panel) if phase is sift.Phase.NOT_OPEN else None
        return super().get_context_data(
            phase=phase.value,
            members=[_row(each, self.panel, progress, asked) for each in members],
            stops=len([row for row in report.rows if row.stops]) if report else 0,
            closed=self.vacancy.state == self.vacancy.State.CLOSED,
            waiting=waiting,
            waiting_words=sift.names_of(waiting),
            hidden=hidden,
            to_decide=len(conflicts.waiting(self.panel)),
            may_enter=sift.may_enter(self.user, self.panel),
            late=self.panel.sift_due_on is not None and self.panel.sift_due_on < timezone.localdate(),
            **kwargs,
        )


def _row(member: PanelMember, panel: Panel, progress: dict[int, tuple[int, int]], asked: set[int]) -> dict[str, Any]:
    """A member as the page shows them."""
    member.panel = panel
    return {
        "member": member,
        "in_date": sift.in_date(member, panel.vacancy.school, timezone.localdate()),
        "progress": progress.get(member.pk),
        "names_first": member.pk in asked or conflicts.owes_names(member),
        "joined_late": conflicts.joined_late(member),
    }


class AddView(Managed, FormView):
    """Put somebody on the panel."""

    form_class = AddForm
    template_name = "shortlisting/member_form.html"

    def get_initial(self) -> dict[str, Any]:
        """The first is the chair, unless HR says otherwise."""
        return {"role": "member" if sift.chair_of(self.panel) else "chair"}

    def form_valid(self, form: AddForm) -> HttpResponse:
        """Add them, or say why not beside the field."""
        data = form.cleaned_data
        try:
            user = find_or_create_user(data["email"], data["name"])
            services.add_member(
                self.panel, user=user, role=data["role"], trained_on=data["trained_on"],
                training_provider=data["training_provider"], by=self.user,
            )  # fmt: skip
        except PanelError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{user} is on the panel. We have written to them.")
        return redirect(self.page("panel"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        late = self.panel.outcomes_released_at is not None
        heading = "Add somebody for the interviews" if late else "Add somebody to the panel"
        return super().get_context_data(heading=heading, button="Add to the panel", late=late, **kwargs)


class OfMember(Managed):
    """Mixin for pages of one member."""

    @cached_property
    def place(self) -> PanelMember:
        """The member of the address, while they are on this panel. Raises Http404."""
        found = self.panel.members.current().filter(pk=self.kwargs["pk"]).select_related("user").first()
        if found is None:
            raise Http404
        found.panel = self.panel
        return found


class ChangeView(OfMember, FormView):
    """A member's role and training."""

    form_class = PlaceForm
    template_name = "shortlisting/member_form.html"

    def get_initial(self) -> dict[str, Any]:
        """What is kept."""
        return {name: getattr(self.place, name) for name in ("role", "trained_on", "training_provider")}

    def form_valid(self, form: PlaceForm) -> HttpResponse:
        """Change it, or say why not."""
        try:
            services.change_member(self.place, by=self.user, **form.cleaned_data)
        except PanelError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        return redirect(self.page("panel"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading=str(self.place.user), button="Save", place=self.place, **kwargs)


class RemoveView(OfMember, TemplateView):
    """Take somebody off the panel."""

    template_name = "shortlisting/member_remove.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Remove them, or say why not."""
        try:
            services.remove_member(self.place, by=self.user)
        except PanelError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{self.place.user} is no longer on the panel.")
        return redirect(self.page("panel"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the member, and whether they had submitted: nothing for HR who has still to score in the same sift."""
        still_scores = sift.has_open_sheet(self.user, self.panel)
        submitted = not still_scores and self.place.sheets.filter(submitted_at__isnull=False).exists()
        return super().get_context_data(place=self.place, submitted=submitted, **kwargs)


class OpenSiftView(Managed, GatePage):
    """What must be true first, and the button that opens the sift."""

    gate = GateName.OPEN_SIFT
    name = "open_sift"
    template_name = "shortlisting/open_sift.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An open sift is not opened again."""
        return redirect(self.page("panel")) if self.panel.sift_opened_at else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Set the day, and open; or show what stops it."""
        form = DueForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if self.panel.sift_opened_at is None:
                services.set_due(self.panel, due_on=form.cleaned_data["due_on"], by=self.user)
            services.open_sift(self.panel, by=self.user)
        except GateShutError as error:
            messages.error(request, "The sift is not open. Settle what stops it first.")
            return self.render_to_response(self.get_context_data(form=form, report=error.report))
        messages.success(request, "The sift is open. We have written to everybody who scores.")
        return redirect(self.page("panel"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form with the usual day."""
        due = self.panel.sift_due_on or services.default_due(self.panel)
        kwargs.setdefault("form", DueForm(initial={"due_on": due}))
        return super().get_context_data(**kwargs)


class OpenWaiveView(WaiveMixin, OpenSiftView):
    """Pass a point of guidance before the sift opens."""


class OpenTakeBackView(TakeBackMixin, OpenSiftView):
    """Open such a point again."""


class DueView(Managed, FormView):
    """Give the panel another day."""

    form_class = DueForm
    template_name = "shortlisting/due.html"

    def get_initial(self) -> dict[str, Any]:
        """The day as it is."""
        return {"due_on": self.panel.sift_due_on}

    def form_valid(self, form: DueForm) -> HttpResponse:
        """Change it."""
        try:
            services.set_due(self.panel, due_on=form.cleaned_data["due_on"], by=self.user)
        except PanelError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"Scores are due on {plain_date(form.cleaned_data['due_on'])}.")
        return redirect(self.page("panel"))
