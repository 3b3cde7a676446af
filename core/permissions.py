"""The permissions that are about no object, and the page base that asks for one.

Every view names one permission. Whoever may not see a thing is told that it does not exist (404), so that an
address tells nothing; who has not signed in is sent to do so, whatever the address.
"""

from __future__ import annotations

from typing import Any

import rules
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

PUBLIC = "core.public"  # anyone, signed in or not
SIGNED_IN = "core.signed_in"
BY_LINK = "core.by_link"  # whoever holds a signed link; the view checks it

rules.add_perm(PUBLIC, rules.always_true)
rules.add_perm(SIGNED_IN, rules.is_authenticated)
rules.add_perm(BY_LINK, rules.always_true)


class Permitted:
    """Mixin for class-based views: `permission_required` and, where it is about a row, `get_permission_object`."""

    permission_required: str
    request: HttpRequest
    open_to_anonymous = (PUBLIC, BY_LINK)

    def get_permission_object(self) -> Any:
        """Return the row the permission is about, or None. Raise Http404 when there is none."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whom the permission lets in."""
        if self.permission_required not in self.open_to_anonymous:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(self.permission_required, self.get_permission_object()):
                raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if self.permission_required == BY_LINK:  # whoever uses this computer next holds no link
            response.setdefault("Cache-Control", "no-store, private")
        return response


def may_enter(request: HttpRequest, path: str) -> bool:
    """Tell whether whoever asks would be let in at `path`: links that are made for several readers ask this.

    It asks the page itself, so it costs what that page reads for its permission: for single links, not for lists.
    """
    try:
        match = resolve(path)
        page = getattr(match.func, "view_class", None)
        if page is None or not issubclass(page, Permitted):
            return True
        view = page(**getattr(match.func, "view_initkwargs", {}))
        view.setup(request, *match.args, **match.kwargs)
        if view.permission_required in view.open_to_anonymous:
            return True
        return bool(request.user.has_perm(view.permission_required, view.get_permission_object()))
    except (Resolver404, Http404):
        return False
