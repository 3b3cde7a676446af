"""Applications that came on paper, begun and filled in by HR, for tests of what follows."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta

import pdfplumber
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.services.paper import Sender, begin_paper, save_signature
from shortlisting.models import Panel
from shortlisting.services.panel import panel_of
from tests.applications.factories import complete_application
from tests.factories import UserFactory
from tests.vacancies.factories import closed_vacancy

BY_POST = Sender("Imogen", "Larkfield", "", "9 Ferry Lane\nMarlham")
BY_EMAIL = Sender("Rowan", "Castleford", "rowan@castleford.example.org")


def begin(vacancy, hr, sender: Sender = BY_POST, *, hours: float = 3, **more) -> Application:
    """It arrived `hours` ago; the vacancy closed an hour ago."""
    more.setdefault("form_key", uuid.uuid4())
    made = begin_paper(vacancy, by=hr, sender=sender, arrived_at=timezone.now() - timedelta(hours=hours), **more)
    made.refresh_from_db()
    return made


def fill(application: Application, hr: User) -> Application:
    """Everything that the form asks, as HR would have typed it in."""
    whole = complete_application(closed_vacancy(), UserFactory(name=application.candidate.name))
    for name in ("details", "professional_status"):
        old, new = getattr(application, name), getattr(whole, name)
        new.pk, new.application = old.pk, application
        new.save()
    for name in ("employment", "breaks", "qualifications", "training", "memberships", "referees"):
        getattr(whole, name).update(application=application)
    for criterion, row in zip(
        application.vacancy.criteria.assessed_by("application"), whole.statements.all(), strict=True
    ):
        type(row).objects.filter(pk=row.pk).update(application=application, criterion=criterion)
    type(whole.adjustment).objects.filter(pk=whole.adjustment.pk).update(application=application)
    declared = {"understands_barred_offence": True, "understands_checks": True, "is_true": True,
                "signed_name": "I. Larkfield", "related_to_school": False}  # fmt: skip
    signed_on = timezone.localdate() - timedelta(days=6)
    save_signature(application, by=hr, values=declared, signed_on=signed_on, done=True)
    columns = {"sections": dict(whole.sections), "left_education_on": whole.left_education_on}
    Application.objects.filter(pk=application.pk).update(**columns)
    return Application.objects.get(pk=application.pk)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, application: Application) -> str:
    return reverse(f"applications:{name}", args=[application.ref])


def release(vacancy) -> None:
    Panel.objects.filter(pk=panel_of(vacancy).pk).update(outcomes_released_at=timezone.now())


def words_of(pdf: bytes) -> set[str]:
    """The words of a letter to print, which has no link: nobody can press one on paper."""
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        text = " ".join(page.extract_text() or "" for page in book.pages)
    assert "http" not in text
    return {word.strip(".,") for word in text.split()}
