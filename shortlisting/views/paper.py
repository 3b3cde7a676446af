"""The sift on paper: what is printed for a member, and typing what came back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from core.downloads import download
from shortlisting import conflicts, sift
from shortlisting.booklet import KINDS
from shortlisting.forms.paper import PaperForm
from shortlisting.models import PanelMember, Score, ScoreSheet
from shortlisting.progress import OwnProgress, progress_of
from shortlisting.scoring import ScoreError
from shortlisting.services.calibration import hand_in_round
from shortlisting.services.paper import PaperError, enter_sheet, print_for
from shortlisting.services.scores import submit_sheets
from shortlisting.views.base import OfPanel
from shortlisting.views.conflicts import NamesForm


class Printed(OfPanel, View):
    """Mixin: one of the files, by POST, because taking it out is recorded."""

    http_method_names = ["post"]

    def printed(self, member: PanelMember) -> HttpResponse:
        """The file, or back with what comes first."""
        kind = self.request.POST.get("kind", "")
        if kind not in KINDS:
            raise Http404
        try:
            content = print_for(member, kind=kind, by=self.user)
        except ScoreError as error:
            messages.error(self.request, str(error))
            return redirect(self.page("names" if member == self.member else "paper"))
        name = f"sift-{kind}-{self.vacancy.ref}-{timezone.localdate():%Y-%m-%d}.pdf"
        return download(content, name)


class BookletView(Printed):
    """A member's own booklet or grid."""

    permission_required = "shortlisting.score"

    def get_permission_object(self) -> PanelMember | None:
        """The reader's own place."""
        return self.member

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it out."""
        assert self.member is not None  # noqa: S101  (the permission was asked about it)
        return self.printed(self.member)


class PaperView(OfPanel, TemplateView):
    """The members whose scores are not in, for who types what comes back."""

    permission_required = "shortlisting.paper"
    template_name = "shortlisting/paper.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the members, and who has still to answer the list of names."""
        members = [each for each in sift.waited_for(self.panel) if each.user_id != self.user.pk]
        for each in members:
            each.panel = self.panel
        asked = conflicts.still_to_declare(self.panel)
        rows = [{"place": each, "names_first": each.pk in asked} for each in members]
        return super().get_context_data(rows=rows, **kwargs)


class OnPaper(OfPanel):
    """Mixin for pages on what one member gave on paper: never the reader's own."""

    permission_required = "shortlisting.paper"

    @cached_property
    def place(self) -> PanelMember:
        """The member of the address, who scores here and has not submitted. Raises Http404."""
        found = next((each for each in sift.waited_for(self.panel) if each.pk == self.kwargs["pk"]), None)
        if found is None or found.user_id == self.user.pk or found.removed_at is not None:
            raise Http404
        found.panel = self.panel
        return found

    @cached_property
    def own(self) -> OwnProgress:
        """How far the member is."""
        return progress_of(self.place)

    def here(self) -> str:
        """The member's page."""
        return self.page("paper_member", self.place.pk)


class PaperPrintView(OnPaper, Printed):
    """What is printed for the member."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it out."""
        return self.printed(self.place)


class PaperNamesView(OnPaper, NamesForm):
    """The list of names as it came back."""

    template_name = "shortlisting/paper_names.html"

    @property
    def on(self) -> PanelMember:
        """The member."""
        return self.place

    def done_url(self) -> str:
        """On to their scores."""
        return self.here()


class PaperMemberView(OnPaper, TemplateView):
    """One member's candidates and how much is typed; and the button that submits for them."""

    template_name = "shortlisting/paper_member.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list of names comes first."""
        if conflicts.has_to_declare(self.place):
            return redirect(self.page("paper_names", self.place.pk))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Submit for the member, or say what is missing."""
        submit = hand_in_round if self.own.first_round else submit_sheets
        try:
            submit(self.place, by=self.user)
        except ScoreError as error:
            messages.error(request, f"{error}.")
            return redirect(self.here())
        messages.success(request, f"Submitted on behalf of {self.place.user}.")
        return redirect(self.page("paper"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the candidates by the member's numbers."""
        own = self.own
        rows = [
            {"sheet": each, "done": own.done_of(each)} for each in own.sheets if each.application_id not in self.out_for
        ]
        return super().get_context_data(place=self.place, own=own, rows=rows, **kwargs)


class PaperSheetView(OnPaper, FormView):
    """One candidate's page of the booklet."""

    template_name = "shortlisting/paper_sheet.html"
    form_class = PaperForm

    @cached_property
    def sheet(self) -> ScoreSheet:
        """The candidate under the member's number, while it is open. Raises Http404."""
        number = self.kwargs["number"]
        found = next((each for each in self.own.sheets if each.number == number and not each.submitted_at), None)
        if found is None or found.application_id in self.out_for:
            raise Http404
        found.member = self.place
        return found

    @cached_property
    def kept(self) -> dict[int, Score]:
        """What is scored, by criterion."""
        found = {row.criterion_id: row for row in Score.objects.filter(sheet=self.sheet).select_related("entered_by")}
        if any(row.entered_by_id for row in found.values()):  # what another typed is shown
            self.note_seen()
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows what was typed; what the member gave online is theirs, and not read here."""
        online = {pk for pk, row in self.kept.items() if row.entered_by_id is None}
        more = {"criteria": self.own.criteria, "scale": sift.scale_of(self.panel), "kept": self.kept, "closed": online}
        return {**super().get_form_kwargs(), **more}

    def form_valid(self, form: PaperForm) -> HttpResponse:
        """Keep the page and go on with the next candidate, or say beside each row what is wrong."""
        try:
            enter_sheet(self.sheet, form.given(), by=self.user)
        except PaperError as error:
            form.refuse(error.wrong)
            return self.form_invalid(form)
        del self.own
        mine = [each for each in self.own.sheets if each.application_id not in self.out_for]
        left = [each for each in mine if self.own.done_of(each) < len(self.own.criteria)]
        later = [each for each in left if each.number > self.sheet.number] + left
        if not later:
            return redirect(self.here())
        return redirect(self.page("paper_sheet", self.place.pk, later[0].number))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the candidate, and what the member scored online."""
        online = [each for each in self.own.criteria if each.pk in self.kept and not self.kept[each.pk].entered_by_id]
        return super().get_context_data(
            place=self.place, sheet=self.sheet, own=self.own, online=online, scale=sift.scale_of(self.panel), **kwargs
        )
