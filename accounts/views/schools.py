"""The schools that a person works for, and the one in hand."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from accounts.current import choose_school, current_school
from accounts.models import Role
from accounts.permissions import schools_of
from accounts.person import person
from core.permissions import Permitted


class SchoolsView(Permitted, TemplateView):
    """Every school in which one is HR or head: the switcher of a trust's office."""

    permission_required = "accounts.school_list"
    template_name = "accounts/schools.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        managed = set(schools_of(person(self.request), Role.HR).values_list("pk", flat=True))
        rows = [(school, school.pk in managed) for school in schools_of(person(self.request), Role.HR, Role.HEAD)]
        current = current_school(self.request)
        return super().get_context_data(rows=rows, current=current, school=current, **kwargs)


class ChooseSchoolView(Permitted, View):
    """Take one of one's schools in hand."""

    permission_required = "accounts.school_list"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        school = schools_of(person(request), Role.HR, Role.HEAD).filter(ref=ref).first()
        if school is None:
            raise Http404
        choose_school(request, school)
        return redirect("home")
