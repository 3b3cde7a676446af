"""What a candidate without an e-mail address told HR by letter or phone, and what HR does for them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from django.views.generic import FormView

from applications import reveal
from applications.forms.on_behalf import ToldForm
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.on_behalf import open_to
from applications.services import on_behalf
from applications.views.address import AtApplication
from core.states import StateError
from vacancies.views.address import AtVacancy


class ToldView(AtApplication, FormView):
    """One form for whatever they told: the offer, the interview, a referee, withdrawing."""

    under_vacancy = True
    permission_required = "applications.speak_for"
    template_name = "applications/told.html"
    form_class = ToldForm

    def read(self) -> ApplicationQuerySet:
        """With the name, and that it came by post."""
        return super().read().select_related("details", "paper")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form what may be answered now."""
        return {**super().get_form_kwargs(), "answers": on_behalf.answers_of(self.application), "by": self.by}

    def form_valid(self, form: ToldForm) -> HttpResponse:
        """Do it, or say beside the field why not."""
        try:
            on_behalf.record_told(self.application, by=self.by, **form.values())
        except StateError as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Done for them. A letter to print tells them what you entered.")
        return redirect(self.after())

    def form_invalid(self, form: ToldForm) -> HttpResponse:
        """What was typed stays."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def after(self) -> str:
        """The application, where it may be read by now."""
        application, vacancy = self.application, self.application.vacancy
        if reveal.is_revealed(Application.objects.select_related("vacancy").get(pk=application.pk)):
            return reverse("applications:hr_detail", args=[vacancy.ref, application.ref])
        return reverse("applications:hr_list", args=[vacancy.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is entered elsewhere, and what was told before."""
        application = self.application
        return super().get_context_data(
            application=application,
            vacancy=application.vacancy,
            school=application.vacancy.school,
            person=application.details,
            revealed=reveal.is_revealed(application),
            elsewhere=open_to(application)[1],
            told=application.on_behalf.select_related("recorded_by"),
            **kwargs,
        )


class LookWhoseView(AtVacancy, View):
    """Before the release: whose application by post it is. Who looks may not join the panel."""

    permission_required = "applications.post_letters"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep that they looked, then show it."""
        rows = Application.objects.for_page().filter(vacancy=self.vacancy, paper__pk=self.kwargs["pk"])
        found = rows.filter(paper__by_post=True).submitted().first()
        if found is None:
            raise Http404
        on_behalf.get_to_know(found, by=self.user)
        return redirect("applications:told", self.vacancy.ref, found.ref)
