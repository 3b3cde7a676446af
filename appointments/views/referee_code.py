"""The code that lets a referee go on from another device."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView

from appointments import questions, second_device
from appointments.forms.referee import CodeForm, RefereeForm
from appointments.second_device import CodeError
from appointments.views.referee import KEPT, KEPT_PAGE, RefereePage, keep
from core.states import StateError


class RefereeCodeView(RefereePage, FormView):
    """Send a code when asked to, and take it. Nothing of the reference is shown before."""

    template_name = "appointments/referee_code.html"
    form_class = CodeForm

    def ask_for_code(self) -> HttpResponseBase:
        """This page is where it is asked."""
        return super(RefereePage, self).dispatch(self.request, *self.args, **self.kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, unless this session may go on already."""
        if second_device.may_go_on(request, self.reference_request):
            return redirect(self.url("referee"))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code, or take the one typed."""
        if "send" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = CodeForm()
        try:
            second_device.send_code(request, self.reference_request)
        except CodeError as error:
            form = CodeForm({"code": ""})
            form.errors.clear()
            form.add_error(None, str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Let the session go on, with what it had typed."""
        try:
            second_device.try_code(self.request, self.reference_request, form.cleaned_data["code"])
        except CodeError as error:
            still = second_device.waiting(self.request, self.reference_request)
            form.add_error("code" if still else None, str(error))  # a dead code has no field to mend
            return self.form_invalid(form)
        return redirect(self._keep_typed())

    def _keep_typed(self) -> str:
        """Save what was typed before the code was asked for, and return where to go on."""
        page = questions.page(self.request.POST.get(KEPT_PAGE, ""))
        if page is None:
            return self.url("referee")
        data = {name.removeprefix(KEPT): value for name, value in self._kept() if name.startswith(KEPT)}
        typed = RefereeForm(data, page=page, must=False)
        if typed.is_valid():
            try:
                keep(self.request, self.reference_request, typed.answers())
            except StateError:
                return self.url("referee")
        return self.url("referee_page", page.name)

    def _kept(self) -> list[tuple[str, str]]:
        names = [name for name in self.request.POST if name == KEPT_PAGE or name.startswith(KEPT)]
        return [(name, self.request.POST.get(name, "")) for name in names]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a code is on its way, and what was typed."""
        waiting = second_device.waiting(self.request, self.reference_request)
        return super().get_context_data(waiting=waiting, kept=self._kept(), **kwargs)
