"""What an application says of its person that a statement should not repeat."""

from __future__ import annotations

from applications.identity import Known
from applications.models import Application


def known_of(application: Application) -> Known:
    """Names, schools and towns of an application whose details, employment and qualifications are loaded."""
    details = getattr(application, "details", None)
    names = (details.first_names, details.last_name, details.former_names) if details else ()
    jobs = list(application.employment.all())
    return Known(
        names=(*names, application.candidate.name),
        schools=tuple({job.employer for job in jobs} | {row.institution for row in application.qualifications.all()}),
        towns=tuple({job.town for job in jobs} | ({details.town} if details else set())),
    )
