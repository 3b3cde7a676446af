"""Pages behind a link in a letter: no account, limited tries, one neutral page for every dead link."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import FormView

from appointments import second_device
from appointments.forms.referee import CodeForm
from appointments.second_device import CodeError, Guarded
from core.links import LinkError
from core.permissions import BY_LINK, Permitted
from core.rate_limits import allow, connection_of

TRIES, SECONDS = 60, 300  # pages from one address in five minutes: enough for a slow form, too few to guess
AUTOSAVE = "X-Autosave"  # header of what the page saves by itself; counted apart, so that typing shuts nobody out
KEPT, KEPT_PAGE = "kept-", "kept_page"  # what was typed, carried through the page that asks for the code


class LinkPage(Permitted):
    """A page behind a link. A GET changes nothing: scanners open links."""

    permission_required = BY_LINK
    kwargs: dict[str, Any]
    request: HttpRequest
    code_route: str  # the page that asks for the code

    @property
    def subject(self) -> Any:
        """What the link is for; raises LinkError when the link is dead."""
        raise NotImplementedError

    @property
    def guarded(self) -> Guarded:
        """Whose mail opens it."""
        raise NotImplementedError

    @property
    def may_enter(self) -> bool:
        """Whether this session sees it without a code."""
        return second_device.is_trusted(self.request, self.guarded)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep the answer out of every cache, and the token from every other site."""
        response = self._answer(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store, private")
        # "no-referrer" would send "Origin: null" and so fail the CSRF check.
        response["Referrer-Policy"] = "same-origin"
        return response

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find what the link is for, or show the neutral page; ask for the code where one is due."""
        kind = "autosave" if AUTOSAVE in request.headers else "page"
        if not allow(f"referee-{kind}:{connection_of(request)}", TRIES, SECONDS):
            slow = render(request, "appointments/referee_slow.html", status=429)
            slow["Retry-After"] = str(SECONDS)
            return slow
        try:
            _ = self.subject
        except LinkError:
            return render(request, "appointments/referee_dead.html", status=410)
        return super().dispatch(request, *args, **kwargs) if self.may_enter else self.ask_for_code()

    def ask_for_code(self) -> HttpResponseBase:
        """Send this session to the page that asks for the code."""
        return redirect(self.url(self.code_route))

    def url(self, name: str, *args: str) -> str:
        """An address behind the same link."""
        return reverse(f"appointments:{name}", args=[self.kwargs["token"], *args])


class CodePage(LinkPage, FormView):
    """Send a code when asked to, and take it. Nothing of what is behind the link is shown before."""

    template_name = "appointments/referee_code.html"
    form_class = CodeForm
    on_route: str  # where to go with the code

    def ask_for_code(self) -> HttpResponseBase:
        """This page is where it is asked."""
        return super(LinkPage, self).dispatch(self.request, *self.args, **self.kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, unless this session may go on already."""
        return redirect(self.url(self.on_route)) if self.may_enter else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code, or take the one typed."""
        if "send" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = CodeForm()
        try:
            second_device.send_code(request, self.guarded)
        except CodeError as error:
            form = CodeForm({"code": ""})
            form.errors.clear()
            form.add_error(None, str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Let the session go on."""
        try:
            second_device.try_code(self.request, self.guarded, form.cleaned_data["code"])
        except CodeError as error:
            still = second_device.waiting(self.request, self.guarded)
            form.add_error("code" if still else None, str(error))  # a dead code has no field to mend
            return self.form_invalid(form)
        return redirect(self.go_on())

    def go_on(self) -> str:
        """Where the session goes on."""
        return self.url(self.on_route)

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """What was typed before the code was asked for."""
        names = [name for name in self.request.POST if name == KEPT_PAGE or name.startswith(KEPT)]
        return [(name, self.request.POST.get(name, "")) for name in names]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a code is on its way, where it goes, and what was typed."""
        waiting = second_device.waiting(self.request, self.guarded)
        kwargs.setdefault("address", second_device.masked(self.guarded.email))
        begun = self.on_route == "referee"
        return super().get_context_data(
            waiting=waiting, kept=self.kept, code_url=self.url(self.code_route), begun=begun, **kwargs
        )
