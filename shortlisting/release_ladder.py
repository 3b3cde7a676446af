"""A release of outcomes is carried out when its grace is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from core import ladders
from core.ladders import Step
from shortlisting.models import Release
from shortlisting.services.releases import carry_out

KIND = "outcomes.release"


def due(now: datetime) -> Iterator[Step]:
    """Every release whose time has come; a stopped one is none any more."""
    for release in Release.objects.waiting().filter(due_at__lte=now).select_related("panel__vacancy"):
        yield Step(KIND, release, "0", release.due_at, _act(release), release.panel.vacancy.school_id)


def _act(release: Release) -> Callable[[], str]:
    return lambda: carry_out(release)


ladders.register(KIND, due)
