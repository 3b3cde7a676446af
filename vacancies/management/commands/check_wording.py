"""manage.py check_wording: what the checks of wording say of a pack file, or of a vacancy. For operators and tests."""

from __future__ import annotations

import json
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from core.services.calendar import known_bank_holidays
from vacancies.packs import PackRefused, read_pack
from vacancies.wording import Remark, Subject, examine
from vacancies.wording.pack import SCHOOL_TYPES, subject_of_pack

REFUSED = 2  # exit code: the file was read, and it is no pack
FAITH = "faith"


class Command(BaseCommand):
    """Check the wording of a pack or of a vacancy."""

    help = "Print what the checks of wording find in a job pack (FILE) or in a vacancy (--vacancy REF)."
    requires_system_checks = ()  # a file needs no database, so it runs where none is set up

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE or --vacancy REF, with what is known of the school, and the day."""
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument("--vacancy", metavar="REF", help="a vacancy as it is stored")
        kinds = ", ".join([*sorted(SCHOOL_TYPES), FAITH])
        parser.add_argument("--school-type", metavar="TYPE", help=f"of the school of FILE: {kinds}")
        parser.add_argument("--at", metavar="DATE", help="look at it as on this day (2027-03-01) or at this instant")
        parser.add_argument("--json", action="store_true", help="as JSON")

    def handle(self, *args: Any, file: Path | None, vacancy: str | None, **options: Any) -> None:
        """Exit 0 whatever was found, 2 for a file that is no pack. Raises CommandError for bad use."""
        if (file is None) == (vacancy is None):
            raise CommandError("Name a FILE or a --vacancy, one of them.")
        at = _moment(options["at"])
        if file is not None:
            subject = self._of_file(file, options["school_type"], at, as_json=options["json"])
        else:
            subject = _of_vacancy(str(vacancy))
        remarks = examine(subject, at)
        if options["json"]:
            self.stdout.write(json.dumps([_row(each) for each in remarks], ensure_ascii=False, indent=2))
            return
        for each in remarks:
            marked = f" “{each.marked}”" if each.marked else ""
            self.stdout.write(f"{each.code} {each.force}  {each.place.label}:{marked} {each.title}. {each.message}")
        self.stdout.write(f"{len(remarks)} found.")

    def _of_file(self, file: Path, school_type: str | None, at: datetime, *, as_json: bool) -> Subject:
        kind, faith = _school(school_type)
        try:
            pack = read_pack(file.read_bytes(), file.name)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
        except PackRefused as error:
            self.stdout.write(json.dumps(error.as_json(), ensure_ascii=False) if as_json else error.message)
            raise SystemExit(REFUSED) from error
        holidays = frozenset(known_bank_holidays(at.year - 4, at.year + 3))
        return subject_of_pack(pack, school_type=kind, faith=faith, bank_holidays=holidays)


def _of_vacancy(ref: str) -> Subject:
    from vacancies.models import Vacancy
    from vacancies.wording_of import subject_of

    found = Vacancy.objects.filter(ref=ref).select_related("school").first()
    if found is None:
        raise CommandError(f"There is no vacancy {ref}.")
    return subject_of(found)


def _school(typed: str | None) -> tuple[str | None, bool | None]:
    """The kind of school, and whether it is designated as one of faith; None for not known."""
    if typed is None:
        return None, None
    kind = typed.strip().lower().replace("-", "_").replace(" ", "_")
    if kind == FAITH:
        return "maintained", True
    if kind not in SCHOOL_TYPES:
        raise CommandError(f"“{typed}” is no kind of school. Choose from: {', '.join([*sorted(SCHOOL_TYPES), FAITH])}.")
    return kind, False


def _moment(typed: str | None) -> datetime:
    """Now, or the start of the day, or the instant that was typed (London time without an offset)."""
    if typed is None:
        return timezone.now()
    try:
        day, moment = parse_date(typed), parse_datetime(typed)
    except ValueError:
        day = moment = None
    if moment is None and day is not None:
        moment = datetime.combine(day, time())
    if moment is None:
        raise CommandError(f"“{typed}” is no date. Write it like 2027-03-01.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _row(remark: Remark) -> dict[str, str]:
    return {
        "code": remark.code,
        "severity": remark.force,
        "where": remark.place.label,
        "text": remark.marked or remark.text,
        "message": f"{remark.title}. {remark.message}",
        "source": remark.source,
        "suggestion": remark.replacement or remark.suggestion,
    }
