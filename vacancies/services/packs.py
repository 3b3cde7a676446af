"""Bringing in a pack: asked for by a page, read by a worker, taken into the draft.

The row in the database is the order to read; Celery only wakes `read_waiting`, and the beat asks again, so a
worker that is killed half way loses nothing: what it had claimed is claimed again after a while.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from core.audit import record
from core.models import StoredFile
from core.services.files import delete_file, kind_of
from core.services.scanner import FileInfectedError, ScannerError, scan
from core.states import StateError
from core.tasks import wake
from vacancies.editing import hold_draft
from vacancies.models import ImportedPack, Vacancy
from vacancies.packs import Pack, PackRefused, read_text
from vacancies.packs.guarded import SECONDS, read_guarded
from vacancies.services.pack_taking import take
from vacancies.services.undo import step

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=SECONDS + 15)  # longer than any reading may take
MOST_TRIES = 3
REFUSED_KEPT = timedelta(days=1)
UNREADABLE = (
    "We could not read this file, though we tried several times. Upload the job description and person "
    "specification as a Word document (.docx), or paste the text."
)
S, How = ImportedPack.State, ImportedPack.How


def ask(
    vacancy: Vacancy,
    *,
    by: User,
    key: str,
    text: str = "",
    data: bytes | None = None,
    filename: str = "",
    how: str = How.REPLACE,
) -> ImportedPack:
    """Store a pack (pasted `text`, or the `data` of a file, encrypted) to be read soon; asked twice, it is one.

    `key` is of the showing of the form. Raises PackRefused when the file may not be opened (nothing is stored
    then) and StateError after publication.
    """
    if found := vacancy.packs.filter(key=key).first():
        return found
    if data is not None:
        _scan(data)
    with transaction.atomic():
        hold_draft(vacancy)
        # Text that was refused before was kept only to be put right.
        vacancy.packs.filter(state=S.REFUSED).delete()
        pack, made = vacancy.packs.get_or_create(
            key=key, defaults={"how": how, "source_text": text if data is None else "", "imported_by": by}
        )
        if made and data is not None:
            pack.file = _store(vacancy, data, filename, by=by)
            pack.save(update_fields=["file"])
        if made:
            record("vacancy.pack_asked", by=by, subject=vacancy, school_id=vacancy.school_id, codes={"pack": pack.pk})
            from vacancies.tasks import read_packs  # the task calls this module

            transaction.on_commit(lambda: wake(read_packs))
    return pack


def read_waiting(now: datetime | None = None) -> int:
    """Read every pack that waits, one after the other; return how many were read or refused. `now` is for tests.

    Text that was refused, and kept to be put right, goes after a day.
    """
    at = now or timezone.now()
    ImportedPack.objects.filter(state=S.REFUSED, imported_at__lt=at - REFUSED_KEPT).delete()
    return sum(_read(pk) for pk in ImportedPack.objects.due(at - LEASE).values_list("pk", flat=True) if _claim(pk, at))


def import_pack(
    vacancy: Vacancy,
    *,
    by: User,
    text: str | None = None,
    data: bytes | None = None,
    filename: str | None = None,
    how: str = How.REPLACE,
) -> ImportedPack:
    """Read a pack into the draft at once, for callers that can wait.

    Raises PackRefused (nothing is stored then) and StateError after publication.
    """
    name = filename or ""
    if data is not None:
        _scan(data)
    read = read_text(text or "") if data is None else read_guarded(data, name)
    with transaction.atomic():
        hold_draft(vacancy)
        file = None if data is None else _store(vacancy, data, name, by=by)
        pack = ImportedPack.objects.create(
            vacancy=vacancy, how=how, state=S.SET_ASIDE, file=file, source_text=text or "", imported_by=by
        )
        take(pack, read, by=by)
    return pack


def settle(imported: ImportedPack, *, codes: frozenset[str], by: User) -> None:
    """HR has looked at these warnings of the reader: they are no longer shown. What was read stays as it is."""
    vacancy = imported.vacancy
    with step(vacancy, by=by, what="settled a warning"):
        stored = ImportedPack.objects.get(pk=imported.pk)
        if codes & set(stored.warnings):
            stored.warnings = [each for each in stored.warnings if each not in codes]
            stored.save(update_fields=["warnings"])
            named = {"warning": ", ".join(sorted(codes))[:80]}
            record("vacancy.pack_settled", by=by, subject=vacancy, school_id=vacancy.school_id, codes=named)


def _claim(pk: int, at: datetime) -> bool:
    """Take a waiting pack, or one whose worker has not come back; of two workers one gets it."""
    mine = ImportedPack.objects.due(at - LEASE).filter(pk=pk)
    return bool(mine.order_by().update(state=S.READING, claimed_at=at, tries=F("tries") + 1))


def _read(pk: int) -> bool:
    pack = ImportedPack.objects.select_related("file", "vacancy", "imported_by").get(pk=pk)
    try:
        if pack.tries > MOST_TRIES:
            raise PackRefused(UNREADABLE)
        _take(pack, _content(pack))
    except PackRefused as refused:
        _refuse(pack, refused.message)
    except StateError as error:  # published or withdrawn meanwhile
        _refuse(pack, str(error))
    except Exception:  # a fault of ours must not hold up other schools' packs; this one is tried again
        logger.exception("Pack %s could not be read", pack.pk)
        return False
    return True


def _content(pack: ImportedPack) -> Pack:
    if pack.file is None:
        return read_guarded(pack.source_text.encode(), "pasted.txt")
    with pack.file.file.open("rb") as file:
        return read_guarded(file.read(), pack.file.name)


def _held(pack: ImportedPack, state: str, **also: object) -> bool:
    """Move a claimed pack on, unless another worker has taken it over."""
    claim = ImportedPack.objects.filter(pk=pack.pk, state=S.READING, claimed_at=pack.claimed_at)
    return bool(claim.update(state=state, **also))


def _take(pack: ImportedPack, read: Pack) -> None:
    with transaction.atomic():
        hold_draft(pack.vacancy)
        if _held(pack, S.SET_ASIDE):
            take(pack, read, by=pack.imported_by)


def _refuse(pack: ImportedPack, message: str) -> None:
    """Keep what HR is told, and nothing of the file. Pasted text stays, to be put right."""
    vacancy = pack.vacancy
    with transaction.atomic():
        if not _held(pack, S.REFUSED, refusal=message, file=None):
            return
        if pack.file is not None:
            delete_file(pack.file, by=None)
        codes = {"pack": pack.pk}
        record("vacancy.pack_refused", by=None, subject=vacancy, school_id=vacancy.school_id, codes=codes)


def _scan(data: bytes) -> None:
    """Nothing is kept or opened before the scanner, where one is set up, has passed it."""
    try:
        scan(data)
    except FileInfectedError as error:
        raise PackRefused("This file contains a virus. Choose another, or paste the text.") from error
    except ScannerError as error:
        raise PackRefused("We cannot check files for viruses just now. Paste the text, or try again later.") from error


def _store(vacancy: Vacancy, data: bytes, name: str, *, by: User) -> StoredFile:
    stored = StoredFile(
        name=name[-200:],
        kind=kind_of(data) or "application/octet-stream",
        size=len(data),
        school_id=vacancy.school_id,
        uploaded_by=by,
    )
    stored.file.save(stored.ref, ContentFile(data), save=False)  # no part of the person's name for it
    stored.save()
    return stored
