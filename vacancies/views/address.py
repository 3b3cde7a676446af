"""The vacancy that a page's address names. Every stage has pages of one vacancy; all find it here."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, cast

from django.http import Http404, HttpRequest

from accounts.models import User
from core.permissions import Permitted
from vacancies.models import Vacancy


class AtVacancy(Permitted):
    """Mixin for pages of one vacancy, named by `ref` in the address. `joins`: what is read with it."""

    joins: ClassVar[tuple[str, ...]] = ("school__trust",)
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def vacancy(self) -> Vacancy:
        """The vacancy; read once. Raises Http404."""
        found = Vacancy.objects.filter(ref=self.kwargs["ref"]).select_related(*self.joins).first()
        if found is None:
            raise Http404
        return found

    @property
    def user(self) -> User:
        """Who is signed in: only for pages that nobody opens without."""
        return cast("User", self.request.user)

    def get_permission_object(self) -> Any:
        """The vacancy, unless the page is about a row of its own."""
        return self.vacancy
