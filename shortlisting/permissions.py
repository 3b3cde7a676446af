"""Who may see and do what in shortlisting. Whoever has an interest in the vacancy may nothing of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import rules
from django.db.models import Q

from accounts.permissions import is_head, is_hr
from applications import reveal
from applications.models import Application
from core.conflicts import has_interest
from shortlisting import conflicts, sift
from shortlisting.interview_marks import gives
from shortlisting.models import Activity, Panel, PanelMember, ScoreSheet
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
def meets_candidates(user: Any, vacancy: Vacancy | None) -> bool:
    """On the panel, and who joined for the interviews has said whom of the shortlist they know."""
    place = _place(user, vacancy) if vacancy is not None else None
    return place is not None and not conflicts.owes_names(place)


@rules.predicate
def chairs(user: Any, vacancy: Vacancy | None) -> bool:
    """The panel's chair."""
    place = _place(user, vacancy) if vacancy is not None else None
    return place is not None and place.role == Role.CHAIR and not conflicts.owes_names(place)


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
    if conflicts.owes_names(place):
        return False
    if place.role == Role.CHAIR:
        return True
    return sift.all_in(panel) if place.role == Role.OBSERVER else not sift.has_open_sheet(user, panel)


@rules.predicate
def checks_apart(user: Any, vacancy: Vacancy | None) -> bool:
    """HR of the school who does not judge here: nobody on the panel may read who asked for an interview."""
    if vacancy is None or not runs_it(user, vacancy) or has_interest(user, vacancy):
        return False
    judges = Q(removed_at=None) | Q(sheets__submitted_at__isnull=False)
    return not PanelMember.objects.filter(judges, panel__vacancy=vacancy, user=user).exists()


@rules.predicate
def answers_for_it(user: Any, vacancy: Vacancy | None) -> bool:
    """HR and head of the vacancy's school, who answer where a decision is challenged."""
    return vacancy is not None and (is_hr(user, vacancy.school) or is_head(user, vacancy.school))


@rules.predicate
def types_paper(user: Any, vacancy: Vacancy | None) -> bool:
    """Types what came back on paper: HR who do not score, and HR and the chair once their own sheets are in."""
    panel = Panel.objects.filter(vacancy=vacancy).first() if vacancy is not None else None
    if panel is None or vacancy is None or not user.is_authenticated:
        return False
    panel.vacancy = vacancy
    return sift.may_enter(user, panel)


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


@rules.predicate
def marks_here(user: Any, activity: Activity | None) -> bool:
    """A panel member who scores, or writes down what pupils said, in this activity of an interview day."""
    if activity is None or (place := _place(user, activity.day.panel.vacancy)) is None:
        return False
    mine = gives(place, activity) and not conflicts.owes_names(place) and activity.members.filter(pk=place.pk).exists()
    return mine and not has_interest(user, activity.day.panel.vacancy)


@rules.predicate
def is_invited(user: Any, application: Application | None) -> bool:
    """The candidate themselves, while they are in the running."""
    return application is not None and user.is_authenticated and application.candidate_id == user.pk


def released_at(vacancy: Vacancy) -> datetime | None:
    """When names came out of the blind sift: all at once, with the outcomes."""
    return Panel.objects.filter(vacancy=vacancy).values_list("outcomes_released_at", flat=True).first()


def reads_as_panel(user: Any, application: Application) -> bool:
    """The panel reads the full applications of its vacancy after the release, but of those they are out for."""
    place = _place(user, application.vacancy)
    if place is None or conflicts.owes_names(place):
        return False
    return application.pk not in conflicts.recused_from(place)


def sits_on_it(user: Any, vacancy: Vacancy) -> bool:
    """Whoever is on the panel, observers too: nothing may tell them who is who while the sift is blind."""
    return _place(user, vacancy) is not None


reveal.register(released_at, reads=reads_as_panel, sifts=sits_on_it)
rules.add_perm("shortlisting.manage", runs_it & free_of_interest)
rules.add_perm("shortlisting.panel", on_panel & free_of_interest)
rules.add_perm("shortlisting.score", scores_here)
rules.add_perm("shortlisting.decide", chairs & free_of_interest)
rules.add_perm("shortlisting.grid", sees_grid & free_of_interest)
rules.add_perm("shortlisting.paper", types_paper & free_of_interest)
rules.add_perm("shortlisting.plan", (on_panel | runs_it) & free_of_interest)
rules.add_perm("shortlisting.outcomes", (chairs | runs_it) & free_of_interest)
rules.add_perm("shortlisting.interview", (chairs | runs_it) & free_of_interest & has_shortlist)
rules.add_perm("shortlisting.hr_check", checks_apart)
rules.add_perm("shortlisting.matrix", (meets_candidates | runs_it) & free_of_interest & has_shortlist)
rules.add_perm("shortlisting.challenge", answers_for_it & free_of_interest & has_shortlist)
rules.add_perm("shortlisting.kit", (meets_candidates | runs_it) & free_of_interest & has_shortlist)
rules.add_perm("shortlisting.mark", marks_here)
rules.add_perm("shortlisting.own_interview", is_invited)
