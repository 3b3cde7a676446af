"""Writing to several candidates: choose and write, look at each letter, send."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from applications import reveal
from applications.correspondence import named
from applications.forms.messages import BulkForm
from applications.models import Application
from applications.services import bulk
from applications.services.messages import MessageError, is_by_post
from vacancies.views.address import AtVacancy


class BulkView(AtVacancy, TemplateView):
    """One page, three steps by POST: the form; the letters, one at a time; sent. Nothing is kept before the last."""

    permission_required = "applications.list"
    template_name = "applications/bulk.html"

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many there are in each group."""
        return bulk.group_counts(self.vacancy)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the empty form and the fields it may hold."""
        kwargs.setdefault("form", BulkForm(counts=self.counts))
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            tab="messages",
            anybody=bool(self.counts),
            fields=[f"{{{{{name}}}}}" for name, why in bulk.usable_fields(self.vacancy).items() if not why],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what to mend, the form again, a letter, or send."""
        form = BulkForm(request.POST, counts=self.counts)
        if not form.is_valid():
            return self.again(form, status=422)
        data = form.cleaned_data
        try:
            bulk.check_text(data["text"], self.vacancy)
            if "send" in request.POST:
                return self.sent(data)
        except MessageError as error:
            form.add_error(error.field, str(error))
            return self.again(form, status=422)
        return self.again(form) if "change" in request.POST else self.preview(form, request.POST.get("show", ""))

    def again(self, form: BulkForm, *, status: int = 200) -> HttpResponse:
        """The form as it was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def sent(self, data: dict[str, Any]) -> HttpResponse:
        """Send, once however often it is pressed."""
        made = bulk.send_bulk(self.vacancy, by=self.user, **data)
        plural = "" if made.recipients == 1 else "s"
        messages.success(self.request, f"Sent to {made.recipients} candidate{plural}.")
        return redirect("applications:hr_threads", self.vacancy.ref)

    def preview(self, form: BulkForm, show: str) -> HttpResponse:
        """The letter of one recipient, with the ways to the others."""
        data = form.cleaned_data
        people = bulk.recipients(self.vacancy, data["groups"])
        if not people:
            form.add_error("groups", "Nobody is in these groups now. Choose others")
            return self.again(form, status=422)
        place = min(max(int(show) if show.isascii() and show.isdecimal() else 1, 1), len(people))
        released = reveal.released_at(self.vacancy)
        reader = people[place - 1]
        self.template_name = "applications/bulk_preview.html"
        return self.render_to_response(
            self.get_context_data(
                form=form,
                data=data,
                place=place,
                total=len(people),
                reader=named(reader, released),
                letter=bulk.preview_for(reader, self.vacancy, data["text"].strip(), released=released),
                by_post=_by_post(people),
            )
        )


def _by_post(people: list[Application]) -> int:
    """How many have no e-mail address."""
    return sum(is_by_post(each) for each in people)
