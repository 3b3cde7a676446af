"""The application that a page's address names. Every stage has pages of one application; all find it here."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, cast

from django.http import Http404, HttpRequest

from accounts.models import User
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from core.permissions import Permitted


class AtApplication(Permitted):
    """Mixin for pages of one application: `app_ref` names it where the address has one, else `ref`.

    under_vacancy: `ref` is that of its vacancy, and it must be on that.
    """

    under_vacancy: ClassVar[bool] = False
    request: HttpRequest
    kwargs: dict[str, Any]

    def read(self) -> ApplicationQuerySet:
        """What is read with it."""
        return Application.objects.for_page()

    @cached_property
    def application(self) -> Application:
        """The application; read once. Raises Http404."""
        named = {"ref": self.kwargs.get("app_ref", self.kwargs.get("ref"))}
        if self.under_vacancy:
            named["vacancy__ref"] = self.kwargs["ref"]
        found = self.read().filter(**named).first()
        if found is None:
            raise Http404
        return found

    def get_permission_object(self) -> Any:
        """The application, unless the page is about a row of its own."""
        return self.application

    @property
    def by(self) -> User:
        """Who is signed in: only for pages that nobody opens without."""
        return cast("User", self.request.user)
