"""What the columns of a school's own spreadsheet are, by their headings. No Django here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from appointments.catalogue import columns

# What schools and their suppliers call a column, in lower case without signs.
CALLED = {
    "surname": ("surname", "last name", "family name", "lastname"),
    "forenames": ("forenames", "forename", "first name", "first names", "given name", "firstname"),
    "former_names": ("former names", "previous names", "previous surname", "maiden name"),
    "date_of_birth": ("date of birth", "dob", "birth date"),
    "job_title": ("post", "job title", "role", "position", "job"),
    "starts_on": ("start date", "date started", "starts", "employment start", "date of appointment", "started"),
}
CHECKS_CALLED = {
    "ID": ("identity", "id check", "id", "proof of identity", "identity check"),
    "RTW": ("right to work", "right to work in the uk", "rtw"),
    "DBS": ("enhanced dbs", "dbs", "dbs check", "dbs date", "dbs issue date", "enhanced dbs check"),
    "BL": ("barred list", "childrens barred list", "list 99", "barred list check"),
    "PROH": ("prohibition from teaching", "prohibition", "prohibition check", "teacher prohibition"),
    "QTS": ("qualified teacher status", "qts", "qualifications", "professional qualifications"),
    "SENCO": ("senco qualification", "nasenco", "npq senco"),
    "S128": ("section 128", "s128", "s128 check"),
    "OS": ("overseas", "overseas check", "overseas checks", "further overseas checks"),
    "CD": ("childcare disqualification", "disqualification", "childcare disqualification declaration"),
}
_ON = re.compile(r"^(.*?)[\s:-]*(date|checked|seen|done|completed|obtained|on)( on| date)?$")
_BY = re.compile(r"^(.*?)[\s:-]*(checked by|by|seen by|completed by|initials|who)$")
_NOTE = re.compile(r"^(.*?)[\s:-]*(number|no|certificate|certificate number|evidence|reference|notes?|seen)$")


def guess(headings: Sequence[str]) -> dict[int, str]:
    """Return what each column may be by its heading: {place: "surname" or "DBS.on"}; each target once."""
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        target = _target(_plain(heading), found.values())
        if target and target not in found.values():
            found[place] = target
    return found


def _target(name: str, taken: Iterable[str]) -> str:
    for target, names in CALLED.items():
        if name in names:
            return target
    for pattern, part in ((None, "on"), (_ON, "on"), (_BY, "by"), (_NOTE, "note")):
        stem = name if pattern is None else (match.group(1).strip() if (match := pattern.match(name)) else "")
        stem = stem.removesuffix(" date").removesuffix(" check") if stem not in _all_names() else stem
        for code, names in CHECKS_CALLED.items():
            if stem and stem in names and f"{code}.{part}" not in taken:
                return f"{code}.{part}"
    return ""


def _all_names() -> set[str]:
    return {name for names in CHECKS_CALLED.values() for name in names}


def _plain(heading: str) -> str:
    return " ".join(
        re.sub(r"[^a-z0-9 ]", " ", heading.lower().replace("’", "").replace("'", "").replace("(s)", "s")).split()
    )


def check_called(code: str) -> str:
    """Return how the record's own column of a check is headed."""
    return dict(columns())[code]
