"""What was read of a pack, taken into the draft: in place of its criteria and duties, or after them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from core.audit import record
from vacancies.models import (
    Criterion,
    CriterionSection,
    Duty,
    DutySection,
    Importance,
    ImportedPack,
    Method,
    Scoring,
    Vacancy,
)
from vacancies.packs import Criterion as ReadCriterion
from vacancies.packs import Pack, PackRefused
from vacancies.services.arranging import MOST
from vacancies.services.undo import step
from vacancies.teacher_status import is_status_alone

KNOWN = frozenset(Method.values)
OTHER_METHODS = "other_methods"  # a warning of ours, beside the reader's


def take(pack: ImportedPack, read: Pack, *, by: User | None) -> None:
    """Take what was read into the draft, as a step that can be undone, in the caller's transaction.

    Raises PackRefused when there is more than a vacancy holds.
    """
    vacancy = pack.vacancy
    adds = pack.how == ImportedPack.How.ADD
    if len(read.criteria) + (vacancy.criteria.count() if adds else 0) > MOST:
        raise PackRefused(
            f"This pack has {len(read.criteria)} criteria, and a vacancy holds at most {MOST}. "
            "Upload only the person specification of this job."
        )
    with step(vacancy, by=by, what="brought in a pack"):
        if not adds:
            vacancy.criterion_sections.all().delete()
            vacancy.duty_sections.all().delete()
            vacancy.packs.filter(state=ImportedPack.State.READ).update(state=ImportedPack.State.SET_ASIDE)
        pack.state = ImportedPack.State.READ
        pack.result = read.as_json(places=True)
        pack.warnings = [*read.warnings, *_other_methods(read)]
        pack.save(update_fields=["state", "result", "warnings"])
        _criteria(pack, read.criteria)
        _duties(pack, read)
        _take_facts(vacancy, read)
        codes = {"criteria": len(read.criteria), "warnings": len(read.warnings)}
        record("vacancy.pack_imported", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)


def _other_methods(read: Pack) -> list[str]:
    """Our own warning where the pack names a way to assess that is left out."""
    return [OTHER_METHODS] if any(set(each.assessed_by) - KNOWN for each in read.criteria) else []


def _criteria(pack: ImportedPack, criteria: Iterable[ReadCriterion]) -> None:
    """Write the criteria under their sections; what stands there in the same words already is not written twice."""
    vacancy = pack.vacancy
    known = set(vacancy.criteria.values_list("section__name", "text"))
    rows = [read for read in criteria if (read.section[:300], read.text) not in known]
    sections = {each.name: each for each in reversed(vacancy.criterion_sections.all())}
    start = 1 + max((each.position for each in sections.values()), default=-1)
    for name in dict.fromkeys(read.section[:300] for read in rows):
        if name not in sections:
            sections[name] = CriterionSection.objects.create(vacancy=vacancy, name=name, position=start)
            start += 1
    first = vacancy.criteria.count()
    Criterion.objects.bulk_create(
        Criterion(
            vacancy=vacancy,
            section=sections[read.section[:300]],
            number=(read.number or "")[:20],
            text=read.text,
            importance=read.importance or Importance.UNSET,
            # What is no way to assess here (a check before starting, "other") is left out; the page says so.
            methods=Criterion.join_methods([method for method in read.assessed_by if method in KNOWN]),
            scoring=Scoring.PASS_FAIL if is_status_alone(read.text) else Scoring.SCORED,
            position=place,
            source=pack,
            place=read.place,
        )
        for place, read in enumerate(rows, start=first)
    )


def _duties(pack: ImportedPack, read: Pack) -> None:
    """Write the duties under their headings, after those that are there."""
    vacancy = pack.vacancy
    known = set(Duty.objects.filter(section__vacancy=vacancy).values_list("section__heading", "text"))
    last = vacancy.duty_sections.last()
    for position, part in enumerate(read.jd_sections, start=0 if last is None else last.position + 1):
        heading = part.heading[:300]
        places = part.places or (None,) * len(part.duties)
        new = [each for each in zip(part.duties, places, strict=True) if (heading, each[0]) not in known]
        if new or not part.duties:
            section = DutySection.objects.create(vacancy=vacancy, heading=heading, position=position)
            Duty.objects.bulk_create(
                Duty(section=section, text=text, position=n, source=pack, place=place)
                for n, (text, place) in enumerate(new)
            )


def _take_facts(vacancy: Vacancy, read: Pack) -> None:
    """Fill what the draft leaves empty from the pack; what somebody typed stays."""
    stored = Vacancy.objects.get(pk=vacancy.pk)
    facts: dict[str, object] = {
        "pay_text": (read.salary_text or "")[:300],
        "reports_to": (read.reports_to or "")[:200],
        "responsible_for": (read.responsible_for or "")[:200],
        "closes_at": closing_of(read),
    }
    changed = [name for name, value in facts.items() if value and not getattr(stored, name)]
    for name in changed:
        setattr(stored, name, facts[name])
        setattr(vacancy, name, facts[name])
    if changed:
        stored.save(update_fields=changed)


def closing_of(read: Pack) -> datetime | None:
    """The pack's closing time, where it names a day and an hour that are still to come; nothing is guessed."""
    if read.closing is None or "T" not in read.closing:
        return None
    closes = datetime.fromisoformat(read.closing)
    closes = closes if timezone.is_aware(closes) else timezone.make_aware(closes)
    return closes if closes > timezone.now() else None
