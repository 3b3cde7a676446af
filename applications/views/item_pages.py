"""What the pages of the list sections share: adding or changing an item, removing one, a form within a section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications.addresses import section_url
from applications.forms.base import SectionForm
from applications.forms.items import ItemForm
from applications.models import SectionName
from applications.services import sections
from applications.views.base import DraftPage, FormPage

HIGHEST = 2**63 - 1  # no row has a higher key
ADDED_AGAIN = "This had been removed, perhaps in another tab. It is added again, as you have just written it."


@dataclass(frozen=True)
class Kind:
    """A kind of item: its word in addresses, its name in headings, the section it belongs to."""

    slug: str
    noun: str
    section: SectionName
    model: type[sections.Item]


class FromTheList(FormPage):
    """A form of a section that is a list: from it one goes back there."""

    @property
    def back_url(self) -> str:
        """The list."""
        return section_url(self.application, self.section)

    @property
    def back_text(self) -> str:
        """The list's name."""
        return str(self.section.label)


class ItemFormPage(FromTheList):
    """Adds or changes an item."""

    template_name = "applications/item.html"
    of: ClassVar[Kind]
    form_class: ClassVar[type[ItemForm]]

    @cached_property
    def item(self) -> Any:
        """The row of the address; None on the page that adds one, and where it was removed meanwhile."""
        if "pk" not in self.kwargs:
            return None
        if self.kwargs["pk"] > HIGHEST:
            raise Http404
        return self.of.model._default_manager.filter(application=self.application, pk=self.kwargs["pk"]).first()

    @property
    def gone(self) -> bool:
        """The row was removed meanwhile, in another tab: what is sent about it is added anew, so nothing is lost."""
        return "pk" in self.kwargs and self.item is None

    @property
    def page(self) -> str:
        """The key under which half-typed boxes are kept."""
        return f"{self.of.slug}.{self.kwargs.get('pk', 'new')}"

    @property
    def heading(self) -> str:
        """What the page does."""
        return f"Change {self.of.noun}" if self.item else f"Add {self.of.noun}"

    def initial(self) -> Mapping[str, Any]:
        """The row's columns."""
        return model_to_dict(self.item, exclude=["id", "application"]) if self.item else {}

    def make_form(self, data: Any = None, *, finish: bool = False) -> SectionForm:
        """The form, which knows the row it changes."""
        initial = {} if data is not None else dict(self.initial())
        return self.form_class(data, application=self.application, finish=finish, item=self.item, initial=initial)

    def is_incomplete(self, form: SectionForm) -> bool:
        """Left for later with something missing: kept as typed, because a row must be whole."""
        return bool(form.missing(form.cleaned_data))

    def save(self, form: SectionForm, *, done: bool) -> None:
        """Add or change the row."""
        pk = self.item.pk if self.item else None
        sections.save_item(self.application, self.of.model, by=self.by, values=form.values(), page=self.page, pk=pk)
        self.say_if_gone()

    def say_if_gone(self) -> None:
        """What was sent about a row that was removed meanwhile stands in the list again."""
        if self.gone:
            messages.info(self.request, ADDED_AGAIN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the row was removed meanwhile."""
        return super().get_context_data(gone=self.gone, **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Of a row that is not there, and about which nothing was typed, say just that."""
        if self.gone and self.request.method == "GET" and not context["was_kept"]:
            return render(self.request, "applications/gone.html", context, status=404)
        return super().render_to_response(context, **kwargs)


class ItemRemovePage(DraftPage):
    """Asks once, then removes an item."""

    template_name = "applications/remove.html"
    of: ClassVar[Kind]

    @property
    def back_url(self) -> str:
        """The list."""
        return section_url(self.application, self.of.section)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the item. One that has gone already is not found, but may be removed a second time."""
        item = self.of.model._default_manager.filter(application=self.application, pk=self.kwargs["pk"]).first()
        if item is None:
            raise Http404
        return super().get_context_data(item=item, back_url=self.back_url, back_text=self.of.section.label, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove."""
        pk = self.kwargs["pk"]
        page = f"{self.of.slug}.{pk}"
        sections.remove_item(self.application, self.of.model, by=self.by, pk=pk, page=page)
        messages.success(request, f"Removed {self.of.noun.split(' ', 1)[1]}")
        return redirect(self.back_url)


class WithinSection(FromTheList):
    """A form of its own within a section, under a key of its own."""

    key: ClassVar[str]

    @property
    def page(self) -> str:
        """The key under which half-typed boxes are kept."""
        return self.key
