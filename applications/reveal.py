"""When names may be known, and to whom beside HR and the head.

A sift is blind until its outcomes are released. The stage that runs it says when that was; until then, and where
nobody can say, an application is a number.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from applications.models import Application
from vacancies.models import Vacancy

ReleasedAt = Callable[[Vacancy], datetime | None]
Reads = Callable[[Any, Application], bool]
Sifts = Callable[[Any, Vacancy], bool]
_released: list[ReleasedAt] = []
_readers: list[Reads] = []
_sifters: list[Sifts] = []


def register(released_at: ReleasedAt, *, reads: Reads | None = None, sifts: Sifts | None = None) -> None:
    """Tell when a vacancy's outcomes were released, and who else than HR and head reads full applications then.

    `reads(user, application)`: for instance a current member of the panel. `sifts(user, vacancy)`: whoever takes part
    in the blind sift, so must not learn meanwhile who is who. Call it from AppConfig.ready().
    """
    _released.append(released_at)
    if sifts is not None:
        _sifters.append(sifts)
    if reads is not None:
        _readers.append(reads)


def released_at(vacancy: Vacancy) -> datetime | None:
    """When the outcomes of `vacancy` were released; None while its sift is blind."""
    return max((at for ask in _released if (at := ask(vacancy)) is not None), default=None)


def is_revealed(application: Application) -> bool:
    """Whether this application may be read with its name.

    Never a draft; never one withdrawn before the release: its person never came out of the blind sift.
    """
    return is_named_at(application, released_at(application.vacancy))


def is_named_at(application: Application, released: datetime | None) -> bool:
    """The same where the time of the release is known already: for lists."""
    if application.state == Application.State.DRAFT or application.submitted_at is None or application.purged_at:
        return False
    return released is not None and (application.withdrawn_at is None or application.withdrawn_at >= released)


def is_reader(user: Any, application: Application) -> bool:
    """Whether a later stage lets `user` read it once revealed (the panel)."""
    return any(reads(user, application) for reads in _readers)


def is_sifter(user: Any, vacancy: Vacancy) -> bool:
    """Whether `user` takes part in the sift of `vacancy`: while it is blind nothing may tell them who is who."""
    return any(sifts(user, vacancy) for sifts in _sifters)
