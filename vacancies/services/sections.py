"""How far each part of an advert is, as HR said when they left it."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from vacancies.models import SectionMark, Vacancy


def mark_section(vacancy: Vacancy, section: str, *, by: User, done: bool) -> None:
    """Remember whether HR has done with a part or will come back to it. No audit: it changes nothing that is read."""
    values = {"done": done, "marked_by": by, "marked_at": timezone.now()}
    SectionMark.objects.update_or_create(vacancy=vacancy, section=section, defaults=values)


def marks_of(vacancy: Vacancy) -> dict[str, bool]:
    """Whether each marked part is done; one query."""
    return dict(vacancy.section_marks.values_list("section", "done"))
