"""The dates of a vacancy: typed, or proposed from the start of the job."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView

from core.display import day_date, when
from core.states import StateError
from vacancies.editing import EditedMeanwhileError, Seen
from vacancies.forms.dates import DatesForm, closing_initial
from vacancies.forms.plan import PlanForm
from vacancies.key_dates import Plan, propose
from vacancies.models import ImportedPack, KeyDate, Vacancy
from vacancies.plan_page import problems_of, rows_of
from vacancies.services.advert import dates_of, save_dates
from vacancies.services.planning import as_dates, calendar_of, plan_of
from vacancies.services.sections import mark_section
from vacancies.views.advert import PartView
from vacancies.views.base import OfVacancy

KINDS = tuple(kind.value for kind in KeyDate.Kind)


class DatesView(PartView):
    """Every date of the recruitment."""

    slug, form_class = "dates", DatesForm
    template_name = "vacancies/dates.html"

    def stored(self) -> dict[str, Any]:
        """The dates by field and kind."""
        return dates_of(Vacancy.objects.get(pk=self.vacancy.pk))

    def get_initial(self) -> dict[str, Any]:
        """As stored; or, from the page that proposes dates, as proposed and not saved yet."""
        initial = {**super().get_initial(), **closing_initial(self.vacancy)}
        if self.is_draft and (asked := PlanForm(self.request.GET)).is_valid():
            dates = as_dates(propose(**asked.cleaned_data, calendar=calendar_of(self.vacancy.school)))
            initial |= {**dates, **closing_initial(Vacancy(closes_at=dates["closes_at"]))}
        return initial

    def get_form(self, form_class: Any = None) -> DatesForm:
        """Beside each stored date stands what speaks against it."""
        form: DatesForm = super().get_form(form_class)
        for name, says in problems_of(self.vacancy, plan_of(self.vacancy)).items():
            if name in form.fields:
                form.fields[name].help_text = f"{form.fields[name].help_text}. {says}"
        return form

    def keep(self, values: dict[str, Any], *, seen: str | None) -> None:
        """Save the fields and the dates of each kind."""
        key_dates = {name: value for name, value in values.items() if name in KINDS}
        fields = {name: value for name, value in values.items() if name not in KINDS}
        save_dates(self.vacancy, by=self.user, values=fields, key_dates=key_dates, seen=seen)

    def save(self, form: DatesForm) -> None:
        """Keep everything."""
        self.keep({**form.values(), **form.key_dates()}, seen=form.cleaned_data["seen"] or None)
        mark_section(self.vacancy, self.slug, by=self.user, done=not self.later)

    def get_success_url(self) -> str:
        """To the page that explains, where something speaks against a date."""
        onwards = super().get_success_url()
        spoken = self.is_draft and not self.later and problems_of(self.vacancy, plan_of(self.vacancy))
        return self.page("plan") if spoken else onwards

    def label_of(self, form: Any, name: str) -> str:
        """The closing time by its name."""
        return "Closing date and time" if name == "closes_at" else super().label_of(form, name)

    def words_of(self, form: Any, name: str, value: Any) -> str:
        """Dates as people read them."""
        if value is None:
            return "Not set"
        return when(value) if name == "closes_at" else day_date(value)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the pack says about dates."""
        pack = self.vacancy.packs.filter(state=ImportedPack.State.READ).first()
        read = pack.result if pack else {}
        words = (
            ("Closing", _as_read(read.get("closing"))),
            ("Interviews", read.get("interview")),
            ("Start", read.get("start")),
        )
        return super().get_context_data(said=[(label, said) for label, said in words if said], **kwargs)


def _as_read(closing: str | None) -> str:
    """ "Friday 15 January 2027, with no time of day" for the closing that was read (ISO date or time); "" for none."""
    if not closing:
        return ""
    moment = datetime.fromisoformat(closing)
    if "T" not in closing:
        return f"{day_date(moment.date())}, with no time of day"
    return when(moment if timezone.is_aware(moment) else timezone.make_aware(moment))


def _boxes(asked: Mapping[str, Any]) -> dict[str, int]:
    """The answers as the boxes of the form."""
    return {f"{name}_{part}": getattr(day, part) for name, day in asked.items() for part in ("day", "month", "year")}


class PlanView(OfVacancy, FormView):
    """Dates proposed from the start of the job, beside those that are stored; taken all at once, or changed first."""

    template_name = "vacancies/plan.html"
    form_class = PlanForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An advert that is out has its dates."""
        response = super().dispatch(request, *args, **kwargs)
        return response if response.status_code != 200 or self.is_draft else redirect(self.page("dates"))

    def get_form_kwargs(self) -> dict[str, Any]:
        """The question is asked by address, so that a proposal can be looked at before anything is saved."""
        asked = self.request.GET if "starts_on_year" in self.request.GET else None
        data = self.request.POST if self.request.method == "POST" else asked
        return {"initial": self.get_initial(), "data": data}

    def get_initial(self) -> dict[str, Any]:
        """The stored start, and today."""
        plan = plan_of(self.vacancy)
        return {"starts_on": plan.starts_on, "publish_on": plan.publish_on or timezone.localdate()}

    def form_valid(self, form: PlanForm) -> HttpResponse:
        """Take the whole proposal."""
        proposal = propose(**form.cleaned_data, calendar=calendar_of(self.vacancy.school))
        given, seen = as_dates(proposal), self.request.POST.get("seen") or None
        fields = {name: given.pop(name) for name in ("closes_at", "interview_on", "starts_on")}
        try:
            save_dates(self.vacancy, by=self.user, values=fields, key_dates=given, seen=seen)
        except (EditedMeanwhileError, StateError) as error:
            messages.error(self.request, str(error))
            return redirect(self.page("plan"))
        mark_section(self.vacancy, "dates", by=self.user, done=True)
        messages.success(self.request, "Key dates: saved.")
        return redirect(self.page("advert"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows: the stored dates, and the proposal once there is a start to count from."""
        form, calendar, stored = self.get_form(), calendar_of(self.vacancy.school), plan_of(self.vacancy)
        values = form.cleaned_data if form.is_bound and form.is_valid() else None if form.is_bound else form.initial
        asked = values if values and values.get("starts_on") and self.is_draft else None
        proposal = propose(asked["starts_on"], asked["publish_on"], calendar) if asked else Plan()
        kwargs.setdefault("form", form)
        return super().get_context_data(
            heading="Plan the dates",
            rows=rows_of(stored, proposal, calendar) if asked else [],
            has_stored=bool(stored.closes_on or stored.interview_on),
            asked=asked,
            query=urlencode(_boxes(asked)) if asked else "",
            seen=Seen.of(dates_of(self.vacancy)).digest,
            **kwargs,
        )
