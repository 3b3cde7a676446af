"""A school's settings, in sections."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View

from accounts.forms.dates import DatesForm
from accounts.forms.look import LookForm
from accounts.forms.school import (
    AddressForm,
    ApprovalForm,
    ChaseForm,
    IdentityForm,
    LimitsForm,
    PayForm,
    StatementsForm,
)
from accounts.logos import LogoError
from accounts.models import School, TermDate
from accounts.person import person
from accounts.presenters import school_sections
from accounts.services import schools
from accounts.statements import STANDARD
from core.permissions import Permitted


class OfSchool(Permitted):
    """Mixin for pages of one school, named by `ref` in the address."""

    permission_required = "accounts.manage_school"
    kwargs: dict[str, Any]
    _school: School | None = None

    @property
    def school(self) -> School:
        """The school; read once. Raises Http404."""
        if self._school is None:
            self._school = get_object_or_404(School.objects.select_related("trust"), ref=self.kwargs["ref"])
        return self._school

    def get_permission_object(self) -> School:
        return self.school

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(school=self.school, **kwargs)  # type: ignore[misc]
        return context

    def page(self, name: str, *args: Any) -> str:
        """The address of another page of this school."""
        return reverse(f"accounts:{name}", args=[self.school.ref, *args])


class SchoolView(OfSchool, TemplateView):
    """What the school is set to, with links to change it."""

    template_name = "accounts/school.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sections=school_sections(self.school), **kwargs)


class Section(NamedTuple):
    """A page of settings: its form, its heading and a line under it."""

    form: type[forms.ModelForm]
    heading: str
    says: str = ""


SECTIONS = {
    "identity": Section(IdentityForm, "Which school it is"),
    "address": Section(AddressForm, "Address and contact"),
    "pay": Section(PayForm, "Pay and timetable"),
    "limits": Section(LimitsForm, "Time limits"),
    "chase": Section(ChaseForm, "References", "Days on which the school is closed are not counted. See its dates."),
    "approval": Section(ApprovalForm, "Approving adverts"),
    "statements": Section(
        StatementsForm, "What each advert says", "These stand in every advert and job pack of the school."
    ),
}


class SectionView(OfSchool, FormView):
    """One section of the settings."""

    template_name = "accounts/school_section.html"

    @property
    def section(self) -> Section:
        """The section in the address. Raises Http404."""
        try:
            return SECTIONS[self.kwargs["section"]]
        except KeyError as error:
            raise Http404 from error

    def get_form_class(self) -> type[forms.ModelForm]:
        return self.section.form

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy: validation writes on its instance, and the page's header must not show what was not saved.
        return {**super().get_form_kwargs(), "instance": School.objects.get(pk=self.school.pk)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "standard" in request.POST and self.kwargs["section"] == "statements":
            form = StatementsForm(instance=self.school, initial=STANDARD)
            return self.render_to_response(self.get_context_data(form=form, is_standard=True))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        schools.change_school(self.school, by=person(self.request), values=form.cleaned_data)
        messages.success(self.request, f"{self.section.heading}: saved.")
        return redirect(self.page("school"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = self.section
        return super().get_context_data(
            caption=self.school.name,
            heading=section.heading,
            says=section.says,
            slug=self.kwargs["section"],
            **kwargs,
        )


class LookView(OfSchool, FormView):
    """The school's colour and logo."""

    template_name = "accounts/school_look.html"
    form_class = LookForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "has_logo": self.school.logo_id is not None}

    def get_initial(self) -> dict[str, Any]:
        return {"accent": self.school.accent}

    def form_valid(self, form: LookForm) -> HttpResponse:
        by, picture = person(self.request), form.cleaned_data["logo"]
        try:
            if picture:
                schools.set_logo(self.school, data=picture.read(), by=by)
            elif form.cleaned_data.get("remove_logo"):
                schools.remove_logo(self.school, by=by)
        except LogoError as error:
            form.add_error("logo", str(error))
            return self.form_invalid(form)
        schools.change_school(self.school, by=by, values={"accent": form.cleaned_data["accent"]})
        messages.success(self.request, "Colour and logo: saved.")
        return redirect(self.page("school"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=self.school.name, heading="Colour and logo", **kwargs)


class DatesView(OfSchool, TemplateView):
    """Terms, and days on which the school is closed."""

    template_name = "accounts/school_dates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=self.school.term_dates.all(), **kwargs)


class AddDatesView(OfSchool, FormView):
    """Add dates."""

    template_name = "accounts/school_section.html"
    form_class = DatesForm

    def form_valid(self, form: DatesForm) -> HttpResponse:
        row = schools.add_dates(self.school, by=person(self.request), **form.cleaned_data)
        messages.success(self.request, f"{row.name} added.")
        return redirect(self.page("school_dates"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=self.school.name, heading="Add dates", back=self.page("school_dates"), **kwargs
        )


class RemoveDatesView(OfSchool, View):
    """Take dates out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str, pk: int) -> HttpResponse:
        row = TermDate.objects.filter(school=self.school, pk=pk).first()
        if row:
            schools.remove_dates(row, by=person(request))
            messages.success(request, f"{row.name} removed.")
        return redirect(self.page("school_dates"))
