"""Who is asked next when an offer falls through, and what those in reserve hear once the post is filled."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.services import lifecycle
from appointments.models import Offer
from core import emails
from core.states import StateError
from shortlisting.models import Decision, Panel, Stage
from shortlisting.services import finals
from shortlisting.services.keeping import DecisionError
from vacancies.models import Vacancy

A = Application.State
CHOSEN = (A.RECOMMENDED, A.OFFERED, A.ACCEPTED, A.APPOINTED, A.STARTED)
FELL_THROUGH = (Offer.State.DECLINED, Offer.State.LAPSED, Offer.State.TAKEN_BACK)
WAITING = (A.INTERVIEWED, A.RESERVE)


def in_reserve(vacancy: Vacancy) -> list[Decision]:
    """Return those in reserve, who is asked first before the others, without who withdrew."""
    rows = Decision.objects.filter(
        application__vacancy=vacancy, application__state__in=WAITING,
        stage=Stage.INTERVIEW, outcome=Decision.Outcome.RESERVE,
    )  # fmt: skip
    joins = ("application__vacancy__school", "application__details")
    return list(rows.select_related(*joins).order_by("reserve_place", "pk"))


def next_up(vacancy: Vacancy) -> Application | None:
    """Return who is asked next, once an offer fell through and nobody else is chosen: two queries or three."""
    if not Offer.objects.filter(application__vacancy=vacancy, state__in=FELL_THROUGH).exists():
        return None
    if Application.objects.filter(vacancy=vacancy, state__in=CHOSEN).exists():
        return None
    waiting = in_reserve(vacancy)
    return waiting[0].application if waiting else None


def recommend_next(vacancy: Vacancy, *, by: User) -> Application:
    """Recommend the next in reserve, so that an offer can be made; return their application.

    Raises StateError when nobody is in reserve or an offer stands open, and as shortlisting does when `by` may not.
    """
    waiting = in_reserve(vacancy)
    if not waiting:
        raise StateError("Nobody is in reserve.")
    if Application.objects.filter(vacancy=vacancy, state__in=CHOSEN).exists():
        raise StateError("Somebody is recommended, has an offer or is appointed already.")
    decision = waiting[0]
    try:
        finals.decide_final(
            decision.application,
            outcome=Decision.Outcome.RECOMMEND,
            reason=f"Next in reserve. {decision.reason}",
            criteria=list(decision.criteria.all()),
            interviewed_on=decision.interviewed_on,
            by=by,
        )
    except DecisionError as error:
        raise StateError(str(error)) from error
    return decision.application


def tell_the_others(vacancy: Vacancy, *, by: User) -> None:
    """The post is filled: those in reserve hear it, and whoever was not told their outcome yet is told."""
    now = timezone.now()
    with transaction.atomic():
        for decision in in_reserve(vacancy):
            application = decision.application
            for state in (A.RESERVE, A.NOT_APPOINTED):
                if application.state != state:
                    lifecycle.move(application, state, by=by)
            Decision.objects.filter(pk=decision.pk, released_at=None).update(released_at=now)
            emails.queue(
                "post_filled", {"application": application.pk}, subject=application, school_id=vacancy.school_id,
                once=f"post_filled:{application.pk}",
            )  # fmt: skip
        panel = Panel.objects.filter(vacancy=vacancy).first()
        if panel is not None and not finals.undecided(panel):
            finals.release(panel, by=by)
