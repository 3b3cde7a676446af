"""What a vacancy holds, without its dates, its people and its state: to start another from.

Starter packs, a school's own templates and copies of an earlier vacancy share this one shape:

    {"title": str, "fields": {column: value}, "sections": [{"heading": str, "duties": [str]}],
     "criteria": [{"section", "number", "text", "importance", "assessed_by": [method], "scoring", "weight"}],
     "further_statements": [{"heading", "text"}],
     "level_tables": [{"title", "intro", "rows": [{"post", "level", "duties"}]}],
     "pay": {column: value, "hours": [{"share", "minutes"}]} or None,
     "dates": {"open", "scores", "tell", "references", "outcome": working days} or None}
"""

from __future__ import annotations

import re
from typing import Any

from django.db import models

from vacancies.models import Vacancy, VacancyPay
from vacancies.pay_shown import stored_pay

# Columns that are neither a date nor a person by their type, and yet belong to one vacancy alone.
NOT_COPIED = frozenset(
    {
        "id", "ref", "start_key", "state", "title", "again_reason", "start_note", "last_reviewed", "next_review",
        "contact_name", "contact_email", "contact_phone",
    }
)  # fmt: skip
NOT_OF_PAY = frozenset({"id", "vacancy", "tlr_until"})
_OF_ITS_TIME = (models.DateField, models.ForeignKey)  # a DateTimeField is a DateField
# Words that show a text to be about one year: "12 May", "May 2026", "half-term on Monday 4th".
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|\b{_MONTH}\s+20\d\d\b|\b20\d\d\s?[/–-]\s?\d\d"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri)day,?\s+\d{1,2}(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)


def copied_columns() -> list[models.Field[Any, Any]]:
    """The columns of a vacancy that a new one takes over. A column added later is one of them by itself."""
    return [f for f in Vacancy._meta.concrete_fields if f.name not in NOT_COPIED and not isinstance(f, _OF_ITS_TIME)]


def content_of(vacancy: Vacancy) -> dict[str, Any]:
    """Return the content of a stored vacancy: seven queries."""
    return {
        "title": vacancy.title,
        "fields": {field.name: getattr(vacancy, field.name) for field in copied_columns()},
        "sections": [
            {"heading": section.heading, "duties": [duty.text for duty in section.duties.all()]}
            for section in vacancy.duty_sections.prefetch_related("duties")
        ],
        "criteria": _criteria(vacancy),
        "further_statements": list(vacancy.further_statements.values("heading", "text")),
        "level_tables": [
            {
                "title": table.title,
                "intro": table.intro,
                "rows": [{"post": row.post, "level": row.level, "duties": row.duties} for row in table.rows.all()],
            }
            for table in vacancy.level_tables.prefetch_related("rows")
        ],
        "pay": _pay(stored_pay(vacancy)),
        "dates": None,
    }


def dated_parts(content: dict[str, Any]) -> list[str]:
    """The names of the parts whose words are about one year, as people call them."""
    found = []
    for field in copied_columns():
        words = content["fields"].get(field.name)
        if isinstance(words, str) and DATED.search(words):
            found.append(str(field.verbose_name))
    if any(DATED.search(row["text"]) for row in content["further_statements"]):
        found.append("further statements")
    return found


def _criteria(vacancy: Vacancy) -> list[dict[str, Any]]:
    return [
        {
            "section": row.section.name,
            "number": row.number,
            "text": row.text,
            "importance": row.importance,
            "assessed_by": list(row.assessed_by),
            "scoring": row.scoring,
            "weight": row.weight,
        }
        for row in vacancy.criteria.in_order()
    ]


def _pay(pay: VacancyPay | None) -> dict[str, Any] | None:
    """The pay as plain values: sums as text, to the penny."""
    if pay is None:
        return None
    values = {f.name: getattr(pay, f.name) for f in VacancyPay._meta.concrete_fields if f.name not in NOT_OF_PAY}
    hours = [{"share": _text(row.share), "minutes": row.minutes} for row in pay.hours_options.all()]
    return {name: _text(value) if _is_sum(value) else value for name, value in values.items()} | {"hours": hours}


def _is_sum(value: Any) -> bool:
    return value is not None and not isinstance(value, str | bool | int)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
