"""The code that lets a referee go on from another device."""

from __future__ import annotations

from appointments.forms.referee import RefereeForm
from appointments.views.by_link import KEPT, KEPT_PAGE, CodePage
from appointments.views.referee import RefereePage, keep
from core.states import StateError


class RefereeCodeView(RefereePage, CodePage):
    """The code, and then on with what had been typed."""

    on_route = "referee"

    def go_on(self) -> str:
        """Save what was typed before the code was asked for, and return where to go on."""
        page = self.questionnaire.page(self.request.POST.get(KEPT_PAGE, ""))
        if page is None:
            return self.url("referee")
        data = {name.removeprefix(KEPT): value for name, value in self.kept if name.startswith(KEPT)}
        typed = RefereeForm(data, page=page, must=False)
        if typed.is_valid():
            try:
                keep(self.request, self.reference_request, typed.answers())
            except StateError:
                return self.url("referee")
        return self.url("referee_page", page.name)
