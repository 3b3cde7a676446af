"""Advertising a job once more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from core.refs import new_ref
from vacancies.forms.ending import AgainForm
from vacancies.models import Vacancy
from vacancies.services.again import OVER, advertise_again
from vacancies.views.ending import StepView


class AgainView(StepView):
    """A new vacancy from this one."""

    to = Vacancy.State.DRAFT
    form_class: Any = AgainForm
    heading = "Advertise this job again"
    says = (
        "We make a new draft with everything in this one but its dates. This one stays as it is, with its applicants."
    )
    button = "Make the new draft"

    def possible(self) -> bool:
        """Once it is over."""
        return self.vacancy.state in OVER

    def get_initial(self) -> dict[str, Any]:
        """A new key for each showing."""
        return {"key": new_ref()}

    def save(self, form: AgainForm) -> None:
        """Make it."""
        given = form.cleaned_data
        self.started = advertise_again(
            self.vacancy, by=self.user, why=given["why"], reason=given["reason"], key=given["key"]
        )

    def get_success_url(self) -> str:
        """To the new draft, where its dates are missing."""
        messages.success(self.request, "The new draft is ready. Set its dates first, and look at its pay.")
        self.vacancy = self.started.vacancy
        return self.page("advert")
