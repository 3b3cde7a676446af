"""The profile: what the next application starts with, to look at and to change in one place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.generic import TemplateView

from accounts.models import User
from applications import document, stash
from applications.forms.base import SectionForm
from applications.forms.sitting import SittingForm
from applications.models import Application, SectionName
from applications.services import profile
from applications.services.reuse import SECTIONS
from applications.views import items, single
from applications.views.base import FormPage
from applications.views.item_pages import ADDED_AGAIN
from applications.views.sitting import SittingView
from core.permissions import SIGNED_IN, Permitted

ADD: dict[SectionName, tuple[tuple[str, str], ...]] = {
    SectionName.QUALIFICATIONS: (
        ("Add a qualification", "qualification_add"),
        ("Add GCSEs or A levels together", "sitting"),
        ("Add training", "training_add"),
        ("Add a membership", "membership_add"),
    ),
    SectionName.HISTORY: (("Add a job", "job_add"), ("Add a break", "break_add")),
    SectionName.REFEREES: (("Add a referee", "referee_add"),),
}
FILL_IN = {SectionName.DETAILS: "profile_details", SectionName.STATUS: "profile_teaching_status"}


class ProfileView(Permitted, TemplateView):
    """Everything, with a way to change each answer and to add others."""

    permission_required = SIGNED_IN
    template_name = "applications/profile.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sections, each with what can be added to it."""
        person = cast("User", self.request.user)
        found = profile.profile_of(person)
        whole = found or profile.as_application(person, {})
        parts = document.changeable(document.parts(whole, (), adjustments=False))
        rows = [(part, _adds(part)) for part in parts if part.section in SECTIONS]
        return super().get_context_data(rows=rows, has_answers=found is not None, **kwargs)


def _adds(part: document.Part) -> list[tuple[str, str]]:
    if part.section in FILL_IN:
        return [] if part.cards else [("Fill this in", reverse(f"applications:{FILL_IN[part.section]}"))]
    return [(words, reverse(f"applications:profile_{page}")) for words, page in ADD[part.section]]


class InProfile(FormPage):
    """A page of the form that reads and writes the profile instead of an application."""

    permission_required = SIGNED_IN
    template_name = "applications/profile_form.html"
    holds: ClassVar[str]  # the name under which the profile holds the answers
    keeps_typed = False
    finishes = False  # whether the page must be whole to be saved

    @cached_property
    def application(self) -> Application:
        """The profile, as an application."""
        person = cast("User", self.request.user)
        return profile.profile_of(person) or profile.as_application(person, {})

    @property
    def back_url(self) -> str:
        """The profile."""
        return reverse("applications:profile")

    @property
    def next_url(self) -> str:
        """The same."""
        return self.back_url

    @property
    def back_text(self) -> str:
        """Its name."""
        return "Your profile"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """It can be changed at any time."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """No vacancy stands above it, and no school gives it its colours."""
        return {**super().get_context_data(**kwargs), "caption": "Your profile", "vacancy": None, "school": None}

    def make_form(self, data: Any = None, *, finish: bool = False) -> SectionForm:
        """Rows of a list must be whole; the rest may be left empty."""
        return super().make_form(data, finish=finish and self.finishes)

    def kept(self) -> MultiValueDict[str, str] | None:
        """What came after the session had ended."""
        return stash.take(self.request)

    def keep(self, form: SectionForm) -> None:
        """What cannot be saved yet stands on the page that says so."""

    def save(self, form: SectionForm, *, done: bool) -> None:
        """The columns of the page."""
        profile.save_answers(by=self.by, name=self.holds, values=form.values())


class InProfileRow(InProfile):
    """A section that is one row."""

    def row(self) -> Any:
        """The row, if there is one."""
        return getattr(self.application, self.holds, None)


class ProfileDetailsView(InProfileRow, single.DetailsView):
    """Name, address and contact."""

    holds = "details"


class ProfileStatusView(InProfileRow, single.StatusView):
    """Teaching status."""

    holds = "professional_status"


class ProfileLeftSchoolView(InProfile, items.LeftSchoolView):
    """When the history begins."""

    holds = "left_education_on"


class InProfileItem(InProfile):
    """A row of a list."""

    finishes = True

    @cached_property
    def item(self) -> Any:
        """The row of the address; None on the page that adds one, and where it was removed meanwhile."""
        if "pk" not in self.kwargs:
            return None
        rows = getattr(self.application, self.holds).all()
        return next((row for row in rows if row.pk == self.kwargs["pk"]), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether there is something to take out."""
        return {**super().get_context_data(**kwargs), "removable": self.item is not None}

    def save(self, form: SectionForm, *, done: bool) -> None:
        """Add or change the row."""
        values: Mapping[str, Any] = form.values()
        key = self.kwargs.get("pk")
        gone = key is not None and self.item is None
        profile.save_item(by=self.by, name=self.holds, values=values, key=key)
        if gone:
            messages.info(self.request, ADDED_AGAIN)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or take the row out; one that has gone already is no error."""
        if "remove" in request.POST and "pk" in self.kwargs:
            profile.remove_item(by=self.by, name=self.holds, key=self.kwargs["pk"])
            messages.success(request, "Removed from your profile. Applications you have started keep it.")
            return redirect(self.back_url)
        return super().post(request, *args, **kwargs)


class ProfileQualificationView(InProfileItem, items.QualificationView):
    """A qualification."""

    holds = "qualifications"


class ProfileTrainingView(InProfileItem, items.TrainingView):
    """Training."""

    holds = "training"


class ProfileMembershipView(InProfileItem, items.MembershipView):
    """A membership."""

    holds = "memberships"


class ProfileJobView(InProfileItem, items.JobView):
    """A job."""

    holds = "employment"


class ProfileBreakView(InProfileItem, items.BreakView):
    """A break."""

    holds = "breaks"


class ProfileRefereeView(InProfileItem, items.RefereeView):
    """A referee."""

    holds = "referees"


class ProfileSittingView(InProfile, SittingView):
    """Many school examinations at once."""

    holds = "qualifications"
    finishes = True

    def save(self, form: SectionForm, *, done: bool) -> None:
        """Add a row for each line."""
        profile.add_items(by=self.by, name=self.holds, rows=cast("SittingForm", form).rows())


LISTED = (
    ProfileQualificationView,
    ProfileTrainingView,
    ProfileMembershipView,
    ProfileJobView,
    ProfileBreakView,
    ProfileRefereeView,
)
