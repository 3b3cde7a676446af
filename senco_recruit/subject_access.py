"""The file for a subject access request (UK GDPR, article 15): what one school holds about one applicant.

Other people's data is left out, and the file says what was left out and why. HR can leave out more, row by row,
where a note names somebody else.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from core.audit import record
from core.pdf import render_pdf
from core.personal_data import ModelPolicy
from core.services.personal_data import held_about
from senco_recruit.retention.papers import path_to_application
from senco_recruit.your_data import in_words

if TYPE_CHECKING:
    from accounts.models import User

NAMES_OTHERS = "The school left it out: it names somebody else"


@dataclass(frozen=True)
class Row:
    """One row of the file. `key` names it when HR leaves it out."""

    key: str  # "shortlisting.Score:12"
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """The rows of one kind of record."""

    about: str
    rows: list[Row]


@dataclass(frozen=True)
class Withheld:
    """Values that were left out of one kind of record."""

    about: str
    count: int
    why: str


@dataclass(frozen=True)
class SubjectFile:
    """What goes out, and what was left out."""

    groups: list[Group]
    withheld: list[Withheld]


def file_about(application: Application, *, left_out: Collection[str] = ()) -> SubjectFile:
    """Return what the school of `application` holds about its candidate, without the rows whose key is in `left_out`.

    Every application of theirs to this school counts; other schools' papers never do.
    """
    school = application.vacancy.school_id

    def at_school(policy: ModelPolicy) -> Q | None:
        if policy.model is Application:
            return Q(vacancy__school=school)
        path = path_to_application(policy)
        return Q(**{f"{path}__vacancy__school": school}) if path else None

    groups, withheld = [], []
    for held in held_about(application.candidate, at_school):
        rows = [
            Row(f"{held.label}:{pk}", facts)
            for pk, fields in held.rows
            if (facts := [(name.capitalize(), words) for name, value in fields.items() if (words := in_words(value))])
        ]
        kept = [row for row in rows if row.key not in left_out]
        groups += [Group(held.about, kept)] if kept else []
        withheld += [Withheld(held.about, count, why) for why, count in held.withheld.items()]
        withheld += [Withheld(held.about, len(rows) - len(kept), NAMES_OTHERS)] if len(kept) < len(rows) else []
    return SubjectFile(groups, withheld)


def looked_at(application: Application, *, by: User) -> SubjectFile:
    """Return the file as HR looks at it before it goes out, and record that: every encrypted answer is in it."""
    found = file_about(application)
    with transaction.atomic():
        record("subject_access.read", by=by, subject=application, school_id=application.vacancy.school_id)
    return found


def archive(application: Application, *, left_out: Collection[str], by: User) -> bytes:
    """Return the file as a .zip with a PDF for the person and JSON for other services, and record that it was made."""
    found = file_about(application, left_out=left_out)
    context = {
        "file": found, "application": application, "school": application.vacancy.school, "made_at": timezone.now(),
    }  # fmt: skip
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("what-we-hold.pdf", render_pdf("pdf/subject_access.html", context))
        packed.writestr("what-we-hold.json", json.dumps(_plain(found), cls=DjangoJSONEncoder, indent=2))
    with transaction.atomic():
        codes = {"withheld": len(found.withheld), "left_out": len(left_out)}
        school_id = application.vacancy.school_id
        record("subject_access.made", by=by, subject=application, school_id=school_id, codes=dict(codes))
    return out.getvalue()


def _plain(found: SubjectFile) -> dict[str, Any]:
    return {
        "held": [{"about": group.about, "rows": [dict(row.facts) for row in group.rows]} for group in found.groups],
        "withheld": [{"about": row.about, "values": row.count, "why": row.why} for row in found.withheld],
    }
