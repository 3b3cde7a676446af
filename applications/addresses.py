"""Addresses of the form's pages, for the modules that link to them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from applications.gaps import Gap
from applications.models import Application

PROFILE = 0  # the number of the application as which a profile is read; no row has it
PROFILE_PAGES = ("details", "teaching_status", "left_school")


def section_url(application: Application, section: str) -> str:
    """The page of a section by its SectionName, or another page that stands under its name (`task_list`)."""
    name = section.replace("-", "_")
    if application.pk == PROFILE:
        return reverse(f"applications:profile_{name}" if name in PROFILE_PAGES else "applications:profile")
    return reverse(f"applications:{name}", args=[application.ref])


def item_url(application: Application, kind: str, pk: int | None = None, act: str = "change") -> str:
    """The page that adds (`pk` None), changes or removes an item of `kind`: job, break, qualification, …"""
    if application.pk == PROFILE:
        return reverse(f"applications:profile_{kind}_{act}", args=[pk])
    if pk is None:
        return reverse(f"applications:{kind}_add", args=[application.ref])
    return reverse(f"applications:{kind}_{act}", args=[application.ref, pk])


def gap_url(application: Application, gap: Gap) -> str:
    """The page that explains a gap, with its months filled in."""
    months = urlencode({"from": f"{gap.start:%Y-%m}", "to": f"{gap.end:%Y-%m}"})
    return f"{item_url(application, 'break')}?{months}"


def marks_url(application: Application, criterion_id: int) -> str:
    """The page that says where in the supporting statement a criterion is answered."""
    return reverse("applications:marks", args=[application.ref, criterion_id])


def statement_url(application: Application, criterion_id: int) -> str:
    """The page of the statement on one criterion."""
    return reverse("applications:statement", args=[application.ref, criterion_id])
