"""Letters to the governor who countersigns, and of the NPQ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from appointments.letters import context_of
from appointments.models import Countersignature, NpqPlan, SignOff
from core.emails import Letter, register
from vacancies.letters import hr_address

JOINS = ("application__vacancy__school", "application__details")


def _asked(ids: Mapping[str, Any]) -> Letter | None:
    """Not sent once somebody else was asked, or it is signed."""
    rows = Countersignature.objects.select_related(*JOINS, "governor", "asked_by")
    row = rows.filter(pk=ids["countersignature"], governor=ids["governor"], signed_at=None).first()
    if row is None or SignOff.objects.filter(application=row.application).exists():
        return None
    path = reverse("appointments:countersign", args=[row.application.ref])
    context = context_of(row.application, path, row=row)
    return Letter(row.governor.email, context, row.application.vacancy.school.name)


def _signed(ids: Mapping[str, Any]) -> Letter | None:
    row = Countersignature.objects.select_related(*JOINS, "governor").get(pk=ids["countersignature"])
    path = reverse("appointments:sign", args=[row.application.ref])
    vacancy = row.application.vacancy
    return Letter(hr_address(vacancy), context_of(row.application, path, row=row), vacancy.school.name)


def _npq(ids: Mapping[str, Any]) -> Letter | None:
    rows = NpqPlan.objects.filter(pk=ids["plan"], done_on=None)
    rows = rows.exclude(application__record_entry__left_on__isnull=False)  # as the ladder says
    plan = rows.select_related(*JOINS).first()
    user = User.objects.filter(pk=ids["user"], is_active=True).first()
    if plan is None or user is None or not user.has_perm("appointments.view", plan.application):
        return None
    path = reverse("appointments:npq", args=[plan.application.ref])
    late = plan.due_on < timezone.localdate()  # on the day itself they still may (regulation 49: "after" it)
    context = context_of(plan.application, path, plan=plan, late=late, name=user.name)
    return Letter(user.email, context, plan.application.vacancy.school.name)


register("countersign_asked", _asked)
register("countersigned", _signed)
register("npq_reminder", _npq)
