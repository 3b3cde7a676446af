"""Going to an address as somebody, and what came of it. Nothing that a visit does stays."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from tests.access.table import Row
from tests.access.world import SIGNED_OUT, World

DEAD_LINK = 410
ENTERED = (200, 302, 400, 401, 409, 422)  # 401: allauth's page about a school sign-in that failed

SERVICE = ClientHandler(enforce_csrf_checks=False)  # the whole service; Client would copy what each template was given


class Visitors:
    """Visits by role."""

    def __init__(self, world: World, sessions: Mapping[str, str]) -> None:
        self.world = world
        self._sessions = sessions

    def go(self, role: str, name: str, row: Row, method: str) -> str:
        """Return what came of it: "in", "refused" as it should be, or what happened instead in words."""
        response = self.visit(role, name, row, method)
        if response.status_code in (404, DEAD_LINK):
            return "refused"
        if response.status_code == 302 and response.headers["Location"].partition("?")[0] == reverse("account_login"):
            return "refused" if role in SIGNED_OUT else "signed in, yet sent to sign in"
        return "in" if response.status_code in ENTERED else f"status {response.status_code}"

    def open(self, role: str, path: str) -> HttpResponseBase:
        """A page by its address, as a link leads there."""
        browser = RequestFactory()
        if self._sessions[role]:
            browser.cookies["sessionid"] = self._sessions[role]
        with transaction.atomic():
            response = SERVICE(browser.get(path).environ)
            transaction.set_rollback(True)
        return response

    def request(self, role: str, path: str) -> HttpRequest:
        """A request of somebody, for what asks who is there."""
        found = RequestFactory().get(path)
        found.user = self.world.who[role] or AnonymousUser()
        return found

    def visit(self, role: str, name: str, row: Row, method: str) -> HttpResponseBase:
        """The response, a failure of the service too (500). What the view wrote is rolled back."""
        path = reverse(name, args=self.world.args(row.where, role))
        browser = RequestFactory()
        if self._sessions[role]:
            browser.cookies["sessionid"] = self._sessions[role]
        with transaction.atomic():
            if row.after_asking_for_a_code and role in SIGNED_OUT:
                asked = browser.post(reverse("account_login"), {"email": "somebody@access.example.org"})
                browser.cookies["sessionid"] = SERVICE(asked.environ).cookies["sessionid"].value
            request = browser.post(path, row.data) if method == "POST" else browser.get(path)
            response = SERVICE(request.environ)
            transaction.set_rollback(True)
        return response
