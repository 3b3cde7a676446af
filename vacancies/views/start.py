"""Starting a vacancy: from a job pack, a template, an earlier vacancy or nothing; and keeping templates."""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.current import current_school
from accounts.models import Role, School, User
from accounts.permissions import roles_of, schools_of
from core.permissions import Permitted
from core.refs import new_ref
from vacancies.beginnings import beginnings_for, chosen_content, templates_of
from vacancies.forms.start import BLANK, COPY, PACK, StartForm, TemplateForm
from vacancies.models import Vacancy, VacancyTemplate
from vacancies.packs import PackRefused
from vacancies.services.packs import ask
from vacancies.services.templates import Started, delete_template, save_template, start_from
from vacancies.services.vacancy import start_vacancy
from vacancies.views.base import OfVacancy


class OfHr(Permitted):
    """Mixin for pages of HR that belong to no vacancy yet."""

    permission_required = "vacancies.start"
    request: HttpRequest

    @property
    def user(self) -> User:
        """Who is signed in."""
        return cast("User", self.request.user)

    @cached_property
    def schools(self) -> list[School]:
        """The schools where the person is HR."""
        return list(schools_of(self.user, Role.HR))


class NewView(OfHr, FormView):
    """One page: where to begin, which school, which title."""

    template_name = "vacancies/new.html"
    form_class = StartForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The schools of the person, and what they may begin from."""
        beginnings = beginnings_for(self.user, self.schools, at=current_school(self.request))
        return {**super().get_form_kwargs(), "schools": self.schools, "beginnings": beginnings}

    def get_initial(self) -> dict[str, Any]:
        """The school in hand, a new key, and the vacancy that a link to copy names."""
        school, copied = current_school(self.request), self.request.GET.get("copy", "")
        return {
            "school": school.ref if school else None,
            "key": new_ref(),
            "way": COPY if copied else PACK,
            "earlier": copied,
        }

    def form_valid(self, form: StartForm) -> HttpResponse:
        """Start it and go on: to the pack, or to the parts of the advert."""
        given, school = form.cleaned_data, form.chosen
        if not form.source:
            vacancy = start_vacancy(school, title=given["title"], by=self.user, key=given["key"])
            return redirect("vacancies:advert", vacancy.ref) if given["way"] == BLANK else self.read_pack(vacancy, form)
        content = chosen_content(self.user, self.schools, form.source)
        if content is None:
            form.add_error(None, "This is no longer there. Choose something else to start from")
            return self.form_invalid(form)
        started = start_from(content, school, by=self.user, source=form.source, title=given["title"], key=given["key"])
        messages.success(self.request, _look_at(started))
        return redirect("vacancies:advert", started.vacancy.ref)

    def read_pack(self, vacancy: Vacancy, form: StartForm) -> HttpResponse:
        """Have the file read at once; without one, or where it is refused, on to the page of the pack."""
        given = form.cleaned_data
        if not (file := given.get("file")):
            return redirect("vacancies:import", vacancy.ref)
        try:
            pack = ask(vacancy, by=self.user, key=given["key"], data=file.read(), filename=file.name)
        except PackRefused as error:
            messages.error(self.request, error.message)
            return redirect("vacancies:import", vacancy.ref)
        return redirect("vacancies:importing", vacancy.ref, pack.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the school in hand, for the page's head."""
        return super().get_context_data(school=current_school(self.request), **kwargs)


def _look_at(started: Started) -> str:
    """What to look at in a new draft: "We have filled in the vacancy. Look at these first: pay, visits."."""
    done = "We have filled in the vacancy. Every word can be changed."
    return f"{done} Look at these first: {', '.join(started.look_at)}." if started.look_at else done


class SaveTemplateView(OfVacancy, FormView):
    """Keep what a vacancy holds, to start others from."""

    template_name = "vacancies/save_template.html"
    form_class = TemplateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """HR of a trust may keep it for all of its schools."""
        school = self.vacancy.school
        for_trust = (Role.HR, "trust", school.trust_id) in roles_of(self.user)
        return {**super().get_form_kwargs(), "school": school, "for_trust": for_trust}

    def get_initial(self) -> dict[str, Any]:
        """The title is a name."""
        return {"name": self.vacancy.title, "whose": "school"}

    def form_valid(self, form: TemplateForm) -> HttpResponse:
        """Keep it."""
        save_template(self.vacancy, name=form.cleaned_data["name"], by=self.user, whole_trust=form.whole_trust)
        messages.success(self.request, "Template saved. You can start a vacancy from it.")
        return redirect("vacancies:templates")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading="Save as a template", **kwargs)


class TemplatesView(OfHr, TemplateView):
    """The templates of the school and trust."""

    template_name = "vacancies/templates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add them, with who may take each away."""
        rows = [(row, self.user.has_perm("vacancies.delete_template", row)) for row in templates_of(self.schools)]
        return super().get_context_data(rows=rows, school=current_school(self.request), **kwargs)


class DeleteTemplateView(Permitted, TemplateView):
    """Ask, then take a template away."""

    permission_required = "vacancies.delete_template"
    template_name = "vacancies/delete.html"
    kwargs: dict[str, Any]

    @cached_property
    def template(self) -> VacancyTemplate:
        """The template of the address. Raises Http404."""
        rows = VacancyTemplate.objects.select_related("school", "trust")
        return get_object_or_404(rows, ref=self.kwargs["ref"])

    def get_permission_object(self) -> VacancyTemplate:
        return self.template

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Take it away."""
        delete_template(self.template, by=cast("User", request.user))
        messages.success(request, "Template deleted. Vacancies that were started from it stay as they are.")
        return redirect("vacancies:templates")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what goes."""
        return super().get_context_data(
            heading="Delete this template?",
            what=[str(self.template)],
            button="Delete the template",
            back=reverse("vacancies:templates"),
            **kwargs,
        )
