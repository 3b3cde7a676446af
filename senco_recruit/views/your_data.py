"""What the service holds about whoever is signed in: to read, to download, to erase."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView, View

from accounts.person import person
from applications.services.reuse import last_application
from core.components import Cell, Column, Line, Table
from core.downloads import download
from core.pdf import render_pdf
from core.permissions import SIGNED_IN, Permitted
from core.services.personal_data import export_person
from core.states import StateError
from senco_recruit import erasure
from senco_recruit.views.pages import PARTS
from senco_recruit.your_data import in_words


class YourDataView(Permitted, TemplateView):
    """The ways to one's data, and what a new application would start from."""

    permission_required = SIGNED_IN
    template_name = "pages/your_data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the newest application, whose answers a new one starts from."""
        return super().get_context_data(last=last_application(person(self.request)), **kwargs)


def _file(content: bytes | str, kind: str, ending: str) -> HttpResponse:
    return download(content, f"your-data.{ending}", kind=kind)


class DataJsonView(Permitted, View):
    """Everything, for another service to read."""

    permission_required = SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file. That it was made is recorded."""
        user = person(request)
        held = {"made_at": timezone.now(), "held": list(export_person(user, by=user).values())}
        return _file(json.dumps(held, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False), "application/json", "json")


class DataPdfView(Permitted, View):
    """Everything, for a person to read."""

    permission_required = SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file. That it was made is recorded."""
        user = person(request)
        groups = [
            (each["about"], [[(name, in_words(value)) for name, value in row.items()] for row in each["rows"]])
            for _, each in sorted(export_person(user, by=user).items(), key=_as_lived)
        ]
        return _file(render_pdf("pdf/your_data.html", {"groups": groups, "user": user, "made_at": timezone.now()}),
                     "application/pdf", "pdf")  # fmt: skip


def _as_lived(part: tuple[str, Any]) -> int:
    """The account first, then in the order of a recruitment."""
    return ("accounts", *PARTS).index(part[0].partition(".")[0])


class EraseView(Permitted, TemplateView):
    """Says what goes and what must be kept, and asks once."""

    permission_required = SIGNED_IN
    template_name = "pages/erase.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is withdrawn, and what is kept with its reason."""
        user = person(self.request)
        return super().get_context_data(
            stops=erasure.stops(user), live=erasure.live_of(user), kept=_kept_table(erasure.kept_of(user)), **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Erase, and sign out."""
        if "sure" not in request.POST:
            return self.render_to_response(self.get_context_data(error=True), status=422)
        user = person(request)
        try:
            erasure.erase_account(user, by=user)
        except StateError as error:
            messages.error(request, str(error))
            return redirect("erase_account")
        logout(request)
        messages.success(request, "Your account is erased.")
        return redirect("vacancies:public_list")


def _kept_table(kept: list[erasure.Kept]) -> Table | None:
    lines = [
        Line(
            cells=[
                Cell(row.application.vacancy.title, hint=row.application.vacancy.school.name),
                Cell(row.why),
                Cell(row.until_words),
            ]
        )
        for row in kept
    ]
    return Table("What is kept", [Column("Application"), Column("Why"), Column("Until")], lines) if lines else None
