"""What vacancies announce, each inside its transaction. The sender is the Vacancy class."""

from __future__ import annotations

from django.dispatch import Signal

vacancy_published = Signal()
"""An advert went out. Arguments: `vacancy`, `by` (User)."""

vacancy_extended = Signal()
"""The closing time moved, or a closed vacancy opened again. Arguments: `vacancy`, `by` (User)."""

vacancy_closed = Signal()
"""The closing time passed, or HR closed it early. Arguments: `vacancy`."""

vacancy_withdrawn = Signal()
"""The vacancy was withdrawn: applicants and those with drafts are told. Arguments: `vacancy`, `by` (User)."""
