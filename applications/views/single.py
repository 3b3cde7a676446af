"""The sections that are one page each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db import models
from django.forms.models import model_to_dict
from django.http import Http404

from applications.addresses import section_url
from applications.document import senco_clock_of
from applications.forms.base import SectionForm
from applications.forms.closing import AdjustmentsForm, DeclarationsForm, LinksForm
from applications.forms.details import DetailsForm, StatusForm
from applications.forms.faith import FaithForm
from applications.models import (
    AdjustmentRequest,
    Application,
    Declaration,
    FaithAnswer,
    PersonalDetails,
    ProfessionalStatus,
    SectionName,
    SectionState,
)
from applications.services import sections
from applications.views.base import DraftPage, FormPage


class RowPage(FormPage):
    """A section whose answers are one row."""

    model: ClassVar[type[models.Model]]
    saver: ClassVar[Callable[..., None]]

    def row(self) -> models.Model | None:
        """The row, if there is one."""
        return self.model._default_manager.filter(application=self.application).first()

    def initial(self) -> Mapping[str, Any]:
        """The row's columns."""
        row = self.row()
        return model_to_dict(row, exclude=["id", "application"]) if row else {}

    def save(self, form: SectionForm, *, done: bool) -> None:
        """Save all of it."""
        type(self).saver(self.application, by=self.by, values=form.values(), done=done)
        if not done:
            page, section = self.page, self.section
            sections.discard_typed(self.application, by=self.by, page=page, section=section)

    def save_half(self, form: SectionForm) -> None:
        """Save the boxes that are right."""
        if values := form.values():
            type(self).saver(self.application, by=self.by, values=values, done=False)


class DetailsView(RowPage):
    """Your details."""

    section = SectionName.DETAILS
    title = "Your details"
    form_class = DetailsForm
    model = PersonalDetails
    saver = staticmethod(sections.save_details)
    template_name = "applications/details.html"

    def initial(self) -> Mapping[str, Any]:
        """The patterns of work as single ticks."""
        values = dict(super().initial())
        return values | {"working_patterns": [each for each in values.get("working_patterns", "").split(",") if each]}


class StatusView(RowPage):
    """Teaching status."""

    section = SectionName.STATUS
    title = "Teaching status"
    form_class = StatusForm
    model = ProfessionalStatus
    saver = staticmethod(sections.save_status)

    @property
    def next_url(self) -> str:
        """The page that says by when the qualification is needed, where there is such a date."""
        self.application.refresh_from_db()
        clock = senco_clock_of(self.application)
        return section_url(self.application, "senco_date") if clock and clock.by else self.back_url


class SencoDateView(DraftPage):
    """By when the SENCo qualification must be finished: told at once, never held against anyone."""

    template_name = "applications/senco_date.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the regulation means for this person."""
        clock = senco_clock_of(self.application)
        return super().get_context_data(clock=clock, **kwargs)


class AdjustmentsView(RowPage):
    """Adjustments for the interview."""

    section = SectionName.ADJUSTMENTS
    title = "Adjustments for the interview"
    form_class = AdjustmentsForm
    model = AdjustmentRequest
    saver = staticmethod(sections.save_adjustments)
    template_name = "applications/adjustments.html"

    def initial(self) -> Mapping[str, Any]:
        """Whether anything is needed is not a column: finished without words means no."""
        values = dict(super().initial())
        done = self.application.section_state(self.section) == SectionState.DONE
        return values | {"wanted": True if values.get("needed") else False if done else None}


class FaithView(RowPage):
    """Faith; at a school that may not ask, the page does not exist."""

    section = SectionName.FAITH
    title = "Faith"
    form_class = FaithForm
    model = FaithAnswer
    saver = staticmethod(sections.save_faith)
    template_name = "applications/faith.html"

    def get_permission_object(self) -> Application:
        """The application, where this section exists."""
        application = super().get_permission_object()
        if self.section not in application.section_names:
            raise Http404
        return application


class LinksView(RowPage):
    """Links with people at the school."""

    section = SectionName.LINKS
    title = "Links with people at the school"
    form_class = LinksForm
    model = Declaration
    saver = staticmethod(sections.save_links)
    template_name = "applications/links.html"


class DeclarationsView(RowPage):
    """Declarations."""

    section = SectionName.DECLARATIONS
    title = "Declarations"
    form_class = DeclarationsForm
    model = Declaration
    saver = staticmethod(sections.save_declaration)
    template_name = "applications/declarations.html"
