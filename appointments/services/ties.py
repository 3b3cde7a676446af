"""Who is too close to a candidate to record their checks or read their declaration."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from applications.models import Application
from appointments.models import PersonalTie
from core.audit import record
from core.conflicts import register_tie
from shortlisting.models import ConflictDeclaration


def say(application: Application, *, close: bool, by: User) -> None:
    """Say that one is a relative or close friend of the candidate, or take it back. Twice is once."""
    with transaction.atomic():
        if close:
            _, changed = PersonalTie.objects.get_or_create(application=application, user=by)
        else:
            changed = bool(PersonalTie.objects.filter(application=application, user=by).delete()[0])
        if changed:
            codes = {"close": close}
            record("tie.said", by=by, subject=application, school_id=application.vacancy.school_id, codes=codes)


def declared(application: Application) -> str:
    """Return what the candidate said on the form about being close to somebody at the school; "" when they said no."""
    declaration = getattr(application, "declaration", None)
    return declaration.relationship if declaration and declaration.related_to_school else ""


def said_so(user: Any, application: Application) -> bool:
    """They said it themselves, on the page of the checks."""
    return PersonalTie.objects.filter(application=application, user=user).exists()


def knows_as_member(user: Any, application: Application) -> bool:
    """They said it as a member of the panel, and HR did not let them go on."""
    declared = ConflictDeclaration.objects.filter(application=application, member__user=user, knows=True)
    return declared.exclude(decision=ConflictDeclaration.Decided.GO_ON).exists()


register_tie(said_so)
register_tie(knows_as_member)
