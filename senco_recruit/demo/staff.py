"""People who worked at the school before it used the service, as HR wrote them into its record by hand."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import School, User
from appointments import catalogue
from appointments.models import Check
from appointments.services.record import save_check, save_person

TEACHER = {"QTS", "PROH"}
EVERYBODY = {"ID", "RTW", "DBS", "BL"}
# surname, forenames, post, started so many days ago, further checks, missing, asked for
PEOPLE: tuple[tuple[str, str, str, int, set[str], str, str], ...] = (
    ("Brackenridge", "Edith", "Teacher of science", 812, TEACHER, "", ""),
    ("Coombes", "Anselm", "Teaching assistant", 71, set(), "", "DBS"),
    ("Hartnell", "Joy", "Deputy head", 1650, TEACHER | {"S128"}, "", ""),
    ("Oduya", "Chidi", "Teacher of history", 80, TEACHER | {"OS"}, "PROH", ""),
    ("Satterthwaite", "Rex", "Site manager", 440, set(), "", ""),
)


def worked_here(school: School, *, by: User, today: date) -> None:
    """Write the rows."""
    status = Check.Status
    for surname, forenames, post, days, more, missing, asked in PEOPLE:
        started = today - timedelta(days=days)
        row = save_person(
            school, by=by, surname=surname, forenames=forenames, job_title=post, starts_on=started, date_of_birth=None
        )
        for code, _ in catalogue.columns():
            if code == missing:
                continue
            needed = code in EVERYBODY | more
            state = status.ASKED_FOR if code == asked else status.CLEAR if needed else status.NOT_REQUIRED
            seen = started - timedelta(days=20) if state == status.CLEAR else None
            save_check(row, code, by=by, status=state, on=seen, note="")
