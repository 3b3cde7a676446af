"""What the pages of one application share: finding it, telling whether it may still be written, saving a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.generic import TemplateView

from applications import stash, staying
from applications.addresses import section_url
from applications.forms.base import SectionForm
from applications.models import Application, HalfTyped, SectionName
from applications.models.application import ApplicationQuerySet
from applications.services import sections
from applications.services.lifecycle import closed_words
from applications.views.address import AtApplication
from core.display import clock
from core.forms.base import tidied
from core.states import StateError

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "later"})


def is_autosave(request: HttpRequest) -> bool:
    """Whether a script sends it while somebody types, and wants its answer as JSON."""
    return request.headers.get("X-Autosave") == "1"


class ApplicationPage(AtApplication, TemplateView):
    """A page about the candidate's own application."""

    permission_required = "applications.own"
    whole = False  # whether the page needs every part

    def read(self) -> ApplicationQuerySet:
        """Every part, where the page needs it."""
        return Application.objects.whole() if self.whole else super().read()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever is at work here stays signed in."""
        staying.stay(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the application, its vacancy and school; of one on paper, for whom HR enters it."""
        vacancy = self.application.vacancy
        kwargs["signed_in_until"] = staying.until(self.request)
        if self.application.on_paper_at and self.application.state == Application.State.DRAFT:
            kwargs.setdefault("entering_for", self.application.candidate.name)
        return super().get_context_data(application=self.application, vacancy=vacancy, school=vacancy.school, **kwargs)


class Stashing:
    """Mixin: what is sent after the session has ended is kept until its sender has signed in again."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep it, and say so on the page to sign in on; a script says it where the words are."""
        if request.method == "POST" and not request.user.is_authenticated and stash.keep(request):
            if not is_autosave(request):
                messages.info(request, "What you typed is kept. Sign in, and it is there again.")
        page: Any = super()
        answer: HttpResponseBase = page.dispatch(request, *args, **kwargs)
        return answer


class TypedAgain(Stashing):
    """Mixin for a FormView: its boxes begin with what was kept."""

    def get_initial(self) -> dict[str, Any]:
        """What was typed before, once."""
        page: Any = super()
        typed = stash.take(self.request) if self.request.method == "GET" else None
        return {**page.get_initial(), **(typed.dict() if typed else {})}


class DraftPage(Stashing, ApplicationPage):
    """A page of the form. Once it is sent or too late, looking leads to the copy; what is typed is still saved."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Turn a draft that was sent meanwhile into a plain word."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except StateError as error:
            if is_autosave(request):
                return JsonResponse({"error": f"Not saved. {error}"}, status=410)
            messages.error(request, str(error))
            return redirect("applications:task_list", self.application.ref)

    def closed(self) -> str:
        """What somebody who types on after closing is told with each save; "" while it can be sent."""
        if self.application.may_be_sent(timezone.now()):
            return ""
        return f"{closed_words(self.application.vacancy, self.application.closes_at)} So it cannot be sent."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page while the application can still be sent, else the copy."""
        if not self.application.may_be_sent(timezone.now()):
            return redirect("applications:task_list", self.application.ref)
        return super().get(request, *args, **kwargs)


class FormPage(DraftPage):
    """One form: "Save and continue" finishes it, "Save and come back later" keeps what is half right.

    Whatever cannot be saved yet is kept as typed and shown again, so that closing the page loses nothing.
    """

    section: ClassVar[SectionName]
    form_class: ClassVar[type[SectionForm]]
    title: ClassVar[str] = ""
    template_name = "applications/form.html"
    keeps_typed: ClassVar[bool] = True  # with the application, until the page is saved

    @property
    def heading(self) -> str:
        """The page's h1."""
        return self.title

    @property
    def page(self) -> str:
        """The key under which half-typed boxes of this page are kept."""
        return self.section.value

    @property
    def back_url(self) -> str:
        """Where "Save and come back later" and the back link lead."""
        return section_url(self.application, "task_list")

    @property
    def next_url(self) -> str:
        """Where "Save and continue" leads."""
        return self.back_url

    @property
    def back_text(self) -> str:
        """The back link's words."""
        return "Your application"

    def initial(self) -> Mapping[str, Any]:
        """The boxes of a page that was saved before."""
        raise NotImplementedError

    def save(self, form: SectionForm, *, done: bool) -> None:
        """Call the service."""
        raise NotImplementedError

    def save_half(self, form: SectionForm) -> None:
        """Save what is right of a form with errors; only pages whose row may be incomplete can."""

    def make_form(self, data: Any = None, *, finish: bool = False) -> SectionForm:
        """The form, empty, filled or bound."""
        initial = {} if data is not None else dict(self.initial())
        return self.form_class(data, application=self.application, finish=finish, initial=initial)

    def kept(self) -> MultiValueDict[str, str] | None:
        """What stood on the page when it could not be saved, or came after the session had ended."""
        if (late := stash.take(self.request)) is not None:
            self.keep_boxes(late)
        row = HalfTyped.objects.filter(application=self.application, page=self.page).first()
        return MultiValueDict(cast("Any", row.typed)) if row else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form: as it was typed if it could not be saved, else as it was saved."""
        if "form" not in kwargs:
            typed = self.kept()
            kwargs["form"] = self.make_form(typed, finish=False) if typed else self.make_form()
            kwargs["was_kept"] = typed is not None
        return super().get_context_data(
            heading=self.heading,
            back_url=self.back_url,
            back_text=self.back_text,
            caption=f"{self.application.vacancy.title}, {self.application.vacancy.school.name}",
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show what to mend; throw away what was half typed; keep it for a script."""
        if self.keeps_typed and "discard" in request.POST:
            sections.discard_typed(self.application, by=self.by, page=self.page, section=self.section)
            return JsonResponse({"saved": ""}) if is_autosave(request) else redirect(self.back_url)
        if self.keeps_typed and is_autosave(request):
            return self.keep_meanwhile(request.POST)
        return self.save_or_mend(request)

    def keep_meanwhile(self, boxes: QueryDict) -> HttpResponse:
        """Keep the boxes as they stand while somebody types. The buttons of the page make answers of them."""
        self.keep_boxes(tidied(boxes)[0], typing=True)
        following = self.closed() or "Press Save and continue when you are ready."
        return JsonResponse({"saved": f"Kept at {clock(timezone.now())}. {following}"})

    def save_or_mend(self, request: HttpRequest) -> HttpResponse:
        """Save, or show what to mend."""
        later = "later" in request.POST
        form = self.make_form(request.POST, finish=not later)
        if form.is_valid() and not (later and self.is_incomplete(form)) and self.saves(form, done=not later):
            return redirect(self.back_url if later else self.next_url)
        self.keep(form)
        if later:
            return redirect(self.back_url)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def saves(self, form: SectionForm, *, done: bool) -> bool:
        """Save; what the service refuses (too many rows, say) is said above the form, and what was typed stays.

        Of an application that was sent meanwhile nothing can be kept either: `keep` says so by its StateError.
        """
        try:
            self.save(form, done=done)
        except StateError as error:
            form.add_error(None, str(error))
            return False
        return True

    def is_incomplete(self, form: SectionForm) -> bool:
        """Whether a page left for later cannot be a row yet. A section of one page always can."""
        return False

    def keep(self, form: SectionForm) -> None:
        """Keep the boxes as typed, and save of them what is right."""
        self.save_half(form)
        self.keep_boxes(cast("QueryDict", form.data))

    def keep_boxes(self, boxes: QueryDict, *, typing: bool = False) -> None:
        """Keep the boxes as typed; `typing`: while they are typed, before anything was sent."""
        typed = {name: values for name, values in boxes.lists() if name not in NOT_TYPED}
        page, section = self.page, self.section
        sections.keep_typed(self.application, by=self.by, page=page, section=section, typed=typed, typing=typing)
