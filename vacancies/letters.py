"""The letters that vacancies send to HR and the head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from accounts.models import Membership, Role, User
from core.emails import Letter, register
from core.links import absolute
from vacancies.models import Vacancy

S = Vacancy.State


def hr_address(vacancy: Vacancy) -> str:
    """Return the address of whoever started the vacancy while they are HR, else of the school's longest-serving HR."""
    hr = Membership.objects.at(vacancy.school).filter(role=Role.HR).select_related("user").order_by("started_at")
    people = [membership.user for membership in hr]
    mine = [user for user in people if user.pk == vacancy.created_by_id]
    return (mine or people or [vacancy.created_by])[0].email


def _published(ids: Mapping[str, Any]) -> Letter | None:
    """The advert is online. Nothing is sent when it no longer is."""
    vacancy, person = _about(ids)
    if vacancy.state != S.PUBLISHED or not person.is_active:
        return None
    context = {
        "vacancy": vacancy,
        "person": person,
        "link": absolute(reverse("vacancies:public_detail", args=[vacancy.ref])),
    }
    return Letter(person.email, context, vacancy.school.name)


def _closed(ids: Mapping[str, Any]) -> Letter | None:
    """It has closed, and the sift is next. Nothing is sent when it was opened again or has ended."""
    vacancy, person = _about(ids)
    if vacancy.state != S.CLOSED or not person.is_active:
        return None
    link = absolute(reverse("workbench", args=[vacancy.ref]))
    return Letter(person.email, {"vacancy": vacancy, "person": person, "link": link}, vacancy.school.name)


def _about(ids: Mapping[str, Any]) -> tuple[Vacancy, User]:
    return Vacancy.objects.select_related("school").get(pk=ids["vacancy"]), User.objects.get(pk=ids["user"])


register("vacancy_published", _published)
register("vacancy_closed", _closed)
