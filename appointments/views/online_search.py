"""The online search: the scope and the list of a vacancy, one person's search, and the candidate's answer."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import FormView, TemplateView

from accounts.person import person
from applications.models import OnBehalf
from applications.on_behalf import in_words, rows_of
from appointments.forms.online_search import ConcludeForm, ResponseForm, ScopeForm, SearchForm
from appointments.models import OnlineSearch, SearchScope
from appointments.services import online_search as service
from appointments.views.common import PersonForm, PersonPage, refuse
from core.components import Cell, Column, Line, Table, TagColour
from core.display import plain_date
from core.forms import GovForm
from core.states import StateError
from vacancies.views.address import AtVacancy

COLUMNS = [Column("Candidate"), Column("State"), Column("Who, when")]


class SearchesView(AtVacancy, TemplateView):
    """What is looked at, the same for everyone, and how far it is."""

    permission_required = "appointments.searches"
    template_name = "appointments/searches.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the scope and a row for each person."""
        rows = list(service.to_search(self.vacancy).select_related("details"))
        done = OnlineSearch.objects.filter(application__in=rows).select_related("done_by")
        searches = {search.application_id: search for search in done.defer("finding", "relevance", "response")}
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            tab="references",
            scope=SearchScope.objects.select_related("searcher", "agreed_by").filter(vacancy=self.vacancy).first(),
            may_agree=self.user.has_perm("shortlisting.manage", self.vacancy) and not searches,
            may_interview=self.user.has_perm("shortlisting.interview", self.vacancy),
            count=len(rows),
            done=len(searches),
            table=Table(
                "The online search of each shortlisted person",
                COLUMNS,
                [_line(row, searches.get(row.pk)) for row in rows],
            ),
            **kwargs,
        )


def _line(application: Any, search: OnlineSearch | None) -> Line:
    url = reverse("appointments:search", args=[application.ref])
    says, colour = _state(search)
    who = Cell(str(search.done_by), hint=plain_date(search.done_on)) if search else Cell("Nobody yet")
    return Line([Cell(application.details.full_name, url=url, strong=True), Cell(tag=says, colour=colour), who])


def _state(search: OnlineSearch | None) -> tuple[str, TagColour]:
    if search is None:
        return "To do", "yellow"
    if search.outcome != OnlineSearch.Outcome.RELEVANT or search.settled_at:
        return ("Decided against it" if search.outcome == OnlineSearch.Outcome.DECIDED_NOT else "Done"), "green"
    if search.responded_at:
        return "To settle", "orange"
    return ("Candidate asked", "blue") if search.asked_at else ("To read", "orange")


class ScopeView(AtVacancy, FormView):
    """Agree the scope, once for everyone."""

    permission_required = "shortlisting.manage"
    template_name = "appointments/search_scope.html"
    form_class = ScopeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form who may search."""
        return {**super().get_form_kwargs(), "people": service.searchers(self.vacancy)}

    def get_initial(self) -> dict[str, Any]:
        """What was agreed, or what schools usually look at."""
        scope = SearchScope.objects.filter(vacancy=self.vacancy).first()
        if scope:
            return {"sites": scope.sites, "terms": scope.terms, "searcher": scope.searcher_id}
        return {"sites": service.SITES, "terms": service.TERMS}

    def form_valid(self, form: GovForm) -> HttpResponse:
        """Agree it."""
        try:
            service.agree_scope(self.vacancy, by=self.user, **form.cleaned_data)
        except StateError as error:
            refuse(form, error)
            return self.form_invalid(form)
        messages.success(self.request, "Agreed. It holds for everyone shortlisted.")
        return redirect("appointments:searches", self.vacancy.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the vacancy."""
        return super().get_context_data(vacancy=self.vacancy, school=self.vacancy.school, **kwargs)


class SearchPage(PersonPage):
    """A page about one person's search."""

    @cached_property
    def search(self) -> OnlineSearch | None:
        """The search, if it is recorded."""
        rows = OnlineSearch.objects.select_related("done_by", "settled_by")
        found = rows.filter(application=self.application).first()
        if found is not None:
            found.application = self.application
        return found

    @property
    def recorded(self) -> OnlineSearch:
        """The search; 404 where none is recorded."""
        if self.search is None:
            raise Http404
        return self.search

    def back(self) -> str:
        """The list of the vacancy."""
        return reverse("appointments:searches", args=[self.application.vacancy.ref])


class SearchView(SearchPage, PersonForm):
    """Record a search; afterwards what came of it, for the chair and HR, who settle it here."""

    permission_required = "appointments.search"
    template_name = "appointments/search.html"

    def get_form_class(self) -> type[GovForm]:
        """The search while it is to do, then the conclusion."""
        return SearchForm if self.search is None else ConcludeForm

    def get_initial(self) -> dict[str, Any]:
        """Most searches are recorded on their day."""
        return {"done_on": timezone.localdate()} if self.search is None else {}

    @cached_property
    def may_record(self) -> bool:
        """Outside the panel only."""
        return self.search is None and self.request.user.has_perm("appointments.record_search", self.application)

    @cached_property
    def may_read(self) -> bool:
        """The chair and HR read what was found."""
        return self.request.user.has_perm("appointments.declaration", self.application)

    @property
    def may_settle(self) -> bool:
        """Something relevant was found, the candidate was asked, and it is open."""
        search = self.search
        return self.may_read and search is not None and search.asked_at is not None and search.settled_at is None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who may."""
        if not (self.may_record or self.may_settle):
            raise Http404
        return super().post(request, *args, **kwargs)

    def act(self, form: GovForm) -> str:
        """Record or settle."""
        if self.search is None:
            service.record_search(self.application, by=person(self.request), **form.cleaned_data)
            return f"The search for {self.application.details.full_name} is recorded."
        service.settle(self.search, note=form.cleaned_data["note"], by=person(self.request))
        return "Settled. The check is clear."

    def after(self) -> str:
        """The list."""
        return self.back()

    def _answered(self) -> str:
        """Who heard the candidate's answer, where HR entered it for them."""
        told = rows_of(self.application).get((OnBehalf.Act.SEARCH, self.search.pk)) if self.search else None
        return in_words(told) if told else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the scope, and what was found for those who may read it: the reading is recorded."""
        search = self.search
        scope = SearchScope.objects.filter(vacancy=self.application.vacancy_id).first()
        finding = service.read(search, by=person(self.request)) if search and self.may_read else ("", "")
        relevant = search is not None and search.outcome == OnlineSearch.Outcome.RELEVANT
        return super().get_context_data(
            search=search, scope=scope, may_record=self.may_record, may_read=self.may_read,
            may_settle=self.may_settle, relevant=relevant, finding=finding, back_to=self.back(),
            may_ask=self.may_read and relevant and search is not None and not search.asked_at,
            answered=self._answered(), **kwargs,
        )  # fmt: skip


class AskView(SearchPage, View):
    """Ask the candidate what they say to it."""

    permission_required = "appointments.declaration"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, or say why not."""
        try:
            service.ask_candidate(self.recorded, by=person(request))
            messages.success(request, "We have written to the candidate.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect("appointments:search", self.application.ref)


class MySearchView(SearchPage, PersonForm):
    """The candidate reads what was found about them and answers."""

    permission_required = "appointments.own"
    template_name = "appointments/my_search.html"
    form_class = ResponseForm

    @property
    def recorded(self) -> OnlineSearch:
        """Only what they were asked about."""
        if self.search is None or self.search.asked_at is None:
            raise Http404
        return self.search

    def act(self, form: GovForm) -> str:
        """Answer."""
        service.respond(self.recorded, response=form.cleaned_data["response"], by=person(self.request))
        return "Thank you. The chair of the panel and HR read your answer."

    def after(self) -> str:
        """Stay: what was said is shown."""
        return reverse("appointments:my_search", args=[self.application.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was found."""
        return super().get_context_data(search=self.recorded, **kwargs)
