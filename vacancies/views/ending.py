"""Steps that are asked about first: extend, open again, close, withdraw, end, take up again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from core.display import when
from vacancies.forms.dates import closing_initial
from vacancies.forms.ending import ClosingForm, ReasonForm
from vacancies.models import Vacancy
from vacancies.services import vacancy as services
from vacancies.states import VACANCY
from vacancies.views.base import SavingView

S = Vacancy.State


class StepView(SavingView):
    """A step with a reason. `to` is the state it leads to; where it cannot be done the page is not shown."""

    template_name = "vacancies/step.html"
    form_class: Any = ReasonForm
    to: str
    heading = ""
    says = ""
    button = ""
    kind = "primary"
    done = ""

    def possible(self) -> bool:
        """Whether the step can be taken now."""
        return VACANCY.allows(self.vacancy.state, self.to)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sent twice, or opened from an old page: say where it is now."""
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200 and not self.possible():
            state = self.vacancy.get_state_display().lower()
            messages.info(request, f"This cannot be done now: the vacancy is {state}.")
            return redirect(self.page("advert"))
        return response

    def get_success_url(self) -> str:
        """Back to the parts of the advert."""
        messages.success(self.request, self.done)
        return self.page("advert")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the step."""
        return super().get_context_data(
            heading=self.heading,
            says=self.says,
            button=self.button,
            kind=self.kind,
            caption=self.vacancy.title,
            **kwargs,
        )


class ExtendView(StepView):
    """A later closing time while the advert is open."""

    form_class = ClosingForm
    heading = "Extend the closing date"
    button = "Extend"

    def possible(self) -> bool:
        """While it is published."""
        return self.vacancy.state == S.PUBLISHED

    def get_form_kwargs(self) -> dict[str, Any]:
        """The present closing time is the one to beat."""
        return {**super().get_form_kwargs(), "vacancy": self.vacancy}

    def get_initial(self) -> dict[str, Any]:
        """The same time of day."""
        return {"closes_time": closing_initial(self.vacancy).get("closes_time")}

    def save(self, form: ClosingForm) -> None:
        """Move it."""
        given = form.cleaned_data
        services.extend(self.vacancy, closes_at=given["closes_at"], by=self.user, reason=given["reason"])
        self.done = f"Open until {when(given['closes_at'])}."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what it is now."""
        closes = self.vacancy.closes_at
        self.says = f"It closes at {when(closes)}. The advert will show both times." if closes else ""
        return super().get_context_data(**kwargs)


class ReopenView(ExtendView):
    """Open a closed vacancy again."""

    heading = "Open for applications again"
    button = "Open again"

    def possible(self) -> bool:
        """While it is closed."""
        return self.vacancy.state == S.CLOSED

    def save(self, form: ClosingForm) -> None:
        """Open it."""
        given = form.cleaned_data
        services.reopen(self.vacancy, closes_at=given["closes_at"], by=self.user, reason=given["reason"])
        self.done = f"Open again until {when(given['closes_at'])}."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what it is now."""
        closes = self.vacancy.closes_at
        context = super().get_context_data(**kwargs)
        context["says"] = f"It closed at {when(closes)}. People can apply again until the new time." if closes else ""
        return context


class CloseView(StepView):
    """Close before the closing time."""

    to = S.CLOSED
    heading = "Close for applications now"
    button = "Close now"
    kind = "warning"
    done = "Closed. No more applications can come in."

    def possible(self) -> bool:
        """While it is published; the same state is reached from the end as well."""
        return self.vacancy.state == S.PUBLISHED

    def save(self, form: ReasonForm) -> None:
        """Close it."""
        services.close(self.vacancy, by=self.user, reason=form.cleaned_data["reason"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what people were told."""
        closes = self.vacancy.closes_at
        told = f"The advert says {when(closes)}. " if closes else ""
        self.says = (
            f"{told}Nobody can send an application after you close it. Whoever is part way through is told by e-mail."
        )
        return super().get_context_data(**kwargs)


class WithdrawView(StepView):
    """Withdraw the vacancy."""

    to = S.WITHDRAWN
    heading = "Withdraw this vacancy"
    says = "The advert is taken down. Everyone who has applied or started to is told. You cannot undo this."
    button = "Withdraw the vacancy"
    kind = "warning"
    done = "The vacancy is withdrawn."

    def save(self, form: ReasonForm) -> None:
        """Withdraw it."""
        services.withdraw(self.vacancy, by=self.user, reason=form.cleaned_data["reason"])


class EndView(StepView):
    """End without an appointment."""

    to = S.UNFILLED
    heading = "End without an appointment"
    says = "Use this when nobody is appointed. You can take the vacancy up again later."
    button = "End the vacancy"
    kind = "warning"
    done = "The vacancy has ended without an appointment."

    def save(self, form: ReasonForm) -> None:
        """End it."""
        services.mark_unfilled(self.vacancy, by=self.user, reason=form.cleaned_data["reason"])


class TakeUpView(StepView):
    """Go on with a vacancy that had ended."""

    to = S.CLOSED
    heading = "Take this vacancy up again"
    says = "Use this when the person appointed does not come, or it was ended by mistake."
    button = "Take it up again"
    done = "The vacancy is closed for applications, and you can go on with those you have."

    def possible(self) -> bool:
        """Once it is filled or ended."""
        return self.vacancy.state in (S.FILLED, S.UNFILLED)

    def save(self, form: ReasonForm) -> None:
        """Take it up."""
        services.take_up_again(self.vacancy, by=self.user, reason=form.cleaned_data["reason"])
