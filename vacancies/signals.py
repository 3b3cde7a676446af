"""What vacancies announce, each inside its transaction. The sender is the Vacancy class."""

from __future__ import annotations

from django.dispatch import Signal

vacancy_published = Signal()
"""An advert went out. Arguments: `vacancy`, `by` (User)."""

vacancy_extended = Signal()
"""The closing time moved, or a closed vacancy opened again. Arguments: `vacancy`, `by` (User)."""

vacancy_closed = Signal()
"""The closing time passed, or HR closed it early. Arguments: `vacancy`."""

vacancy_closed_early = Signal()
"""HR closed it before its closing time: those who were still writing are told.
Arguments: `vacancy`, `by` (User)."""

specification_corrected = Signal()
"""The person specification of a published vacancy was put right: applicants and those with drafts are told.
Arguments: `vacancy`, `version` (SpecificationVersion), `by` (User)."""

vacancy_withdrawn = Signal()
"""The vacancy was withdrawn: applicants and those with drafts are told. Arguments: `vacancy`, `by` (User)."""
