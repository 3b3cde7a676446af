"""The checks: the list of one person, a page for each, the head's decision, copies, and the facts that decide."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from accounts.person import person
from appointments import catalogue, check_table
from appointments.check_file import checks_pdf
from appointments.forms.checks import CheckForm, CopyForm, DecisionForm, FactsForm
from appointments.models import Check, CheckFacts
from appointments.services import checks, evidence, requirements, ties
from appointments.services.signoff import accepted_offer
from appointments.views.common import PersonForm, PersonPage
from core.components import Change, Fact
from core.conflicts import is_close
from core.display import plain_date
from core.downloads import download
from core.forms import GovForm

Status = Check.Status


class ChecksView(PersonPage, TemplateView):
    """Every check of one person: state, who, when, evidence, next step."""

    permission_required = "appointments.view"
    template_name = "appointments/checks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the table, what can be asked for now, and the facts that decided."""
        application, user = self.application, person(self.request)
        rows = list(application.checks.select_related("done_by").defer("detail", "decision"))
        may_manage = user.has_perm("appointments.manage", application)
        needed = [check for check in rows if check.status != Status.NOT_REQUIRED]
        requests = list(application.reference_requests.only("state", "answered_at", "application"))
        return super().get_context_data(
            tab="references",
            table=check_table.table(application, rows, may_record=may_manage, requests=requests),
            clear=sum(check.status == Status.CLEAR for check in needed),
            needed=len(needed),
            late=sum(check_table.is_late(check) for check in needed),
            to_ask=[check for check in needed if check.status == Status.TO_DO and _asks(check.code)],
            facts=_facts(application, change=may_manage),
            accepted=accepted_offer(application),
            tied=is_close(user, application),
            related=ties.declared(application),
            may_manage=may_manage,
            **kwargs,
        )


class AskView(PersonPage, View):
    """Ask the candidate for everything that is theirs to bring or do."""

    permission_required = "appointments.manage"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask in one letter."""
        codes = [code for code in catalogue.GUIDANCE if _asks(code)]
        try:
            asked = checks.ask_candidate(self.application, codes=codes, by=person(request))
        except checks.CheckRefusedError as error:
            messages.error(request, str(error))
        else:
            name = self.application.details.full_name
            said = f"We have written to {name} about {asked} check{'' if asked == 1 else 's'}."
            messages.success(request, said if asked else f"{name} has been asked for everything already.")
        return redirect("appointments:checks", self.application.ref)


class TieView(PersonPage, View):
    """Somebody says that they are close to the candidate."""

    permission_required = "appointments.view"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so, or take it back."""
        ties.say(self.application, close="close" in request.POST, by=person(request))
        return redirect("appointments:checks", self.application.ref)


class ChecksPdfView(PersonPage, View):
    """The list for the personnel file."""

    permission_required = "appointments.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give it out as a download."""
        return download(checks_pdf(self.application, by=person(request)), f"checks-{self.application.ref}.pdf")


class FactsView(PersonForm):
    """What decides which checks are needed and is not on the form."""

    template_name = "appointments/check_facts.html"
    form_class = FactsForm

    def get_initial(self) -> dict[str, Any]:
        """What is known."""
        known = CheckFacts.objects.filter(application=self.application).first()
        abroad = requirements.facts_of(self.application).lived_abroad
        found = {"lived_abroad": abroad}
        if known:
            found |= {name: getattr(known, name) for name in FactsForm.base_fields if name != "lived_abroad"}
        return found

    def act(self, form: GovForm) -> str:
        """Keep them and ask the catalogue again."""
        changed = requirements.save_facts(self.application, by=person(self.request), **form.cleaned_data)
        if not changed:
            return "Saved. The same checks are needed as before."
        return f"Saved. Changed: {', '.join(check.get_code_display() for check in changed)}."

    def after(self) -> str:
        """Back to the list."""
        return reverse("appointments:checks", args=[self.application.ref])


class CheckPage(PersonPage):
    """A page about one check of the person."""

    @cached_property
    def check(self) -> Check:
        """The row of the address."""
        return self.found()

    def found(self) -> Check:
        """Look it up."""
        rows = self.application.checks.select_related("done_by", "decided_by")
        row = rows.filter(code=self.kwargs["code"]).first()
        if row is None:
            raise Http404
        row.application = self.application
        return row

    def after(self) -> str:
        """Back to the check."""
        return reverse("appointments:check", args=[self.application.ref, self.check.code])


class CheckView(CheckPage, PersonForm):
    """One check: the head reads its outcome, HR records it."""

    permission_required = "appointments.view"
    template_name = "appointments/check.html"
    form_class = CheckForm

    @cached_property
    def may_record(self) -> bool:
        """HR records. What the catalogue does not ask for has nothing to record."""
        not_needed = self.check.status == Status.NOT_REQUIRED
        return not not_needed and self.request.user.has_perm("appointments.manage", self.application)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record, for those who may."""
        if not self.may_record:
            raise Http404
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its row."""
        return {**super().get_form_kwargs(), "check": self.check}

    def get_initial(self) -> dict[str, Any]:
        """What is recorded. The notes are encrypted: that HR opens them is recorded too."""
        row = self.check
        known = {
            name: getattr(row, name)
            for name in ("status", "done_on", "evidence_kind", "evidence", "seen_how", "expires_on")
        }
        return {**known, "detail": checks.read_detail(row, by=person(self.request))} if self.may_record else known

    def act(self, form: GovForm) -> str:
        """Record."""
        checks.record_check(self.check, by=person(self.request), **form.cleaned_data)
        return f"{self.check.get_code_display()}: saved."

    def after(self) -> str:
        """Back to the person's page, whose turn stands there."""
        return reverse("appointments:candidate", args=[self.application.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row and its outcome, without the notes, what to do, and the copies."""
        check, user = self.check, self.request.user
        decides = check.status == Status.NEEDS_DECISION and not check.decided_on
        return super().get_context_data(
            check=check,
            may_record=self.may_record,
            facts=_outcome(check),
            guidance=catalogue.GUIDANCE[check.code],
            law=catalogue.BY_CODE[check.code],
            next_step=check_table.next_step(self.application, check),
            own_page=self._own_page(),
            copies=list(check.files.select_related("file", "file__uploaded_by")),
            copy_form=CopyForm() if self.may_record and evidence.takes_copies(check) else None,
            decision_form=DecisionForm() if decides and user.has_perm("appointments.sign", self.application) else None,
            **kwargs,
        )

    def _own_page(self) -> str:
        """The self-declaration and the online search have pages of their own."""
        if self.check.code not in check_table.TOLD:
            return ""
        permission = {"SD": "appointments.declaration", "ONL": "appointments.search"}[self.check.code]
        if not self.request.user.has_perm(permission, self.application):
            return ""
        name = {"SD": "declaration", "ONL": "search"}[self.check.code]
        return reverse(f"appointments:{name}", args=[self.application.ref])


class DecideView(CheckPage, PersonForm):
    """The head decides about what a check brought up."""

    permission_required = "appointments.sign"
    template_name = "appointments/check_decide.html"
    form_class = DecisionForm

    def act(self, form: GovForm) -> str:
        """Decide."""
        checks.decide(self.check, by=person(self.request), **form.cleaned_data)
        return f"{self.check.get_code_display()}: your decision is kept."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row and its outcome."""
        return super().get_context_data(check=self.check, facts=_outcome(self.check), **kwargs)


def _asks(code: str) -> bool:
    """Whether the candidate can be asked for it from the list (the self-declaration is asked for by itself)."""
    return code != "SD" and bool(catalogue.GUIDANCE[code].ask)


def _facts(application: Any, *, change: bool) -> list[Fact]:
    facts = requirements.facts_of(application)
    vacancy, school = application.vacancy, application.vacancy.school
    url = reverse("appointments:check_facts", args=[application.ref])
    edit = Change(url, about="what decides the checks") if change else None
    abroad = {True: "Yes", False: "No", None: "Not known yet"}[facts.lived_abroad]
    return [
        Fact("Kind of school", school.get_type_group_display()),
        Fact("The post", "Leads a team, a budget or sits on the leadership team" if vacancy.leads_team else
             "Leads no team and no budget"),
        Fact("Nursery or Reception", "Works with or manages it" if vacancy.early_years else "No"),
        Fact("Former names", application.details.former_names, missing="None told"),
        Fact("Lived or worked outside the UK", abroad, change=edit),
        Fact("DBS Update Service", "Subscribes, and lets you look" if facts.update_service else "No", change=edit),
        Fact("Work in a school in the last three months", "Relied on" if facts.recent_school_work else "Not relied on",
             change=edit),
    ]  # fmt: skip


def _outcome(check: Check) -> list[Fact]:
    seen = f"{check.done_by}, {plain_date(check.done_on)}" if check.done_on else ""
    facts = [
        Fact("State", check.get_status_display()),
        Fact("Who, when", seen, missing="Nobody yet"),
        Fact("What was seen", check.evidence, missing="Nothing yet"),
    ]
    if check.asked_on:
        facts.append(Fact("Asked for", plain_date(check.asked_on)))
    if check.seen_how:
        facts.append(Fact("How", check.get_seen_how_display()))
    if check.number_end:
        facts.append(Fact("Number", f"Ends in {check.number_end}"))
    if check.expires_on:
        facts.append(Fact("Runs out", plain_date(check.expires_on)))
    if check.decided_on:
        facts.append(Fact("Decided", f"{check.decided_by}, {plain_date(check.decided_on)}"))
    return facts
