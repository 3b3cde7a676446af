"""The letter to HR when Teaching Vacancies does not take an advert."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.emails import Letter, register
from core.links import absolute
from vacancies.models import Vacancy, VacancyPosting
from vacancies.posting_words import words_of


def _refused(ids: Mapping[str, Any]) -> Letter | None:
    """It did not take the advert. Nothing is sent when it was sent again meanwhile."""
    vacancy = Vacancy.objects.select_related("school").get(pk=ids["vacancy"])
    person = User.objects.get(pk=ids["user"])
    posting = VacancyPosting.objects.get(vacancy=vacancy)
    if posting.state != VacancyPosting.State.REFUSED or not person.is_active:
        return None
    link = absolute(reverse("vacancies:posting", args=[vacancy.ref]))
    words = words_of(vacancy, at=timezone.now())
    return Letter(person.email, {"vacancy": vacancy, "words": words, "link": link}, vacancy.school.name)


register("posting_refused", _refused)
