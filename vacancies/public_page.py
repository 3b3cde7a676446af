"""Everything the public page of a vacancy says, for the page and for HR's preview of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.db.models import Count, Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from core.audit import subject_of
from core.display import when
from core.links import absolute
from core.models import AuditEvent
from vacancies import scoring_words, writing_words
from vacancies.advert import advert_of
from vacancies.models import Vacancy
from vacancies.pack_content import duties_of
from vacancies.pay import PayShown
from vacancies.pay_shown import PAY_READ, pay_of
from vacancies.selection import ScaleWords

PAGE_READ = ("school__trust",)  # for select_related
# What the page reads of the rows at each visit. The long texts are in what is kept.
PAGE_COLUMNS = (
    "ref", "state", "title", "overview", "visits", "contact_name", "contact_email", "contact_phone", "benefits",
    "working_pattern", "contract_type", "closes_at", "published_at", "school__ref", "school__name", "school__urn",
    "school__street", "school__town", "school__county", "school__postcode", "school__website", "school__accent",
    "school__logo", "school__trust__name",
)  # fmt: skip


@dataclass(frozen=True)
class Share:
    """What a link to the page shows where people share it. Whole addresses."""

    address: str
    picture: str
    words: str


def share_of(vacancy: Vacancy, pay: PayShown | None) -> Share:
    """Return the share preview: where, what it pays, until when."""
    school = vacancy.school
    place = f"{school.name}, {school.town}" if school.town else school.name
    closes = f"Apply by {when(vacancy.closes_at)}" if vacancy.closes_at else ""
    return Share(
        address=absolute(reverse("vacancies:public_detail", args=[vacancy.ref])),
        picture=absolute(reverse("vacancies:public_share", args=[vacancy.ref])),
        words=". ".join(part for part in (place, pay.line if pay else "", closes) if part) + ".",
    )


def page_context(vacancy: Vacancy) -> dict[str, Any]:
    """Return what templates/vacancies/public_detail.html needs; the number of queries does not depend on the rows."""
    content = _content(vacancy, timezone.now())
    return {**content, "vacancy": vacancy, "school": vacancy.school, "scale": scoring_words.of(vacancy)}


def kept_context(vacancy: Vacancy) -> dict[str, Any]:
    """Return the same for everybody's page, with what seldom changes worked out and drawn (`body`) once a version.

    The audit trail is the version: whatever changes a vacancy writes a row about it in the same transaction. Rows are
    counted besides, since one with a lower number may be committed later. Each process keeps its own.
    """
    now, scale = timezone.now(), scoring_words.of(vacancy)
    subject_type, subject_id = subject_of(vacancy)
    events = AuditEvent.objects.filter(subject_type=subject_type, subject_id=subject_id)
    version = events.aggregate(count=Count("pk"), last=Max("pk"))
    dated = (vacancy.state, vacancy.is_open(now), timezone.localdate(now).toordinal(), scale)
    key = f"advert.{vacancy.ref}.{version['count']}.{version['last']}.{hash(dated)}"
    content: dict[str, Any] | None = caches["adverts"].get(key)
    if content is None:
        content = _drawn(vacancy, now, scale)
        caches["adverts"].set(key, content)
    return {**content, "vacancy": vacancy, "school": vacancy.school, "scale": scale}


def _drawn(shown: Vacancy, at: datetime, scale: ScaleWords | None) -> dict[str, Any]:
    vacancy = Vacancy.objects.select_related("school", *PAY_READ[0]).get(pk=shown.pk)  # with every column
    content = _content(vacancy, at)
    around = {"vacancy": vacancy, "school": vacancy.school, "scale": scale}
    return {**content, "body": render_to_string("vacancies/_public_body.html", {**content, **around})}


def _content(vacancy: Vacancy, at: datetime) -> dict[str, Any]:
    """What the page says of the vacancy alone, as plain values. Nothing of the school, nor of the panel."""
    corrections = vacancy.specification_versions.filter(number__gt=1)
    advert, writing = advert_of(vacancy, at=at), writing_words.of(vacancy)
    return {
        "advert": advert,
        "writing": writing.sentence(advert.from_application) if writing else "",
        "duties": duties_of(vacancy),
        "pay": pay_of(vacancy),
        "documents": list(vacancy.documents.values_list("pk", "title", "file__size")),
        "corrected": corrections.values_list("frozen_at", flat=True).last(),
    }
