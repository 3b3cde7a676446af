"""Who may see and do what in shortlisting. Whoever has an interest in the vacancy may nothing of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import rules

from accounts.permissions import is_hr
from applications import reveal
from applications.models import Application
from core.conflicts import has_interest
from shortlisting import sift
from shortlisting.models import Panel, PanelMember, ScoreSheet
from vacancies.models import Vacancy

Role = PanelMember.Role


def _place(user: Any, vacancy: Vacancy) -> PanelMember | None:
    """The person's current place on the vacancy's panel."""
    if not user.is_authenticated:
        return None
    places = PanelMember.objects.current().filter(panel__vacancy=vacancy, user=user)
    return places.select_related("panel").first()


@rules.predicate
def free_of_interest(user: Any, vacancy: Vacancy | None) -> bool:
    """Did not apply for it."""
    return vacancy is not None and user.is_authenticated and not has_interest(user, vacancy)


@rules.predicate
def runs_it(user: Any, vacancy: Vacancy | None) -> bool:
    """HR of the vacancy's school."""
    return vacancy is not None and is_hr(user, vacancy.school)


@rules.predicate
def on_panel(user: Any, vacancy: Vacancy | None) -> bool:
    """On the panel, observers too."""
    return vacancy is not None and _place(user, vacancy) is not None


@rules.predicate
def chairs(user: Any, vacancy: Vacancy | None) -> bool:
    """The panel's chair."""
    place = _place(user, vacancy) if vacancy is not None else None
    return place is not None and place.role == Role.CHAIR


@rules.predicate
def sees_grid(user: Any, vacancy: Vacancy | None) -> bool:
    """The chair always (told who is waited for, until all is in); other members once their own sheets are in;
    observers once every sheet is; HR once the outcomes are released."""
    if vacancy is None:
        return False
    place = _place(user, vacancy)
    panel = place.panel if place else Panel.objects.filter(vacancy=vacancy).first()
    if panel is None or panel.sift_opened_at is None:
        return False
    panel.vacancy = vacancy
    if place is None:
        return panel.outcomes_released_at is not None and is_hr(user, vacancy.school)
    if place.role == Role.CHAIR:
        return True
    return sift.all_in(panel) if place.role == Role.OBSERVER else not sift.has_open_sheet(user, panel)


@rules.predicate
def has_shortlist(user: Any, vacancy: Vacancy | None) -> bool:
    """The outcomes are released, so names may be seen."""
    return vacancy is not None and Panel.objects.filter(vacancy=vacancy, outcomes_released_at__isnull=False).exists()


@rules.predicate
def scores_here(user: Any, place: PanelMember | ScoreSheet | None) -> bool:
    """The member's own place or sheet, while they are on the panel to score and the sift has been opened."""
    member = place.member if isinstance(place, ScoreSheet) else place
    return (
        member is not None
        and user.is_authenticated
        and member.user_id == user.pk
        and member.removed_at is None
        and member.role != Role.OBSERVER
        and member.panel.sift_opened_at is not None
        and not has_interest(user, member.panel.vacancy)
    )


def released_at(vacancy: Vacancy) -> datetime | None:
    """When names came out of the blind sift: all at once, with the outcomes."""
    return Panel.objects.filter(vacancy=vacancy).values_list("outcomes_released_at", flat=True).first()


def reads_as_panel(user: Any, application: Application) -> bool:
    """The panel reads the full applications of its vacancy after the release."""
    return _place(user, application.vacancy) is not None


reveal.register(released_at, reads=reads_as_panel)
rules.add_perm("shortlisting.manage", runs_it & free_of_interest)
rules.add_perm("shortlisting.panel", on_panel & free_of_interest)
rules.add_perm("shortlisting.score", scores_here)
rules.add_perm("shortlisting.decide", chairs & free_of_interest)
rules.add_perm("shortlisting.grid", sees_grid & free_of_interest)
rules.add_perm("shortlisting.plan", (on_panel | runs_it) & free_of_interest)
rules.add_perm("shortlisting.outcomes", (chairs | runs_it) & free_of_interest)
rules.add_perm("shortlisting.interview", (chairs | runs_it) & free_of_interest & has_shortlist)
