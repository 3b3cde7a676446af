"""Bringing a pack into a draft."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.audit import record
from core.models import StoredFile
from core.services.files import DOCX, TEXT
from core.services.scanner import FileInfectedError, ScannerError, scan
from vacancies.editing import hold_draft
from vacancies.models import (
    Criterion,
    CriterionSection,
    DutySection,
    Importance,
    ImportedPack,
    Method,
    Scoring,
    Vacancy,
)
from vacancies.pack_source import words_of
from vacancies.packs import Pack, PackRefused, read_pack, read_text
from vacancies.services.duties import write_duties
from vacancies.teacher_status import is_status_alone

KNOWN = frozenset(Method.values)
OTHER_METHODS = "other_methods"  # a warning of ours, beside the reader's
KINDS = {"docx": DOCX, "txt": TEXT}


def import_pack(
    vacancy: Vacancy, *, by: User, text: str | None = None, data: bytes | None = None, filename: str | None = None
) -> ImportedPack:
    """Read a pack (pasted `text`, or the `data` of a file) and put it in place of what the draft held.

    Raises vacancies.packs.PackRefused (nothing is stored then) and StateError after publication.
    """
    name = filename or ""
    if data is not None:
        _scan(data)
    pack = read_text(text or "") if data is None else read_pack(data, name)
    source = (text or "") if data is None else words_of(data, name)
    with transaction.atomic():
        hold_draft(vacancy)
        imported = ImportedPack.objects.create(
            vacancy=vacancy,
            file=None if data is None else _store(vacancy, data, name, by=by),
            source_text=source,
            result=pack.as_json(),
            warnings=[*pack.warnings, *_other_methods(pack)],
            imported_by=by,
        )
        _replace(vacancy, pack)
        _take_facts(vacancy, pack)
        codes = {"criteria": len(pack.criteria), "warnings": len(pack.warnings)}
        record("vacancy.pack_imported", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)
    return imported


def settle(imported: ImportedPack, *, code: str, by: User) -> None:
    """HR has looked at a warning of the reader: it is no longer shown. What was read stays as it is."""
    vacancy = imported.vacancy
    with transaction.atomic():
        hold_draft(vacancy)
        stored = ImportedPack.objects.get(pk=imported.pk)
        if code in stored.warnings:
            stored.warnings = [each for each in stored.warnings if each != code]
            stored.save(update_fields=["warnings"])
            codes = {"warning": code}
            record("vacancy.pack_settled", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)


def _scan(data: bytes) -> None:
    """Nothing is opened before the scanner, where one is set up, has passed it."""
    try:
        scan(data)
    except FileInfectedError as error:
        raise PackRefused("This file contains a virus. Choose another, or paste the text.") from error
    except ScannerError as error:
        raise PackRefused("We cannot check files for viruses just now. Paste the text, or try again later.") from error


def _other_methods(pack: Pack) -> list[str]:
    """Our own warning where the pack names a way to assess that is left out."""
    return [OTHER_METHODS] if any(set(read.assessed_by) - KNOWN for read in pack.criteria) else []


def _store(vacancy: Vacancy, data: bytes, name: str, *, by: User) -> StoredFile:
    ending = "docx" if name.lower().endswith(".docx") else "txt"
    stored = StoredFile(
        name=name[-200:], kind=KINDS[ending], size=len(data), school_id=vacancy.school_id, uploaded_by=by
    )
    stored.file.save(f"{stored.ref}.{ending}", ContentFile(data), save=False)
    stored.save()
    return stored


def _replace(vacancy: Vacancy, pack: Pack) -> None:
    """Put the pack's criteria and duties in place of the draft's."""
    vacancy.criterion_sections.all().delete()
    vacancy.duty_sections.all().delete()
    names = dict.fromkeys(read.section for read in pack.criteria)
    sections = {
        name: CriterionSection.objects.create(vacancy=vacancy, name=name[:300], position=place)
        for place, name in enumerate(names)
    }
    Criterion.objects.bulk_create(
        Criterion(
            vacancy=vacancy,
            section=sections[read.section],
            number=(read.number or "")[:20],
            text=read.text,
            importance=read.importance or Importance.UNSET,
            # What is no way to assess here (a check before starting, "other") is left out; the page says so.
            methods=Criterion.join_methods([method for method in read.assessed_by if method in KNOWN]),
            scoring=Scoring.PASS_FAIL if is_status_alone(read.text) else Scoring.SCORED,
            position=place,
        )
        for place, read in enumerate(pack.criteria)
    )
    for place, part in enumerate(pack.jd_sections):
        section = DutySection.objects.create(vacancy=vacancy, heading=part.heading[:300], position=place)
        write_duties(section, part.duties)


def _take_facts(vacancy: Vacancy, pack: Pack) -> None:
    """Fill what the draft leaves empty from the pack; what somebody typed stays."""
    stored = Vacancy.objects.get(pk=vacancy.pk)
    facts: dict[str, object] = {
        "pay_text": (pack.salary_text or "")[:300],
        "reports_to": (pack.reports_to or "")[:200],
        "responsible_for": (pack.responsible_for or "")[:200],
        "closes_at": closing_of(pack),
    }
    changed = [name for name, value in facts.items() if value and not getattr(stored, name)]
    for name in changed:
        setattr(stored, name, facts[name])
        setattr(vacancy, name, facts[name])
    if changed:
        stored.save(update_fields=changed)


def closing_of(pack: Pack) -> datetime | None:
    """The pack's closing time, where it names a day and an hour that are still to come; nothing is guessed."""
    if pack.closing is None or "T" not in pack.closing:
        return None
    closes = datetime.fromisoformat(pack.closing)
    closes = closes if timezone.is_aware(closes) else timezone.make_aware(closes)
    return closes if closes > timezone.now() else None
