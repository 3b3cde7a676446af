"""A digest of everything an advert says: approval is for these words and no others."""

from __future__ import annotations

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder

from vacancies.models import Vacancy
from vacancies.pay_shown import pay_of
from vacancies.services.specification import as_content

# What is not said to anybody: who made it, where it stands, what it was made from.
NOT_SAID = frozenset(
    {
        "id", "ref", "start_key", "school", "state", "publish_at", "scheduled_by", "earlier_closes_at", "again_of",
        "again_reason", "created_by", "created_at", "published_at", "ended_at", "pay_text",
    }
)  # fmt: skip


def digest_of(vacancy: Vacancy) -> str:
    """Return the digest of the advert as it is stored now."""
    stored = Vacancy.objects.get(pk=vacancy.pk)
    pay = pay_of(stored)
    said = {
        "fields": {f.name: getattr(stored, f.attname) for f in Vacancy._meta.concrete_fields if f.name not in NOT_SAID},
        "pay": [pay.line, pay.facts] if pay else None,
        "criteria": as_content(stored),
        "duties": list(stored.duty_sections.order_by("position", "pk").values_list("heading", "duties__text")),
        "statements": list(stored.further_statements.values_list("heading", "text")),
        "levels": list(stored.level_tables.values_list("title", "intro", "rows__post", "rows__level", "rows__duties")),
        "dates": list(stored.key_dates.values_list("kind", "on", "note")),
    }
    plain = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(plain.encode()).hexdigest()
