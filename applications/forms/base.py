"""What the pages of the form share: anything may be left empty until the section is called finished."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone

from applications.completeness import Missing
from applications.models import Application
from core.forms import GovForm


def this_month() -> Any:
    """The last month a date of somebody's past may be in."""
    return timezone.localdate()


class SectionForm(GovForm):
    """A page of the form. Every box may be empty while a person is still writing; `finish` asks for the rest.

    What is asked for is written once, in applications/completeness.py; `missing()` hands it what was typed.
    """

    mark_optional: ClassVar[bool] = False  # a draft may leave anything: what is truly optional says so in its label

    def __init__(self, data: Any = None, *, application: Application, finish: bool = False, **kwargs: Any) -> None:
        self.application = application
        self.finish = finish
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing when the page is to be finished."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.finish:
            for each in self.missing(cleaned):
                if each.field in self.fields and each.field not in self.errors:
                    self.add_error(each.field, each.message)
        return cleaned

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """What completeness says of the values typed. Fields in error are not in `cleaned`."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """The columns to save: of a form with errors, those that are right."""
        return dict(self.cleaned_data)
