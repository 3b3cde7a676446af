"""What pages of one panel share: the rows in the address, who asks, what every page shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from core import gates
from core.audit import subject_of
from core.gates import GateName
from core.models import Waiver
from shortlisting import conflicts
from shortlisting.models import Panel, PanelMember, Stage
from shortlisting.services import seen
from shortlisting.services.panel import panel_of
from vacancies.views.address import AtVacancy


class OfPanel(AtVacancy):
    """Mixin for pages of one panel, named by its vacancy's `ref`. `tab`: the tab of the vacancy that is marked."""

    permission_required = "shortlisting.panel"
    tab = "panel"

    @cached_property
    def panel(self) -> Panel:
        """Its panel, made with the first page that asks."""
        return panel_of(self.vacancy)

    @cached_property
    def member(self) -> PanelMember | None:
        """The reader's own place on the panel."""
        found = self.panel.members.current().filter(user=self.user).select_related("user").first()
        if found is not None:
            found.panel = self.panel
        return found

    @cached_property
    def out_for(self) -> frozenset[int]:
        """The ids of the applications that the reader does not score, since they know the person."""
        return conflicts.recused_from(self.member)

    def note_seen(self, stage: str = Stage.SIFT) -> None:
        """Keep that the reader opened a page with others' scores or decisions: they may not start to score."""
        seen.note_seen(self.panel, by=self.user, stage=stage)

    def page(self, name: str, *args: Any) -> str:
        """The address of another page of this panel."""
        return reverse(f"shortlisting:{name}", args=[self.vacancy.ref, *args])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what every page shows."""
        may_manage = self.user.has_perm("shortlisting.manage", self.vacancy)
        page = {
            "vacancy": self.vacancy,
            "school": self.vacancy.school,
            "panel": self.panel,
            "member": self.member,
            "tab": self.tab,
            "may_manage": may_manage,
        }
        return super().get_context_data(**{**page, **kwargs})  # type: ignore[misc]


class GatePage(OfPanel, TemplateView):
    """A page that shows a gate. Its waive and take-back addresses are its own, with these two views under it."""

    gate: GateName
    name: str  # of the page; `<name>_waive` and `<name>_take_back` pass a point and open it again

    def gate_object(self) -> Any:
        """What the gate is asked about."""
        return self.panel

    def address_args(self) -> list[Any]:
        """What follows the vacancy in the address."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the gate's report and where its points are passed."""
        if "report" not in kwargs:
            kwargs["report"] = gates.run(self.gate, self.gate_object())
        return super().get_context_data(
            waive_url=self.page(f"{self.name}_waive", *self.address_args()),
            take_back_url=self.page(f"{self.name}_take_back", *self.address_args()),
            **kwargs,
        )


class WaiveMixin:
    """Let a point of guidance pass, with a typed reason; put before a GatePage."""

    http_method_names: Sequence[str] = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep the reason, or show what is wrong beside it."""
        page = cast("GatePage", self)
        code, reason = request.POST.get("code", ""), request.POST.get("reason", "")
        try:
            gates.waive(
                page.gate, page.gate_object(), code, by=page.user, reason=reason, school_id=page.vacancy.school_id
            )
        except ValueError as error:
            context = page.get_context_data(failed_code=code, message=str(error), typed=reason)
            return page.render_to_response(context)
        return redirect(page.page(page.name, *page.address_args()))


class TakeBackMixin:
    """Open a point again that was passed; put before a GatePage."""

    http_method_names: Sequence[str] = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take the reason back. Nothing happens where it is gone already."""
        page = cast("GatePage", self)
        obj = page.gate_object()
        subject_type, subject_id = subject_of(obj)
        waiver = Waiver.objects.filter(
            gate=page.gate, code=request.POST.get("code", ""), subject_type=subject_type, subject_id=subject_id,
            taken_back_at=None,
        ).first()  # fmt: skip
        if waiver is not None:
            gates.take_back(waiver, obj, by=page.user, school_id=page.vacancy.school_id)
        return redirect(page.page(page.name, *page.address_args()))
