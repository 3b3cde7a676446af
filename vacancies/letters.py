"""The letters that vacancies send to HR and the head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from accounts.models import Membership, Role, User
from core.conflicts import has_interest
from core.emails import Letter, register
from core.links import absolute
from vacancies.models import Approval, Vacancy

S = Vacancy.State


def hr_address(vacancy: Vacancy) -> str:
    """Return the address of whoever started the vacancy while they are HR, else of the school's longest-serving HR.

    Never of somebody who applied for it, since these letters name the other candidates; where all HR did, the head's.
    """
    rows = Membership.objects.at(vacancy.school).filter(role__in=[Role.HR, Role.HEAD]).select_related("user")
    free = [row for row in rows.order_by("started_at") if not has_interest(row.user, vacancy)]
    hr = [row.user for row in free if row.role == Role.HR]
    mine = [user for user in hr if user.pk == vacancy.created_by_id]
    return (mine or hr or [row.user for row in free] or [vacancy.created_by])[0].email


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


def _publication_stopped(ids: Mapping[str, Any]) -> Letter | None:
    """It was to go out, and the gate was shut. Nothing is sent when it is no draft any more."""
    vacancy, person = _about(ids)
    if vacancy.state != S.DRAFT or not person.is_active:
        return None
    link = absolute(reverse("vacancies:publish", args=[vacancy.ref]))
    return Letter(person.email, {"vacancy": vacancy, "person": person, "link": link}, vacancy.school.name)


def _approval_asked(ids: Mapping[str, Any]) -> Letter | None:
    """To the head. Nothing is sent when it has been decided or taken back."""
    found = _approval(ids)
    if found is None or found[0].state != Approval.State.ASKED:
        return None
    approval, person = found
    if not person.has_perm("vacancies.approve", approval.vacancy):
        return None
    return _approval_letter(approval, person)


def _approval_decided(ids: Mapping[str, Any]) -> Letter | None:
    """To whoever asked."""
    found = _approval(ids)
    if found is None or found[0].state == Approval.State.ASKED:
        return None
    approval, person = found
    return _approval_letter(approval, person) if person.has_perm("vacancies.change", approval.vacancy) else None


def _approval(ids: Mapping[str, Any]) -> tuple[Approval, User] | None:
    rows = Approval.objects.select_related("vacancy__school", "asked_by", "decided_by")
    approval = rows.filter(pk=ids["approval"]).first()
    person = User.objects.filter(pk=ids["user"], is_active=True).first()
    return (approval, person) if approval and person else None


def _approval_letter(approval: Approval, person: User) -> Letter:
    vacancy = approval.vacancy
    context = {
        "vacancy": vacancy,
        "person": person,
        "approval": approval,
        "approved": approval.state == Approval.State.APPROVED,
        "link": absolute(reverse("vacancies:approval", args=[vacancy.ref])),
    }
    return Letter(person.email, context, vacancy.school.name)


def _about(ids: Mapping[str, Any]) -> tuple[Vacancy, User]:
    return Vacancy.objects.select_related("school").get(pk=ids["vacancy"]), User.objects.get(pk=ids["user"])


register("vacancy_published", _published)
register("vacancy_closed", _closed)
register("vacancy_publication_stopped", _publication_stopped)
register("vacancy_approval_asked", _approval_asked)
register("vacancy_approval_decided", _approval_decided)
